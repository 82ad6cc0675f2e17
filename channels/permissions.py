"""May this person do this to this delivery, and is it in a state where it may be done?"""

from django.contrib.auth.models import AnonymousUser

from accounts.history import SYSTEM, System
from accounts.models import User
from channels.life import LIFE, Act
from channels.models import Delivery


def can_view(user: User | AnonymousUser, delivery: Delivery) -> bool:
    return user.has_perm("channels.view_delivery", delivery)


def can_prepare(actor: User | System) -> bool:
    """Only the software hands over to the channels, so that nothing gets there but what is approved."""
    return actor is SYSTEM


def can_finish(user: User, delivery: Delivery) -> bool:
    return LIFE.allows(delivery.state, Act.FINISH) and operates(user, delivery)


def can_reopen(user: User, delivery: Delivery) -> bool:
    """Not once something follows it: then the thing itself has been put right or withdrawn."""
    return LIFE.allows(delivery.state, Act.REOPEN) and operates(user, delivery) and not delivery.followers.exists()


def can_drop(actor: User | System, delivery: Delivery) -> bool:
    """Who uses the accounts gives up what cannot be done; the software what another delivery replaces."""
    return LIFE.allows(delivery.state, Act.DROP) and (isinstance(actor, System) or operates(actor, delivery))


def operates(user: User, delivery: Delivery | None = None) -> bool:
    """May this person use the council's official accounts today? A bar is heard only where one delivery is named."""
    return user.has_perm("channels.finish_delivery", delivery)
