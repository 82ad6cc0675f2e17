"""The council's policy, version by version, and who has read it."""

from django.db import models
from django.db.models import Q

from accounts.history import Immutable, Recorded
from accounts.models import User
from policies.querysets import PolicyVersionQuerySet
from policies.rules import Rules, read_rules


class PolicyVersion(Recorded):
    """The communications policy as adopted: its text, and the rules that the software carries out.

    In force from midnight, in the council's time zone, at the start of `effective_from`, until the next one is.
    """

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField(help_text="Markdown.")
    rules_text = models.TextField("rules", help_text="The rules as JSON, as they were adopted.")
    source = models.CharField(max_length=300, blank=True)
    adopted_on = models.DateField()
    effective_from = models.DateField()
    minute_reference = models.CharField(max_length=60, blank=True)

    objects = PolicyVersionQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        ordering = ["-effective_from", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_from__gte=models.F("adopted_on")), name="policy_effective_after_adoption"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def rules(self) -> Rules:
        return read_rules(self.rules_text, origin=str(self))


class Acknowledgement(Immutable):
    """Somebody says that they have read and understood one version."""

    user = models.ForeignKey(User, models.PROTECT, related_name="acknowledgements", verbose_name="person")
    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="acknowledgements")
    given_at = models.DateTimeField()

    class Meta:
        default_permissions = ("add", "view")
        constraints = [models.UniqueConstraint(fields=["user", "version"], name="acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.user} has read {self.version}"
