"""Search: for everybody over what is published, and at the desk over all that this person may see."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from accounts import cursor
from accounts.clock import today
from accounts.cursor import Key
from accounts.models import Council
from accounts.requests import DeskRequest
from council.frame import council_now, frame
from policies.finding import POLICIES
from policies.models import PolicyVersion
from policies.rules import Rules
from policies.rules import meaning as means
from policies.text import render as read_policy
from posts.finding import POSTS
from posts.kinds.members import Member, members_on
from posts.models import Post
from posts.querysets import PostQuerySet
from richtext.html import plain
from search.finding import best, newest
from search.queries import LONGEST, Query, parse
from search.snippets import Segment, extract, fits, mark
from website_groups.reading import found_in_groups

ON_A_PAGE = 20
OF_GROUPS = 5
BY_DATE = "newest"
BY_FIT = "best"
"""What `order` may be in the address; anything else is by date."""


@dataclass(frozen=True)
class Asked:
    """What somebody looks for, as their address says it."""

    text: str
    query: Query
    order: str
    before: Key | None

    @classmethod
    def of(cls, asked: QueryDict) -> "Asked":
        """Raises BadRequest where the address of a further page is not complete."""
        text = " ".join(asked.get("q", "").replace("\0", "").split())
        order = BY_FIT if asked.get("order") == BY_FIT else BY_DATE
        before = cursor.read(asked.get("before", "")) if order == BY_DATE else None
        return cls(text, parse(text), order, before)

    @property
    def is_cut(self) -> bool:
        return len(self.text) > LONGEST


@dataclass(frozen=True)
class Hit:
    """What was found, with its title and an extract in which the words looked for are marked."""

    found: Post | PolicyVersion
    title: list[Segment]
    words: list[Segment]


@dataclass(frozen=True)
class Results:
    """`older` is where the next page begins; `is_capped`: only the newest of very many were compared."""

    hits: list[Hit] = field(default_factory=list)
    older: str = ""
    has_more: bool = False
    is_capped: bool = False


def search(request: HttpRequest) -> HttpResponse:
    asked, around = Asked.of(request.GET), frame(council_now())
    context = {
        **around,
        "asked": asked,
        "found": _among(Post.objects.all().news(asked.before), asked, "published_at"),
        **({} if asked.before else _besides_news(asked, around)),
    }
    return render(request, "search/search.html", context)


@login_required
def desk_search(request: DeskRequest) -> HttpResponse:
    asked = Asked.of(request.GET)
    visible = Post.objects.visible_to(request.user).with_content().latest_change(asked.before)
    found = _among(visible, asked, "since")
    return render(request, "search/desk_search.html", {"asked": asked, "found": found})


def _among(visible: PostQuerySet, asked: Asked, column: str) -> Results:
    """What of `visible` fits; `column` holds the moment by which it is in order."""
    if not asked.query:
        return Results()
    order = (f"-{column}", "-id")
    if asked.order == BY_FIT:
        fit = best(POSTS, asked.query, visible, order=order, limit=ON_A_PAGE)
        return Results(_hits(fit.rows(visible), asked), has_more=fit.more, is_capped=fit.is_capped)
    page = newest(POSTS, asked.query, visible, order=order, limit=ON_A_PAGE)
    posts = page.rows(visible)
    last = posts[-1] if page.more and posts else None
    return Results(_hits(posts, asked), older=cursor.write(getattr(last, column), last.pk) if last else "")


def _hits(posts: list[Post], asked: Asked) -> list[Hit]:
    return [
        Hit(post, mark(post.title, asked.query), extract(post.current_version.words, asked.query)) for post in posts
    ]


def _besides_news(asked: Asked, around: dict[str, Any]) -> dict[str, Any]:
    """What stands on the first page alone, as the rules in force have it on the website."""
    rules, query = around["adopted"], asked.query
    return {
        "policies": _policies(asked),
        "members": _members(around["council"], rules, query) if query and around["shown"].members else [],
        "groups": found_in_groups(query, OF_GROUPS) if rules and means.has_groups(rules) else [],
    }


def _members(council: Council, rules: Rules | None, query: Query) -> list[tuple[Member, list[Segment]]]:
    """Each with the name, in which the words looked for are marked."""
    members = members_on(today(), council, rules).members
    return [(member, mark(member.name, query)) for member in members if fits(member.words, query)]


def _policies(asked: Asked) -> list[Hit]:
    """The policies in force that have these words."""
    in_force = PolicyVersion.objects.current(today()).select_related("policy")
    versions = newest(POLICIES, asked.query, in_force, order=("-effective_from", "-number"), limit=5).rows(in_force)
    return [
        Hit(version, mark(version.title, asked.query), extract(plain(read_policy(version.text).html), asked.query))
        for version in versions
    ]
