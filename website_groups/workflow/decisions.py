"""What the council decides on what waits for it. Each decision carries the version that was looked at."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actors import present
from accounts.models import User
from accounts.refusals import NotNow, NotYours, require_words
from policies.standing import standing_of
from website_groups import notices, permissions
from website_groups.life import ItemAct
from website_groups.models import Draft, Item, ItemDecision, ItemVersion
from website_groups.workflow import checks, steps
from website_groups.workflow.items import keep_draft, show


@transaction.atomic
def accept(item_id: int, *, by: User, version: UUID, remark: str = "") -> Item:
    """The version goes out at once; while the item is taken down, as soon as that is restored."""
    by, item = present(by), steps.locked(item_id)
    waiting = _required(by, item, version)
    checks.check_complete(waiting.content, item.kind, steps.rules_of(standing_of(by)))
    decision = _decide(waiting, ItemDecision.Verdict.ACCEPTED, by=by, remark=remark)
    show(item, waiting, ItemAct.ACCEPT, by=by, act="accepted")
    notices.of_decision(item, decision)
    return item


@transaction.atomic
def return_for_changes(item_id: int, *, by: User, version: UUID, remark: str) -> Item:
    """The group gets it back as a draft, with a word on what to change. What is public stays as it is."""
    by, item = present(by), steps.locked(item_id)
    waiting = _required(by, item, version)
    require_words("remark", remark, "Say what should change: the group reads it.")
    decision = _decide(waiting, ItemDecision.Verdict.RETURNED, by=by, remark=remark)
    if not Draft.objects.filter(item=item).exists():
        keep_draft(item, waiting.content, by=waiting.written_by, revision=1)
    item.waiting_version, item.waiting_since = None, None
    steps.move_item(item, ItemAct.RETURN, by=by, act="returned for changes", reason=decision.remark)
    notices.of_decision(item, decision)
    return item


def _required(by: User, item: Item, version: UUID) -> ItemVersion:
    waiting = item.waiting_version
    if waiting is None or waiting.pk != version:
        raise NotNow(_since(item, version), about=item)
    if not permissions.can_decide(by, item):
        raise NotYours("Only those who approve what the council publishes decide on this.", about=item)
    return waiting


def _since(item: Item, version: UUID) -> str:
    """What has become of it since the page was opened."""
    decision = ItemDecision.objects.filter(version=version).select_related("by").first()
    if decision:
        return f"{decision.get_verdict_display()} already by {decision.by.name}. Nothing more is to be done."
    return "The group has changed or withdrawn this meanwhile. Look at it as it is now."


def _decide(version: ItemVersion, verdict: str, *, by: User, remark: str) -> ItemDecision:
    standing = standing_of(by)
    return ItemDecision(
        version=version,
        verdict=verdict,
        by=by,
        office=standing.title,
        policy_version=standing.version.number if standing.version else 0,
        remark=steps.lines(remark),
        decided_at=timezone.now(),
    ).keep()
