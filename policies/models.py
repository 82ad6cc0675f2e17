"""The council's policies: versions, readers and reviews, what is asked, and what is raised about its own people."""

from datetime import date
from typing import ClassVar
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from accounts.history import Frozen, Immutable, Recorded
from accounts.models import Committee, Meeting, User
from accounts.offices import Office
from policies.life import PROCEDURE, VERSION, Pen, ProcedureState, ReviewState, VersionState
from policies.querysets import (
    AcknowledgementQuerySet,
    PolicyQuerySet,
    PolicyVersionQuerySet,
    ProcedureQuerySet,
    QuestionQuerySet,
    RecommendationQuerySet,
    ReviewQuerySet,
)
from policies.rules import Rules, read_rules


class Policy(Recorded):
    """One policy of the council, whatever its versions. One alone carries the rules that the software carries out.

    How it is reviewed stands here as far as its own rules do not say it; see `policies.reviewing.plan_of`.
    """

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField("address", max_length=80, unique=True)
    carries_rules = models.BooleanField(default=False)
    supplements = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supplemented_by", help_text="Another policy."
    )
    every_months = models.PositiveSmallIntegerField(
        "reviewed every so many months",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    reviewed_by = models.JSONField("offices that review it", default=list, blank=True)
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="policies",
        verbose_name="committee that reviews it",
    )
    adopted_by_council = models.BooleanField("a change is adopted by the full Council", default=True)
    is_settled = models.BooleanField("the council has said how it is reviewed", default=False)
    read_by = models.JSONField("offices whose holders confirm that they have read it", default=list, blank=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["-carries_rules", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["carries_rules"], condition=Q(carries_rules=True), name="one_policy_has_rules"
            ),
            models.CheckConstraint(condition=~Q(supplements=F("id")), name="policy_supplements_another"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reviewing_offices(self) -> tuple[Office, ...]:
        return tuple(Office(name) for name in self.reviewed_by)


class PolicyVersion(Recorded):
    """One version of a policy: its text and, of the one that carries them, the rules.

    Adopted, it is in force from midnight, in the council's time zone, at the start of `effective_from`, until the next
    adopted version of its policy is; and its words no longer change.
    """

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=VersionState, default=VersionState.DRAFT)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True, help_text="Markdown.")
    rules_text = models.TextField("rules", blank=True, help_text="The rules as JSON, as they were adopted.")
    source = models.CharField(max_length=300, blank=True)
    what_changed = models.TextField("what has changed", blank=True)
    recommended_by = models.CharField(max_length=120, blank=True)
    recommended_minute = models.CharField(max_length=60, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    effective_from = models.DateField(null=True, blank=True)
    minute_reference = models.CharField(max_length=60, blank=True)

    objects = PolicyVersionQuerySet.as_manager()

    frozen_once = Frozen(
        "state",
        VersionState.ADOPTED,
        (
            "policy",
            "number",
            "state",
            "title",
            "text",
            "rules_text",
            "adopted_on",
            "effective_from",
            "minute_reference",
        ),
    )

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["-effective_from", "-number"]
        permissions = [("adopt_policyversion", "Can record that the Council has adopted a version")]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_number"),
            models.UniqueConstraint(
                fields=["policy"],
                condition=~Q(state__in=[VersionState.ADOPTED, VersionState.GIVEN_UP]),
                name="one_policy_version_in_work",
            ),
            models.CheckConstraint(
                condition=Q(effective_from__isnull=True) | Q(effective_from__gte=F("adopted_on")),
                name="policy_effective_after_adoption",
            ),
            models.CheckConstraint(
                condition=~Q(state=VersionState.ADOPTED) | Q(adopted_on__isnull=False, effective_from__isnull=False),
                name="adopted_policy_has_its_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def rules(self) -> Rules:
        return read_rules(self.rules_text, origin=str(self))

    @property
    def is_adopted(self) -> bool:
        return self.state == VersionState.ADOPTED

    @property
    def pen(self) -> Pen:
        """Who has to do the next thing."""
        return VERSION.pen_in(self.state)

    def begun(self, day: date) -> bool:
        return self.is_adopted and self.effective_from is not None and self.effective_from <= day


class Acknowledgement(Immutable):
    """Somebody says that they have read and understood one version."""

    user = models.ForeignKey(User, models.PROTECT, related_name="acknowledgements", verbose_name="person")
    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="acknowledgements")
    given_at = models.DateTimeField()

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "view")
        constraints = [models.UniqueConstraint(fields=["user", "version"], name="acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.user} has read {self.version}"


# ---------------------------------------------------------------------------------------------------- reviews
class Review(Recorded):
    """One review of a policy, from the day it is planned to its outcome. A policy has one at a time."""

    class Outcome(models.TextChoices):
        NO_CHANGE = "no_change", "No change is needed"
        AMEND = "amend", "It is to be amended"
        REPLACE = "replace", "It is to be replaced"

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=12, choices=ReviewState, default=ReviewState.PLANNED)
    due_on = models.DateField()
    planned_on = models.DateField("day on which that day was set")
    early_because = models.TextField("why it was opened early", blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="reviews")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    took_part = models.TextField(blank=True)
    minute_reference = models.CharField(max_length=60, blank=True)
    council_minute = models.CharField("the Council's own minute", max_length=60, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change", "view")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on", "id"], condition=~Q(state=ReviewState.CLOSED), name="review_coming")]
        constraints = [
            models.UniqueConstraint(
                fields=["policy"], condition=~Q(state=ReviewState.CLOSED), name="one_review_of_a_policy"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ReviewState.PLANNED, ReviewState.OPEN, ReviewState.ON_AGENDA])
                | Q(outcome__in=["no_change", "amend", "replace"], decided_on__isnull=False),
                name="decided_review_has_its_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.policy}"

    @property
    def is_planned(self) -> bool:
        return self.state == ReviewState.PLANNED

    @property
    def is_decided(self) -> bool:
        return self.state == ReviewState.DECIDED

    @property
    def is_closed(self) -> bool:
        return self.state == ReviewState.CLOSED

    def is_overdue(self, day: date) -> bool:
        return self.state != ReviewState.CLOSED and self.due_on < day


class Reminder(Immutable):
    """Somebody was reminded of a review: one row for each step towards one day, made once, with its mail.

    `step` is how many days before the day the reminder belongs to (90, 30, 7, 0), or less than nought: the months by
    which it is overdue.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="reminders")
    due_on = models.DateField()
    step = models.SmallIntegerField()
    person = models.ForeignKey(User, models.PROTECT, related_name="policy_reminders")
    belongs_to = models.DateField("day of the step")
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["review", "due_on", "step", "person"], name="reminded_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.review}, {self.step}"


class Recommendation(Recorded):
    """What somebody would change in a policy, kept until its next review has answered it (policy-questions)."""

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="recommendations")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="person")
    text = models.TextField("what should change")
    made_at = models.DateTimeField()
    review = models.ForeignKey(Review, models.PROTECT, null=True, blank=True, related_name="recommendations")
    answer = models.TextField("what came of it", blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "view")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class CalendarAddress(Recorded):
    """The address of a person's own calendar: renewing it raises the number that is signed in it."""

    person = models.OneToOneField(User, models.PROTECT, related_name="calendar_address")
    number = models.PositiveIntegerField(default=1)

    class Meta:
        default_permissions = ()
        verbose_name = "calendar address"

    def __str__(self) -> str:
        return f"Calendar of {self.person}"


# -------------------------------------------------------------------------------------------------- questions
class Question(Recorded):
    """A question about the policy, a wish for advice, or a post that somebody means to put on their own account."""

    class Kind(models.TextChoices):
        POLICY = "policy", "A question about the policy"
        ADVICE = "advice", "Advice before saying something"
        OWN_ACCOUNT = "own_account", "A post on one's own account"

    class Verdict(models.TextChoices):
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"

    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(User, models.PROTECT, related_name="questions", verbose_name="person")
    text = models.TextField("the question")
    where = models.CharField("on which account", max_length=200, blank=True)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    is_for_all = models.BooleanField("shown to everybody at the desk", default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "view")
        permissions = [("answer_question", "Can answer questions about the policy")]
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["asked_at", "id"], condition=Q(answered_at=None), name="question_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, verdict="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="answered_question_has_its_answer",
            ),
            models.CheckConstraint(
                condition=~Q(kind="own_account") | Q(answered_at__isnull=True) | ~Q(verdict=""),
                name="own_account_is_approved_or_refused",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


# ---------------------------------------------------------------------------------------------------- conduct
class Procedure(Recorded):
    """What was raised about one of the council's own people, and the days of the procedure that follows.

    The people decide; this keeps the dates (code-of-conduct). Its key is random, since a gap between numbers would tell
    somebody that there is one about them. It is not in Django's admin, in no index of the search, and in no mail.
    """

    is_confidential: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    about = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="whom it is about")
    office = models.CharField("office held on the day it was raised", max_length=200)
    is_about_keeper = models.BooleanField("is about the Clerk or the Deputy Clerk")
    what = models.TextField("what is said to have happened")
    where = models.CharField("where it was found", max_length=300, blank=True)
    procedure = models.CharField(max_length=200, blank=True)
    body = models.CharField(max_length=200, blank=True)
    policy_place = models.CharField("place in the policy that names it", max_length=300, blank=True)
    policy_names_body = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ProcedureState, default=ProcedureState.RAISED)
    raised_on = models.DateField()
    passed_on = models.DateField("passed on to the body on", null=True, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField("decided on", null=True, blank=True)
    outcome = models.TextField("outcome in the body's words", blank=True)
    minute_reference = models.CharField(max_length=60, blank=True)

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = [
            ("keep_procedure", "Can keep what is raised about the council's people"),
            ("oversee_procedure", "Can keep what is raised about those who keep such records"),
        ]
        ordering = ["-raised_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(procedure="") | ~Q(body=""), name="procedure_is_named"),
            models.CheckConstraint(
                condition=~Q(state__in=["passed_on", "decided"]) | (Q(passed_on__gte=F("raised_on")) & ~Q(body="")),
                name="procedure_passed_on_to_a_body",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["raised", "passed_on"], ended_on__isnull=True)
                | (Q(state__in=["decided", "dropped"], ended_on__gte=F("raised_on")) & ~Q(outcome="")),
                name="ended_procedure_has_its_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"Procedure raised on {self.raised_on:%d.%m.%Y}"

    @property
    def pen(self) -> Pen:
        return PROCEDURE.pen_in(self.state)
