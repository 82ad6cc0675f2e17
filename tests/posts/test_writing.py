"""Writing without a script: pictures, documents and the preview come and go by buttons, and nothing typed is lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.offices import Office
from files.enclosed import Origin
from files.forms.pieces import MOST
from files.models import Picture
from files.uploads import LARGEST_FILE
from posts.life import State
from posts.models import Post, PostVersion
from tests import making, stored
from tests.posts.browsing import filled_in, photograph, row, shown, shown_in, text_file

SignIn = Callable[[User], Client]

pytestmark = pytest.mark.django_db
WRITE = "/desk/posts/write/"
UPLOAD = "/desk/posts/upload/"


@pytest.fixture
def author(cast: making.Cast, signed_in: SignIn) -> Client:
    making.read_by(cast.councillor)
    return signed_in(cast.councillor)


def three_pictures() -> dict[str, str]:
    rows: dict[str, str] = {}
    for index, colour in enumerate(("red", "green", "blue")):
        rows |= row("picture", index, file=making.picture(colour).file, description=f"A {colour} field", whose="own")
    return rows


def described(response: Any) -> list[str]:
    fields = shown_in(response)
    return [fields[f"picture-{index}-description"][0] for index in range(int(fields["picture-TOTAL_FORMS"][0]))]


# ------------------------------------------------------------------------------------------- files by button
def test_a_picture_and_a_document_are_added_and_nothing_typed_is_lost(author: Client) -> None:
    typed = filled_in(title="Half a sen", kind="", wished_for="so", channels=["x"], text_x="Soup")
    response = author.post(WRITE, typed | {"act": "add", "pictures": [photograph()], "attachments": [text_file()]})
    assert response.context["form"].errors == {}
    fields = shown_in(response)
    assert fields["picture-0-file"] == [Picture.objects.get().sha256]
    assert fields["document-0-title"] == ["budget"]
    assert {name: fields[name] for name in ("title", "kind", "channels", "text_x")} == {
        "title": ["Half a sen"],
        "kind": [""],
        "channels": ["x"],
        "text_x": ["Soup"],
    }
    assert 'value="so"' in response.content.decode()
    assert not Post.objects.exists()


def test_a_file_that_was_chosen_is_saved_whatever_button_is_pressed(author: Client) -> None:
    author.post(WRITE, filled_in(pictures=[photograph("a.jpg", 60), photograph("b.jpg", 70)], attachments=text_file()))
    content = Post.objects.whole().get().content
    assert [picture.file for picture in content.pictures] == list(
        Picture.objects.order_by("pk").values_list("sha256", flat=True)
    )
    assert [picture.origin for picture in content.pictures] == [Origin(False), Origin(False)]
    (attachment,) = content.attachments
    assert (attachment.title, attachment.kind, attachment.size) == ("budget", "txt", 28)


@pytest.mark.parametrize("act", ["add", "save", "preview"])
def test_a_file_that_is_refused_says_why_at_its_field_and_nothing_is_saved(act: str, author: Client) -> None:
    files = [photograph(), SimpleUploadedFile("song.mp3", b"la la la"), SimpleUploadedFile("none.jpg", b"")]
    response = author.post(WRITE, filled_in(act=act, pictures=files))
    messages = response.context["form"].errors["pictures"]
    assert [message.split(":")[0] for message in messages] == ["“song.mp3”", "“none.jpg”"]
    assert "<title>Error: " in response.content.decode()
    assert "Nothing you typed is lost" in response.content.decode()
    assert len(shown_in(response)["picture-0-file"]) == 1
    assert not Post.objects.exists()


def test_the_thirteenth_picture_is_not_taken(author: Client) -> None:
    data: dict[str, Any] = {}
    for index in range(MOST - 1):
        data |= row("picture", index, file="a" * 64)
    files = [photograph(f"{name}.jpg", width) for name, width in (("twelfth", 60), ("thirteenth", 70))]
    response = author.post(WRITE, filled_in(act="add", pictures=files, **data))
    (message,) = response.context["form"].errors["pictures"]
    assert message == "A post takes 12 pictures, so “thirteenth.jpg” was not added."
    assert Picture.objects.count() == 1
    assert shown_in(response)["picture-TOTAL_FORMS"] == ["12"]


@pytest.mark.parametrize(
    ("act", "order"),
    [
        ("picture-0-down", ["green", "red", "blue"]),
        ("picture-2-up", ["red", "blue", "green"]),
        ("picture-1-out", ["red", "blue"]),
        ("picture-0-up", ["red", "green", "blue"]),
        ("picture-2-down", ["red", "green", "blue"]),
        ("picture-9-out", ["red", "green", "blue"]),
        ("picture-0-sideways", ["red", "green", "blue"]),
    ],
)
def test_pictures_are_moved_and_taken_out_by_buttons(act: str, order: list[str], author: Client) -> None:
    response = author.post(WRITE, filled_in(act=act, title="Not lost", **three_pictures()))
    assert described(response) == [f"A {colour} field" for colour in order]
    assert shown_in(response)["title"] == ["Not lost"]
    saved = author.post(WRITE, shown_in(response))
    assert saved.status_code == 302
    pictures = Post.objects.whole().get().content.pictures
    assert [picture.description for picture in pictures] == [f"A {colour} field" for colour in order]


@pytest.mark.clause("press-releases")
def test_a_press_release_is_begun_by_a_button(author: Client) -> None:
    response = author.post(WRITE, filled_in(act="press"))
    fields = shown_in(response)
    assert fields["channels"] == ["press"]
    assert fields["text_press"] == ["Summer fair\r\n\r\nCome to the Moot Hall."]
    back = author.post(WRITE, {"act": "from_press", "text_press": "Fair!\r\n\r\nCome."})
    assert (shown_in(back)["title"], shown_in(back)["body"]) == (["Fair!"], ["Come."])


# ------------------------------------------------------------------------------------------- files by script
def test_a_file_sent_by_the_script_comes_back_as_a_row(author: Client) -> None:
    said = {"picture-TOTAL_FORMS": "2", "picture-INITIAL_FORMS": "1", "pictures": photograph()}
    answer = author.post(UPLOAD, said).json()
    assert answer["number"] == 3
    assert f'name="picture-2-file" value="{Picture.objects.get().sha256}"' in answer["row"]
    answer = author.post(UPLOAD, {"attachments": text_file("The_budget.txt")}).json()
    assert 'name="document-0-title" value="The budget"' in answer["row"]


def test_a_file_that_cannot_be_taken_says_why_to_the_script(author: Client) -> None:
    answer = author.post(UPLOAD, {"pictures": SimpleUploadedFile("song.mp3", b"la la la")}).json()
    assert answer["problem"].startswith("“song.mp3”: This is not a picture")
    large = SimpleUploadedFile("large.jpg", b"\xff\xd8\xff" + bytes(LARGEST_FILE))
    assert "the most we take is" in author.post(UPLOAD, {"pictures": large}).json()["problem"]
    full = {"picture-TOTAL_FORMS": str(MOST), "pictures": photograph()}
    assert "A post takes 12 pictures" in author.post(UPLOAD, full).json()["problem"]
    assert "Choose it again" in author.post(UPLOAD, {}).json()["problem"]
    assert not Picture.objects.exists()


def test_sending_files_asks_for_the_token_the_sign_in_and_an_office(
    cast: making.Cast, client: Client, signed_in: SignIn
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.councillor, backend="accounts.backends.SignInBackend")
    assert strict.post(UPLOAD, {"pictures": photograph()}).status_code == 403
    assert client.post(UPLOAD, {"pictures": photograph()}).url.startswith("/accounts/login/")
    assert signed_in(cast.outsider).post(UPLOAD, {"pictures": photograph()}).status_code == 403
    assert signed_in(cast.councillor).get(UPLOAD).status_code == 405
    assert not Picture.objects.exists()


def test_a_text_is_counted_as_its_channel_counts(author: Client, client: Client, cast: making.Cast) -> None:
    count = "/desk/posts/count/"
    said = author.post(count, {"channel": "x", "text": "See https://maps.example/very/long/address/indeed 🎺"}).json()
    assert said == {"said": "30 characters as X counts them, and 280 fit", "fits": True}
    assert author.post(count, {"channel": "x", "text": "é" * 281}).json()["fits"] is False
    assert author.post(count, {"channel": "gossip", "text": "x"}).status_code == 400
    assert client.get(count).status_code == 302


# ------------------------------------------------------------------------------------------------ looking
def test_the_preview_shows_all_of_it_and_saves_nothing(author: Client) -> None:
    data = filled_in(
        body="<p>Ring Bob on 07700 900461.</p>",
        channels=["facebook", "x"],
        text_x="Soup!",
        **three_pictures(),
    )
    before = stored.everything()
    response = author.post(WRITE, data | {"act": "preview"})
    page = response.content.decode()
    assert "How it will look" in page
    assert [card.name for card in response.context["shown"].cards] == ["Facebook page", "X, @ThornbyTown"]
    assert "5 characters as X counts them, and 280 fit" in page
    assert 'alt="A red field"' in page
    assert [finding.quote for finding in response.context["findings"]] == ["07700 900461"]
    assert stored.everything() == before
    fields = shown_in(response)
    assert author.post(WRITE, fields | {"act": "show"}).context["form"].data["text_x"] == "Soup!"
    assert author.post(WRITE, fields).status_code == 302
    assert len(Post.objects.whole().get().content.pictures) == 3


def test_what_cannot_be_shown_comes_back_with_its_errors(author: Client) -> None:
    response = author.post(WRITE, filled_in(act="preview", channels=["x"], text_x="x" * 300))
    assert "text_x" in response.context["form"].errors
    response = author.post(WRITE, filled_in(act="preview", title=""))
    assert "title" in response.context["form"].errors


def test_hostile_words_stay_words_in_the_preview(author: Client) -> None:
    hostile = '"><script>alert(1)</script>'
    data = filled_in(title=hostile, channels=["x"], text_x=hostile, **three_pictures())
    data["picture-0-description"] = hostile
    page = author.post(WRITE, data | {"act": "preview"}).content.decode()
    assert "<script>alert" not in page
    assert shown_in(author.post(WRITE, data | {"act": "show"}))["text_x"] == [hostile]


# --------------------------------------------------------------------------------------------- submitting
@pytest.mark.clause("post-copyright")
def test_saved_and_submitted_in_one_with_a_word_to_who_decides(author: Client) -> None:
    data = filled_in(submit="1", note="Bob has agreed to it.", **three_pictures())
    page = author.post(WRITE, data, follow=True).content.decode()
    assert "is saved and submitted" in page
    post = Post.objects.get()
    assert (post.state, post.note) == (State.SUBMITTED, "Bob has agreed to it.")


def test_what_cannot_be_submitted_yet_is_saved_and_the_page_says_why(cast: making.Cast, author: Client) -> None:
    past = timezone.localtime() - timedelta(days=1)
    data = filled_in(submit="1", wished_for=past.strftime("%Y-%m-%dT%H:%M"))
    page = author.post(WRITE, data, follow=True).content.decode()
    assert "is saved as a draft, but not submitted yet. The hour that you ask for has passed" in page
    assert Post.objects.get().state == State.DRAFT


@pytest.mark.clause("read-and-understood")
def test_before_having_read_the_policy_it_is_saved_and_not_submitted(db: None, signed_in: SignIn) -> None:
    making.found("thornbury")
    councillor = making.person("councillor", Office.COUNCILLOR)
    page = signed_in(councillor).post(WRITE, filled_in(submit="1"), follow=True).content.decode()
    assert "is saved as a draft, but not submitted yet: see below why" in page
    assert "First read the policy" in page
    assert Post.objects.get().state == State.DRAFT


# --------------------------------------------------------------------------------------------- amending
def test_an_approver_amends_what_waits_and_the_author_stays_its_author(cast: making.Cast, signed_in: SignIn) -> None:
    post = making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)
    address = f"/desk/posts/{post.pk}/amend/"
    clerk = signed_in(cast.clerk)
    page = clerk.get(address).content.decode()
    assert "<strong>Councillor</strong> wrote this" in page
    page = clerk.post(address, shown(clerk, address) | {"title": ["Mill Lane is shut"]}, follow=True).content.decode()
    assert "is changed, and Councillor hears of it" in page
    now = Post.objects.whole().get()
    assert (now.title, now.state, now.author) == ("Mill Lane is shut", State.SUBMITTED, cast.councillor)
    assert now.current_version.written_by == cast.clerk


@pytest.mark.parametrize("who", ["councillor", "employee", "outsider", "chair"])
def test_nobody_else_amends(who: str, cast: making.Cast, signed_in: SignIn) -> None:
    post = making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)
    client = signed_in(getattr(cast, who))
    address = f"/desk/posts/{post.pk}/amend/"
    assert client.get(address).status_code in (302, 403, 404)
    data = filled_in(version=str(post.current_version_id), title="Somebody else's words")
    assert client.post(address, data).status_code in (302, 403, 404)
    assert Post.objects.whole().get().title == "Mill Lane is closed"
    assert PostVersion.objects.count() == 1


# ------------------------------------------------------------------------------------------ how many questions
def asked(do: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as queries:
        do()
    return len(queries)


def test_twelve_pictures_cost_no_more_questions_than_one(author: Client) -> None:
    """To show the page, to show it again with errors, to keep what is typed, and to save."""
    numbers = []
    for most in (1, MOST):
        data = filled_in()
        for index in range(most):
            colour = f"#{index:02x}{most:02x}00"
            data |= row("picture", index, file=making.picture(colour).file, description="A field", whose="own")
        kept = asked(lambda data=data: author.post("/desk/posts/copies/", data))
        wrong = asked(lambda data=data: author.post(WRITE, data | {"title": ""}))
        saved = asked(lambda data=data: author.post(WRITE, data))
        post = Post.objects.order_by("-pk").first()
        page = asked(lambda post=post: author.get(f"/desk/posts/{post.pk}/change/"))
        draft = asked(lambda post=post: author.get(f"/desk/posts/{post.pk}/"))
        numbers.append({"kept": kept, "wrong": wrong, "saved": saved, "page": page, "draft": draft})
    one, twelve = numbers
    assert one == twelve
    most = {"kept": 22, "wrong": 19, "saved": 20, "page": 14, "draft": 18}
    assert {name: number for name, number in twelve.items() if number > most[name]} == {}
