"""Local groups, what they show, who keeps it, and what the council has taken down."""

import uuid
from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.text import Truncator, slugify

from accounts.history import Immutable, Recorded
from accounts.models import Grant, User
from richtext.html import plain
from website_groups.content import LONGEST_TITLE, Content, Kind
from website_groups.life import GROUP_PEN, GroupState, ItemState, Pen
from website_groups.querysets import (
    GroupQuerySet,
    InvitationQuerySet,
    ItemQuerySet,
    OccurrenceQuerySet,
    ProblemQuerySet,
    TakedownQuerySet,
)

EDIT = "website_groups.edit_group"
"""The act that an editor is granted on their one group."""


class Category(models.TextChoices):
    ARTS = "arts", "Arts, music and drama"
    CHARITY = "charity", "Charities and helping out"
    CHILDREN = "children", "Children and young people"
    FAITH = "faith", "Faith"
    HEALTH = "health", "Health and care"
    HISTORY = "history", "History and learning"
    NATURE = "nature", "Gardens and nature"
    NEIGHBOURS = "neighbours", "Neighbourhood and village hall"
    OLDER = "older", "Older people"
    SPORT = "sport", "Sport and walking"
    OTHER = "other", "Something else"


class Group(Recorded):
    """A local group: applied, approved by the Council, and public only from then on (groups-approved).

    `takedown` is set while all of the group is taken down. The contact details are those that it chose to publish.
    """

    name = models.CharField(max_length=100)
    slug = models.SlugField("address", max_length=80, unique=True)
    category = models.CharField(max_length=12, choices=Category, default=Category.OTHER)
    purpose = models.CharField(max_length=600, help_text="What the group is for, in a few sentences.")
    state = models.CharField(max_length=10, choices=GroupState, default=GroupState.APPLIED)
    since = models.DateTimeField("in this state since")
    takedown = models.ForeignKey("Takedown", models.PROTECT, null=True, blank=True, related_name="+")
    leader = models.CharField("who leads it", max_length=150)
    applicant = models.CharField("who applied", max_length=150)
    applicant_email = models.EmailField("their e-mail address")
    editors_named = models.TextField("who will look after its pages", blank=True)
    conditions = models.TextField("what was accepted", blank=True)
    applied_at = models.DateTimeField()
    minute_reference = models.CharField(max_length=60, blank=True)
    approved_on = models.DateField("approved on", null=True, blank=True)
    confirmed_on = models.DateField("found right by the group on", null=True, blank=True)
    reminded_on = models.DateField("asked to confirm on", null=True, blank=True)
    contact_name = models.CharField(max_length=150, blank=True)
    contact_email = models.EmailField("contact e-mail address", blank=True)
    contact_telephone = models.CharField(max_length=30, blank=True)
    contact_website = models.URLField("its own website", blank=True)
    contact_address = models.CharField("where it meets", max_length=300, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = "local group"
        default_permissions = ("add", "change", "view")
        permissions = [
            ("edit_group", "Can look after the pages of a local group"),
            ("take_down_group", "Can take down what a local group shows"),
        ]
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["state", "name", "id"], name="group_by_name"),
            models.Index(fields=["category", "name", "id"], condition=Q(state="approved"), name="group_in_category"),
            models.Index(fields=["applied_at"], condition=Q(state__in=["applied", "checked"]), name="group_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                condition=Q(state__in=["applied", "checked", "approved"]),
                name="group_name_once_in_any_case",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "ended"]) | Q(approved_on__isnull=False),
                name="approved_group_has_its_day",
            ),
            models.CheckConstraint(condition=Q(state__in=GroupState.values), name="group_state_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groups:group", args=[self.slug])

    @property
    def pen(self) -> Pen:
        return GROUP_PEN[GroupState(self.state)]

    @property
    def is_approved(self) -> bool:
        return self.state == GroupState.APPROVED

    @property
    def is_public(self) -> bool:
        return self.is_approved and self.takedown_id is None

    @property
    def has_contact(self) -> bool:
        return any((self.contact_name, self.contact_email, self.contact_telephone, self.contact_website))


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


class Takedown(Recorded):
    """The council took down an item, or all of the group where `item` is empty (groups-removal).

    `until` makes it a suspension, which ends by itself that day. `rule` is what was broken, `message` what the group
    is told, `placeholder` what the public reads. The group's `answer`, and who looked at it again, stand here too.
    """

    class Verdict(models.TextChoices):
        STAYS = "stays", "It stays down"
        RESTORED = "restored", "It is restored"

    group = models.ForeignKey(Group, models.PROTECT, related_name="takedowns")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="takedowns")
    rule = models.CharField("rule that was broken", max_length=300)
    message = models.TextField("what the group is told")
    until = models.DateField("down until", null=True, blank=True)
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    answer = models.TextField("what the group answers", blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField("outcome of the second look", max_length=8, choices=Verdict, blank=True)
    looked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    looked_at = models.DateTimeField("looked at again at", null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField("restored at", null=True, blank=True)

    objects = TakedownQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        ordering = ["-taken_at", "-pk"]
        indexes = [
            models.Index(fields=["until"], condition=Q(ended_at__isnull=True), name="takedown_running"),
            models.Index(fields=["group", "-taken_at"], name="takedown_of_group"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(item__isnull=True, ended_at__isnull=True), name="one_takedown_of_a_group"
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(ended_at__isnull=True), name="one_takedown_of_an_item"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_by__isnull=False), name="answer_has_its_author"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item or self.group}, taken down"

    @property
    def is_running(self) -> bool:
        return self.ended_at is None


class Invitation(Recorded):
    """A link by which somebody becomes an editor of a group. Opening it uses nothing up; only a press does.

    The link is signed, and kept nowhere.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="invitations")
    name = models.CharField(max_length=150)
    email = models.EmailField("e-mail address")
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_on = models.DateField("can be taken up until")
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="group_invitations")
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "group",
                Lower("email"),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation_of_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, invited to {self.group}"

    @property
    def is_open(self) -> bool:
        """Has nobody taken it up or withdrawn it? Whether its day has passed is asked of the clock."""
        return self.accepted_at is None and self.withdrawn_at is None


class Problem(Immutable):
    """Somebody tells the council that something is wrong with what a group shows."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="problems")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="problems")
    text = models.TextField()
    reply_to = models.EmailField(blank=True)
    told_at = models.DateTimeField()

    objects = ProblemQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-told_at", "-pk"]

    def __str__(self) -> str:
        return f"A problem with {self.item or self.group}"


class ProblemOutcome(Immutable):
    """What came of a problem that somebody told of, as a keeper noted it."""

    problem = models.OneToOneField(Problem, models.PROTECT, related_name="outcome")
    text = models.TextField("what came of it")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"What came of: {self.problem}"


class GroupGrant(Grant):
    content_object = models.ForeignKey(Group, models.PROTECT, related_name="grants")

    class Meta(Grant.Meta):
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="group_grant_in_order")]

    def __str__(self) -> str:
        return f"{self.user}: {self.content_object}"
