"""What the particulars of a kind must be, so that they are true. BadInput names the field."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from accounts.models import Meeting
from accounts.refusals import BadInput
from policies import transparency
from policies.rules import meaning as means
from policies.rules.schema import ItemKind, Rules
from posts.content import Content
from posts.particulars import LINKS, LONGEST_ADDRESS, PARTS

CHECK_ADDRESS = URLValidator(schemes=["http", "https"])


def check_particulars(content: Content, rules: Rules) -> None:
    """Of every draft: what is said must fit together."""
    told = content.particulars
    if told.meeting is not None:
        _check_meeting(content, rules)
    elif told.part:
        raise BadInput("meeting", "Choose the meeting that it belongs to.")
    if told.account:
        _check_account(told.account, told.year, told.quarter)
    if told.address:
        _check_address(told.address)


def check_address_is_given(content: Content) -> None:
    """Before it is decided on, something that is a link leads somewhere."""
    if content.kind in LINKS and not content.particulars.address:
        raise BadInput("address", "Give the address that the link leads to, such as https://www.gov.uk.")


def _check_meeting(content: Content, rules: Rules) -> None:
    told = content.particulars
    meeting = Meeting.objects.whole().filter(pk=told.meeting or 0).first()
    if meeting is None:
        raise BadInput("meeting", "Choose a meeting from the list.")
    if told.part not in PARTS[content.kind]:
        wanted = " or ".join(part.label.lower() for part in PARTS[content.kind])
        raise BadInput("part", f"Say what it is of the meeting: {wanted}.")
    if content.kind == ItemKind.MINUTES and meeting.committee:
        raise BadInput("kind", _wrong_minutes(rules), means.source_of(rules.website.may))
    if content.kind == ItemKind.COMMITTEE_MINUTES and not meeting.committee:
        raise BadInput("kind", "That is a meeting of the full Council: choose the kind “Minutes”.")


def _wrong_minutes(rules: Rules) -> str:
    if ItemKind.COMMITTEE_MINUTES in means.offered_kinds(rules):
        return "That is a meeting of a committee: choose the kind “Committee minutes”."
    return "That is a meeting of a committee, and our policy has only the minutes of the Council on the website."


def _check_account(key: str, year: int | None, quarter: int) -> None:
    item = transparency.BY_KEY.get(key)
    if item is None:
        raise BadInput("account", "Choose an item from the list.")
    if year is None:
        raise BadInput("year", "Choose the financial year that it is about.")
    if item.is_quarterly and quarter not in transparency.QUARTERS:
        raise BadInput("quarter", "Choose the quarter: this is published four times a year.")
    if not item.is_quarterly and quarter:
        raise BadInput("quarter", "Choose “The whole year”: this is published once a year.")


def _check_address(address: str) -> None:
    try:
        CHECK_ADDRESS(address)
    except ValidationError as error:
        raise BadInput("address", "Give a whole web address, such as https://www.gov.uk.") from error
    if len(address) > LONGEST_ADDRESS:
        raise BadInput("address", f"The address has {len(address)} characters; it can have {LONGEST_ADDRESS}.")
