"""Which channels are in use under each council's rules, and the keys by which they are known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.in_use import outlets
from policies import founding
from policies.rules import Rules
from policies.rules.schema import Channel, ChannelKind, Rule
from tests import making

pytestmark = pytest.mark.clause("channels-in-use")

KEYS = {
    "faversham": ["website", "favershamorg", "facebook", "x", "instagram", "email", "press"],
    "sevenoaks": ["website", "facebook", "x", "email", "press"],
    "desborough": ["website", "facebook", "email", "press"],
    "barton_le_clay": ["website", "facebook", "x", "email", "press"],
    "thornbury": ["website", "facebook", "x", "instagram", "email", "press"],
    "model": ["website", "facebook", "x", "email", "press"],
}

channels = st.lists(
    st.builds(
        Channel,
        kind=st.sampled_from(ChannelKind),
        name=st.text(min_size=1, max_size=80) | st.sampled_from(["Facebook", "Website", "Website 2", "!!!"]),
    ),
    max_size=8,
)


def rules_of(name: str) -> Rules:
    return founding.read(name).rules


def rules_with(*listed: Channel) -> Rules:
    rules = rules_of("model")
    in_use = Rule[tuple[Channel, ...]](value=listed, policy="Our channels")
    return rules.model_copy(update={"channels": rules.channels.model_copy(update={"in_use": in_use})})


@pytest.mark.parametrize("name", [*making.COUNCILS, "model"])
def test_the_channels_of_each_council(name: str) -> None:
    assert [outlet.key for outlet in outlets(rules_of(name))] == KEYS[name]


def test_a_policy_that_lists_none_leaves_each_kind_under_its_plain_name() -> None:
    found = outlets(rules_of("thornbury"))
    assert [outlet.kind for outlet in found] == list(ChannelKind)
    assert [outlet.name for outlet in found] == [
        "Website",
        "Facebook page",
        "X",
        "Instagram",
        "E-mail",
        "Press release",
    ]


def test_the_first_website_is_the_councils_own_and_the_second_has_its_host() -> None:
    own, town, *others = outlets(rules_of("faversham"))
    assert (own.name, own.is_own_website) == ("Faversham Town Council website", True)
    assert (town.name, town.host, town.is_own_website) == ("Faversham.org", "faversham.org", False)
    assert not any(outlet.is_own_website for outlet in others)


@pytest.mark.clause("press-releases")
def test_a_press_release_is_offered_though_no_policy_lists_it_and_under_the_name_of_one_that_does() -> None:
    *_, press = outlets(rules_of("model"))
    assert (press.key, press.kind, press.name) == ("press", ChannelKind.PRESS, "Press release")
    *_, listed = outlets(rules_with(Channel(kind=ChannelKind.PRESS, name="Thornby Gazette")))
    assert (listed.key, listed.name) == ("press", "Thornby Gazette")


def test_the_own_website_is_first_even_where_the_policy_names_others_only() -> None:
    found = outlets(rules_with(Channel(kind=ChannelKind.FACEBOOK, name="Facebook page")))
    assert [outlet.key for outlet in found] == ["website", "facebook", "press"]


def test_what_is_second_of_a_kind_never_takes_the_key_of_another_kind() -> None:
    page = Channel(kind=ChannelKind.WEBSITE, name="Facebook")
    found = outlets(rules_with(page, page, page, Channel(kind=ChannelKind.FACEBOOK, name="Facebook")))
    assert [outlet.key for outlet in found] == ["website", "facebook-2", "facebook-3", "facebook", "press"]


@settings(deadline=None)
@given(channels)
def test_every_channel_listed_has_one_key_of_its_own(listed: list[Channel]) -> None:
    found = outlets(rules_with(*listed))
    keys = [outlet.key for outlet in found]
    assert len(set(keys)) == len(keys)
    assert all(0 < len(key) <= 60 for key in keys)
    assert [outlet.is_own_website for outlet in found] == [True] + [False] * (len(found) - 1)
    assert {(channel.kind, channel.name) for channel in listed} <= {(outlet.kind, outlet.name) for outlet in found}


@settings(deadline=None)
@given(channels)
def test_the_first_of_a_kind_keeps_its_key_when_others_are_added(listed: list[Channel]) -> None:
    before = {outlet.key: outlet.name for outlet in outlets(rules_with(*listed))}
    added = Channel(kind=ChannelKind.WEBSITE, name="Another site")
    after = {outlet.key: outlet.name for outlet in outlets(rules_with(*listed, *[added] * bool(listed)))}
    kinds = {channel.kind.value for channel in listed}
    assert {key: before[key] for key in kinds} == {key: after[key] for key in kinds}
