"""What is found is what fits and may be seen, in order: whatever is asked, by whom, and however common its words."""

from dataclasses import dataclass
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from accounts.models import User
from posts.finding import POSTS
from posts.life import State
from posts.models import Post
from search import finding
from search.finding import FEW, RANKED, Found, best, newest
from search.queries import STOP_WORDS, fold, parse
from tests import making
from tests.search.posts import NEWS, ORDER, put, put_one, search, titles

pytestmark = pytest.mark.each_database

ON_POSTGRESQL = connection.vendor == "postgresql"


@pytest.fixture
def author(cast: making.Cast) -> User:
    return cast.councillor


# -------------------------------------------------------------------------------------------------- what fits
@pytest.mark.parametrize(
    "text",
    [
        "mill",
        "Mill lane",
        "lane mill",
        "mending",
        "cafe",
        "CAFÉ",
        "cafe\u0301",
        "council",
        "council’s",
        "councils",
        '"water main is being mended"',
        '"mill lane" water',
        "mill -bridge",
        'mill -"main water"',
        "e-mail",
        '"e mail"',
        "leisure",
        "2026-11-20",
        "the mill",
        "mill AND lane",
        "mill's",
    ],
)
def test_what_fits(author: User, text: str) -> None:
    words = "The water main is being mended. E-mail the council’s café (sports/leisure) until 2026-11-20."
    put_one("Mill Lane is closed", words, author=author)
    assert titles(text) == ["Mill Lane is closed"]


@pytest.mark.parametrize(
    "text",
    [
        "bridge",
        "mill bridge",
        '"lane mill"',
        '"closed water"',
        "mill -lane",
        'mill -"water main"',
        "mil",
        "-bridge",
        "the",
        "",
        "title:mill",
        "words",
    ],
)
def test_what_does_not_fit(author: User, text: str) -> None:
    """A phrase does not run out of the title into the text."""
    put_one("Mill Lane is closed", "Water main is being mended.", author=author)
    assert titles(text) == []


@pytest.mark.django_db
@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=st.text(max_size=300) | st.text(alphabet="\"-()*:^&|!<>'\\ aé\0\n", max_size=300))
def test_nothing_that_can_be_typed_is_an_error(text: str) -> None:
    assert search(text) == best(POSTS, parse(text), Post.objects.all(), order=ORDER) == Found([], more=False)


# ------------------------------------------------------------------------------------- what fits and may be seen
WORDS = ["mill", "Mills", "lane", "lanes", "café", "cafe", "tree", "the"]
PEOPLE = range(2)

several = st.lists(st.sampled_from(WORDS), max_size=4)
phrases = st.lists(st.sampled_from([word for word in WORDS if word not in STOP_WORDS]), min_size=1, max_size=2)


@dataclass(frozen=True)
class Written:
    title: list[str]
    words: list[str]
    state: State
    author: int


written = st.builds(
    Written,
    title=several,
    words=several,
    state=st.sampled_from([State.PUBLISHED, State.PUBLISHED, State.DRAFT]),
    author=st.sampled_from(PEOPLE),
)


def stems(words: list[str]) -> list[str]:
    return [fold(word).removesuffix("s") for word in words]


def stands_in(phrase: list[str], words: list[str]) -> bool:
    sought, text = stems(phrase), stems(words)
    return any(text[start : start + len(sought)] == sought for start in range(len(text)))


def fits(given: Written, wanted: list[list[str]], unwanted: list[list[str]]) -> bool:
    def has(phrase: list[str]) -> bool:
        return stands_in(phrase, given.title) or stands_in(phrase, given.words)

    return all(map(has, wanted)) and not any(map(has, unwanted))


@pytest.fixture
def short_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """So short that a handful of posts is led every way."""
    for name, value in {"FEW": 2, "STRETCH": 2, "FARTHEST": 6, "RANKED": 3}.items():
        monkeypatch.setattr(finding, name, value)


@pytest.mark.django_db
@pytest.mark.usefixtures("short_reach")
@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    posts=st.lists(written, min_size=4, max_size=12),
    wanted=st.lists(phrases, min_size=1, max_size=2),
    unwanted=st.lists(phrases, max_size=1),
    limit=st.integers(1, 4),
)
def test_found_is_what_fits_and_may_be_seen_in_order(cast: making.Cast, posts, wanted, unwanted, limit) -> None:
    text = " ".join([*map(quoted, wanted), *(f"-{quoted(phrase)}" for phrase in unwanted)])
    users = [cast.councillor, cast.employee]
    with transaction.atomic():
        keys = put_all(posts, users)
        fitting = {key for key, given in keys.items() if fits(given, wanted, unwanted)}
        for user in (*users, cast.clerk, AnonymousUser()):
            compare(text, Post.objects.visible_to(user), ORDER, fitting, limit)
        compare(text, Post.objects.published(), NEWS, fitting, limit)
        transaction.set_rollback(True)


def quoted(phrase: list[str]) -> str:
    return f'"{" ".join(phrase)}"'


def put_all(posts: list[Written], users: list[User]) -> dict[int, Written]:
    """By key. They are put in one at a time, so that the last one is the newest."""
    return {
        put_one(" ".join(given.title), " ".join(given.words), author=users[given.author], state=given.state).pk: given
        for given in posts
    }


def compare(text: str, visible: "models.QuerySet[Post]", order, fitting: set[int], limit: int) -> None:
    expected = [post.pk for post in visible.order_by(*order) if post.pk in fitting]
    event(f"{len(fitting)} fit, {len(expected)} of them seen")
    assert page_after_page(text, visible, order, limit) == expected
    ranked = best(POSTS, parse(text), visible, order=order, limit=limit)
    considered = expected[: finding.RANKED]
    assert set(ranked.keys) <= set(considered)
    assert len(ranked.keys) == min(limit, len(considered))
    assert ranked.more == (len(considered) > limit)
    assert ranked.is_capped == (len(expected) > len(considered))


def page_after_page(text: str, visible: "models.QuerySet[Post]", order, limit: int) -> list[int]:
    """Every page is full but the last."""
    columns = [name.removeprefix("-") for name in order]
    page = newest(POSTS, parse(text), visible, order=order, limit=limit)
    keys = page.keys
    while page.more:
        assert len(page.keys) == limit
        last = Post.objects.values_list(*columns).get(pk=keys[-1])
        page = newest(POSTS, parse(text), visible, order=order, limit=limit, after=last)
        keys = keys + page.keys
    return keys


# ---------------------------------------------------------------------------------------------------- the pages
def test_of_the_same_moment_each_is_shown_once(author: User) -> None:
    posts = put([(f"Bridge {number}", "") for number in range(5)], author=author)
    models.QuerySet(Post).update(since=posts[0].since, published_at=posts[0].published_at)
    newest_first = sorted((post.pk for post in posts), reverse=True)
    assert page_after_page("bridge", Post.objects.visible_to(author), ORDER, 2) == newest_first
    assert page_after_page("bridge", Post.objects.published(), ("published_at", "id"), 2) == newest_first[::-1]


def test_rows_keep_the_order_in_which_they_were_found(author: User) -> None:
    old, new = put_one("Old bridge", author=author), put_one("New bridge", author=author)
    assert search("bridge").rows(Post.objects.order_by("pk")) == [new, old]
    assert Found([old.pk, 0, new.pk], more=False).rows(Post.objects.all()) == [old, new]


# ------------------------------------------------------------------------------------------------------- the best
def test_a_word_in_the_title_counts_for_more(author: User) -> None:
    in_title = put_one("The bridge", "It is narrow, and carries few.", author=author)
    in_text = put_one("The river", "It has a bridge, a ford and a bank.", author=author)
    neither = put_one("The mill", "It grinds.", author=author)
    assert search("bridge").keys == [in_text.pk, in_title.pk]
    ranked = best(POSTS, parse("bridge"), Post.objects.all(), order=ORDER)
    assert ranked.keys == [in_title.pk, in_text.pk]
    assert neither.pk not in ranked.keys


def test_of_equals_the_newest_comes_first(author: User) -> None:
    posts = [put_one("The bridge", author=author) for _ in range(5)]
    ranked = best(POSTS, parse("bridge"), Post.objects.all(), order=ORDER)
    assert ranked.keys == [post.pk for post in reversed(posts)]


# --------------------------------------------------------------------------------------- however common they are
MANY = FEW + 100


@pytest.fixture
def crowd(author: User) -> dict[str, list[int]]:
    """Posts whose words are common: among all, among drafts alone, and among the oldest alone."""
    everywhere = put([("Notice", f"rare{number % 500} common") for number in range(MANY)], author=author)
    drafts = put([("Notice", "hidden") for _ in range(MANY)], author=author, state=State.DRAFT)
    with connection.cursor() as cursor:
        for table in ("posts_post", "search_posts") if ON_POSTGRESQL else ():
            cursor.execute(f"ANALYZE {table}")
    return {"everywhere": [post.pk for post in everywhere], "drafts": [post.pk for post in drafts]}


def asked(text: str, visible: "models.QuerySet[Post]", order=NEWS, after=None) -> tuple[list[int], list[str]]:
    """What is found, and the statements that it took."""
    with CaptureQueriesContext(connection) as queries:
        found = newest(POSTS, parse(text), visible, order=order, after=after)
    return found.keys, [query["sql"] for query in queries]


def test_few_questions_however_common_the_words(crowd: dict[str, list[int]], author: User) -> None:
    everywhere, drafts = crowd["everywhere"], crowd["drafts"]
    public, own = Post.objects.published(), Post.objects.visible_to(author)
    for text, visible, order, expected, most in (
        ("absent", public, NEWS, [], 1),
        ("rare7", public, NEWS, everywhere[7::500], 2),
        ("rare7 -common", public, NEWS, [], 1),
        ("common", public, NEWS, everywhere[:20], 4),
        ("common -rare0", public, NEWS, everywhere[1:21], 4),
        ("hidden", public, NEWS, [], 4),
        ("hidden", own, ORDER, drafts[:20], 4),
    ):
        keys, statements = asked(text, visible, order)
        assert (text, keys) == (text, expected)
        assert len(statements) <= most
        assert [sql for sql in statements if "OFFSET" in sql or "COUNT(" in sql] == []


def test_the_best_are_sought_among_the_newest_thousand(crowd: dict[str, list[int]]) -> None:
    ranked = best(POSTS, parse("common"), Post.objects.published(), order=NEWS, limit=RANKED)
    assert sorted(ranked.keys) == sorted(crowd["everywhere"][:RANKED])
    assert (ranked.more, ranked.is_capped) == (False, True)


def plans(statements: list[str]) -> list[str]:
    """Every step that the database plans to take."""
    explain = "EXPLAIN" if ON_POSTGRESQL else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        steps = []
        for sql in statements:
            cursor.execute(f"{explain} {sql}".replace("%", "%%"))
            steps += [str(row[-1]).strip(" ->") for row in cursor.fetchall()]
    return steps


def test_no_table_is_read_through(crowd: dict[str, list[int]], author: User) -> None:
    index = "search_posts_words" if ON_POSTGRESQL else "SCAN search_posts VIRTUAL TABLE INDEX 0:M2"
    public, own = (Post.objects.published(), NEWS), (Post.objects.visible_to(author), ORDER)
    for text, (visible, order) in product(("rare7", "common", "hidden"), (public, own)):
        _, statements = asked(text, visible, order)
        assert any(index in step for step in plans(statements[:1]))
        assert [
            step for step in plans(statements) if "Seq Scan on posts_post" in step or step == "SCAN posts_post"
        ] == []


@pytest.mark.skipif(ON_POSTGRESQL, reason="PostgreSQL knows how many rows there are, and is right to sort so few")
def test_a_stretch_is_read_from_an_index_and_not_sorted(crowd: dict[str, list[int]], author: User) -> None:
    last = Post.objects.values_list("since", "pk").get(pk=crowd["everywhere"][30])
    public, own = (Post.objects.published(), NEWS, "post_news"), (Post.objects.visible_to(author), ORDER, "post_latest")
    for (visible, order, index), after in product((public, own), (None, last)):
        keys, statements = asked("common", visible, order, after)
        first = 0 if after is None else 31
        assert keys == crowd["everywhere"][first : first + 20]
        steps = plans(statements[1:2])
        assert any(index in step for step in steps)
        assert any(index in step and "<" in step for step in steps) is (after is not None)
        assert [step for step in steps if "USE TEMP B-TREE" in step] == ["USE TEMP B-TREE FOR ORDER BY"]  # what fits
        assert "MULTI-INDEX OR" not in steps


def test_what_is_visible_is_asked_of_the_hits_alone(crowd: dict[str, list[int]]) -> None:
    """SQLite would read all news in order, in search of a few hits: without statistics it takes them to be few."""
    _, statements = asked("rare7", Post.objects.published())
    by_key = "using posts_post_pkey on posts_post" if ON_POSTGRESQL else "SEARCH posts_post USING INTEGER PRIMARY KEY"
    steps = plans(statements)
    assert any(by_key in step for step in steps)
    assert [step for step in steps if "post_news" in step] == []
