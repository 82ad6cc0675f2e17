"""What a group shows: its pages, events and notices with their versions, and what is being written."""

import uuid
from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import Truncator, slugify

from accounts.history import Immutable, Recorded
from accounts.models import User
from richtext.html import plain
from website_groups.content import LONGEST_TITLE, Content, Kind
from website_groups.life import ItemState
from website_groups.models.groups import Group
from website_groups.querysets import (
    ItemQuerySet,
    OccurrenceQuerySet,
)


class Item(Recorded):
    """A page, an event or a notice of a group. What it says stands in its versions.

    `live_version` is what the public sees, `waiting_version` what the council has still to look at, and `takedown` is
    set while it is taken down. Neither touches what the others hold, so that what is restored is exactly what was.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="items")
    kind = models.CharField(max_length=6, choices=Kind)
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.NEW)
    since = models.DateTimeField("in this state since")
    position = models.PositiveSmallIntegerField("place among the pages", default=0)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    live_version = models.ForeignKey("ItemVersion", models.PROTECT, null=True, blank=True, related_name="+")
    waiting_version = models.ForeignKey("ItemVersion", models.PROTECT, null=True, blank=True, related_name="+")
    takedown = models.ForeignKey("Takedown", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField("first public at", null=True, blank=True)
    changed_at = models.DateTimeField("changed for the public at", null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = "item of a group"
        verbose_name_plural = "items of groups"
        default_permissions = ("view",)
        permissions = [("decide_item", "Can decide on what a local group wants to show")]
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["group", "kind", "state", "position", "id"], name="item_of_group"),
            models.Index(fields=["state", "-changed_at", "-id"], name="item_latest"),
            models.Index(fields=["group", "kind", "state", "-changed_at", "-id"], name="item_latest_of_group"),
            models.Index(
                fields=["waiting_since", "id"], condition=Q(waiting_version__isnull=False), name="item_waiting"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="live") | Q(live_version__isnull=False, changed_at__isnull=False),
                name="live_item_has_its_version",
            ),
            models.CheckConstraint(
                condition=Q(waiting_version__isnull=True) | Q(waiting_since__isnull=False),
                name="waiting_item_has_its_hour",
            ),
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="item_state_is_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("groups:item", args=[self.group.slug, self.pk, slugify(self.title)[:60] or self.kind])

    @cached_property
    def content(self) -> Content:
        """What the public sees, or would see; empty before anything was ever public."""
        return self.live_version.content if self.live_version else Content("")

    @property
    def title(self) -> str:
        version = self.live_version or self.waiting_version
        return version.title if version else f"New {self.get_kind_display().lower()}"

    @property
    def summary(self) -> str:
        return Truncator(plain(self.content.body)).words(28, truncate=" …")

    @property
    def is_live(self) -> bool:
        """Has the group put it out, and is it not taken down? Whether its group is public is asked of the group."""
        return self.state == ItemState.LIVE and self.takedown_id is None


class ItemVersion(Immutable):
    """One wording of an item, complete and unchangeable. `document` is canonical; `fingerprint` is its SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    document = models.TextField()
    words = models.TextField("what search finds", blank=True)
    fingerprint = models.CharField(max_length=64)
    findings = models.JSONField("what screening found", default=list, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="item_version_number_once")]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def content(self) -> Content:
        return Content.read(self.document)


class ItemFile(Immutable):
    """A picture or document, by its SHA-256, that stands in a version: says who may see the file."""

    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="files")
    file = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["file"])]
        constraints = [models.UniqueConstraint(fields=["version", "file"], name="file_once_in_an_item_version")]

    def __str__(self) -> str:
        return self.file


class ItemDecision(Immutable):
    """What the council decided on a version that waited for it."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        RETURNED = "returned", "Returned for changes"

    version = models.OneToOneField(ItemVersion, models.PROTECT, related_name="decision")
    verdict = models.CharField(max_length=8, choices=Verdict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    office = models.CharField(max_length=200)
    policy_version = models.PositiveIntegerField()
    remark = models.TextField(blank=True)
    decided_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["-decided_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} by {self.by}"


class Draft(models.Model):
    """What the editors of a group are writing in an item: no part of the record, and gone once it is published.

    It is kept with every change, so that nothing is lost and another editor can go on. `revision` rises with each:
    who changes an older one is told and overwrites nothing.
    """

    item = models.OneToOneField(Item, models.PROTECT, related_name="draft")
    document = models.TextField()
    files = models.JSONField("files in it, by their SHA-256", default=list, blank=True)
    revision = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Draft of {self.item}"

    @property
    def content(self) -> Content:
        return Content.read(self.document)


class Occurrence(models.Model):
    """One time at which an event takes place, worked out from its public version; made again whenever that changes."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="occurrences")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_all_day = models.BooleanField(default=False)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="occurrence_in_order"),
            models.Index(fields=["item", "starts_at"], name="occurrence_of_item"),
        ]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="occurrence_in_order")]

    def __str__(self) -> str:
        return f"{self.item}, {self.starts_at:%Y-%m-%d %H:%M}"
