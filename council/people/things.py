"""What was acted on, by name and with its page, as far as somebody may see it; else only what kind of thing it is."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from django.urls import reverse

from accounts.models import (
    Absence,
    Appointment,
    Committee,
    CommitteeMembership,
    Council,
    Matter,
    Meeting,
    User,
)
from accounts.permissions import can_change_council
from channels.models import Delivery
from council.models import AccessibilityReport, Barrier, Statement
from council.people.record import Deed
from policies.models import CalendarAddress, Policy, PolicyVersion, Recommendation, Review
from policies.permissions import can_see_version
from posts.models import AllowedKind, Post
from website_groups.models import Group, Invitation, Item, Takedown
from website_groups.permissions import can_edit, can_see_groups


@dataclass(frozen=True)
class Thing:
    name: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    """One line of a person's record, as it is shown: without the reason, where the thing itself is not."""

    deed: Deed
    thing: Thing
    reason: str


Found = dict[str, Thing]
Finder = Callable[[User, list[str]], Found]


def lines(deeds: Iterable[Deed], viewer: User) -> list[Line]:
    """The deeds with what they were about: one question for each kind of thing among them."""
    deeds = list(deeds)
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for deed in deeds:
        keys[deed.label].append(deed.thing)
    found = {label: FINDERS[label](viewer, things) for label, things in keys.items() if label in FINDERS}
    return [_line(deed, found.get(deed.label, {}).get(deed.thing)) for deed in deeds]


def _line(deed: Deed, thing: Thing | None) -> Line:
    if thing:
        return Line(deed, thing, deed.reason)
    kind = str(apps.get_model(deed.label)._meta.verbose_name)
    return Line(deed, Thing(f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"), reason="")


def _posts(viewer: User, keys: list[str]) -> Found:
    seen = Post.objects.visible_to(viewer).filter(pk__in=keys).with_content()
    return {str(post.pk): Thing(f"“{post.title}”", reverse("posts:draft", args=[post.pk])) for post in seen}


def _deliveries(viewer: User, keys: list[str]) -> Found:
    seen = Delivery.objects.visible_to(viewer).filter(pk__in=keys)
    return {str(one.pk): Thing(f"“{one.title}”, {one.name}", one.get_absolute_url()) for one in seen}


def _matters(viewer: User, keys: list[str]) -> Found:
    seen = Matter.objects.filter(pk__in=keys)
    return {str(matter.pk): Thing(matter.name, reverse("moderation:matter", args=[matter.pk])) for matter in seen}


def _people(viewer: User, keys: list[str]) -> Found:
    return {str(person.pk): Thing(person.name, _page_of(person.pk)) for person in User.objects.filter(pk__in=keys)}


def _appointments(viewer: User, keys: list[str]) -> Found:
    held = Appointment.objects.filter(pk__in=keys).select_related("user")
    return {str(one.pk): Thing(str(one), _page_of(one.user_id)) for one in held}


def _absences(viewer: User, keys: list[str]) -> Found:
    away = Absence.objects.filter(pk__in=keys).select_related("user")
    return {str(one.pk): Thing(one.user.name, _page_of(one.user_id)) for one in away}


def _meetings(viewer: User, keys: list[str]) -> Found:
    seen = Meeting.objects.whole().filter(pk__in=keys)
    return {str(one.pk): Thing(str(one), reverse("kinds:desk_meeting", args=[one.pk])) for one in seen}


def _council(viewer: User, keys: list[str]) -> Found:
    url = reverse("people:council") if can_change_council(viewer) else ""
    return {str(council.pk): Thing(council.name, url) for council in Council.objects.filter(pk__in=keys)}


def _policies(viewer: User, keys: list[str]) -> Found:
    versions = PolicyVersion.objects.filter(pk__in=keys).defer("text", "rules_text").select_related("policy")
    seen = [version for version in versions if can_see_version(viewer, version)]
    return {
        str(version.pk): Thing(str(version), reverse("policies:desk_version", args=[version.pk])) for version in seen
    }


def _policy_names(viewer: User, keys: list[str]) -> Found:
    seen = Policy.objects.filter(pk__in=keys)
    return {str(policy.pk): Thing(policy.name, reverse("policies:desk_policy", args=[policy.pk])) for policy in seen}


def _reviews(viewer: User, keys: list[str]) -> Found:
    seen = Review.objects.filter(pk__in=keys).select_related("policy")
    return {str(one.pk): Thing(str(one), reverse("reviews:review", args=[one.pk])) for one in seen}


def _groups(viewer: User, keys: list[str]) -> Found:
    return {str(group.pk): _group(viewer, group) for group in Group.objects.filter(pk__in=keys)}


def _group(viewer: User, group: Group) -> Thing:
    """With the page of the council's side, or that of its editors."""
    if can_see_groups(viewer):
        return Thing(group.name, reverse("group_desk:group", args=[group.pk]))
    return Thing(group.name, reverse("group_pages:pages", args=[group.slug]) if can_edit(viewer, group) else "")


def _items(viewer: User, keys: list[str]) -> Found:
    """What a group has not published yet is seen by those alone who look after it or look groups up."""
    found = {}
    for item in Item.objects.filter(pk__in=keys).whole():
        if can_see_groups(viewer):
            found[str(item.pk)] = Thing(f"“{item}”", reverse("group_desk:decide", args=[item.pk]))
        elif can_edit(viewer, item.group):
            found[str(item.pk)] = Thing(f"“{item}”", reverse("group_pages:item", args=[item.pk]))
    return found


def _takedowns(viewer: User, keys: list[str]) -> Found:
    seen = Takedown.objects.filter(pk__in=keys).select_related("group", "item__live_version")
    may = [one for one in seen if can_see_groups(viewer) or can_edit(viewer, one.group)]
    return {str(one.pk): Thing(str(one), reverse("group_desk:takedown", args=[one.pk])) for one in may}


def _invitations(viewer: User, keys: list[str]) -> Found:
    seen = Invitation.objects.filter(pk__in=keys).select_related("group")
    return {
        str(one.pk): Thing(str(one), _group(viewer, one.group).url)
        for one in seen
        if can_see_groups(viewer) or can_edit(viewer, one.group)
    }


def _named(model: type[Model], *joined: str) -> Finder:
    """Things that everybody here may know by name, and that have no page."""

    def find(viewer: User, keys: list[str]) -> Found:
        seen = model._default_manager.filter(pk__in=keys).select_related(*joined)
        return {str(thing.pk): Thing(str(thing)) for thing in seen}

    return find


def _page_of(person: int) -> str:
    return reverse("people:person", args=[person])


FINDERS: dict[str, Finder] = {
    "accounts.absence": _absences,
    "accounts.appointment": _appointments,
    "accounts.committee": _named(Committee),
    "accounts.committeemembership": _named(CommitteeMembership, "user", "committee"),
    "accounts.council": _council,
    "accounts.matter": _matters,
    "accounts.meeting": _meetings,
    "accounts.user": _people,
    "channels.delivery": _deliveries,
    "council.accessibilityreport": _named(AccessibilityReport),
    "council.barrier": _named(Barrier),
    "council.statement": _named(Statement),
    "policies.calendaraddress": _named(CalendarAddress, "person"),
    "policies.policy": _policy_names,
    "policies.policyversion": _policies,
    "policies.recommendation": _named(Recommendation),
    "policies.review": _reviews,
    "posts.allowedkind": _named(AllowedKind),
    "posts.post": _posts,
    "website_groups.group": _groups,
    "website_groups.invitation": _invitations,
    "website_groups.item": _items,
    "website_groups.takedown": _takedowns,
}
