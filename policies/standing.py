"""What a person is in the council today: the offices they hold and the rules in force.

Found once for each request or act, and kept on the user object for that day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.contrib.auth.models import AnonymousUser

from accounts import history
from accounts.clock import today
from accounts.models import Appointment, User
from accounts.offices import Office
from policies import acts
from policies.models import Acknowledgement, PolicyVersion
from policies.rules import Rules, read_rules
from policies.rules import meaning as means


@dataclass(frozen=True)
class Standing:
    """`version` is None while no policy is in force; then nobody may do anything but read."""

    user: User | AnonymousUser
    day: date
    appointments: tuple[Appointment, ...]
    version: PolicyVersion | None

    @cached_property
    def offices(self) -> frozenset[Office]:
        return frozenset(Office(appointment.office) for appointment in self.appointments)

    @cached_property
    def rules(self) -> Rules | None:
        return parsed(self.version.rules_text) if self.version else None

    @property
    def nation(self) -> str:
        """The nation whose law applies: a value of accounts.models.Council.Nation."""
        return str(getattr(self.version, "nation", "") or "")

    @property
    def title(self) -> str:
        """The offices held, as this council calls them: "Chair, Councillor"."""
        return ", ".join(dict.fromkeys(appointment.called for appointment in self.appointments))

    def carries(self, act: str) -> bool:
        """Does an office held today carry this act under the rules in force?"""
        return self.rules is not None and acts.carries(act, self.rules, self.offices)

    def is_barred(self, act: str) -> bool:
        """Does a rule forbid this act to this person, whatever grant they hold?"""
        if self.rules is None or acts.is_barred(act, self.rules, self.offices):
            return True
        return act in acts.AFTER_READING and self.must_read_first

    @cached_property
    def must_read_first(self) -> bool:
        """Has this person still to acknowledge the policy in force before submitting?"""
        if self.rules is None or not means.must_acknowledge(self.rules, self.offices):
            return False
        return not Acknowledgement.objects.filter(user_id=self.user.pk or 0, version=self.version).exists()

    @property
    def who_approves(self) -> str:
        """The approvers in words, for the pages."""
        return means.who_approves(self.rules) if self.rules else ""

    @property
    def uses_admin(self) -> bool:
        return any(self.carries(act) for act in ("posts.approve_post", "accounts.view_appointment"))


def standing_of(user: User | AnonymousUser) -> Standing:
    """The person's standing today. An act asks a person read anew (`accounts.actors`), who remembers nothing."""
    day = today()
    known: Standing | None = getattr(user, "_standing", None)
    if known is None or known.day != day:
        known = Standing(user, day, _appointments(user, day), PolicyVersion.objects.in_force(day))
        user._standing = known  # type: ignore[union-attr]
    return known


def for_record(actor: User | history.System) -> history.Standing:
    """What the record of acts says about an actor (settings.RECORD_STANDING)."""
    if isinstance(actor, history.System):
        version = PolicyVersion.objects.in_force(today())
        return history.Standing("", version.number if version else None)
    standing = standing_of(actor)
    return history.Standing(standing.title, standing.version.number if standing.version else None)


def rules_in_force() -> Rules | None:
    version = PolicyVersion.objects.in_force(today())
    return parsed(version.rules_text) if version else None


def holders(offices: Iterable[Office]) -> list[User]:
    """The people who hold one of these offices today, each once, by name."""
    held = Appointment.objects.on(today()).filter(office__in=list(offices))
    return list(User.objects.filter(pk__in=held.values("user")).order_by("name", "pk"))


def _appointments(user: User | AnonymousUser, day: date) -> tuple[Appointment, ...]:
    if not isinstance(user, User):
        return ()
    order = list(Office)
    return tuple(
        sorted(Appointment.objects.on(day).filter(user=user), key=lambda held: order.index(Office(held.office)))
    )


@lru_cache(maxsize=8)
def parsed(rules_text: str) -> Rules:
    return read_rules(rules_text, origin="the policy in force")
