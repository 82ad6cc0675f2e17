"""Mail to those who use the official accounts: who hears of what. Whoever prepares the deliveries decides when."""

from collections.abc import Sequence

from accounts.mail import notify
from accounts.models import User
from channels.models import Delivery
from policies.rules import Rules
from policies.rules import meaning as means
from policies.standing import holders


def operators(rules: Rules) -> list[User]:
    """Everybody who may use the official accounts today: those whom `channels.finish_delivery` lets through."""
    barred = holders(means.kept_from_accounts(rules))
    return [person for person in holders(means.operates_accounts(rules)) if person not in barred]


def tell_operators(deliveries: Sequence[Delivery], rules: Rules) -> None:
    """One notice for the deliveries of one publication, however many channels there are; none for none."""
    if deliveries:
        notify(operators(rules), "channels/email/to_do.txt", {"deliveries": deliveries, "first": deliveries[0]})
