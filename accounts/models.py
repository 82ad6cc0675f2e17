"""The council, its people and their offices, committees, absences, matters, and grants to one person."""

from datetime import date
from typing import Any, ClassVar, NoReturn

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from guardian.mixins import GuardianUserMixin
from guardian.models import UserObjectPermissionBase

from accounts.history import Historied, Recorded, UnrecordedWrite
from accounts.offices import Arrival, Office
from accounts.querysets import (
    AbsenceQuerySet,
    AppointmentQuerySet,
    MeetingQuerySet,
    MembershipQuerySet,
    NoticeQuerySet,
    UserManager,
)


class User(GuardianUserMixin, AbstractBaseUser, PermissionsMixin, Historied):
    """A person with a place at the desk. Deactivated when they leave, never deleted."""

    class Notices(models.TextChoices):
        """How somebody hears of what happens at the desk."""

        AT_ONCE = "at_once", "At once"
        DAILY = "daily", "Once a day"
        OFF = "off", "Not by e-mail"

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    notices = models.CharField("notifications", max_length=10, choices=Notices, default=Notices.AT_ONCE)
    told_on = models.DateField("day of the last daily mail", null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name, verbose_name_plural = "person", "people"
        default_permissions = ("view",)
        permissions = [("review_user", "Can read what a person did")]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case"),
            # Django lets a superuser past every backend, and so past every bar of the policy.
            models.CheckConstraint(condition=Q(is_superuser=False), name="nobody_is_superuser"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Asked by Django's admin. Who may enter is the admin site's question; it is not a column."""
        return self.is_active

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise UnrecordedWrite("People are never deleted: the record names them. Take their sign-in away instead.")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if list(kwargs.get("update_fields") or ()) == ["last_login"]:
            self.skip_history_when_saving = True
            try:
                super().save(*args, **kwargs)
            finally:
                del self.skip_history_when_saving
        else:
            super().save(*args, **kwargs)


class Notice(models.Model):
    """Something that waits for a person's one mail of the day: a row of a queue, not of the record."""

    person = models.ForeignKey(User, models.PROTECT, related_name="waiting_notices")
    text = models.TextField(help_text="The first line is the subject.")
    written_at = models.DateTimeField()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["written_at"], name="notice_due")]

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        return self.text.partition("\n")[0].strip()

    @property
    def body(self) -> str:
        return self.text.partition("\n")[2].strip()


class Council(Recorded):
    """The one council that this installation serves."""

    class Kind(models.TextChoices):
        TOWN = "town", "Town council"
        PARISH = "parish", "Parish council"
        COMMUNITY = "community", "Community council"

    class Nation(models.TextChoices):
        ENGLAND = "england", "England"
        WALES = "wales", "Wales"
        SCOTLAND = "scotland", "Scotland"
        NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"

    class Turnover(models.TextChoices):
        """The higher of what it takes in and what it spends in a year, as the codes on transparency divide councils."""

        UP_TO_25_000 = "up_to_25_000", "Up to £25,000"
        UP_TO_200_000 = "up_to_200_000", "More than £25,000, up to £200,000"
        UP_TO_6_500_000 = "up_to_6_500_000", "More than £200,000, up to £6.5 million"
        ABOVE_6_500_000 = "above_6_500_000", "More than £6.5 million"

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind)
    nation = models.CharField(max_length=20, choices=Nation, default=Nation.ENGLAND)
    welcome = models.CharField(max_length=120, blank=True, help_text="The headline of the public home page.")
    about = models.CharField(max_length=300, blank=True, help_text="What the council looks after, in a sentence.")
    address = models.CharField(max_length=300, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField("e-mail address", blank=True)
    office_hours = models.CharField(
        max_length=120, blank=True, help_text="For example: Monday to Friday, 9 am to 1 pm."
    )
    turnover = models.CharField("what it takes in or spends in a year", max_length=20, choices=Turnover, blank=True)
    seats = models.PositiveSmallIntegerField("number of councillors’ seats", null=True, blank=True)
    colour = models.CharField(
        max_length=7,
        default="#2f4a42",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "A colour is written like #1d4f40.")],
    )

    class Meta:
        verbose_name_plural = "council"
        default_permissions = ("change", "view")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_council")]

    def __str__(self) -> str:
        return self.name

    @property
    def colour_version(self) -> str:
        """What the address of the colour's style sheet ends in, so that browsers may keep it."""
        return self.colour.removeprefix("#").lower()


class Appointment(Recorded):
    """A person holds an office from the first day to the last, both included."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments", verbose_name="person")
    office = models.CharField(max_length=20, choices=Office)
    title = models.CharField(max_length=60, blank=True, help_text="How the office is called here, as in “Town Clerk”.")
    arrival = models.CharField("came by being", max_length=20, choices=Arrival)
    begins = models.DateField("first day")
    ends = models.DateField("last day", null=True, blank=True)
    ward = models.CharField(max_length=80, blank=True)
    public_email = models.EmailField("official e-mail address", blank=True)
    public_telephone = models.CharField("official telephone number", max_length=30, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["-begins", "pk"]
        indexes = [models.Index(fields=["user", "begins"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")), name="appointment_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.called}"

    @property
    def called(self) -> str:
        return self.title or Office(self.office).label

    def held_on(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day <= self.ends)


class Committee(Recorded):
    name = models.CharField(max_length=120, unique=True)

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CommitteeMembership(Recorded):
    """Who sits on a committee, from the first day to the last."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="committee_memberships", verbose_name="person")
    begins = models.DateField("first day")
    ends = models.DateField("last day", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")), name="membership_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.committee}"


class Meeting(Recorded):
    """A dated meeting of a committee, or of the full council where no committee is named."""

    committee = models.ForeignKey(Committee, models.PROTECT, null=True, blank=True, related_name="meetings")
    starts_at = models.DateTimeField("begins at")
    place = models.CharField(max_length=120, blank=True)
    summoned_on = models.DateField("summons sent on", null=True, blank=True)
    is_called_off = models.BooleanField("called off", default=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["starts_at"], name="meeting_by_time")]

    def __str__(self) -> str:
        return f"{self.name}, {self.starts_at:%d.%m.%Y}"

    @property
    def name(self) -> str:
        """Who meets."""
        return self.committee.name if self.committee else "Full Council"


class Absence(Recorded):
    """A person is away from the first day to the last."""

    user = models.ForeignKey(User, models.PROTECT, related_name="absences", verbose_name="person")
    begins = models.DateField("first day")
    ends = models.DateField("last day")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "view")
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="absence_in_order")]

    def __str__(self) -> str:
        return f"{self.user} away"


class Matter(Recorded):
    """A named subject that posts and messages belong to, such as “Mill Lane road works”."""

    name = models.CharField(max_length=120, unique=True)

    class Meta:
        default_permissions = ("add", "view")
        ordering = ["name"]
        permissions = [
            ("approve_matter", "Can approve what belongs to this matter"),
            ("delegate_matter", "Can delegate the approval of this matter"),
        ]

    def __str__(self) -> str:
        return self.name


class Grant(UserObjectPermissionBase, Historied):
    """One named person may do one thing to one object until the last day. Written by `accounts.grants` alone."""

    reason = models.CharField(max_length=300)
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    begins = models.DateField("first day")
    ends = models.DateField("last day")

    class Meta(UserObjectPermissionBase.Meta):
        abstract = True
        default_permissions = ()


class MatterGrant(Grant):
    content_object = models.ForeignKey(Matter, models.PROTECT, related_name="grants")

    class Meta(Grant.Meta):
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="matter_grant_in_order")]

    def __str__(self) -> str:
        return f"{self.user}: {self.content_object}"
