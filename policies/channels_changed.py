"""What a version of the policy changes in the channels in use: the occasion to offer a review (channels-in-use)."""

from dataclasses import dataclass

from policies.models import Policy, PolicyVersion
from policies.rules.meaning import channel_names
from policies.standing import parsed


@dataclass(frozen=True)
class ChannelsChanged:
    """The names that a version has added to the channels in use, and those that it has taken from them."""

    policy: Policy
    added: tuple[str, ...]
    retired: tuple[str, ...]

    @property
    def in_words(self) -> str:
        new = f"New: {', '.join(self.added)}." if self.added else ""
        gone = f"No longer in use: {', '.join(self.retired)}." if self.retired else ""
        return " ".join(filter(None, [new, gone]))

    @property
    def reason(self) -> str:
        """Why the policy is to be reviewed, for who opens the review; they may change it."""
        return f"Our channels have changed. {self.in_words}"


def changed_by(new: PolicyVersion, old: PolicyVersion) -> ChannelsChanged | None:
    """None where both name the same channels. `new.policy` must be at hand."""
    now, before = (channel_names(parsed(version.rules_text)) for version in (new, old))
    added = tuple(name for name in now if name not in before)
    retired = tuple(name for name in before if name not in now)
    return ChannelsChanged(new.policy, added, retired) if added or retired else None
