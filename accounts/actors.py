"""Who acts. The workflow asks again: of the person as they are in the database now, not of an object from before."""

from typing import TypeVar, cast

from accounts.history import System
from accounts.models import User

Actor = TypeVar("Actor", bound=User | System)


def present(actor: Actor) -> Actor:
    """The actor as they are now, with nothing remembered about their offices."""
    if isinstance(actor, System):
        return actor
    return cast(Actor, User.objects.get(pk=actor.pk))
