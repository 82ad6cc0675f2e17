"""Reads of policies, their versions and reviews, and of questions. Days are dates in the council's time zone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, Subquery

from accounts.cursor import Key
from accounts.history import GuardedQuerySet
from accounts.models import Appointment, Council, User
from policies.life import ProcedureState, ReviewState, VersionState

if TYPE_CHECKING:
    from policies.models import Acknowledgement, Policy, PolicyVersion, Procedure, Question, Recommendation, Review


class PolicyQuerySet(GuardedQuerySet["Policy"]):
    def adopted(self, day: date) -> PolicyQuerySet:
        """Those of which a version is in force on `day`."""
        from policies.models import PolicyVersion  # the models' managers are made of this module

        return self.filter(Exists(PolicyVersion.objects.of_day(day).filter(policy=OuterRef("pk"))))

    def unsettled(self, day: date) -> PolicyQuerySet:
        """Those in force of which nobody has said yet how they are reviewed."""
        return self.adopted(day).filter(is_settled=False)

    def ever_at(self, slug: str) -> PolicyQuerySet:
        """Those that have this address, and those that had it: the record of each says so."""
        return self.filter(pk__in=self.model.history.filter(slug=slug).values("id"))

    def without_review(self) -> PolicyQuerySet:
        """Those of which none is planned or under way."""
        from policies.models import Review  # as above

        return self.filter(~Exists(Review.objects.coming().filter(policy=OuterRef("pk"))))


class PolicyVersionQuerySet(GuardedQuerySet["PolicyVersion"]):
    def in_force(self, day: date) -> PolicyVersion | None:
        """The communications policy in force on `day`, with the `nation` whose law stands beside it; None before it."""
        nation = Council.objects.values("nation")[:1]
        with_rules = self.of_day(day).filter(policy__carries_rules=True)
        return with_rules.annotate(nation=Subquery(nation)).first()

    def of_day(self, day: date) -> PolicyVersionQuerySet:
        """The adopted versions of which the day has come, the latest first. The first of a policy is in force."""
        begun = self.filter(state=VersionState.ADOPTED, effective_from__lte=day)
        return begun.order_by("-effective_from", "-number")

    def visible_to(self, user: User) -> PolicyVersionQuerySet:
        """What `permissions.can_see_version` lets this person see."""
        from policies.standing import standing_of  # it reads the models, whose managers are made of this module

        standing = standing_of(user)
        if standing.carries("policies.change_policyversion"):
            return self.all()
        if not standing.carries("policies.view_policyversion"):
            return self.none()
        return self.exclude(state__in=[VersionState.DRAFT, VersionState.GIVEN_UP])

    def current(self, day: date) -> PolicyVersionQuerySet:
        """Of every policy the version that is in force on `day`."""
        first = self.of_day(day).filter(policy=OuterRef("policy")).values("pk")[:1]
        return self.filter(pk=Subquery(first))

    def read_by_people(self, day: date) -> PolicyVersionQuerySet:
        """Those in force on `day` that somebody may have to confirm, with their policy and without their words."""
        asked = Q(policy__carries_rules=True) | ~Q(policy__read_by=[])
        return self.current(day).filter(asked).select_related("policy").defer("text", "rules_text")

    def not_confirmed_by(self, user: User) -> PolicyVersionQuerySet:
        from policies.models import Acknowledgement  # as above

        return self.exclude(Exists(Acknowledgement.objects.filter(user=user, version=OuterRef("pk"))))

    def in_work(self) -> PolicyVersionQuerySet:
        return self.exclude(state__in=[VersionState.ADOPTED, VersionState.GIVEN_UP])


class AcknowledgementQuerySet(GuardedQuerySet["Acknowledgement"]):
    def newest(self, before: Key | None = None) -> AcknowledgementQuerySet:
        """The latest first; from `before` on, where the page before it ended."""
        found = self.order_by("-given_at", "-pk")
        if before is None:
            return found
        moment, pk = before
        return found.filter(Q(given_at__lt=moment) | Q(given_at=moment, pk__lt=pk))


class ReviewQuerySet(GuardedQuerySet["Review"]):
    def coming(self) -> ReviewQuerySet:
        """All that is not closed, what is due first in front."""
        return self.exclude(state=ReviewState.CLOSED).order_by("due_on", "pk")

    def in_work(self, day: date) -> ReviewQuerySet:
        """Those that have begun, and those that should have."""
        return self.coming().filter(~Q(state=ReviewState.PLANNED) | Q(due_on__lt=day))

    def closed(self) -> ReviewQuerySet:
        """The latest first."""
        return self.filter(state=ReviewState.CLOSED).order_by("-closed_on", "-pk")

    def undecided(self) -> ReviewQuerySet:
        return self.coming().exclude(state=ReviewState.DECIDED)

    def to_be_reminded(self, until: date) -> ReviewQuerySet:
        """Those whose outcome is still to come, and whose day is `until` at the latest."""
        return self.undecided().filter(due_on__lte=until).whole()

    def whole(self) -> ReviewQuerySet:
        """With all that its plan and its meeting are read from."""
        return self.select_related("policy__committee", "meeting__committee")


class RecommendationQuerySet(GuardedQuerySet["Recommendation"]):
    def open(self) -> RecommendationQuerySet:
        """Those that no review has answered yet."""
        return self.filter(review=None)


class QuestionQuerySet(GuardedQuerySet["Question"]):
    def waiting(self) -> QuestionQuerySet:
        return self.filter(answered_at=None).order_by("asked_at", "pk")

    def visible_to(self, user: User) -> QuestionQuerySet:
        """One's own, and what is shown to all; everything for those who answer."""
        from policies.standing import standing_of  # it reads the models, whose managers are made of this module

        if standing_of(user).carries("policies.answer_question"):
            return self.all()
        return self.filter(Q(by=user) | Q(is_for_all=True))

    def newest(self, before: Key | None = None) -> QuestionQuerySet:
        """The latest first; from `before` on, where the page before it ended."""
        found = self.order_by("-asked_at", "-pk")
        if before is None:
            return found
        moment, pk = before
        return found.filter(Q(asked_at__lt=moment) | Q(asked_at=moment, pk__lt=pk))


class ProcedureQuerySet(GuardedQuerySet["Procedure"]):
    def visible_to(self, user: User) -> ProcedureQuerySet:
        """What `permissions.can_see_procedure` lets this person see."""
        from policies.rules.meaning import KEEPERS  # as above
        from policies.standing import standing_of

        standing, of_others = standing_of(user), self.exclude(about=user)
        if standing.carries("policies.keep_procedure"):
            return of_others
        if not standing.carries("policies.oversee_procedure"):
            return self.none()
        keepers = Appointment.objects.on(standing.day).filter(office__in=KEEPERS)
        return of_others.filter(Q(is_about_keeper=True) | Q(about__in=keepers.values("user")))

    def open(self) -> ProcedureQuerySet:
        """The longest open first."""
        return self.filter(state__in=[ProcedureState.RAISED, ProcedureState.PASSED_ON]).order_by("raised_on", "pk")

    def ended(self) -> ProcedureQuerySet:
        """The latest first."""
        return self.filter(state__in=[ProcedureState.DECIDED, ProcedureState.DROPPED]).order_by("-ended_on", "pk")

    def waiting(self, day: date) -> ProcedureQuerySet:
        """Those that nobody has passed on yet, and those whose meeting was before `day`."""
        met = Q(state=ProcedureState.PASSED_ON, meeting__starts_at__date__lt=day)
        return self.open().filter(Q(state=ProcedureState.RAISED) | met)

    def whole(self) -> ProcedureQuerySet:
        """With whom it is about and its meeting."""
        return self.select_related("about", "meeting__committee")
