"""The mark on everything that a local group keeps: that it is not the council's own (groups-disclaimer).

It is drawn from what a thing is, by `mark` in templates and `marked` in everything else that leaves the software. There
is no field, setting or argument that leaves it out.
"""

from policies.rules import Rules
from policies.rules import meaning as means
from website_groups.models import Group


def marked(text: str, group: Group) -> str:
    """A title or line of text, with whose it is: for feeds, calendars, previews, sitemaps and mail."""
    return f"{text} – local group: {group.name}, not the council’s"


def words_of(group: Group, rules: Rules | None) -> str:
    """What the mark says, in the words of the council's own policy where it has any."""
    return means.words_of_the_mark(rules) if rules else means.OF_A_GROUP
