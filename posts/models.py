"""Posts, their immutable versions, and the decisions on them."""

import uuid
from datetime import date, timedelta
from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import Truncator, slugify

from accounts.history import Immutable, Recorded
from accounts.models import Grant, Matter, Meeting, User
from policies import transparency
from policies.rules.schema import ItemKind
from posts.content import LONGEST_TITLE, Content
from posts.life import DECIDED, IN_WORK, LIFE, Pen, State, Step, steps
from posts.particulars import Part
from posts.querysets import MailedItemQuerySet, PostQuerySet
from richtext.html import plain

KIND_LABELS = {
    ItemKind.NEWS: "News",
    ItemKind.CLUBS_AND_EVENTS: "Clubs, societies, organisations and events",
    ItemKind.MEETING_DATES: "Meeting dates",
    ItemKind.AGENDAS: "Agenda",
    ItemKind.MINUTES: "Minutes",
    ItemKind.COMMITTEE_MINUTES: "Committee minutes",
    ItemKind.FINANCIAL_INFORMATION: "Financial information",
    ItemKind.POLICIES: "Policies and procedures",
    ItemKind.MEMBERS: "Members of the council",
    ItemKind.PRINCIPAL_COUNCIL_LINKS: "Link to the principal council",
    ItemKind.CHARITY_LINKS: "Link to a charity",
    ItemKind.OTHER: "Something else",
}


BETWEEN_REMINDERS = timedelta(days=30)


class Post(Recorded):
    """A communication of the council, from draft to publication. What it says stands in its versions."""

    author = models.ForeignKey(User, models.PROTECT, related_name="posts")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="posts")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    kind = models.CharField("kind of item", max_length=30, default=ItemKind.OTHER)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="posts")
    part = models.CharField("what it is of the meeting", max_length=20, choices=Part, blank=True)
    account = models.CharField("what it is of the accounts", max_length=30, blank=True)
    year = models.PositiveSmallIntegerField("financial year", null=True, blank=True)
    quarter = models.PositiveSmallIntegerField("quarter of that year", default=0)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    since = models.DateTimeField("in this state since")
    current_version = models.ForeignKey("PostVersion", models.PROTECT, related_name="+")
    approved_version = models.ForeignKey("PostVersion", models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    publish_at = models.DateTimeField("goes out at", null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField("to be decided by", null=True, blank=True)
    alert_until = models.DateTimeField("alert above every page until", null=True, blank=True)
    check_by = models.DateField("to be checked by", null=True, blank=True)
    reminded_on = models.DateField("owner reminded on", null=True, blank=True)
    note = models.TextField("a word to who decides", blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "view")
        permissions = [
            ("submit_post", "Can submit a post for approval"),
            ("approve_post", "Can decide on a post: approve, return, refuse"),
            ("delegate_post", "Can delegate the approval of a post"),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at", "-id"], name="post_news"),
            models.Index(fields=["publish_at"], condition=Q(state=State.SCHEDULED), name="post_due"),
            models.Index(fields=["submitted_at", "id"], condition=Q(state=State.SUBMITTED), name="post_queue"),
            models.Index(fields=["author", "-since", "-id"], name="post_mine"),
            models.Index(fields=["author", "-since", "-id"], condition=Q(state__in=IN_WORK), name="post_in_work"),
            models.Index(fields=["state", "-since", "-id"], name="post_by_state"),
            models.Index(fields=["-since", "-id"], name="post_latest"),
            models.Index(fields=["kind", "-published_at", "-id"], condition=Q(state="published"), name="post_of_kind"),
            models.Index(
                fields=["matter", "-published_at", "-id"], condition=Q(state="published"), name="post_of_matter"
            ),
            models.Index(fields=["expires_at"], condition=Q(state="submitted"), name="post_expiring"),
            models.Index(fields=["check_by", "id"], condition=Q(state="published"), name="post_stale"),
        ]
        constraints = [
            # A CHECK that comes out NULL counts as kept, so each column's NULL is named.
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED)
                | Q(approved_version__isnull=False, approved_version=F("current_version"), publish_at__isnull=False),
                name="post_goes_out_only_as_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False), name="published_post_has_its_hour"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="post_state_is_known"),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(state__in=[*IN_WORK, State.SCHEDULED, State.PUBLISHED]),
                name="one_correction_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        words = slugify(self.title)[:60] or "post"
        # A number alone could be read as a month of the news.
        return reverse("posts:post", args=[self.pk, f"post-{words}" if words.isdecimal() else words])

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    @cached_property
    def content(self) -> Content:
        return self.current_version.content

    @property
    def title(self) -> str:
        return self.current_version.title

    @property
    def body(self) -> str:
        """Sanitised HTML."""
        return self.content.body

    @property
    def summary(self) -> str:
        return Truncator(plain(self.body)).words(28, truncate=" …")

    @property
    def kind_label(self) -> str:
        return KIND_LABELS[ItemKind(self.kind)]

    @property
    def account_called(self) -> str:
        """Which item of the accounts it is, and of when: "Every payment above £100, 2025–26"."""
        item = transparency.BY_KEY.get(self.account)
        if item is None or self.year is None:
            return ""
        return f"{item.title}, {transparency.Period(self.year, self.quarter).called}"

    @property
    def pen(self) -> Pen:
        return LIFE.pen_in(self.state)

    @property
    def steps(self) -> list[Step]:
        return steps(self.state)

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLISHED

    def is_to_be_checked(self, day: date) -> bool:
        """Has its check-by day come, without a reminder in the last thirty days?"""
        is_due = self.is_public and self.check_by is not None and self.check_by <= day
        return is_due and (self.reminded_on is None or day - self.reminded_on >= BETWEEN_REMINDERS)

    @property
    def was_shared(self) -> bool:
        """Has anybody but the author been shown it?"""
        return self.submitted_at is not None


class PostVersion(Immutable):
    """One wording of a post, complete and unchangeable. `document` is canonical; `fingerprint` is its SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    document = models.TextField()
    words = models.TextField("what search finds", blank=True)
    fingerprint = models.CharField(max_length=64)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def content(self) -> Content:
        return Content.read(self.document)

    @property
    def short_fingerprint(self) -> str:
        return f"{self.fingerprint[:4]} {self.fingerprint[4:8]}".upper()


class Decision(Immutable):
    """What somebody decided on one version, in which office, under which version of the policy."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", "Approved"
        RETURNED = "returned", "Returned for changes"
        REFUSED = "refused", "Refused"

    post = models.ForeignKey(Post, models.PROTECT, related_name="decisions")
    version = models.ForeignKey(PostVersion, models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=10, choices=Verdict)
    by = models.ForeignKey(User, models.PROTECT, related_name="decisions")
    office = models.CharField(max_length=200)
    policy_version = models.PositiveIntegerField()
    remark = models.TextField(blank=True)
    attested = models.JSONField("what was confirmed", default=list, blank=True)
    findings = models.JSONField("what screening found, with the reasons given", default=list, blank=True)
    places = models.JSONField("places to change", default=list, blank=True)
    decided_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["-decided_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} by {self.by}"


class VersionFile(Immutable):
    """A picture or document, by its SHA-256, that stands in a version: says who may see the file."""

    version = models.ForeignKey(PostVersion, models.PROTECT, related_name="files")
    file = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["file"])]
        constraints = [models.UniqueConstraint(fields=["version", "file"], name="file_once_in_a_version")]

    def __str__(self) -> str:
        return self.file


class VersionDelivery(Immutable):
    """What became of a version on one channel beside the website."""

    version = models.ForeignKey(PostVersion, models.PROTECT, related_name="deliveries")
    delivery = models.OneToOneField("channels.Delivery", models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.delivery}"


class Opening(Immutable):
    """Somebody had this version open to decide on it: several are decided at once only after each was read."""

    version = models.ForeignKey(PostVersion, models.PROTECT, related_name="openings")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["by", "version"], name="opened_once_by_each")]

    def __str__(self) -> str:
        return f"{self.version}, opened by {self.by}"


class WorkingCopy(models.Model):
    """What somebody has typed and not saved yet: no part of the record, and gone once it is saved.

    `typed` is what the form held, by name; `files` the SHA-256 of the pictures and documents in it. `window` tells
    two windows of one person apart.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="working_copies")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="working_copies")
    typed = models.JSONField(default=dict)
    files = models.JSONField(default=list, blank=True)
    window = models.CharField(max_length=36, blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "working copies"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person", "post"], name="one_working_copy_of_a_post"),
            # NULLs count as different, so what is no post yet has a constraint of its own.
            models.UniqueConstraint(
                fields=["person"], condition=Q(post__isnull=True), name="one_working_copy_of_what_is_new"
            ),
        ]

    def __str__(self) -> str:
        return f"What {self.person} has typed"


class AllowedKind(Recorded):
    """A kind outside the policy's list that the named office holder lets in, remembered (website-items)."""

    kind = models.CharField(
        max_length=30, choices=[(kind.value, label) for kind, label in KIND_LABELS.items()], unique=True
    )
    allowed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ("add",)

    def __str__(self) -> str:
        return self.get_kind_display()


class MailedItem(Recorded):
    """A message with an item for the website (website-items-by-email): a draft was made of it, or it still waits.

    `left` says which of its files could not be taken, `problem` why it waits for a person.
    """

    key = models.CharField("its own id, or its fingerprint", max_length=200, unique=True)
    sender_name = models.CharField(max_length=150, blank=True)
    sender_address = models.CharField("sender's e-mail address", max_length=254, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    post = models.OneToOneField(Post, models.PROTECT, null=True, blank=True, related_name="mailed")
    left = models.JSONField("files that could not be taken", default=list, blank=True)
    problem = models.CharField("why it waits", max_length=300, blank=True)
    is_automatic = models.BooleanField("sent by a robot or a list", default=False)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)

    objects = MailedItemQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "view")
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(
                fields=["received_at"],
                condition=Q(post__isnull=True, set_aside_at__isnull=True),
                name="mailed_item_waiting",
            ),
            models.Index(fields=["-received_at", "-id"], name="mailed_item_latest"),
            models.Index(fields=["sender_address", "acknowledged_at"], name="mailed_item_answered"),
        ]

    def __str__(self) -> str:
        return self.subject or "A message without a subject"

    @property
    def sender(self) -> str:
        if self.sender_name and self.sender_address:
            return f"{self.sender_name} ({self.sender_address})"
        return self.sender_name or self.sender_address or "nobody"

    @property
    def waits(self) -> bool:
        return self.post_id is None and self.set_aside_at is None


class RawMail(models.Model):
    """The message as it came, until a draft is made of it: no part of the record."""

    item = models.OneToOneField(MailedItem, models.PROTECT, related_name="raw")
    content = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"The message of {self.item}"


class PostGrant(Grant):
    content_object = models.ForeignKey(Post, models.PROTECT, related_name="grants")

    class Meta(Grant.Meta):
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="post_grant_in_order")]

    def __str__(self) -> str:
        return f"{self.user}: {self.content_object}"
