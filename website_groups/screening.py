"""What a group wants to show as screening sees it (policies.screening), and who is known to be reached how."""

from collections.abc import Iterator

from policies.known import published_by_the_council
from policies.rules.schema import ChannelKind, Rules
from policies.screening import Finding, Known, Piece, Text, Weight, screen
from richtext.html import plain
from website_groups.content import Content
from website_groups.models import Group


def findings_in(content: Content, group: Group, rules: Rules, nation: str) -> tuple[Finding, ...]:
    """What screening finds, each once. What the group publishes of how it is reached is not private."""
    chosen = (group.contact_email, group.contact_telephone, group.contact_address, group.leader, group.contact_name)

    def known() -> Known:
        return Known(published=published_by_the_council() | frozenset(filter(None, chosen)))

    found = screen(_texts(content), _pieces(content), rules, nation, known)
    return tuple({finding.key: finding for finding in found}.values())


def serious(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those for which a person of the council looks first, whatever its rule says."""
    return tuple(finding for finding in findings if finding.weight == Weight.SERIOUS)


def _texts(content: Content) -> Iterator[Text]:
    yield Text("title", content.title, ChannelKind.WEBSITE)
    yield Text("body", plain(content.body), ChannelKind.WEBSITE)
    yield Text("place", content.place, ChannelKind.WEBSITE)
    for number, picture in enumerate(content.pictures, 1):
        yield Text(f"picture {number}", picture.description, ChannelKind.WEBSITE)
    for number, attachment in enumerate(content.attachments, 1):
        yield Text(f"attachment {number}", attachment.title, ChannelKind.WEBSITE)


def _pieces(content: Content) -> Iterator[Piece]:
    for number, picture in enumerate(content.pictures, 1):
        yield Piece(
            place=f"picture {number}",
            name=f"picture {number}",
            needs_description=True,
            description=picture.description,
            is_decorative=picture.is_decorative,
            is_own=picture.origin.is_own,
            source=picture.origin.source,
            permission=picture.origin.permission,
        )
    for number, attachment in enumerate(content.attachments, 1):
        yield Piece(
            place=f"attachment {number}",
            name=attachment.title,
            needs_description=False,
            description="",
            is_decorative=False,
            is_own=attachment.origin.is_own,
            source=attachment.origin.source,
            permission=attachment.origin.permission,
        )
