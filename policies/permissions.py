"""Questions about policy versions: may this person, and is it in a state where it may be done?"""

from accounts.history import SYSTEM, System
from accounts.models import User
from policies.models import Acknowledgement, PolicyVersion


def can_adopt(actor: User | System) -> bool:
    """The first version is adopted when the installation is founded."""
    return actor is SYSTEM


def can_acknowledge(user: User, version: PolicyVersion) -> bool:
    return (
        user.has_perm("policies.add_acknowledgement", version)
        and not Acknowledgement.objects.filter(user=user, version=version).exists()
    )
