"""Local groups in Django's admin: to look up, with their records, and nothing to change."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from tests import making as councils
from tests.website_groups import making
from website_groups import workflow

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


@pytest.fixture
def pages(cast: councils.Cast) -> list[str]:
    """A group, an item and a take-down, each with its own page."""
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    item = making.published(group, by=cast.group_editor)
    takedown = workflow.take_down(group.pk, by=cast.clerk, rule="Respect", message="Why.")
    keys = {"group": group.pk, "item": item.pk, "takedown": takedown.pk}
    return [f"/admin/website_groups/{name}/{key}/" for name, key in keys.items()]


def test_they_are_looked_up_with_their_records_and_not_changed(
    pages: list[str], cast: councils.Cast, signed_in: SignIn
) -> None:
    clerk = signed_in(cast.clerk)
    for page in pages:
        listed = page.rsplit("/", 2)[0]
        shown = [clerk.get(f"{listed}/"), clerk.get(f"{page}change/"), clerk.get(f"{page}history/")]
        assert [answer.status_code for answer in shown] == [200, 200, 200], page
        assert 'name="_save"' not in shown[1].content.decode()
        assert "Clerk" in shown[2].content.decode()
        refused = [
            clerk.post(f"{page}change/", {"name": "X"}),
            clerk.get(f"{listed}/add/"),
            clerk.get(f"{page}delete/"),
        ]
        assert [answer.status_code for answer in refused] == [403, 403, 403], page


def test_who_may_not_look_groups_up_does_not_find_them(
    pages: list[str], cast: councils.Cast, signed_in: SignIn
) -> None:
    for person in (cast.group_editor, cast.councillor, cast.outsider):
        for page in pages:
            assert signed_in(person).get(f"{page}change/").status_code in (302, 403)


def test_where_the_policy_has_no_groups_there_is_nothing_to_look_up(db: None, signed_in: SignIn) -> None:
    councils.found("thornbury")
    clerk = signed_in(councils.cast().clerk)
    assert "website_groups" not in clerk.get("/admin/").content.decode()
    assert clerk.get("/admin/website_groups/group/").status_code == 403
