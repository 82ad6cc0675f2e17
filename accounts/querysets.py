"""Every reusable read of people and offices. Days are dates in the council's time zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn

from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import Q

from accounts.history import GuardedQuerySet

if TYPE_CHECKING:
    from accounts.models import Absence, Appointment, CommitteeMembership, Meeting, Notice, User


LONGEST_MEETING = timedelta(hours=3)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, password: str | None = None) -> User:
        """A new person; without a password they choose one by the reset link."""
        user = self.model(email=self.normalize_email(email), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(
            "Moothall has no superusers: one would pass every bar of the council's policy. "
            "Appoint the Clerk with: manage.py load_council NAME --clerk-name … --clerk-email …"
        )

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        return (email or "").strip().lower()

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email=self.normalize_email(email))

    def active(self) -> models.QuerySet[User]:
        return self.filter(is_active=True)

    def without_office(self, day: date) -> models.QuerySet[User]:
        """Everybody who holds none on `day`, by name."""
        from accounts.models import Appointment  # the models' managers are made of this module

        held = Appointment.objects.on(day).filter(user=models.OuterRef("pk"))
        return self.filter(~models.Exists(held)).order_by("name", "pk")

    def to_be_told(self, hour: datetime) -> models.QuerySet[User]:
        """For whom something waits since before that hour."""
        from accounts.models import Notice  # as above

        return self.filter(pk__in=Notice.objects.due(hour).values("person"))


def _running(day: date) -> Q:
    return Q(begins__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day))


class AppointmentQuerySet(GuardedQuerySet["Appointment"]):
    def on(self, day: date) -> AppointmentQuerySet:
        """Those held on `day`, by people who may still sign in."""
        return self.held_on(day).filter(user__is_active=True)

    def held_on(self, day: date) -> AppointmentQuerySet:
        """Those held on `day`, also by people who may not sign in: an office does not end with that."""
        return self.filter(_running(day))

    def overlapping(self, begins: date, ends: date | None) -> AppointmentQuerySet:
        """Those held on any day from `begins` to `ends` (None: without end)."""
        still = Q(ends__isnull=True) | Q(ends__gte=begins)
        return self.filter(still) if ends is None else self.filter(still, begins__lte=ends)


class AbsenceQuerySet(GuardedQuerySet["Absence"]):
    def on(self, day: date) -> AbsenceQuerySet:
        return self.filter(_running(day))


class MembershipQuerySet(GuardedQuerySet["CommitteeMembership"]):
    def on(self, day: date) -> MembershipQuerySet:
        """Those that run on `day`."""
        return self.filter(_running(day))


class MeetingQuerySet(GuardedQuerySet["Meeting"]):
    def whole(self) -> MeetingQuerySet:
        return self.select_related("committee")

    def coming(self, now: datetime) -> MeetingQuerySet:
        """Those that are not over yet, the next first."""
        return self.filter(starts_at__gte=now - LONGEST_MEETING).order_by("starts_at", "pk")

    def over(self, now: datetime) -> MeetingQuerySet:
        """Those that took place, the latest first."""
        past = self.filter(starts_at__lt=now - LONGEST_MEETING, is_called_off=False)
        return past.order_by("-starts_at", "-pk")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def due(self, hour: datetime) -> NoticeQuerySet:
        """Those that were waiting already at that hour."""
        return self.filter(written_at__lt=hour)
