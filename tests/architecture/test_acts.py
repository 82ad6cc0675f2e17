"""Every act that the rules or a grant can carry is a permission that Django knows, on the model it is asked about."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission

from accounts.grants import GRANTABLE
from policies.acts import AFTER_READING, CARRIED_BY, NEVER_FOR, ONLY_FOR, ONLY_WHERE

NAMED = sorted({*CARRIED_BY, *ONLY_WHERE, *ONLY_FOR, *NEVER_FOR, *AFTER_READING, *GRANTABLE})


def model_of(act: str) -> str:
    """`posts.approve_post` is asked about a post, and `website_groups.take_down_group` about a group."""
    app_label, _, codename = act.partition(".")
    return f"{app_label}.{codename.rpartition('_')[2]}"


@pytest.mark.django_db
@pytest.mark.parametrize("act", NAMED)
def test_the_act_is_a_permission_of_its_model(act: str) -> None:
    app_label, _, codename = act.partition(".")
    permission = Permission.objects.get(content_type__app_label=app_label, codename=codename)
    assert f"{app_label}.{permission.content_type.model}" == model_of(act)


@pytest.mark.parametrize("act", sorted(GRANTABLE))
def test_what_can_be_granted_can_be_barred(act: str) -> None:
    """Without a bar, a grant would outlive the office, or the rule, on which it rests."""
    assert act in {*ONLY_FOR, *ONLY_WHERE}


@pytest.mark.parametrize("act", sorted({*ONLY_WHERE, *ONLY_FOR, *NEVER_FOR, *AFTER_READING}))
def test_a_bar_is_of_an_act_that_some_office_carries(act: str) -> None:
    assert act in CARRIED_BY


@pytest.mark.django_db
def test_our_models_offer_no_permission_that_nobody_carries() -> None:
    """Django makes add, change, delete and view for each model; what no rule speaks of would only mislead."""
    ours = {"accounts", "policies", "posts", "email_log", "channels", "moderation", "council", "website_groups"}
    offered = {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Permission.objects.select_related("content_type")
        if permission.content_type.app_label in ours
        and not permission.content_type.model.startswith("historical")
        and permission.codename.partition("_")[0] == "delete"
    }
    assert offered == set()
    assert apps.get_model("posts", "post")._meta.default_permissions == ("add", "view")
