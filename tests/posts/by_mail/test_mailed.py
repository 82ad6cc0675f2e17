"""Items for the website that come by e-mail, from the message to the draft (website-items-by-email)."""

import sys
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from accounts.history import SYSTEM
from accounts.refusals import BadInput, NotNow, NotYours
from email_log.models import OutgoingMail
from posts import workflow
from posts.life import State
from posts.models import MailedItem, Post, RawMail
from tests import making
from tests.posts.by_mail import letters

pytestmark = [pytest.mark.django_db, pytest.mark.clause("website-items-by-email")]

PAGE = "/desk/posts/by-mail/"


def answers() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(subject__startswith="Your message has arrived"))


def test_one_press_makes_a_draft_with_words_files_and_sender(cast: making.Cast) -> None:
    item = workflow.take_letter(letters.with_files(), by=cast.clerk, answer=True)
    draft = item.post
    assert (draft.state, draft.author, draft.title) == (State.DRAFT, cast.clerk, "Summer concert")
    assert "Market Place" in draft.body
    assert [(one.title, one.kind) for one in draft.content.attachments] == [("programme", "csv")]
    assert [piece.origin.source for piece in draft.content.pictures] == ["Joan Pettifer"]
    assert len(item.left) == 1
    assert "more.jpg" in item.left[0]


def test_nothing_that_came_by_mail_is_submitted_before_its_questions_are_answered(cast: making.Cast) -> None:
    item = workflow.take_letter(letters.with_files(), by=cast.clerk, answer=False)
    with pytest.raises(BadInput):
        workflow.submit(item.post.pk, by=cast.clerk)


@pytest.mark.parametrize("name", ["faversham", "sevenoaks", "desborough", "barton_le_clay", "thornbury"])
def test_every_council_gets_a_draft_of_a_kind_that_its_policy_offers(db: None, name: str) -> None:
    making.found(name)
    clerk = making.person("clerk", making.OFFICES["clerk"])
    assert workflow.take_letter(letters.letter(), by=clerk, answer=False).post.state == State.DRAFT


def test_the_sender_hears_once_that_it_has_arrived(cast: making.Cast) -> None:
    workflow.take_letter(letters.letter(), by=SYSTEM, answer=True)
    workflow.take_letter(letters.letter(Message_ID="<2@band.example>"), by=SYSTEM, answer=True)
    assert [mail.to for mail in answers()] == [["joan@band.example"]]


@pytest.mark.parametrize("raw", [letters.from_a_list(), letters.letter(Auto_Submitted="auto-replied")])
def test_robots_and_lists_get_no_answer_and_wait_for_a_person(cast: making.Cast, raw: bytes) -> None:
    item = workflow.take_letter(raw, by=SYSTEM, answer=True)
    assert (item.waits, answers()) == (True, [])
    draft = workflow.draft_mailed(item.pk, by=cast.clerk)
    assert (draft.title, RawMail.objects.count()) == ("Summer concert", 0)


def test_the_same_message_makes_one_draft(cast: making.Cast) -> None:
    first = workflow.take_letter(letters.letter(), by=SYSTEM, answer=True)
    assert workflow.take_letter(letters.letter(), by=SYSTEM, answer=True) == first
    with pytest.raises(NotNow, match="come already"):
        workflow.take_letter(letters.letter(), by=cast.clerk, answer=True)
    assert Post.objects.count() == 1


def test_what_cannot_be_understood_waits_whole(cast: making.Cast) -> None:
    item = workflow.take_letter(b"\x00\x01 nothing", by=SYSTEM, answer=True)
    assert (item.waits, bytes(item.raw.content)) == (True, b"\x00\x01 nothing")
    assert "no message" in item.problem
    assert OutgoingMail.objects.filter(subject__startswith="An e-mail waits").count() == 2


def test_without_a_clerk_it_waits(council: object) -> None:
    assert workflow.take_letter(letters.letter(), by=SYSTEM, answer=False).waits


def test_what_is_set_aside_can_still_be_made_into_a_draft(cast: making.Cast) -> None:
    item = workflow.take_letter(letters.from_a_list(), by=SYSTEM, answer=False)
    workflow.set_aside(item.pk, by=cast.clerk, reason="An advertisement.")
    with pytest.raises(NotNow):
        workflow.set_aside(item.pk, by=cast.clerk, reason="Again.")
    assert workflow.draft_mailed(item.pk, by=cast.deputy).author == cast.deputy
    with pytest.raises(NotNow):
        workflow.draft_mailed(item.pk, by=cast.deputy)


@pytest.mark.parametrize("who", ["chair", "councillor", "employee", "volunteer", "group_editor", "outsider"])
def test_only_those_to_whom_items_are_sent_take_them_in(cast: making.Cast, who: str) -> None:
    person = getattr(cast, who)
    item = workflow.take_letter(letters.from_a_list(), by=SYSTEM, answer=False)
    for act in (
        lambda: workflow.take_letter(letters.letter(), by=person, answer=True),
        lambda: workflow.draft_mailed(item.pk, by=person),
        lambda: workflow.set_aside(item.pk, by=person, reason="Mine."),
    ):
        with pytest.raises(NotYours):
            act()


def test_the_clerk_uploads_a_message_and_is_at_its_draft(cast: making.Cast, signed_in) -> None:
    page: Client = signed_in(cast.clerk)
    upload = SimpleUploadedFile("concert.eml", letters.with_files(), "message/rfc822")
    answer = page.post(f"{PAGE}take/", {"message": upload, "answer": "on"}, follow=True)
    said = answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"/desk/posts/{Post.objects.get().pk}/"
    assert "It came by e-mail from Joan Pettifer (joan@band.example)" in said
    assert "more.jpg" in said
    assert "joan@band.example is told" in said


def test_a_message_can_be_copied(cast: making.Cast, signed_in) -> None:
    typed = {"sender_name": "Joan", "sender_address": "joan@band.example", "subject": "Tea", "text": "At 4 pm."}
    signed_in(cast.clerk).post(f"{PAGE}take/", typed)
    assert (Post.objects.get().title, MailedItem.objects.get().sender) == ("Tea", "Joan (joan@band.example)")
    assert answers() == []


@pytest.mark.parametrize("typed", [{"answer": "on"}, {"text": "  "}, {"sender_name": "Joan\nBcc: all@x.example"}])
def test_nothing_is_asked_for_in_words(cast: making.Cast, signed_in, typed: dict[str, str]) -> None:
    page = signed_in(cast.clerk).post(f"{PAGE}take/", typed)
    assert "Choose the file of the message" in page.content.decode()


def test_an_outlook_file_is_refused_with_what_to_do(cast: making.Cast, signed_in) -> None:
    upload = SimpleUploadedFile("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    page = signed_in(cast.clerk).post(f"{PAGE}take/", {"message": upload})
    assert "Outlook’s own format" in page.content.decode()


def test_what_waits_stands_on_its_page_until_something_is_made_of_it(cast: making.Cast, signed_in) -> None:
    item = workflow.take_letter(letters.from_a_list(), by=SYSTEM, answer=False)
    page = signed_in(cast.clerk)
    assert "Waiting to be looked at" in page.get(PAGE).content.decode()
    assert "Market Place" in page.get(f"{PAGE}{item.pk}/").content.decode()
    assert page.post(f"{PAGE}{item.pk}/", {"reason": "An advertisement."}).status_code == 302
    assert "Set aside" in page.get(PAGE).content.decode()
    assert page.post(f"{PAGE}{item.pk}/draft/").status_code == 302
    assert page.get(f"{PAGE}{item.pk}/").status_code == 302


def test_a_councillor_is_told_whose_it_is(cast: making.Cast, signed_in) -> None:
    assert signed_in(cast.councillor).get(PAGE).status_code == 403


def test_the_mail_server_hands_a_message_to_the_command(cast: making.Cast, monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys, "stdin", type("Standard", (), {"buffer": BytesIO(letters.letter())})())
    call_command("take_in_mail")
    assert "draft" in capsys.readouterr().out
    assert Post.objects.get().author == cast.clerk
