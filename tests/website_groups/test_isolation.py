"""An editor of one group, at every address and form of another, with every identifier: gets nothing.

The addresses are those of the product itself, so that one which is made tomorrow is tried as well.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.signing import Signer
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from files.enclosed import OWN
from tests import making as councils
from tests.website_groups import making
from website_groups import workflow
from website_groups.links import SALT, link_of
from website_groups.models import Draft, Group, Invitation, Item, ItemVersion, Takedown

SignIn = Callable[[User], Client]

pytestmark = [pytest.mark.django_db, pytest.mark.clause("groups-maintain-own-pages")]

SECRET = "Not-For-Others"
PUBLIC = {"groups"}
"""Namespaces whose pages are for everybody: there only what is not public is looked for."""

OF_GROUPS = {"groups", "group_desk", "group_pages", "files"}
NOTHING = {302, 400, 403, 404, 405, 409}
FORGED = 987_654_321


@dataclass(frozen=True)
class Two:
    """Two groups with an editor each. `fields` is what a form could carry: everything that there is of the other."""

    editor: Client
    mine: Group
    own: Item
    theirs: Group
    live: Item
    draft: Item
    takedown: Takedown
    invitation: Invitation
    file: str
    person: User

    @property
    def fields(self) -> dict[str, Any]:
        return {
            "seen": self.draft.pk,
            "revision": self.draft.draft.revision,
            "version": str(self.live.live_version_id),
            "title": "Forged",
            "body": "<p>Forged</p>",
            "place": "Forged",
            "starts": "2027-01-09T14:00",
            "barred_kind": "none",
            "act": "out",
            "way": "up",
            "text": "Forged",
            "name": "Forged",
            "email": "forged@elsewhere.example",
            "purpose": "Forged",
            "leader": "Forged",
            "category": "sport",
            "whose": "own",
            "description": "Forged",
            "remark": "Forged",
            "reason": "Forged",
            "rule": "Forged",
            "message": "Forged",
            "verdict": "restored",
            "decision": "accept",
            "approved_on": "2026-01-01",
            "file": self.file,
            "item": self.draft.pk,
            "group": self.theirs.pk,
        }


@pytest.fixture
def two(cast: councils.Cast, signed_in: SignIn) -> Two:
    mine = making.edited_by(cast.group_editor, by=cast.clerk)
    theirs = making.edited_by(cast.outsider, "Silver band", by=cast.clerk)
    down = making.published(theirs, making.content(f"{SECRET} down"), by=cast.outsider)
    takedown = workflow.take_down(theirs.pk, by=cast.clerk, rule=SECRET, message=SECRET, item_id=down.pk)
    live = making.published(theirs, by=cast.outsider)
    stored = councils.picture("purple", origin=OWN)
    draft = making.written(theirs, making.content(SECRET, f"<p>{SECRET}</p>", pictures=(stored,)), by=cast.outsider)
    workflow.write(live.pk, making.content(f"{SECRET} next"), by=cast.outsider, revision=0)
    return Two(
        editor=signed_in(cast.group_editor),
        mine=mine,
        own=making.published(mine, by=cast.group_editor),
        theirs=theirs,
        live=live,
        draft=draft,
        takedown=takedown,
        invitation=workflow.invite(theirs.pk, by=cast.outsider, name=SECRET, email="new@band.example"),
        file=stored.file,
        person=cast.outsider,
    )


# ------------------------------------------------------------------------------------------------- the addresses
def routes(patterns: Any = None, namespace: str = "", prefix: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """Every route of the product: its namespace, what stands before it, and itself."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            below = pattern.namespace or namespace
            yield from routes(pattern.url_patterns, below, prefix + str(pattern.pattern))
        else:
            yield namespace, prefix, pattern


def identifiers(two: Two) -> dict[str, list[Any]]:
    """What stands for something of the other group, by the name of the argument."""
    pks = {two.draft.pk, two.live.pk, two.takedown.item_id, two.takedown.pk, two.theirs.pk, two.invitation.pk, FORGED}
    return {
        "slug": [two.theirs.slug, "no-such-group"],
        "pk": sorted(pks - {two.own.pk}),
        "number": [1, two.person.pk],
        "words": ["about-us"],
        "word": [Signer(salt=SALT).sign(str(FORGED)), f"{two.invitation.pk}:forged", link_of(two.invitation)[:-1]],
        "kind": ["page"],
        "sort": ["picture"],
        "part": ["about"],
        "category": ["nature"],
        "year": ["2027"],
        "month": ["01"],
        "person": [two.person.pk],
        "item": [two.live.pk, two.draft.pk],
        "invitation": [two.invitation.pk],
        "problem": [FORGED],
        "day": [9],
        "sha256": [two.file],
        "ext": ["jpg"],
    }


def addresses(two: Two, namespaces: set[str]) -> list[tuple[str, str]]:
    """Each with its namespace; an argument that is new fails here until it stands in `identifiers`."""
    known, found = identifiers(two), []
    for namespace, _, pattern in routes():
        if namespace in namespaces and (names := list(pattern.pattern.regex.groupindex)):
            for values in product(*(known[name] for name in names)):
                arguments = dict(zip(names, values, strict=True))
                found.append((namespace, reverse(f"{namespace}:{pattern.name}", kwargs=arguments)))
    return found


def is_nothing(response: Any, namespace: str) -> bool:
    text = b"".join(response) if response.streaming else response.content
    if SECRET.encode() in text:
        return False
    return namespace in PUBLIC or response.status_code in NOTHING


# ------------------------------------------------------------------------------------------------- the attempts
def state(two: Two) -> list[Any]:
    """Everything of the other group."""
    group = Group.objects.filter(pk=two.theirs.pk)
    return [
        list(model.order_by("pk").values())  # type: ignore[attr-defined]
        for model in (
            group,
            Item.objects.filter(group=two.theirs),
            Draft.objects.filter(item__group=two.theirs),
            ItemVersion.objects.filter(item__group=two.theirs),
            Invitation.objects.filter(group=two.theirs),
            Takedown.objects.filter(group=two.theirs),
        )
    ]


def test_there_are_addresses_to_try(two: Two) -> None:
    found = {namespace for namespace, _ in addresses(two, OF_GROUPS)}
    assert found == OF_GROUPS


def test_every_address_of_the_other_group_shows_nothing(two: Two) -> None:
    shown = [path for namespace, path in addresses(two, OF_GROUPS) if not is_nothing(two.editor.get(path), namespace)]
    assert shown == []


def test_every_form_of_the_other_group_does_nothing(two: Two) -> None:
    before = state(two)
    done = [
        path
        for namespace, path in addresses(two, {"group_desk", "group_pages", "files"})
        if not is_nothing(two.editor.post(path, two.fields), namespace)
    ]
    assert done == []
    assert state(two) == before


def test_whoever_is_not_signed_in_gets_nothing_either(two: Two) -> None:
    nobody = Client()
    shown = [path for namespace, path in addresses(two, OF_GROUPS) if not is_nothing(nobody.get(path), namespace)]
    assert shown == []


def test_the_pages_of_ones_own_say_nothing_of_the_other(two: Two) -> None:
    own = ["/desk/", "/desk/my-groups/", *(f"/desk/my-groups/{two.mine.slug}/{part}" for part in ("", "people/"))]
    for path in own:
        page = two.editor.get(path, follow=True).content.decode()
        assert SECRET not in page
        assert "Silver band" not in page


def test_forms_of_ones_own_take_nothing_of_the_other(two: Two) -> None:
    """Its file, its versions, its people and invitations, put into the addresses and forms of one's own group."""
    before = state(two)
    base, own = f"/desk/my-groups/item/{two.own.pk}/", f"/desk/my-groups/{two.mine.slug}/"
    paths = [
        f"{base}words/",
        f"{base}picture/add/",
        f"{base}picture/1/shows/",
        f"{base}picture/1/arrange/",
        f"{base}versions/{FORGED}/",
        f"{base}keep/",
        f"{own}people/{two.person.pk}/remove/",
        f"{own}invitations/{two.invitation.pk}/withdraw/",
    ]
    for path in paths:
        assert SECRET not in two.editor.post(path, two.fields).content.decode()
    assert state(two) == before
    assert all(two.file not in files for files in Draft.objects.filter(item=two.own).values_list("files", flat=True))
    assert two.editor.get(reverse("files:file", args=[two.file, "jpg"])).status_code == 404


def test_a_leaver_gets_nothing_from_the_next_request_on(two: Two, cast: councils.Cast) -> None:
    path = reverse("group_pages:item", args=[two.own.pk])
    assert two.editor.get(path).status_code == 200
    workflow.remove_editor(two.mine.pk, cast.group_editor, by=cast.clerk)
    assert two.editor.get(path).status_code == 404
    assert two.editor.post(reverse("group_pages:withdraw", args=[two.own.pk])).status_code == 404


# ----------------------------------------------------------------------------------------- the council's own desk
def test_the_councils_desk_is_closed_to_somebody_who_only_edits_a_group(two: Two, cast: councils.Cast) -> None:
    """Every other page of the desk: nothing of the council's work, and never a traceback."""
    post = councils.post_in("submitted", author=cast.councillor, approver=cast.clerk, title=SECRET)
    known: dict[str, list[Any]] = {"pk": [post.pk, FORGED], "number": [1], "slug": ["social-media"], "word": ["x"]}
    shown = []
    for namespace, prefix, pattern in routes():
        if namespace in OF_GROUPS or not prefix.startswith(("desk/", "admin/")) or "admin" in namespace:
            continue
        names = list(pattern.pattern.regex.groupindex)
        for values in product(*(known.get(name, ["1"]) for name in names)):
            path = "/" + prefix + str(pattern.pattern)
            for name, value in zip(names, values, strict=True):
                path = _filled(path, name, value)
            response = two.editor.get(path)
            text = b"".join(response) if response.streaming else response.content
            if SECRET.encode() in text or response.status_code >= 500:
                shown.append(path)
    assert shown == []


def _filled(path: str, name: str, value: Any) -> str:
    """The address with the argument in its place; a uuid where the route wants one."""
    start, _, rest = path.partition("<")
    converter, _, end = rest.partition(">")
    assert converter.rpartition(":")[2] == name
    return f"{start}{uuid4() if converter.startswith('uuid') else value}{end}"


def test_the_desk_of_somebody_who_only_edits_a_group_leads_nowhere_else(two: Two) -> None:
    page = two.editor.get("/desk/").content.decode()
    menu = page.partition('aria-label="Desk"')[2].partition("</nav>")[0]
    assert "Your groups" in menu
    assert menu.count("<a ") == 1
    assert two.mine.name in page
    assert settings.LOGIN_REDIRECT_URL == "desk"
