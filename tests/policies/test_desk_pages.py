"""The policies at the desk: from a file to an adopted version, with what each page says and to whom."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client

from accounts.clock import today
from policies import workflow
from policies.life import VersionState
from policies.models import Policy, PolicyVersion
from policies.text import fingerprint
from tests import making, stored
from tests.policies.importing import making as files

FILE = "Complaints Policy\n\nWho to write to\n\nWrite to the Clerk, who answers within a month.\n\n- one\n- two\n"


@pytest.fixture
def clerk(cast: making.Cast, signed_in) -> Client:
    return signed_in(cast.clerk)


@pytest.fixture
def complaints(cast: making.Cast) -> Policy:
    return workflow.enter_policy(by=cast.clerk, name="Complaints Policy")


def words(response) -> str:
    page = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0]).split())


def shown(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return words(response)


def sent(client: Client, address: str, **data) -> str:
    """What the page says that the answer leads to, or the page itself where there is something to mend."""
    return words(client.post(address, data, follow=True))


def upload(client: Client, policy: Policy, content: bytes = FILE.encode(), name: str = "policy.txt"):
    return client.post(f"/desk/policies/{policy.pk}/import/", {"file": SimpleUploadedFile(name, content)})


def hidden(response, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


# --------------------------------------------------------------------------------------- from end to end
@pytest.mark.clause("review-cycle")
def test_a_policy_is_entered_imported_reviewed_recommended_and_adopted(cast: making.Cast, clerk: Client) -> None:
    page = sent(clerk, "/desk/policies/enter/", name="Complaints Policy")
    assert "“Complaints Policy” is entered. Now give it its words" in page
    assert "It has no words yet." in page
    policy = Policy.objects.get(slug="complaints-policy")
    assert "Next: give it its words. The pen is with the Clerk" in shown(clerk, "/desk/policies/")
    before = stored.everything()
    preview = upload(clerk, policy)
    assert stored.everything() == before
    assert "What was understood of “policy.txt”" in words(preview)
    assert "2 sections" in words(preview)
    assert "Every word of the file is in the text below." in words(preview)
    text = preview.context["imported"].text
    page = sent(
        clerk, f"/desk/policies/{policy.pk}/import/", text=text, title=hidden(preview, "title"), name="policy.txt"
    )
    assert "Saved as version 1, a draft." in page
    version = policy.versions.get()
    assert (version.title, version.text, version.source) == ("Complaints Policy", text, "policy.txt")
    address = f"/desk/policies/versions/{version.pk}/"
    assert "Next: write version 1, and send it on." in shown(clerk, "/desk/policies/")
    assert "is being reviewed" in sent(clerk, f"{address}send/")
    assert "The pen is with those who review it" in shown(clerk, address)
    said = sent(clerk, f"{address}recommend/", recommended_by="Resources Committee", minute="R 26/7")
    assert "Resources Committee recommends version 1 to the Council" in said
    assert "Next: the Council adopts version 1." in shown(clerk, "/desk/policies/")
    day = today().isoformat()
    said = sent(clerk, f"{address}adopt/", adopted_on=day, minute_reference="26/114", effective_from="")
    assert "Version 1 of “Complaints Policy” is adopted" in said
    assert PolicyVersion.objects.current(today()).get(policy=policy).pk == version.pk
    assert "In force" in shown(clerk, "/desk/policies/")


def test_a_word_file_becomes_the_words_of_the_draft(complaints: Policy, cast: making.Cast, clerk: Client) -> None:
    draft = workflow.begin_version(complaints.pk, by=cast.clerk, text="Old words.")
    content = files.word(files.text_of("thornbury"), files.SECTIONS["thornbury"])
    preview = upload(clerk, complaints, content, "Thornbury.docx")
    assert "Word makes the numbers of this document by itself." in words(preview)
    assert "What stands in version 1 now is replaced." in words(preview)
    text = preview.context["imported"].text
    data = {"text": text, "title": "Policy", "name": "Thornbury.docx", "was": hidden(preview, "was")}
    sent(clerk, f"/desk/policies/{complaints.pk}/import/", **data)
    draft.refresh_from_db()
    assert (draft.text, draft.source, draft.number) == (text, "Thornbury.docx", 1)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "policy.txt", "This file is empty"),
        (b"Words", "policy.rtf", "save it as one of these"),
        (b"%PDF-1.4 broken", "policy.pdf", "print it to a new PDF"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    content: bytes, name: str, said: str, complaints: Policy, clerk: Client
) -> None:
    page = words(upload(clerk, complaints, content, name))
    assert "There is a problem" in page
    assert said in page
    assert complaints.versions.count() == 0


def test_without_a_file_the_form_asks_for_one(complaints: Policy, clerk: Client) -> None:
    assert "Choose the file." in sent(clerk, f"/desk/policies/{complaints.pk}/import/")


# ------------------------------------------------------------------------------------------------- writing
def test_words_can_be_looked_at_before_they_are_saved(complaints: Policy, cast: making.Cast, clerk: Client) -> None:
    draft = workflow.begin_version(complaints.pk, by=cast.clerk, text="Old.")
    address = f"/desk/policies/versions/{draft.pk}/write/"
    data = {"title": "Complaints", "text": "## New\n\nWords.", "was": fingerprint(draft.title, draft.text)}
    before = stored.everything()
    response = clerk.post(address, {**data, "look": "1"})
    assert "How it will look This is not saved yet." in words(response)
    assert '<h2 id="new">New</h2>' in response.content.decode()
    assert stored.everything() == before
    assert "is saved." in sent(clerk, address, **data)
    assert PolicyVersion.objects.get(pk=draft.pk).text == "## New\n\nWords.\n"


def test_another_change_meanwhile_is_not_lost(complaints: Policy, cast: making.Cast, clerk: Client) -> None:
    draft = workflow.begin_version(complaints.pk, by=cast.clerk, text="Old.")
    was = fingerprint(draft.title, draft.text)
    workflow.write_version(draft.pk, by=cast.deputy, title="Complaints", text="The Deputy’s.", was=was)
    address = f"/desk/policies/versions/{draft.pk}/write/"
    page = sent(clerk, address, title="Complaints", text="Mine.", was=was)
    assert "Somebody has changed these words meanwhile." in page
    assert "Mine." in page
    assert PolicyVersion.objects.get(pk=draft.pk).text == "The Deputy’s.\n"


def test_a_new_version_begins_with_the_words_in_force_and_is_compared(cast: making.Cast, clerk: Client) -> None:
    policy = Policy.objects.get(carries_rules=True)
    assert "Version 2 is begun." in sent(clerk, f"/desk/policies/{policy.pk}/begin/")
    draft = policy.versions.get(number=2)
    address = f"/desk/policies/versions/{draft.pk}/"
    assert "Both say the same, word for word." in shown(clerk, f"{address}changes/")
    was = fingerprint(draft.title, draft.text)
    text = f"{draft.text}\n## Letters\n\nAre answered.\n"
    workflow.write_version(draft.pk, by=cast.clerk, title=draft.title, text=text, was=was)
    page = clerk.get(f"{address}changes/").content.decode()
    assert re.findall(r"<ins>([^<]*)</ins>", page.partition("<section")[2]) == ["Letters\nAre answered."]


# -------------------------------------------------------------------------------------------- errors and ends
@pytest.mark.parametrize(
    ("step", "data", "said"),
    [
        ("recommend", {"recommended_by": "", "minute": "1"}, "Say which committee recommends it"),
        ("give-up", {"reason": ""}, "Say why it is given up"),
    ],
)
def test_what_is_missing_is_asked_for(step: str, data, said: str, cast: making.Cast, clerk: Client) -> None:
    version = workflow.begin_version(Policy.objects.get().pk, by=cast.clerk, text="Words.")
    workflow.send_version(version.pk, by=cast.clerk)
    page = sent(clerk, f"/desk/policies/versions/{version.pk}/{step}/", **data)
    assert "There is a problem" in page
    assert said in page


def test_a_day_that_does_not_do_is_named_at_its_field(complaints: Policy, cast: making.Cast, clerk: Client) -> None:
    version = workflow.begin_version(complaints.pk, by=cast.clerk, text="Words.")
    data = {"adopted_on": "2999-01-01", "minute_reference": "1", "effective_from": ""}
    page = sent(clerk, f"/desk/policies/versions/{version.pk}/adopt/", **data)
    assert "When did the Council adopt it? Give the day on which the Council adopted it, today at the latest." in page


def test_what_is_given_up_stays_readable_for_the_keepers(complaints: Policy, cast: making.Cast, clerk: Client) -> None:
    version = workflow.begin_version(complaints.pk, by=cast.clerk, text="Words.")
    said = sent(clerk, f"/desk/policies/versions/{version.pk}/give-up/", reason="Not wanted.")
    assert "Version 1 is given up." in said
    assert "“Not wanted.”" in said
    assert shown(clerk, f"/desk/policies/versions/{version.pk}/write/", 302) == ""


def test_an_empty_desk_says_what_to_do(cast: making.Cast, clerk: Client, signed_in) -> None:
    workflow.enter_policy(by=cast.clerk, name="Complaints Policy")
    pk = Policy.objects.get(slug="complaints-policy").pk
    assert "Import the file you have, or write them here." in shown(clerk, f"/desk/policies/{pk}/")
    assert "The Clerk is at it" in shown(signed_in(cast.councillor), f"/desk/policies/{pk}/")


# -------------------------------------------------------------------------------------------------- who sees
KEEPERS = {"clerk", "deputy"}
NOBODY_OF_THE_COUNCIL = {"group_editor", "outsider"}
SEEN_BY_ALL = {VersionState.IN_REVIEW, VersionState.RECOMMENDED, VersionState.ADOPTED}


@pytest.mark.parametrize("state", list(VersionState))
def test_who_reads_a_version_at_the_desk(state: VersionState, complaints: Policy, cast: making.Cast, signed_in) -> None:
    version = workflow.begin_version(complaints.pk, by=cast.clerk, text="Words.")
    days = {"adopted_on": today(), "effective_from": today()} if state == VersionState.ADOPTED else {}
    models.QuerySet(PolicyVersion).filter(pk=version.pk).update(state=state, **days)
    everybody = set(cast.everybody())
    expected = everybody - NOBODY_OF_THE_COUNCIL if state in SEEN_BY_ALL else KEEPERS
    clients = {name: signed_in(person) for name, person in cast.everybody().items()}
    for address in (f"/desk/policies/versions/{version.pk}/", f"/desk/policies/versions/{version.pk}/changes/"):
        answers = {name: client.get(address).status_code for name, client in clients.items()}
        assert {name for name, status in answers.items() if status == 200} == expected
        assert {status for name, status in answers.items() if name not in expected} == {403}
    listed = {
        name
        for name, client in clients.items()
        if f"/desk/policies/versions/{version.pk}/" in client.get(f"/desk/policies/{complaints.pk}/").content.decode()
    }
    assert listed == expected


def test_who_keeps_the_policies_sees_the_buttons(complaints: Policy, cast: making.Cast, signed_in) -> None:
    version = workflow.begin_version(complaints.pk, by=cast.clerk, text="Words.")
    workflow.send_version(version.pk, by=cast.clerk)
    address = f"/desk/policies/versions/{version.pk}/"
    for name, person in cast.everybody().items():
        page = signed_in(person).get(address).content.decode()
        assert (f"{address}recommend/" in page) is (name in KEEPERS), name
    councillor = signed_in(cast.councillor)
    draft = workflow.begin_version(Policy.objects.get(carries_rules=True).pk, by=cast.clerk)
    assert councillor.post(f"/desk/policies/versions/{draft.pk}/send/").status_code == 403
    assert councillor.get("/desk/policies/enter/").status_code == 403
    assert councillor.get(f"/desk/policies/{complaints.pk}/import/").status_code == 302
    for step in ("write", "recommend", "adopt", "give-up"):
        assert councillor.get(f"{address}{step}/").status_code == 302, step


def test_strangers_sign_in_first(complaints: Policy, client: Client) -> None:
    assert client.get("/desk/policies/")["Location"].startswith("/accounts/login/")


def test_what_was_done_meanwhile_leads_to_the_version_itself(
    complaints: Policy, cast: making.Cast, clerk: Client
) -> None:
    draft = workflow.begin_version(complaints.pk, by=cast.clerk, text="Words.")
    address = f"/desk/policies/versions/{draft.pk}/"
    clerk.post(f"{address}send/")
    again = clerk.post(f"{address}send/")
    assert again.status_code == 409
    assert f'href="{address}">See where it is now' in again.content.decode()


def test_a_page_for_others_says_so_and_a_press_that_it_was_not_done(
    complaints: Policy, cast: making.Cast, signed_in
) -> None:
    browser = signed_in(cast.councillor)
    assert "This page is not for you" in shown(browser, "/desk/policies/enter/", 403)
    assert "That was not done" in words(browser.post(f"/desk/policies/{complaints.pk}/begin/"))
