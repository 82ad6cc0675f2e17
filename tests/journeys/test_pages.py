"""Every page, as every kind of person meets it, on a wide screen and at 320 pixels, with and without content."""

from collections.abc import Callable, Iterable

from accounts import workflow as people
from accounts.clock import today
from policies import workflow as policies
from policies.models import Policy, Review
from posts import workflow
from posts.kinds.meetings import address_of
from posts.life import State
from posts.models import Post
from posts.particulars import Part
from tests import making
from tests.journeys.visitors import SIDEWAYS, Visitor
from tests.posts import papers
from tests.website_groups.showing import group_with_everything
from website_groups import workflow as groups

Found = Callable[[str], making.Cast]

WIDTHS = (1280, 320)


def test_public_pages(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    post = making.post_in(State.PUBLISHED, author=cast.councillor, approver=cast.clerk)
    everywhere(visitor, ["/", "/news/", "/news/?before=1-1", post.url, "/policies/", "/nowhere/"])
    everywhere(visitor, ["/policies/how/", "/comments/"])


def test_the_council_itself(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    people.change_council(by=cast.clerk, seats=9, turnover="up_to_6_500_000")
    held = papers.meeting(days=-3, committee=papers.committee())
    papers.paper(cast, held, Part.AGENDA)
    papers.account(cast, "accounts", 2025)
    papers.link(cast, "Food bank", "https://food.example/")
    pages = ["/council/", "/council/members/", "/meetings/", address_of(held), "/finance/", "/links/"]
    everywhere(visitor, [*pages, f"/meetings/{held.starts_at.year}/"])
    visitor.sign_in(cast.clerk)
    acts = [f"/desk/meetings/{held.pk}/{act}" for act in ("", "change/", "call-off/", "summons/")]
    member = f"/desk/people/{cast.chair.pk}/member/{cast.chair.appointments.get().pk}/"
    everywhere(visitor, ["/desk/", "/desk/meetings/", "/desk/meetings/call/", *acts, "/desk/finance/", member])
    everywhere(visitor, [f"/desk/posts/write/?kind=agendas&meeting={held.pk}&part=agenda"])


def test_public_pages_of_a_council_that_has_published_nothing(found: Found, visitor: Visitor) -> None:
    found("model")
    everywhere(visitor, ["/", "/news/", "/meetings/", "/council/members/", "/finance/", "/links/"])


def test_public_pages_before_there_is_a_council(visitor: Visitor) -> None:
    everywhere(visitor, ["/", "/news/", "/policies/", "/accounts/login/", "/nowhere/"])
    everywhere(visitor, ["/policies/how/", "/comments/"])


def test_public_pages_of_local_groups(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    everywhere(visitor, ["/groups/", "/groups/events/", f"/groups/events/{today():%Y/%m}/", "/groups/search/?q=kazoo"])
    shown = group_with_everything(cast)
    own = shown.group.get_absolute_url()
    everywhere(visitor, ["/", "/groups/", f"/groups/categories/{shown.group.category}/", "/groups/events/"])
    everywhere(visitor, [own, *(f"{own}{part}/" for part in ("pages", "events", "notices"))])
    everywhere(visitor, [f"/groups/events/{shown.event.content.times.starts:%Y/%m}/", "/search/?q=together"])
    everywhere(visitor, [*(item.get_absolute_url() for item in shown.items), f"/groups/problem/{shown.group.slug}/"])
    groups.take_down(shown.group.pk, by=cast.clerk, rule="Rule 3", message="Mend it.")
    everywhere(visitor, [own, shown.page.get_absolute_url()])


def test_pages_around_signing_in(found: Found, visitor: Visitor) -> None:
    found("model")
    bad_link = "/accounts/password/reset/key/1-set-password/"
    paths = ["login/", "password/reset/", "password/reset/done/", "signup/", "inactive/"]
    everywhere(visitor, [*(f"/accounts/{path}" for path in paths), bad_link])


def test_desk_of_the_clerk(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    posts = posts_in_every_state(cast)
    matter = people.open_matter("Mill Lane road works", by=cast.clerk)
    visitor.arrive(cast.clerk)
    waiting = f"/desk/decisions/{posts[State.SUBMITTED].pk}/"
    matters = ["/desk/decisions/matters/", f"/desk/decisions/matters/{matter.pk}/"]
    everywhere(visitor, ["/desk/", "/desk/decisions/", waiting, f"{waiting}delegate/", *matters])
    everywhere(visitor, [f"/desk/posts/{posts[State.PUBLISHED].pk}/withdraw/", "/desk/posts/", "/policies/"])


def test_desk_of_a_councillor(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    posts = posts_in_every_state(cast)
    visitor.arrive(cast.councillor)
    draft = f"/desk/posts/{posts[State.DRAFT].pk}/"
    everywhere(visitor, ["/desk/", "/desk/posts/", "/desk/posts/write/", f"{draft}change/", f"{draft}withdraw/"])
    everywhere(visitor, (f"/desk/posts/{post.pk}/" for post in posts.values()))
    everywhere(visitor, ["/desk/decisions/", "/desk/decisions/matters/", "/policies/acknowledge/", "/admin/"])


def test_desk_of_somebody_who_still_has_to_read_the_policy(found: Found, visitor: Visitor) -> None:
    cast = found("thornbury")
    post = workflow.write(making.content(), by=cast.councillor)
    visitor.arrive(cast.councillor)
    everywhere(visitor, ["/desk/", f"/desk/posts/{post.pk}/", "/policies/acknowledge/"])


def test_what_the_policy_asks_of_people(found: Found, visitor: Visitor) -> None:
    cast = found("thornbury")
    asked = policies.ask(by=cast.employee, kind="own_account", text="The fair is on Saturday.", where="My own page")
    answered = policies.ask(by=cast.councillor, kind="advice", text="May I answer in the village group?")
    policies.answer(answered.pk, by=cast.clerk, answer="As yourself, and not for the council.", is_for_all=True)
    visitor.arrive(cast.clerk)
    slug = Policy.objects.get().slug
    questions = [f"/desk/questions/{question.pk}/" for question in (asked, answered)]
    everywhere(visitor, ["/desk/", "/desk/what-applies/", "/desk/reading/", f"/desk/reading/{slug}/", *questions])
    kinds = [f"/desk/questions/ask/{kind}/" for kind in ("policy", "advice", "own_account")]
    lists = ["/desk/questions/", "/desk/questions/shared/", "/desk/questions/everything/", "/desk/ready-answer/"]
    everywhere(visitor, [*lists, *kinds, f"/desk/read/{slug}/"])


def test_desk_of_an_outsider(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    post = making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)
    visitor.arrive(cast.outsider)
    everywhere(visitor, ["/desk/", "/desk/posts/", "/desk/posts/write/", "/desk/decisions/matters/"])
    everywhere(visitor, [f"/desk/decisions/{post.pk}/", "/admin/"])


def test_own_sign_in(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    visitor.sign_in(cast.clerk)
    everywhere(visitor, ["/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"])
    everywhere(visitor, ["/accounts/2fa/webauthn/", "/accounts/password/change/", "/accounts/logout/"])
    everywhere(visitor, ["/accounts/reauthenticate/"])


def test_what_cannot_be_read_or_done_has_a_page(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    post = making.post_in(State.DRAFT, author=cast.councillor, approver=cast.clerk)
    visitor.arrive(cast.councillor)
    for version, heading in (("nonsense", "We could not read this"), (f"{post.pk:032}", "That was not done")):
        visitor.go(f"/desk/posts/{post.pk}/")
        visitor.page.locator("main [name=version]").evaluate("(field, value) => { field.value = value; }", version)
        visitor.press("Submit for approval")
        visitor.is_headed(heading)
        at_both_widths(visitor)


def test_admin(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    post = posts_in_every_state(cast)[State.SUBMITTED]
    visitor.arrive(cast.clerk)
    lists = [
        "posts/post/",
        "accounts/user/",
        "accounts/appointment/",
        "email_log/outgoingmail/",
        "policies/policyversion/",
        "policies/review/",
    ]
    added = ["accounts/appointment/add/", "accounts/committee/add/", "accounts/absence/add/", "accounts/matter/add/"]
    added += ["accounts/meeting/add/", "accounts/committeemembership/add/"]
    held = cast.councillor.appointments.get()
    own = [f"posts/post/{post.pk}/change/", f"posts/post/{post.pk}/history/"]
    own += [f"accounts/appointment/{held.pk}/change/", f"accounts/user/{cast.chair.pk}/change/"]
    own += ["accounts/council/1/change/", f"policies/review/{Review.objects.get().pk}/change/"]
    everywhere(visitor, (f"/admin/{path}" for path in ["", *lists, *added, *own]))


def test_text_four_times_as_large(found: Found, large_text: Visitor) -> None:
    cast = found("model")
    posts = posts_in_every_state(cast)
    large_text.go("/")
    assert large_text.page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)") > 100
    published, waiting = posts[State.PUBLISHED], posts[State.SUBMITTED]
    public = [
        "/",
        "/news/",
        published.url,
        "/policies/",
        "/contact/",
        "/accessibility/",
        "/search/?q=lane",
        "/nowhere/",
    ]
    fits(large_text, [*public, "/accessibility/feedback/", "/accounts/login/"])
    large_text.arrive(cast.clerk)
    desk = ["", "posts/write/", "posts/everything/", "decisions/", f"decisions/{waiting.pk}/", "decisions/calendar/"]
    fits(large_text, [f"/desk/{path}" for path in [*desk, "people/", "channels/", "search/?q=lane", "help/"]])


# ------------------------------------------------------------------------------------------------- helpers
def fits(visitor: Visitor, paths: Iterable[str]) -> None:
    """Nobody has to scroll sideways."""
    wide = []
    for path in paths:
        visitor.go(path)
        wide += [path] if visitor.page.evaluate(SIDEWAYS) > 0 else []
    assert wide == []


def everywhere(visitor: Visitor, paths: Iterable[str]) -> None:
    """Opens each path and looks at it at each width; all that is wrong is said at once."""
    troubles = []
    for path in paths:
        visitor.go(path)
        troubles += troubles_at_both_widths(visitor)
    assert not troubles, "\n".join(troubles)


def at_both_widths(visitor: Visitor) -> None:
    troubles = troubles_at_both_widths(visitor)
    assert not troubles, "\n".join(troubles)


def troubles_at_both_widths(visitor: Visitor) -> list[str]:
    troubles = []
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        troubles += visitor.troubles()
    visitor.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return troubles


def posts_in_every_state(cast: making.Cast) -> dict[State, Post]:
    return {
        state: making.post_in(state, author=cast.councillor, approver=cast.clerk, title=f"Mill Lane: {state.label}")
        for state in State
    }
