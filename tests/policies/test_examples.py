"""The example policies: each rule stands in its document, and each difference between the councils is a value."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from policies.rules import Rule, Rules, read_rules
from policies.rules.schema import Listed

EXAMPLES = Path(__file__).resolve().parents[2] / "policies" / "examples"
F, S, D, B, T = COUNCILS = ("faversham", "sevenoaks", "desborough", "barton_le_clay", "thornbury")
ALL = (*COUNCILS, "model")

LONGEST_PLACE = 45
CONTACT = {"address", "telephone", "email", "office_hours", "colour", "welcome", "about"}
STAFF = ["clerk", "deputy_clerk", "assistant_clerk", "employee"]
MEMBERS = ["chair", "vice_chair", "councillor"]
CLERK_OR_DEPUTY = ["clerk", "deputy_clerk"]
OTHER_EMPLOYEES = ["assistant_clerk", "employee"]

# Every rule that a policy can state, and the councils whose policy does (by initial).
STATED_BY = {
    "channels.in_use": "FSDB",
    "channels.may_change": "FSDB",
    "publishing.purposes": "FSDBT",
    "publishing.standards": "FSDBT",
    "publishing.copyright": "FSDBT",
    "publishing.credit_due": "FSDB",
    "publishing.personal_information": "FSDBT",
    "publishing.never_disclosed": "T",
    "publishing.unsure_about_information": "T",
    "publishing.politics": "FSDBT",
    "publishing.commerce_barred_on": "FSDB",
    "publishing.pre_election_period": "T",
    "publishing.planning_open_mind": "T",
    "publishing.link_permission": "T",
    "publishing.platform_terms": "T",
    "publishing.employees_approve_being_discussed": "T",
    "publishing.topics_to_avoid": "T",
    "publishing.heated_discussions": "T",
    "publishing.supplements": "T",
    "approval.offices": "FSDBT",
    "approval.covers": "FSDBT",
    "approval.delegation": "ST",
    "approval.another_person": "",
    "approval.latest_hours_after": "",
    "reading.acknowledged_by": "T",
    "reading.prior_approval": "T",
    "reading.questions_to": "T",
    "reading.reminded_after": "",
    "website.may": "DB",
    "website.never": "DB",
    "website.discretion": "B",
    "website.items_by_email_to": "B",
    "website.kept_up_to_date": "B",
    "comments.guidelines": "FSDB",
    "comments.not_monitored_always": "FSDBT",
    "comments.nothing_private_please": "FSDBT",
    "comments.themes_passed_on": "FSDBT",
    "comments.official_contact": "FSDBT",
    "comments.removal_reasons": "FSDBT",
    "comments.responses": "FSDB",
    "comments.removed_promptly": "FSDB",
    "comments.block": "FSDBT",
    "comments.removed_statement": "FSDB",
    "comments.allegations_to": "FSDB",
    "comments.questions_to": "FSDB",
    "comments.fake_accounts": "T",
    "comments.gauge_public_opinion": "T",
    "groups.hosted_on": "FSB",
    "groups.host": "F",
    "groups.marked": "FSB",
    "groups.removal": "FSB",
    "groups.changes": "",
    "groups.confirmed_every": "",
    "correspondence.own_addresses": "FSB",
    "correspondence.separate_addresses_advised": "T",
    "correspondence.office_hours": "FSB",
    "correspondence.out_of_office": "FSB",
    "correspondence.passed_on_by": "FSB",
    "correspondence.clerk_copied": "FSB",
    "correspondence.consent_form": "SB",
    "correspondence.own_views_to": "FSB",
    "correspondence.complete_record": "FSB",
    "correspondence.personal_information_stays": "FSB",
    "correspondence.personal_information_lifted_by": "FSB",
    "correspondence.recipients_and_trails": "FSDB",
    "correspondence.other_media": "FSB",
    "correspondence.confidential": "FSDBT",
    "official_accounts.set_up_by": "B",
    "official_accounts.access": "BT",
    "official_accounts.nominated": "B",
    "official_accounts.passwords_unique": "T",
    "official_accounts.passwords_changed": "T",
    "official_accounts.two_factor": "T",
    "official_accounts.registration_address": "T",
    "official_accounts.devices": "T",
    "official_accounts.strong_passwords": "B",
    "conduct.procedures": "FSDBT",
    "conduct.gross_misconduct": "T",
    "conduct.civility_statement": "F",
    "conduct.own_accounts": "DBT",
    "conduct.own_accounts_barred_for_business": "B",
    "conduct.concerns": "T",
    "conduct.monitoring_notice": "BT",
    "conduct.investigation": "T",
    "reviewing.cycle": "FBT",
    "reviewing.shows_dates": "T",
}
# What the model policy leaves to each council, or has no need of.
NOT_IN_THE_MODEL = {
    "approval.another_person",
    "approval.latest_hours_after",
    "reading.reminded_after",
    "reading.acknowledged_by",
    "reading.prior_approval",
    "publishing.topics_to_avoid",
    "publishing.heated_discussions",
    "publishing.never_disclosed",
    "publishing.supplements",
    "groups.host",
    "groups.changes",
    "groups.confirmed_every",
    "official_accounts.devices",
    "official_accounts.passwords_changed",
    "conduct.gross_misconduct",
    "conduct.own_accounts_barred_for_business",
}


# ------------------------------------------------------------------------------------------------ helpers
@cache
def table(name: str) -> dict[str, Any]:
    return tomllib.loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def rules(name: str) -> Rules:
    return read_rules(table(name)["rules"], origin=f"{name}.toml")


@cache
def markdown(name: str) -> str:
    text: str = table(name)["policy"]["text"]
    return (EXAMPLES / text).read_text(encoding="utf-8")


def fields() -> Iterator[str]:
    for section, field in Rules.model_fields.items():
        if section != "titles":
            for name in field.annotation.model_fields:  # type: ignore[union-attr]
                yield f"{section}.{name}"


def rule(name: str, key: str) -> Rule[Any] | None:
    section, field = key.split(".")
    found: Rule[Any] | None = getattr(getattr(rules(name), section), field)
    return found


def stated(name: str) -> Iterator[tuple[str, Rule[Any]]]:
    for key in fields():
        if found := rule(name, key):
            yield key, found


def value(name: str, key: str) -> Any:
    """The rule's value as plain data, None where the policy does not state it."""
    found = rule(name, key)
    return found and found.model_dump(mode="json", exclude_defaults=True)["value"]


def across(key: str) -> dict[str, Any]:
    return {name: value(name, key) for name in COUNCILS}


def keys_of(name: str, key: str) -> list[str]:
    return [listed["key"] for listed in value(name, key)]


def kinds_of(name: str) -> list[str] | None:
    channels = value(name, "channels.in_use")
    return channels and [channel["kind"] for channel in channels]


def plain(text: str) -> str:
    """Without the kind of quotation mark, the case and the white space."""
    return " ".join(re.sub("[‘’]", "'", re.sub("[“”]", '"', text)).lower().split())


def unmarked(line: str) -> str:
    """A line of Markdown without its heading or list mark, and without its number."""
    return plain(re.sub(r"^\s*(#+ |- )?([\d.]+ )?", "", line))


@cache
def parts(name: str) -> tuple[str, ...]:
    return tuple(unmarked(line) for line in markdown(name).splitlines() if line.strip())


def stands_in(name: str, words: str) -> bool:
    return plain(words) in " ".join(parts(name)) or plain(words) in plain(markdown(name))


def rendered(name: str) -> str:
    return re.sub(r"<[^>]+>", "", MarkdownIt("commonmark").render(markdown(name)))


# ------------------------------------------------------------------------------------------------- files
def test_five_councils_and_a_model() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.toml")} == set(ALL)
    assert {path.stem for path in EXAMPLES.glob("*.md")} == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_a_file_has_three_parts(name: str) -> None:
    assert set(table(name)) == {"council", "policy", "rules"}
    assert set(table(name)["policy"]) == {"title", "text", "source"}
    assert all(table(name)["policy"].values())


@pytest.mark.parametrize("name", ALL)
def test_a_council_says_who_it_is(name: str) -> None:
    council = table(name)["council"]
    needed = {"name", "short_name", "kind", "nation"}
    assert needed <= set(council) <= needed | CONTACT
    assert council["kind"] == ("parish" if name == B else "town")
    assert council["nation"] == "england"


@pytest.mark.parametrize("name", COUNCILS)
def test_a_real_council_is_given_no_contact_that_its_policy_does_not_hold(name: str) -> None:
    council = table(name)["council"]
    assert not set(council) & (CONTACT - {"address", "email"})
    assert stands_in(name, council.get("email", ""))
    assert stands_in(name, council.get("address", "").replace(",", ""))


@pytest.mark.parametrize("name", ALL)
def test_each_rule_quotes_its_policy(name: str) -> None:
    assert [key for key, found in stated(name) if not found.words or not stands_in(name, found.words)] == []


@pytest.mark.parametrize("name", ALL)
def test_each_rule_names_its_place_in_the_policy(name: str) -> None:
    """A heading, or the first words of a part that has none; short enough for a chip."""
    lost = [
        (key, found.policy)
        for key, found in stated(name)
        if len(found.policy) > LONGEST_PLACE or not any(part.startswith(unmarked(found.policy)) for part in parts(name))
    ]
    assert lost == []


@pytest.mark.parametrize("name", ALL)
def test_each_line_of_a_list_is_the_policys_own(name: str) -> None:
    invented = [
        (key, line.words)
        for key, found in stated(name)
        if isinstance(found.value, tuple)
        for line in found.value
        if isinstance(line, Listed) and not stands_in(name, line.words)
    ]
    assert invented == []


@pytest.mark.parametrize("key", ["publishing.purposes", "comments.guidelines", "conduct.own_accounts"])
@pytest.mark.parametrize("name", ALL)
def test_each_sentence_of_a_list_is_the_policys_own(name: str, key: str) -> None:
    assert [line for line in value(name, key) or [] if not stands_in(name, line)] == []


@pytest.mark.parametrize("number", ["3.1.1", "7.1", "7.4", "9.7.1", "9.7.2"])
def test_thornburys_numbers_are_shown_as_its_policy_counts(number: str) -> None:
    assert re.search(rf"^{re.escape(number)} ", rendered(T), flags=re.MULTILINE)


def test_the_models_rules_cite_its_numbered_clauses() -> None:
    headings = set(re.findall(r"^### (\d+\.\d+ .+)$", markdown("model"), flags=re.MULTILINE))
    assert {found.policy for _, found in stated("model")} <= headings


# -------------------------------------------------------------------------------------- stated and unstated
def test_the_table_knows_every_rule_of_the_schema() -> None:
    assert set(STATED_BY) == set(fields())


@pytest.mark.parametrize("key", STATED_BY)
def test_what_a_policy_does_not_state_is_unset(key: str) -> None:
    assert "".join(name[0].upper() for name in COUNCILS if rule(name, key)) == STATED_BY[key]


def test_the_model_leaves_some_rules_to_the_council() -> None:
    assert set(fields()) - {key for key, _ in stated("model")} == NOT_IN_THE_MODEL


@pytest.mark.parametrize("name", ALL)
def test_the_policy_is_the_only_source_of_an_example(name: str) -> None:
    assert {found.source.kind.value for _, found in stated(name)} == {"policy"}


def test_councils_are_asked_only_where_words_can_be_read_in_two_ways() -> None:
    asked = {(name, key) for name in ALL for key, found in stated(name) if found.confirm}
    assert asked == {
        (B, "reviewing.cycle"),
        (D, "publishing.commerce_barred_on"),
        *((name, "correspondence.personal_information_lifted_by") for name in (F, S, B)),
    }


# ---------------------------------------------------------------------------- publishing: how they differ
def test_what_an_office_is_called() -> None:
    assert {name: table(name)["rules"]["titles"] for name in COUNCILS} == {
        F: {"clerk": "Town Clerk"},
        S: {"clerk": "Town Clerk"},
        D: {"clerk": "Town Clerk"},
        B: {"clerk": "Parish Clerk"},
        T: {"clerk": "Town Clerk", "deputy_clerk": "Deputy Town Clerk", "chair": "Chair of Council"},
    }


@pytest.mark.clause("channels-in-use")
def test_channels_in_use() -> None:
    assert {name: kinds_of(name) for name in COUNCILS} == {
        F: ["website", "website", "facebook", "x", "instagram", "email"],
        S: ["website", "facebook", "x", "email"],
        D: ["website", "facebook", "email"],
        B: ["website", "facebook", "x", "email"],
        T: None,
    }
    assert across("channels.may_change") == {F: "add", S: "add", D: "change", B: "add", T: None}


@pytest.mark.clause("channels-in-use")
def test_favershams_town_site_is_a_second_website_with_its_own_host() -> None:
    websites = [channel for channel in value(F, "channels.in_use") if channel["kind"] == "website"]
    assert [website.get("host") for website in websites] == [None, "faversham.org"]


@pytest.mark.clause("purpose")
def test_purposes() -> None:
    activities = "Information and updates regarding activities and opportunities within"
    promote = "Promote our community positively"
    assert across("publishing.purposes") == {
        F: [f"{activities} our Town", promote],
        S: [f"{activities} our Town", promote],
        D: [f"{activities} our town", promote],
        B: [f"{activities} our Parish", promote],
        T: [
            f"{activities} Thornbury",
            "Urgent and important matters",
            "Promote positive engagement and feedback from residents",
            "Gauge public opinion on a wide variety of matters",
        ],
    }


@pytest.mark.clause("post-tone")
def test_standards() -> None:
    common = ["civil", "lawful"]
    assert {name: keys_of(name, "publishing.standards") for name in COUNCILS} == {
        F: common,
        S: common,
        D: common,
        B: common,
        T: ["honest", "accurate", "balanced", "inoffensive", "confidential", "impartial"],
    }


@pytest.mark.clause("post-copyright")
def test_copyright_and_credit() -> None:
    assert across("publishing.copyright") == {F: "own", S: "own", D: "permission", B: "own", T: "consent"}
    assert across("publishing.credit_due") == {F: True, S: True, D: True, B: True, T: None}


@pytest.mark.clause("post-personal-information")
def test_personal_information() -> None:
    assert across("publishing.personal_information") == {
        F: "none",
        S: "none",
        D: "basic_contact_details",
        B: "none",
        T: "official_contact_details",
    }
    assert across("publishing.unsure_about_information") == {
        F: None,
        S: None,
        D: None,
        B: None,
        T: {"ask": CLERK_OR_DEPUTY, "clerk_asks": "chair"},
    }


@pytest.mark.clause("post-moderators")
def test_who_moderates_what() -> None:
    assert across("approval.offices") == {
        F: ["clerk"],
        S: ["clerk"],
        D: ["clerk", "chair", "vice_chair"],
        B: ["chair", "vice_chair", "clerk"],
        T: CLERK_OR_DEPUTY,
    }
    assert across("approval.covers") == {
        F: "official_business",
        S: "official_business",
        D: "all_communications",
        B: "official_business",
        T: "social_media",
    }


@pytest.mark.clause("post-delegation")
def test_delegation() -> None:
    assert across("approval.delegation") == {
        F: None,
        S: {"to": ["deputy_clerk", "assistant_clerk", "employee"], "of": ["post", "matter"]},
        D: None,
        B: None,
        T: {"to": OTHER_EMPLOYEES, "of": ["post", "matter"]},
    }


@pytest.mark.clause("post-prior-approval")
def test_prior_approval() -> None:
    assert value(T, "reading.prior_approval") == {
        "needed_by": [*OTHER_EMPLOYEES, "volunteer"],
        "given_by": CLERK_OR_DEPUTY,
    }


@pytest.mark.clause("post-no-political-advertising")
def test_politics() -> None:
    assert across("publishing.politics") == {
        F: ["advertising"],
        S: ["advertising"],
        D: ["advertising", "party_politics"],
        B: ["advertising"],
        T: ["non_political_purposes_only"],
    }


@pytest.mark.clause("post-no-commercial-promotion")
def test_where_commerce_is_barred() -> None:
    assert across("publishing.commerce_barred_on") == {
        F: ["facebook", "x"],
        S: ["facebook", "x"],
        D: ["facebook"],
        B: ["facebook", "x"],
        T: None,
    }
    found = rule(D, "publishing.commerce_barred_on")
    assert found
    assert found.confirm == ("all",)


@pytest.mark.clause("post-inflammatory-topics")
def test_topics_to_avoid() -> None:
    assert value(T, "publishing.topics_to_avoid") == ["politics", "religion"]


@pytest.mark.clause("press-releases")
def test_what_the_policy_supplements() -> None:
    assert value(T, "publishing.supplements") == "Communication policy"


@pytest.mark.clause("website-items")
def test_what_may_be_on_the_website() -> None:
    assert across("website.may") == {
        F: None,
        S: None,
        D: [
            "meeting_dates",
            "agendas",
            "minutes",
            "financial_information",
            "policies",
            "members",
            "principal_council_links",
            "clubs_and_events",
            "news",
        ],
        B: [
            "clubs_and_events",
            "principal_council_links",
            "charity_links",
            "agendas",
            "minutes",
            "committee_minutes",
            "financial_information",
            "policies",
            "members",
        ],
        T: None,
    }
    assert across("website.discretion") == {F: None, S: None, D: None, B: "clerk", T: None}


@pytest.mark.clause("website-items")
@pytest.mark.parametrize("name", [D, B])
def test_what_is_never_on_the_website(name: str) -> None:
    assert keys_of(name, "website.never") == [
        "political_organisation",
        "commercial_advertisement",
        "non_charitable_fund_raising",
    ]
    assert value(name, "website.never")[0]["words"] == "Articles affiliated to, or promoting any political organisation"


@pytest.mark.clause("website-items-by-email")
def test_where_items_are_emailed() -> None:
    assert value(B, "website.items_by_email_to") == "theparishclerk@bartonleclay-pc.gov.uk"


# ------------------------------------------------------------------------------ comments: how they differ
@pytest.mark.clause("not-monitored-always")
def test_whether_the_council_tries_to_reply() -> None:
    cannot = "cannot_always_reply"
    assert across("comments.not_monitored_always") == {F: cannot, S: cannot, D: cannot, B: cannot, T: "tries_to_reply"}


@pytest.mark.clause("not-official-contact")
def test_whom_to_write_to_officially() -> None:
    clerk_or_members = {"write_to": ["clerk", "members"]}
    assert across("comments.official_contact") == {
        F: clerk_or_members,
        S: clerk_or_members,
        D: clerk_or_members | {"address": "info@desboroughtowncouncil.gov.uk"},
        B: clerk_or_members,
        T: {"write_to": ["website"], "address": "www.thornburytowncouncil.gov.uk", "endeavours_to_answer": True},
    }


@pytest.mark.clause("comment-removal-criteria")
def test_reasons_for_removal() -> None:
    shared = ["plagiarised_or_unlawful", "private_information", "unrelated", "commercial_or_spam"]
    common = ["obscene_or_racist", "personal_attacks", "libellous", *shared, "alleges_breach"]
    assert {name: keys_of(name, "comments.removal_reasons") for name in COUNCILS} == {
        F: common,
        S: common,
        D: common,
        B: common,
        T: ["offensive", "personal_attacks", "libellous", *shared, "fake_accounts"],
    }


@pytest.mark.clause("block-repeat-offenders")
def test_who_is_blocked_where() -> None:
    repeat = {"when": "repeat_offender", "where": ["facebook"]}
    assert across("comments.block") == {
        F: repeat,
        S: repeat,
        D: repeat,
        B: repeat,
        T: {"when": "unseemly_use_or_breach", "where": "any"},
    }


@pytest.mark.clause("removed-statement")
@pytest.mark.parametrize("name", [F, S, D, B])
def test_the_statement_that_a_post_was_removed(name: str) -> None:
    statement = "A post breaching the Council's Social Media Policy has been removed"
    assert plain(value(name, "comments.removed_statement")) == plain(statement)


@pytest.mark.clause("civility-and-respect")
def test_the_civility_statement() -> None:
    assert value(F, "conduct.civility_statement") == "Civility and Respect Bullying and Harassment Statement"


# -------------------------------------------------------------------------------- groups: how they differ
@pytest.mark.clause("groups-approved")
def test_where_local_groups_are_hosted() -> None:
    assert across("groups.hosted_on") == {
        F: "town_website",
        S: "council_website",
        D: None,
        B: "council_website",
        T: None,
    }
    assert value(F, "groups.host") == value(F, "channels.in_use")[1]["host"]


@pytest.mark.clause("groups-disclaimer")
@pytest.mark.parametrize("name", [F, S, B, "model"])
def test_group_content_is_marked_in_the_policys_words(name: str) -> None:
    assert "not the direct responsibility of" in value(name, "groups.marked")


# -------------------------------------------------------------------------------- e-mail: how they differ
@pytest.mark.clause("email-own-addresses")
def test_who_has_a_council_address() -> None:
    assert across("correspondence.own_addresses") == {F: STAFF, S: STAFF, D: None, B: ["clerk"], T: None}
    assert value(T, "correspondence.separate_addresses_advised") == MEMBERS


@pytest.mark.clause("email-councillors-own-views")
def test_to_whom_councillors_write_their_own_views() -> None:
    assert across("correspondence.own_views_to") == {
        F: "the electorate",
        S: "parishioners",
        D: None,
        B: "parishioners",
        T: None,
    }


@pytest.mark.clause("email-data-consent")
def test_who_asks_for_consent() -> None:
    assert across("correspondence.consent_form") == {F: None, S: True, D: None, B: True, T: None}


@pytest.mark.clause("email-personal-information")
def test_what_stays_inside_and_what_lifts_it() -> None:
    named = ["names", "addresses", "email", "IP addresses", "cookie identifiers"]
    assert across("correspondence.personal_information_stays") == {F: named, S: named, D: None, B: named, T: None}
    lifted_by = "correspondence.personal_information_lifted_by"
    assert across(lifted_by) == {F: "nothing", S: "consent", D: None, B: "consent", T: None}
    for name in (F, S, B):
        found = rule(name, lifted_by)
        assert found
        assert {found.value, *found.confirm} == {"nothing", "consent", "lawful_basis"}


@pytest.mark.clause("messages-and-calls")
def test_what_else_the_policy_covers() -> None:
    assert across("correspondence.other_media") == {
        F: ["sms", "video"],
        S: ["sms", "apps", "video"],
        D: None,
        B: ["sms", "video"],
        T: None,
    }


# ------------------------------------------------------------------------------ accounts: how they differ
@pytest.mark.clause("account-access")
def test_who_uses_the_official_accounts() -> None:
    assert across("official_accounts.access") == {
        F: None,
        S: None,
        D: None,
        B: {"offices": [*STAFF, *MEMBERS], "controlled_by": ["clerk"]},
        T: {
            "offices": CLERK_OR_DEPUTY,
            "controlled_by": CLERK_OR_DEPUTY,
            "delegated_to": OTHER_EMPLOYEES,
            "business_case_agreed_by": ["clerk"],
            "elected_members_barred": True,
        },
    }


@pytest.mark.clause("nominated-councillors")
def test_nominated_councillors() -> None:
    assert value(B, "official_accounts.nominated") == {"at_most": 2, "cover_for": ["clerk", "assistant_clerk"]}


@pytest.mark.clause("official-devices")
def test_official_devices() -> None:
    assert value(T, "official_accounts.devices") == {
        "consent_of": CLERK_OR_DEPUTY,
        "breach_told_to": CLERK_OR_DEPUTY,
        "then_informed": "chair",
        "overruled_by": "clerk",
    }


@pytest.mark.clause("strong-passwords")
def test_strong_passwords() -> None:
    every = {"letters": True, "numbers": True, "punctuation": True, "no_names": True}
    assert across("official_accounts.strong_passwords") == {F: None, S: None, D: None, B: every, T: None}


# ------------------------------------------------------------------- people, conduct, review: how they differ
@pytest.mark.clause("read-and-understood")
def test_who_acknowledges_the_policy() -> None:
    everybody = [*STAFF[:3], *MEMBERS, "employee", "volunteer"]
    assert across("reading.acknowledged_by") == {F: None, S: None, D: None, B: None, T: everybody}


@pytest.mark.clause("policy-questions")
def test_who_answers_questions() -> None:
    assert value(T, "reading.questions_to") == CLERK_OR_DEPUTY


@pytest.mark.clause("code-of-conduct")
def test_the_procedure_for_a_failure() -> None:
    members = {"who": MEMBERS, "documents": ["Code of Conduct"]}
    assert across("conduct.procedures") == {
        F: [members],
        S: [members],
        D: [members],
        B: [members, {"who": STAFF, "documents": ["Disciplinary Policy", "Code of Conduct"]}],
        T: [
            {"who": STAFF, "body": "Staffing Committee"},
            {"who": MEMBERS, "documents": ["Members' Code of Conduct"]},
        ],
    }
    assert len(value(T, "conduct.gross_misconduct")) == 7


@pytest.mark.clause("councillors-own-accounts")
def test_councillors_own_accounts() -> None:
    sentences = {name: len(value(name, "conduct.own_accounts") or []) for name in COUNCILS}
    assert sentences == {F: 0, S: 0, D: 13, B: 2, T: 7}
    assert across("conduct.own_accounts_barred_for_business") == {F: None, S: None, D: None, B: True, T: None}


@pytest.mark.clause("concerns")
def test_who_hears_concerns() -> None:
    assert value(T, "conduct.concerns") == {"to": CLERK_OR_DEPUTY, "about_clerk_to": "chair"}


@pytest.mark.clause("monitoring-notice")
def test_what_may_be_monitored() -> None:
    assert value(B, "conduct.monitoring_notice").startswith("Use of the Council's systems and emails may be monitored")
    assert value(T, "conduct.monitoring_notice").startswith("Any use of social media")


@pytest.mark.clause("review-cycle")
def test_the_review_cycle() -> None:
    assert across("reviewing.cycle") == {
        F: {"every_months": 12, "earlier_if_needed": True},
        S: None,
        D: None,
        B: {"every_months": 6, "committee": "Policies & Resources Committee", "adopted_by_council": True},
        T: {"every_months": 12, "by": CLERK_OR_DEPUTY},
    }


@pytest.mark.clause("review-cycle")
def test_barton_is_asked_what_bi_annually_means() -> None:
    found = rule(B, "reviewing.cycle")
    assert found
    assert [(other.every_months, other.committee, other.adopted_by_council) for other in found.confirm] == [
        (24, "Policies & Resources Committee", True)
    ]
