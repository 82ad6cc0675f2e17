"""What a post must have: to be kept as a draft, and to be submitted. BadInput names the field and the rule."""

from accounts.offices import Office
from accounts.refusals import BadInput
from channels.in_use import outlets
from channels.limits import count, limit_of
from files.enclosed import Origin
from files.models import Document
from files.models import Picture as StoredPicture
from policies.rules import meaning as means
from policies.rules.schema import ChannelKind, Rules, Source, SourceKind
from posts.content import LONGEST_TITLE, NONE_OF_THEM, Content, Variant
from posts.workflow.particulars import check_address_is_given, check_particulars
from richtext.html import has_quotation, plain
from richtext.links import confirmed_links

DESCRIBED = Source(
    kind=SourceKind.LAW,
    place="Public Sector Bodies Accessibility Regulations 2018, regulation 6",
)


def check_draft(content: Content, rules: Rules) -> None:
    """What every draft needs, so that there is something to keep."""
    _check_words(content, rules)
    _check_files(content)


def check_kept(content: Content) -> None:
    """What there must be of something that came by e-mail. What else is needed, its author fills in."""
    if not content.title or len(content.title) > LONGEST_TITLE:
        raise BadInput("title", f"It takes a title of {LONGEST_TITLE} characters at the most.")
    _check_files(content)


def _check_words(content: Content, rules: Rules) -> None:
    if not content.title:
        raise BadInput("title", "Give it a title.")
    if len(content.title) > LONGEST_TITLE:
        raise BadInput("title", f"The title has {len(content.title)} characters; it can have {LONGEST_TITLE}.")
    if not plain(content.body):
        raise BadInput("body", "Write what you want to say.")
    if content.kind not in means.offered_kinds(rules):
        raise BadInput("kind", "Choose a kind from the list in your policy.", means.source_of(rules.website.may))
    check_particulars(content, rules)
    if content.purpose and content.purpose not in means.purposes(rules):
        raise BadInput("purpose", "Choose a purpose from the list in your policy.")
    _check_barred_kind(content.barred_kind, rules)
    _check_channels(content, rules)


def checked_draft(content: Content, rules: Rules) -> Content:
    """The content itself, once it has what every draft needs."""
    check_draft(content, rules)
    return content


def check_submission(content: Content, rules: Rules) -> None:
    """What is asked before it goes to who decides: descriptions (the law), sources and links (the policy).

    Its files were there when it was kept as a draft, and files stay.
    """
    _check_words(content, rules)
    for number, picture in enumerate(content.pictures, 1):
        if not picture.is_described:
            raise BadInput(
                "pictures", f"Say in one sentence what picture {number} shows, or that it only decorates.", DESCRIBED
            )
        _check_origin(picture.origin, f"picture {number}", "pictures", rules)
    for attachment in content.attachments:
        _check_origin(attachment.origin, f"“{attachment.title}”", "attachments", rules)
    if has_quotation(content.body):
        _check_origin(content.quotation, "the words you quote", "quotation_source", rules)
    check_address_is_given(content)
    _check_links(content, rules)


def _check_barred_kind(answer: str, rules: Rules) -> None:
    never = {listed.key: listed.words for listed in means.never_kinds(rules)}
    source = means.source_of(rules.website.never)
    if answer in never:
        clerk = means.called(rules, Office.CLERK)
        raise BadInput(
            "barred_kind",
            f"Our policy does not let this be published: “{never[answer]}”. If you are unsure, ask the {clerk}.",
            source,
        )
    if never and answer != NONE_OF_THEM:
        raise BadInput("barred_kind", "Say whether it is one of these kinds.", source)


def _check_channels(content: Content, rules: Rules) -> None:
    """A post goes only to a channel in use (channels-in-use), in a text that fits there."""
    known = {outlet.key: outlet for outlet in outlets(rules)}
    for variant in content.channels:
        outlet = known.get(variant.channel)
        if outlet is None:
            raise BadInput(
                "channels", "Choose from the channels that the council uses.", means.source_of(rules.channels.in_use)
            )
        _check_length(variant, outlet.kind, outlet.name, content)


def _check_length(variant: Variant, kind: ChannelKind, name: str, content: Content) -> None:
    limit, used = limit_of(kind), count(kind, content.text_for(variant.channel))
    if limit is None or used <= limit.most:
        return
    whose = "This text" if variant.text else "The post"
    raise BadInput(
        f"text_{variant.channel}",
        f"{whose} has {used:,} characters as {name} counts them, and {limit.most:,} fit. Write a shorter one for it.",
    )


def _check_files(content: Content) -> None:
    wanted = {picture.file for picture in content.pictures}
    if wanted and len(wanted) != StoredPicture.objects.filter(sha256__in=wanted).count():
        raise BadInput("pictures", "A picture has not arrived here. Choose it again.")
    wanted = {attachment.file for attachment in content.attachments}
    if wanted and len(wanted) != Document.objects.filter(sha256__in=wanted).count():
        raise BadInput("attachments", "A document has not arrived here. Choose it again.")


def _check_origin(origin: Origin, what: str, field: str, rules: Rules) -> None:
    """Somebody else's work states source and permission (post-copyright)."""
    if not origin.is_stated:
        raise BadInput(
            field, f"Say where {what} comes from and who has allowed it.", means.source_of(rules.publishing.copyright)
        )


def _check_links(content: Content, rules: Rules) -> None:
    """Each outside link is confirmed where the policy asks for it (post-links)."""
    if rules.publishing.link_permission is None:
        return
    links = confirmed_links(content.body, content.particulars.address)
    if missing := [link for link in links if link not in content.links_confirmed]:
        raise BadInput(
            "links_confirmed",
            f"Confirm that the site lets you link to it: {missing[0]}",
            means.source_of(rules.publishing.link_permission),
        )
