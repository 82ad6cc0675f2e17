"""What of the local groups waits for a person at the desk."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import Exists

from accounts.clock import today
from accounts.models import Council, User
from policies.rules import Rules
from policies.rules import meaning as means
from policies.standing import standing_of
from website_groups.models import Group, Item, Problem, Takedown
from website_groups.querysets import GroupQuerySet
from website_groups.workflow.takedowns import others

SHOWN = 50


@dataclass(frozen=True)
class Waiting:
    """`applications`, `problems` and `overdue` are for those who keep groups, `versions` for those who approve, and
    `answers` for those who did not take it down themselves."""

    applications: tuple[Group, ...] = ()
    versions: tuple[Item, ...] = ()
    answers: tuple[Takedown, ...] = ()
    problems: tuple[Problem, ...] = ()
    overdue: tuple[Group, ...] = ()

    def __len__(self) -> int:
        return sum(map(len, (self.applications, self.versions, self.answers, self.problems, self.overdue)))


def waiting_for(user: User) -> Waiting:
    """The first of each, the longest waiting in front. Asks nothing where the rules have no groups."""
    rules = standing_of(user).rules
    if rules is None or not means.has_groups(rules) or not user.has_perm("website_groups.view_group"):
        return Waiting()
    keeps = user.has_perm("website_groups.change_group")
    there_are = _what_there_is()
    return Waiting(
        applications=tuple(Group.objects.waiting()[:SHOWN]) if keeps and there_are["applications"] else (),
        versions=_versions(user) if there_are["versions"] and user.has_perm("website_groups.decide_item") else (),
        answers=_answers(user) if there_are["answers"] and user.has_perm("website_groups.take_down_group") else (),
        problems=tuple(Problem.objects.open()[:SHOWN]) if keeps and there_are["problems"] else (),
        overdue=tuple(overdue(rules, today())[:SHOWN]) if keeps else (),
    )


def _what_there_is() -> dict[str, bool]:
    """Of which kind anything waits at all: one question, as mostly nothing does."""
    asked = {
        "applications": Exists(Group.objects.waiting()),
        "versions": Exists(Item.objects.waiting()),
        "answers": Exists(Takedown.objects.answered()),
        "problems": Exists(Problem.objects.open()),
    }
    return Council.objects.values(**asked).first() or dict.fromkeys(asked, False)


def overdue(rules: Rules, day: date) -> GroupQuerySet:
    """Groups that have not said for too long that all is still right; none where the council has not chosen that."""
    every = means.groups_confirm_every(rules)
    if every is None:
        return Group.objects.none()
    return Group.objects.unconfirmed(day - relativedelta(months=every)).order_by("confirmed_on", "pk")


def _versions(user: User) -> tuple[Item, ...]:
    found = Item.objects.waiting().whole()[:SHOWN]
    theirs = set(Group.objects.edited_by(user).values_list("pk", flat=True))
    return tuple(item for item in found if item.group_id not in theirs)


def _answers(user: User) -> tuple[Takedown, ...]:
    """Where there is nobody else to look again, it waits for who took it down."""
    found = Takedown.objects.answered()[:SHOWN]
    return tuple(takedown for takedown in found if takedown.taken_by_id != user.pk or not others(takedown))
