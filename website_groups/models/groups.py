"""Local groups, and who looks after their pages."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from accounts.history import Recorded
from accounts.models import Grant, User
from website_groups.life import GROUP, GroupState, Pen
from website_groups.querysets import (
    GroupQuerySet,
    InvitationQuerySet,
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
        return GROUP.pen_in(self.state)

    @property
    def is_approved(self) -> bool:
        return self.state == GroupState.APPROVED

    @property
    def is_public(self) -> bool:
        return self.is_approved and self.takedown_id is None

    @property
    def has_contact(self) -> bool:
        return any((self.contact_name, self.contact_email, self.contact_telephone, self.contact_website))


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


class GroupGrant(Grant):
    content_object = models.ForeignKey(Group, models.PROTECT, related_name="grants")

    class Meta(Grant.Meta):
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="group_grant_in_order")]

    def __str__(self) -> str:
        return f"{self.user}: {self.content_object}"
