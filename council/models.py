"""How accessible this website is: what is known not to work, when it was looked at, and what people report."""

from datetime import date, timedelta

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from accounts.history import Recorded
from council.querysets import BarrierQuerySet, ReportQuerySet
from council.wcag import CRITERIA

A_YEAR = timedelta(days=365)
LONGEST_TEXT = 4000


class Barrier(Recorded):
    """Something on this website that shuts people out, until it is mended."""

    class Reason(models.TextChoices):
        NOT_COMPLIANT = "not_compliant", "It does not meet the standard yet"
        BURDEN = "burden", "Mending it would be a disproportionate burden"
        OUT_OF_SCOPE = "out_of_scope", "The regulations leave it out"

    what = models.TextField("what does not work")
    criterion = models.CharField("criterion that it fails", max_length=8, blank=True, help_text="Its number.")
    reason = models.CharField("why it is so", max_length=20, choices=Reason)
    why = models.TextField("the reason in more words", blank=True)
    assessed_on = models.DateField("burden assessed on", null=True, blank=True)
    minute = models.CharField("minute of that", max_length=60, blank=True)
    alternative = models.TextField("how to get it otherwise", blank=True)
    planned_for = models.DateField("to be mended by", null=True, blank=True)
    mended_on = models.DateField(null=True, blank=True)

    objects = BarrierQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "change")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="burden") | (Q(assessed_on__isnull=False) & ~Q(minute="")),
                name="burden_is_assessed_and_minuted",
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def criterion_named(self) -> str:
        """With its name; the number alone, where the standard no longer has it."""
        return CRITERIA.get(self.criterion, self.criterion)

    @property
    def is_mended(self) -> bool:
        return self.mended_on is not None


class Statement(Recorded):
    """When the council last looked at its accessibility statement, and how the website was tested."""

    prepared_on = models.DateField()
    reviewed_on = models.DateField()
    tested_on = models.DateField(null=True, blank=True)
    tested_how = models.TextField("who tested it, and how", blank=True)

    class Meta:
        default_permissions = ("change",)
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_accessibility_statement"),
            models.CheckConstraint(condition=Q(tested_on__isnull=True) | ~Q(tested_how=""), name="test_says_how"),
        ]

    def __str__(self) -> str:
        return "Accessibility statement"

    @property
    def due_on(self) -> date:
        """The day by which it is to be looked at again."""
        return self.reviewed_on + A_YEAR


class AccessibilityReport(Recorded):
    """What somebody tells about getting on with this website. Waits until it is answered or closed."""

    reference = models.CharField(max_length=8, unique=True)
    happened = models.TextField("what happened, or what is needed", validators=[MaxLengthValidator(LONGEST_TEXT)])
    page = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField("e-mail address", blank=True)
    sent_at = models.DateTimeField()
    answer = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_TEXT)])
    settled_at = models.DateTimeField("answered or closed at", null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "change")
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(fields=["sent_at", "id"], condition=Q(settled_at__isnull=True), name="report_waiting"),
            models.Index(fields=["-sent_at", "-id"], name="report_latest"),
        ]

    def __str__(self) -> str:
        return f"Report {self.reference}"

    @property
    def is_waiting(self) -> bool:
        return self.settled_at is None

    @property
    def who(self) -> str:
        return self.name or "Somebody"


class Edition(models.Model):
    """One row, which the database gives a new stamp with each change that the public can see (`council.edition`)."""

    stamp = models.CharField(max_length=36, editable=False)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_edition")]

    def __str__(self) -> str:
        return self.stamp
