"""What the council has taken down, and what the public told it of."""

from django.db import models
from django.db.models import Q

from accounts.history import Immutable, Recorded
from accounts.models import User
from website_groups.models.groups import Group
from website_groups.models.items import Item
from website_groups.querysets import (
    ProblemQuerySet,
    TakedownQuerySet,
)


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
