"""Mail that left the council: what is on the record, and what still waits to go out."""

from django.db import models

from accounts.history import Immutable
from accounts.mail import MailClass
from email_log.querysets import DispatchQuerySet

LONGEST_SUBJECT = 500


class OutgoingMail(Immutable):
    """One mail as it stands on the record. Secrets are not in it; a confidential mail's words are not either."""

    mail_class = models.CharField("class", max_length=20, choices=[(kind.value, kind.value) for kind in MailClass])
    message_id = models.CharField(max_length=200, unique=True)
    sender = models.CharField(max_length=320)
    to = models.JSONField(default=list)
    copied_to = models.JSONField(default=list)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the mail exactly as it is sent.")
    recorded_at = models.DateTimeField()

    class Meta:
        default_permissions = ("view",)
        ordering = ["-recorded_at", "-id"]

    def __str__(self) -> str:
        return self.subject


class Dispatch(models.Model):
    """The work of sending one mail: a row of a queue, not of the record. The payload goes once it is sent."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"

    mail = models.OneToOneField(OutgoingMail, models.PROTECT, related_name="dispatch")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    payload = models.BinaryField(null=True, help_text="The whole mail, encrypted, until it is sent.")
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(help_text="From when it may be tried; while it is being sent, the end of the lease.")
    problem = models.CharField(max_length=300, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state__in=["waiting", "sending"]), name="mail_to_send")
        ]

    def __str__(self) -> str:
        return f"{self.mail}: {self.get_state_display()}"
