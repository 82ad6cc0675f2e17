"""Acts of a group's editors on a page, an event or a notice (groups-maintain-own-pages)."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.actors import present
from accounts.history import record
from accounts.models import User
from accounts.refusals import BadInput, NotNow, NotYours
from policies.rules import meaning as means
from policies.screening import Finding
from policies.standing import standing_of
from website_groups import notices, permissions
from website_groups.content import Content, Kind, fingerprint
from website_groups.life import ItemAct
from website_groups.models import Draft, Item, ItemFile, ItemVersion
from website_groups.screening import findings_in, serious
from website_groups.workflow import checks, occurrences, steps


@transaction.atomic
def start(group_id: int, kind: str, *, by: User) -> Item:
    """Something new with an empty draft. Nobody but the group's editors sees it."""
    by, group = present(by), steps.locked_group(group_id)
    if not permissions.can_edit(by, group):
        raise NotYours(steps.ONLY_EDITORS, about=group)
    if kind not in Kind.values:
        raise BadInput("kind", "Choose a page, an event or a notice.")
    last = group.items.filter(kind=kind).aggregate(last=Max("position"))["last"] or 0
    item = Item(group=group, kind=kind, started_by=by, since=timezone.now(), position=last + 1)
    record(item, by=by, act="begun")
    keep_draft(item, Content(""), by=by, revision=1)
    return item


@transaction.atomic
def write(item_id: int, content: Content, *, by: User, revision: int) -> Draft:
    """Keeps what is being written. `revision` is the one that was looked at: a later one is never overwritten."""
    by, item = present(by), steps.locked(item_id)
    steps.require_editor(permissions.can_write(by, item), item)
    checks.check_draft(content)
    draft = Draft.objects.select_for_update(of=("self",)).select_related("edited_by").filter(item=item).first()
    if draft is None:
        return keep_draft(item, content, by=by, revision=revision + 1)
    _require_latest(draft, revision, by)
    if draft.document == content.document():
        return draft
    return keep_draft(item, content, by=by, revision=draft.revision + 1)


@transaction.atomic
def discard(item_id: int, *, by: User, revision: int | None = None) -> Item:
    """Drops what was written and not put out. What is public stays as it is. With `revision`, only what was seen."""
    by, item = present(by), steps.locked(item_id)
    steps.require_editor(permissions.can_write(by, item), item)
    _require_seen(item, revision, by)
    Draft.objects.filter(item=item).delete()
    return item


@transaction.atomic
def take_back(item_id: int, number: int, *, by: User, revision: int | None = None) -> Draft:
    """Puts the words of an earlier version into the draft: from there they are published like any other.

    They take the place of what was being written; with `revision`, only of what was seen.
    """
    by, item = present(by), steps.locked(item_id)
    steps.require_editor(permissions.can_write(by, item), item)
    version = item.versions.filter(number=number).first()
    if version is None:
        raise NotNow("There is no such version.", about=item)
    draft = _require_seen(item, revision, by)
    return keep_draft(item, version.content, by=by, revision=draft.revision + 1 if draft else 1)


@transaction.atomic
def publish(item_id: int, *, by: User, revision: int) -> Item:
    """Puts the draft out. It waits for the council where its rule says so, where something serious was found, and
    while the item or its group is taken down; else the public sees it with the next request."""
    by, item = present(by), steps.locked(item_id)
    steps.require_editor(permissions.can_publish(by, item), item)
    draft = Draft.objects.select_for_update(of=("self",)).select_related("edited_by").filter(item=item).first()
    if draft is None:
        raise NotNow("There is nothing new to publish.", about=item)
    _require_latest(draft, revision, by)
    standing = standing_of(by)
    rules, content = steps.rules_of(standing), draft.content
    checks.check_complete(content, item.kind, rules)
    found = findings_in(content, item.group, rules, standing.nation)
    version = _new_version(item, content, by=by, found=found)
    draft.delete()
    is_down = item.takedown_id is not None or item.group.takedown_id is not None
    if is_down or means.group_changes_wait(rules) or serious(found):
        return _propose(item, version, by=by)
    return show(item, version, ItemAct.PUBLISH, by=by, act="published")


@transaction.atomic
def withdraw(item_id: int, *, by: User) -> Item:
    """The group takes something off the website itself. It can be published again."""
    by, item = present(by), steps.locked(item_id)
    steps.require_editor(permissions.can_withdraw(by, item), item)
    if item.live_version and not Draft.objects.filter(item=item).exists():
        keep_draft(item, item.content, by=by, revision=1)
    item.waiting_version, item.waiting_since = None, None
    return steps.move_item(item, ItemAct.WITHDRAW, by=by, act="withdrawn by the group")


@transaction.atomic
def move(item_id: int, *, by: User, up: bool) -> Item:
    """Moves a page one place up or down among the group's pages; the first and the last stay where they are."""
    by, item = present(by), steps.locked(item_id)
    steps.require_editor(permissions.can_write(by, item), item)
    pages = list(Item.objects.select_for_update().filter(group=item.group, kind=item.kind).order_by("position", "pk"))
    place = next(index for index, page in enumerate(pages) if page.pk == item.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(pages):
        pages[place], pages[other] = pages[other], pages[place]
        for position, page in enumerate(pages, 1):
            if page.position != position:
                page.position = position
                record(page, by=by, act="moved")
    return Item.objects.whole().get(pk=item.pk)


def show(item: Item, version: ItemVersion, taken: ItemAct, *, by: steps.Actor, act: str) -> Item:
    """Makes the version what the public sees, in the transaction of the act that decides it."""
    now = timezone.now()
    item.live_version, item.waiting_version, item.waiting_since = version, None, None
    item.published_at, item.changed_at = item.published_at or now, now
    steps.move_item(item, taken, by=by, act=act)
    occurrences.work_out(item)
    return item


def _propose(item: Item, version: ItemVersion, *, by: User) -> Item:
    item.waiting_version, item.waiting_since = version, timezone.now()
    steps.move_item(item, ItemAct.PROPOSE, by=by, act="sent to the council")
    notices.of_waiting(item)
    return item


def _new_version(item: Item, content: Content, *, by: User, found: tuple[Finding, ...]) -> ItemVersion:
    document = content.document()
    last = item.versions.aggregate(last=Max("number"))["last"] or 0
    version = ItemVersion(
        item=item,
        number=last + 1,
        title=content.title,
        document=document,
        words=content.words,
        fingerprint=fingerprint(document),
        findings=[{"key": one.key, "heading": one.heading, "quote": one.quote, "place": one.place} for one in found],
        written_by=by,
        written_at=timezone.now(),
    ).keep()
    if content.files:
        ItemFile.keep_all(ItemFile(version=version, file=file) for file in content.files)
    return version


def keep_draft(item: Item, content: Content, *, by: User, revision: int) -> Draft:
    values = {
        "document": content.document(),
        "files": list(content.files),
        "revision": revision,
        "edited_by": by,
        "edited_at": timezone.now(),
    }
    draft, _ = Draft.objects.update_or_create(item=item, defaults=values)
    return draft


def _require_seen(item: Item, revision: int | None, by: User) -> Draft | None:
    """The draft, where it is still the one that was looked at; no draft is revision 0."""
    draft = Draft.objects.select_for_update(of=("self",)).select_related("edited_by").filter(item=item).first()
    if draft and revision is not None:
        _require_latest(draft, revision, by)
    return draft


def _require_latest(draft: Draft, revision: int, by: User) -> None:
    if revision != draft.revision:
        name = "You" if draft.edited_by == by else draft.edited_by.name
        has = "have" if draft.edited_by == by else "has"
        raise NotNow(
            f"{name} {has} changed this meanwhile. Nothing is overwritten: look at it as it is now, and save once more."
        )
