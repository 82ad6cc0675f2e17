"""Who acts. The workflow asks again: of the person's offices as they are now, not of what was remembered before."""

from typing import TypeVar, cast

from accounts.history import System
from accounts.models import User

Actor = TypeVar("Actor", bound=User | System)


def present(actor: Actor) -> Actor:
    """The same person, with nothing remembered but the row itself.

    Whether they may still sign in need not be read again: without that, nobody holds an office.
    """
    if isinstance(actor, System):
        return actor
    columns = [field.attname for field in User._meta.concrete_fields]
    person = User.from_db(None, columns, [getattr(actor, column) for column in columns])
    person.is_superuser = False  # as in the database; Django would let such an object past every bar
    return cast(Actor, person)
