"""Deliveries: what is approved and out on the council's own website, on its way to one other channel."""

from functools import cached_property

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.history import Recorded
from accounts.models import User
from channels import places
from channels.in_use import KIND_NAMES
from channels.life import State, Task
from channels.payload import Payload
from channels.querysets import DeliveryQuerySet
from policies.rules.schema import ChannelKind

# What is to be done: on a page, and with what is sent to people.
TO_DO = {
    Task.PUBLISH: ("Put on {name}", "Send as {name}"),
    Task.CORRECT: ("Put right on {name}", "Correct what was sent as {name}"),
    Task.WITHDRAW: ("Take down from {name}", "Call back what was sent as {name}"),
}


class Delivery(Recorded):
    """One thing to do on one channel, by hand. `payload` is canonical and never changes."""

    kind = models.CharField(max_length=20, choices=[(kind.value, name) for kind, name in KIND_NAMES.items()])
    outlet = models.CharField("key of the channel", max_length=60)
    name = models.TextField("channel")
    host = models.TextField(blank=True)
    task = models.CharField(max_length=10, choices=Task)
    payload = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    since = models.DateTimeField("in this state since")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    address = models.CharField("address where it can be seen", max_length=500, blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        default_permissions = ("view",)
        permissions = [("finish_delivery", "Can use the official accounts: do by hand what waits for them")]
        indexes = [
            # Each condition is written as its query is: SQLite does not see that another says the same.
            models.Index(fields=["due_at", "id"], condition=Q(state=State.WAITING), name="delivery_to_do"),
            models.Index(fields=["-since", "-id"], condition=~Q(state=State.WAITING), name="delivery_settled"),
        ]
        constraints = [
            # A CHECK that comes out NULL counts as kept, so each column's NULL is named.
            models.CheckConstraint(
                condition=Q(state=State.DONE, done_by__isnull=False, done_at__isnull=False)
                | (~Q(state=State.DONE) & Q(done_by__isnull=True, done_at__isnull=True, address="")),
                name="done_delivery_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(task=Task.PUBLISH, follows__isnull=True)
                | (~Q(task=Task.PUBLISH) & Q(follows__isnull=False)),
                name="delivery_follows_what_it_changes",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="delivery_state_is_known"),
            models.CheckConstraint(condition=Q(task__in=Task.values), name="delivery_task_is_known"),
            models.UniqueConstraint(
                fields=["follows"], condition=Q(state=State.WAITING), name="one_change_waits_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("channels:task", args=[self.pk])

    @cached_property
    def content(self) -> Payload:
        return Payload.read(self.payload)

    @property
    def title(self) -> str:
        return self.content.title

    @property
    def is_waiting(self) -> bool:
        return self.state == State.WAITING

    @property
    def is_done(self) -> bool:
        return self.state == State.DONE

    @property
    def is_sent(self) -> bool:
        """Does it go to people, and stand nowhere that it could be changed?"""
        return self.kind in (ChannelKind.EMAIL, ChannelKind.PRESS)

    @property
    def to_do(self) -> str:
        """What is to be done where: "Put on Facebook page"."""
        return TO_DO[Task(self.task)][self.is_sent].format(name=self.name)

    @property
    def leaves_an_address(self) -> bool:
        """Can the result be seen somewhere, so that its address can be kept?"""
        return self.task != Task.WITHDRAW and self.kind != ChannelKind.EMAIL

    @property
    def page_to_open(self) -> str:
        """Where it is done: the place where it stands already, else where something new is begun."""
        stands_at = self.follows.address if self.follows else ""
        return stands_at or places.page_to_open(self.kind, self.host)

    @property
    def is_elsewhere(self) -> bool:
        """Does the address that was pasted back lie on another host than the channel's?"""
        return places.is_elsewhere(self.kind, self.host, self.address)
