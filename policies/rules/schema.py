"""Which values a council's rules hold, and what each takes.

Every value stands with its source: the council's policy (the heading it stands under, and its words), the law, or a
suggestion of the software that the council has chosen. A rule that a policy does not state is None: nobody is stopped
by what their policy does not say. `clause` in a field's schema names the clause of the register that it belongs to.
"""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from accounts.offices import Office

T = TypeVar("T")
Document = TypeVar("Document", bound=BaseModel)

Text = Annotated[str, Field(min_length=1)]
Offices = Annotated[tuple[Office, ...], Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
Days = Annotated[tuple[Annotated[int, Field(ge=1, le=365)], ...], Field(min_length=1)]
Address = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")]


class RulesError(ValueError):
    """A rules file or document that cannot be used. Each line names the file, the key and what it takes."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class SourceKind(StrEnum):
    POLICY = "policy"
    LAW = "law"
    SUGGESTION = "suggestion"


class Source(Frozen):
    """Where a rule comes from: `place` is the policy's heading, the act's section, or what is suggested."""

    kind: SourceKind
    place: Text
    words: str = ""


class Rule(Frozen, Generic[T]):
    """One value with its source: exactly one of `policy`, `law` and `suggestion` is given."""

    value: T
    policy: str = ""
    law: str = ""
    suggestion: str = ""
    words: str = ""
    confirm: tuple[T, ...] = ()
    """Other readings of words that can be read in two ways; the council is asked at adoption."""

    @model_validator(mode="after")
    def _has_one_source(self) -> "Rule[T]":
        if [bool(self.policy), bool(self.law), bool(self.suggestion)].count(True) != 1:
            raise ValueError("takes exactly one of policy, law or suggestion as its source")
        return self

    @property
    def source(self) -> Source:
        for kind in SourceKind:
            if place := getattr(self, kind):
                return Source(kind=kind, place=place, words=self.words)
        raise AssertionError("a rule without a source passed its validation")


def of_clause(*clauses: str) -> Any:
    """A rule that the council may leave unset, belonging to these clauses of the register."""
    return Field(default=None, json_schema_extra={"clauses": list(clauses)})


# ------------------------------------------------------------------------------------------- vocabulary
class ChannelKind(StrEnum):
    WEBSITE = "website"
    FACEBOOK = "facebook"
    X = "x"
    INSTAGRAM = "instagram"
    EMAIL = "email"
    PRESS = "press"


class ItemKind(StrEnum):
    """The kinds of item that the councils' policies name for their websites."""

    NEWS = "news"
    CLUBS_AND_EVENTS = "clubs_and_events"
    MEETING_DATES = "meeting_dates"
    AGENDAS = "agendas"
    MINUTES = "minutes"
    COMMITTEE_MINUTES = "committee_minutes"
    FINANCIAL_INFORMATION = "financial_information"
    POLICIES = "policies"
    MEMBERS = "members"
    PRINCIPAL_COUNCIL_LINKS = "principal_council_links"
    CHARITY_LINKS = "charity_links"
    OTHER = "other"


class Channel(Frozen):
    kind: ChannelKind
    name: Text
    host: str = ""


class Listed(Frozen):
    """One line of a list in the policy, with a key to remember it by."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    words: Text


class Delegation(Frozen):
    to: Offices
    of: Annotated[tuple[Literal["post", "matter"], ...], Field(min_length=1)]


class PriorApproval(Frozen):
    needed_by: Offices
    given_by: Offices


class UnsureAsk(Frozen):
    ask: Offices
    clerk_asks: Office


class OfficialContact(Frozen):
    write_to: Annotated[tuple[Literal["clerk", "members", "website"], ...], Field(min_length=1)]
    address: str = ""
    endeavours_to_answer: bool = False


class Block(Frozen):
    when: Literal["repeat_offender", "unseemly_use_or_breach"]
    where: Annotated[tuple[ChannelKind, ...], Field(min_length=1)] | Literal["any"]


class AccountAccess(Frozen):
    """Who may use the official accounts, and who controls that."""

    offices: Offices
    controlled_by: Offices
    delegated_to: tuple[Office, ...] = ()
    business_case_agreed_by: tuple[Office, ...] = ()
    elected_members_barred: bool = False


class Nominated(Frozen):
    at_most: Annotated[int, Field(ge=1, le=9)]
    cover_for: Offices


class Devices(Frozen):
    consent_of: Offices
    breach_told_to: Offices
    then_informed: Office
    overruled_by: Office


class Password(Frozen):
    letters: bool
    numbers: bool
    punctuation: bool
    no_names: bool


class Procedure(Frozen):
    """By which documents, or before which body, a failure to keep the rules is dealt with."""

    who: Offices
    documents: tuple[Text, ...] = ()
    body: str = ""

    @model_validator(mode="after")
    def _names_something(self) -> "Procedure":
        if not self.documents and not self.body:
            raise ValueError("takes documents, a body, or both")
        return self


class Concerns(Frozen):
    to: Offices
    about_clerk_to: Office


class Review(Frozen):
    """`by` are offices, or `committee` names one; both stay empty where the policy names nobody."""

    every_months: Annotated[int, Field(ge=1, le=120)]
    by: tuple[Office, ...] = ()
    committee: str = ""
    adopted_by_council: bool = False
    earlier_if_needed: bool = False


# ---------------------------------------------------------------------------------------------- sections
class Channels(Frozen):
    in_use: Rule[tuple[Channel, ...]] | None = of_clause("channels-in-use")
    may_change: Rule[Literal["add", "change"]] | None = of_clause("channels-in-use")


class Publishing(Frozen):
    purposes: Rule[Texts] | None = of_clause("purpose")
    standards: Rule[tuple[Listed, ...]] | None = of_clause("post-tone")
    copyright: Rule[Literal["own", "permission", "consent"]] | None = of_clause("post-copyright")
    credit_due: Rule[Literal[True]] | None = of_clause("post-copyright")
    personal_information: Rule[Literal["none", "basic_contact_details", "official_contact_details"]] | None = of_clause(
        "post-personal-information"
    )
    never_disclosed: Rule[Texts] | None = of_clause("post-personal-information")
    unsure_about_information: Rule[UnsureAsk] | None = of_clause("post-personal-information")
    politics: Rule[tuple[Literal["advertising", "party_politics", "non_political_purposes_only"], ...]] | None = (
        of_clause("post-no-political-advertising")
    )
    commerce_barred_on: Rule[tuple[ChannelKind, ...] | Literal["all"]] | None = of_clause(
        "post-no-commercial-promotion"
    )
    pre_election_period: Rule[Literal["nothing_new_or_controversial"]] | None = of_clause("pre-election-period")
    planning_open_mind: Rule[Literal[True]] | None = of_clause("planning-open-mind")
    link_permission: Rule[Literal[True]] | None = of_clause("post-links")
    platform_terms: Rule[Literal[True]] | None = of_clause("platform-terms")
    employees_approve_being_discussed: Rule[Literal[True]] | None = of_clause("post-about-employees")
    topics_to_avoid: Rule[Texts] | None = of_clause("post-inflammatory-topics")
    heated_discussions: Rule[Literal["calm_with_facts"]] | None = of_clause("post-inflammatory-topics")
    supplements: Rule[Text] | None = of_clause("press-releases")


class Approval(Frozen):
    offices: Rule[Offices] = Field(json_schema_extra={"clauses": ["post-moderators"]})
    covers: Rule[Literal["official_business", "all_communications", "social_media"]] | None = of_clause(
        "post-moderators"
    )
    delegation: Rule[Delegation] | None = of_clause("post-delegation")
    another_person: Rule[Literal["always", "when_there_is_one"]] | None = of_clause("post-moderators")
    latest_hours_after: Rule[Annotated[int, Field(ge=1, le=168)]] | None = of_clause("post-moderators")
    """So many hours after its time an approved post no longer goes out by itself, where the clock stood still."""


class Reading(Frozen):
    acknowledged_by: Rule[Offices] | None = of_clause("read-and-understood", "post-prior-approval")
    prior_approval: Rule[PriorApproval] | None = of_clause("post-prior-approval")
    questions_to: Rule[Offices] | None = of_clause("policy-questions")
    reminded_after: Rule[Days] | None = of_clause("read-and-understood")
    """So many days after a version took effect, those who have not confirmed it are reminded."""


class Website(Frozen):
    may: Rule[tuple[ItemKind, ...]] | None = of_clause("website-items")
    never: Rule[tuple[Listed, ...]] | None = of_clause("website-items")
    discretion: Rule[Office] | None = of_clause("website-items")
    items_by_email_to: Rule[Address] | None = of_clause("website-items-by-email")
    kept_up_to_date: Rule[Literal[True]] | None = of_clause("website-up-to-date")


class Comments(Frozen):
    guidelines: Rule[Texts] | None = of_clause("comment-guidelines")
    not_monitored_always: Rule[Literal["cannot_always_reply", "tries_to_reply"]] | None = of_clause(
        "not-monitored-always"
    )
    nothing_private_please: Rule[Text] | None = of_clause("no-private-information-to-us")
    themes_passed_on: Rule[Literal[True]] | None = of_clause("themes-passed-on")
    official_contact: Rule[OfficialContact] | None = of_clause("not-official-contact")
    removal_reasons: Rule[tuple[Listed, ...]] | None = of_clause("comment-removal-criteria")
    responses: Rule[tuple[Literal["ignore", "tell_policy", "brief_reply"], ...]] | None = of_clause("comment-responses")
    removed_promptly: Rule[Literal[True]] | None = of_clause("removed-promptly")
    block: Rule[Block] | None = of_clause("block-repeat-offenders")
    removed_statement: Rule[Text] | None = of_clause("removed-statement")
    allegations_to: Rule[tuple[Literal["formal_complaint", "police"], ...]] | None = of_clause("allegations")
    questions_to: Rule[tuple[Literal["website", "councillor"], ...]] | None = of_clause("questions-to-councillors")
    fake_accounts: Rule[tuple[Literal["tell_platform", "tell_public"], ...]] | None = of_clause("fake-accounts")
    gauge_public_opinion: Rule[Literal[True]] | None = of_clause("public-opinion")


class Groups(Frozen):
    hosted_on: Rule[Literal["council_website", "town_website"]] | None = of_clause(
        "groups-approved", "groups-maintain-own-pages"
    )
    host: Rule[Text] | None = of_clause("groups-approved")
    marked: Rule[Text] | None = of_clause("groups-disclaimer")
    removal: Rule[Text] | None = of_clause("groups-removal")
    changes: Rule[Literal["at_once", "once_accepted"]] | None = of_clause("groups-maintain-own-pages")
    """Whether what a group changes is public at once or when the council has accepted it; unset, at once."""
    confirmed_every: Rule[Annotated[int, Field(ge=1, le=36)]] | None = of_clause("groups-approved")
    """After so many months a group is asked whether what is said of it, and who looks after it, is still right."""


class Correspondence(Frozen):
    own_addresses: Rule[Offices] | None = of_clause("email-own-addresses")
    separate_addresses_advised: Rule[Offices] | None = of_clause("email-own-addresses")
    office_hours: Rule[Text] | None = of_clause("email-office-hours")
    out_of_office: Rule[Literal[True]] | None = of_clause("email-out-of-office")
    passed_on_by: Rule[Office] | None = of_clause("email-clerk-passes-on")
    clerk_copied: Rule[Literal[True]] | None = of_clause("email-clerk-copied")
    consent_form: Rule[Literal[True]] | None = of_clause("email-data-consent")
    own_views_to: Rule[Text] | None = of_clause("email-councillors-own-views")
    complete_record: Rule[Literal[True]] | None = of_clause("email-complete-record")
    personal_information_stays: Rule[Texts] | None = of_clause("email-personal-information")
    personal_information_lifted_by: Rule[Literal["nothing", "consent", "lawful_basis"]] | None = of_clause(
        "email-personal-information"
    )
    recipients_and_trails: Rule[Literal[True]] | None = of_clause("email-recipients-and-trails")
    other_media: Rule[tuple[Literal["sms", "apps", "video"], ...]] | None = of_clause("messages-and-calls")
    confidential: Rule[Literal[True]] | None = of_clause("confidentiality")


class OfficialAccounts(Frozen):
    set_up_by: Rule[Office] | None = of_clause("account-consent")
    access: Rule[AccountAccess] | None = of_clause("account-access")
    nominated: Rule[Nominated] | None = of_clause("nominated-councillors")
    passwords_unique: Rule[Literal[True]] | None = of_clause("account-passwords")
    passwords_changed: Rule[Literal["on_suspicion_or_in_time"]] | None = of_clause("account-passwords")
    two_factor: Rule[Literal["may"]] | None = of_clause("account-two-factor")
    registration_address: Rule[Literal["shared_with_clerk_or_deputy"]] | None = of_clause(
        "account-registration-address"
    )
    devices: Rule[Devices] | None = of_clause("official-devices")
    strong_passwords: Rule[Password] | None = of_clause("strong-passwords")


class Conduct(Frozen):
    procedures: Rule[tuple[Procedure, ...]] | None = of_clause("code-of-conduct")
    gross_misconduct: Rule[Texts] | None = of_clause("code-of-conduct")
    civility_statement: Rule[Text] | None = of_clause("civility-and-respect")
    own_accounts: Rule[Texts] | None = of_clause("councillors-own-accounts")
    own_accounts_barred_for_business: Rule[Literal[True]] | None = of_clause("councillors-own-accounts")
    concerns: Rule[Concerns] | None = of_clause("concerns")
    monitoring_notice: Rule[Text] | None = of_clause("monitoring-notice")
    investigation: Rule[Literal[True]] | None = of_clause("investigation")


class Reviewing(Frozen):
    cycle: Rule[Review] | None = of_clause("review-cycle")
    shows_dates: Rule[Literal[True]] | None = of_clause("review-dates")


class Rules(Frozen):
    """Everything that a council's policy settles and that the software carries out."""

    titles: dict[Office, Text] = Field(default={})
    """How the council calls an office, as in “Town Clerk”."""
    channels: Channels = Channels()
    publishing: Publishing = Publishing()
    approval: Approval
    reading: Reading = Reading()
    website: Website = Website()
    comments: Comments = Comments()
    groups: Groups = Groups()
    correspondence: Correspondence = Correspondence()
    official_accounts: OfficialAccounts = OfficialAccounts()
    conduct: Conduct = Conduct()
    reviewing: Reviewing = Reviewing()


def read_rules(document: dict[str, Any] | str, *, origin: str) -> Rules:
    """The rules in a parsed TOML table or a stored JSON text.

    Raises RulesError with a line for each mistake: `origin`, the key, and what the key takes.
    """
    return read_as(Rules, document, origin=origin)


def read_as(model: type[Document], document: dict[str, Any] | str, *, origin: str) -> Document:
    """A document read as `model`, with the mistakes said as `read_rules` says them."""
    text = document if isinstance(document, str) else json.dumps(document, default=str)
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        raise RulesError("\n".join(_say(origin, mistake) for mistake in _innermost(error.errors()))) from error


def _innermost(mistakes: Sequence[Any]) -> list[Any]:
    """Without those that only follow from a mistake further inside, such as a list left empty by its bad items."""
    places = [mistake["loc"] for mistake in mistakes]
    return [
        mistake
        for mistake in mistakes
        if not any(place[: len(mistake["loc"])] == mistake["loc"] != place for place in places)
    ]


def _say(origin: str, mistake: Any) -> str:
    key = ".".join(str(part) for part in mistake["loc"] if not str(part).endswith("]")) or "the file"
    return f"{origin}: {key}: {_takes(mistake)}"


def _takes(mistake: Any) -> str:
    given = repr(mistake["input"])[:60]
    match mistake["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is not a key that can stand here"
        case "enum" | "literal_error":
            return f"takes {mistake['ctx']['expected']}, not {given}"
        case "value_error":
            return str(mistake["ctx"]["error"])
        case _:
            return f"{mistake['msg']}, not {given}"
