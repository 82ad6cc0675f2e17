"""What something of a group must have: to be kept while it is written, and to be put out. BadInput names the field."""

from accounts.offices import Office
from accounts.refusals import BadInput
from files.models import Document
from files.models import Picture as StoredPicture
from policies.rules import Rules, Source
from policies.rules import meaning as means
from policies.rules.schema import SourceKind
from richtext.html import plain
from website_groups.content import LONGEST_PLACE, LONGEST_TITLE, NONE_OF_THEM, Content, Kind

DESCRIBED = Source(
    kind=SourceKind.LAW,
    place="Public Sector Bodies Accessibility Regulations 2018, regulation 6",
)
MOST_FILES = 12


def check_draft(content: Content) -> None:
    """What can be kept while somebody is at it: nothing too long, and only files that have arrived."""
    for field, value, longest in (("title", content.title, LONGEST_TITLE), ("place", content.place, LONGEST_PLACE)):
        if len(value) > longest:
            raise BadInput(field, f"This has {len(value)} characters, and {longest} fit.")
    _check_pieces("pictures", StoredPicture, [picture.file for picture in content.pictures])
    _check_pieces("attachments", Document, [attachment.file for attachment in content.attachments])


def check_complete(content: Content, kind: str, rules: Rules) -> None:
    """What is needed before it goes out or to the council."""
    check_draft(content)
    if not content.title:
        raise BadInput("title", "Give it a title.")
    if kind == Kind.EVENT:
        if content.times is None:
            raise BadInput("starts", "Say when it takes place.")
        if content.times.ends and content.times.ends < content.times.starts:
            raise BadInput("ends", "It cannot end before it begins.")
        if content.times.until and content.times.until < content.times.starts.date():
            raise BadInput("until", "It cannot stop repeating before it has begun.")
    elif not plain(content.body):
        raise BadInput("body", "Write what you want to say.")
    check_barred_kind(content.barred_kind, rules)
    for number, picture in enumerate(content.pictures, 1):
        if not picture.is_described:
            said = f"Say in one sentence what picture {number} shows, or that it only decorates."
            raise BadInput("pictures", said, DESCRIBED)
        if not picture.origin.is_stated:
            raise BadInput("pictures", f"Say where picture {number} is from and who has allowed it.")
    for attachment in content.attachments:
        if not attachment.origin.is_stated:
            raise BadInput("attachments", f"Say where “{attachment.title}” is from and who has allowed it.")


def check_barred_kind(answer: str, rules: Rules) -> None:
    """Asked only where the policy bars kinds of item, in its own words (website-items)."""
    never = {listed.key: listed.words for listed in means.never_kinds(rules)}
    source = means.source_of(rules.website.never)
    if answer in never:
        clerk = means.called(rules, Office.CLERK)
        said = (
            f"The council’s policy does not let this be on its website: “{never[answer]}”. Ask the {clerk} if unsure."
        )
        raise BadInput("barred_kind", said, source)
    if never and answer != NONE_OF_THEM:
        raise BadInput("barred_kind", "Say whether it is one of these kinds.", source)


def _check_pieces(field: str, stored: type[StoredPicture] | type[Document], wanted: list[str]) -> None:
    if len(wanted) > MOST_FILES:
        raise BadInput(field, f"There is room for {MOST_FILES}. Take some of them out.")
    different = set(wanted)
    if different and len(different) != stored.objects.filter(sha256__in=different).count():
        raise BadInput(field, "A file has not arrived here. Choose it again.")
