"""Outgoing mail: its class, the Clerk's copy, what stands on the record, and how it leaves."""

import dataclasses
import hashlib
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.mail import MailClass, classed, notify
from accounts.models import Council, User
from accounts.offices import Office
from accounts.refusals import BadInput
from email_log import tasks, transport, workflow
from email_log.models import Dispatch, OutgoingMail
from email_log.sealing import unseal
from policies import founding
from tests import making

pytestmark = pytest.mark.django_db
clerk_copied = pytest.mark.clause("email-clerk-copied")

ANN = "ann@resident.example"
CLERK = "clerk@council.example"
WITH_THE_RULE = ("faversham", "sevenoaks", "barton_le_clay")
WITHOUT_THE_RULE = ("desborough", "thornbury")


@pytest.fixture(autouse=True)
def products_mail(settings) -> None:
    """Django's test runner keeps mail in memory; here it goes on the record, as in the product."""
    settings.EMAIL_BACKEND = "email_log.backend.RecordingBackend"
    settings.EMAIL_URL = ""


# ------------------------------------------------------------------------------------------------- classes
@pytest.mark.parametrize("mail_class", MailClass)
def test_each_class_is_recorded_as_such(council: Council, mail_class: MailClass) -> None:
    assert letter(mail_class=mail_class).send() == 1
    assert OutgoingMail.objects.get().mail_class == mail_class
    assert Dispatch.objects.get().state == Dispatch.State.WAITING


@clerk_copied
def test_a_mail_without_a_class_is_refused(council: Council) -> None:
    with pytest.raises(workflow.MailWithoutClass, match="“The bins” has no class"):
        send_mail("The bins", "They are emptied on Friday.", None, [ANN])
    assert nothing_is_recorded()


@clerk_copied
@pytest.mark.parametrize("name", ["correspondence", "newsletter"])
def test_a_class_is_one_of_the_three_and_not_a_text(council: Council, name: str) -> None:
    message = letter()
    message.mail_class = name  # type: ignore[attr-defined]
    with pytest.raises(workflow.MailWithoutClass):
        message.send()
    assert nothing_is_recorded()


@clerk_copied
def test_one_without_a_class_takes_those_beside_it_along(council: Council) -> None:
    with pytest.raises(workflow.MailWithoutClass), transaction.atomic():
        get_connection().send_messages([letter(), EmailMessage("The bins", "Friday.", None, [ANN])])
    assert nothing_is_recorded()


# ---------------------------------------------------------------------------------------- the Clerk's copy
@clerk_copied
@pytest.mark.parametrize("name", WITH_THE_RULE)
def test_correspondence_is_copied_to_the_clerk(name: str) -> None:
    with_clerk(name)
    letter().send()
    assert recorded().copied_to == [CLERK]
    assert f"\r\nCc: {CLERK}\r\n" in waiting()


@clerk_copied
@pytest.mark.parametrize("name", WITHOUT_THE_RULE)
def test_nobody_is_copied_where_the_policy_does_not_say_so(name: str) -> None:
    with_clerk(name)
    letter().send()
    assert recorded().copied_to == []


@clerk_copied
def test_nobody_is_copied_before_a_policy_is_in_force() -> None:
    letter().send()
    assert recorded().copied_to == []


@clerk_copied
@pytest.mark.parametrize("sender", [CLERK, "Clerk@Council.example", f"The Town Clerk <{CLERK}>"])
def test_what_comes_from_the_clerk_is_not_copied(sender: str) -> None:
    with_clerk("faversham")
    letter(from_email=sender).send()
    assert recorded().copied_to == []


@clerk_copied
@pytest.mark.parametrize("line", ["to", "cc", "bcc"])
@pytest.mark.parametrize("address", [CLERK, f"The Town Clerk <{CLERK.upper()}>"])
def test_the_clerk_who_has_it_anyway_gets_it_once(line: str, address: str) -> None:
    with_clerk("faversham")
    message = letter()
    getattr(message, line).append(address)
    message.send()
    assert [*recorded().to, *recorded().copied_to] == [ANN, address]


@clerk_copied
def test_others_stay_copied_beside_the_clerk() -> None:
    with_clerk("faversham")
    letter(cc=["chair@council.example"]).send()
    assert recorded().copied_to == ["chair@council.example", CLERK]


@clerk_copied
@pytest.mark.parametrize("name", ["sevenoaks", "barton_le_clay"])
def test_with_no_clerk_the_councils_own_address_gets_the_copy(name: str) -> None:
    council = making.found(name)
    letter().send()
    assert recorded().copied_to == [council.email]


@clerk_copied
@pytest.mark.parametrize(("days_ago", "to_clerk"), [(0, True), (1, False)])
def test_the_clerk_is_who_holds_the_office_today(days_ago: int, to_clerk: bool) -> None:
    council = with_clerk("sevenoaks")
    office = User.objects.get(email=CLERK).appointments.get()
    people.end_appointment(office, by=SYSTEM, ends=today() - timedelta(days=days_ago))
    letter().send()
    assert recorded().copied_to == [CLERK if to_clerk else council.email]


@clerk_copied
@pytest.mark.parametrize("name", WITH_THE_RULE)
def test_with_no_clerk_and_no_address_it_is_refused(name: str) -> None:
    without_address(name)
    with pytest.raises(BadInput, match="there is no address for the Clerk") as refusal:
        letter().send()
    assert refusal.value.source.place.endswith(("Email", "email"))
    assert nothing_is_recorded()


@clerk_copied
@pytest.mark.parametrize("name", WITHOUT_THE_RULE)
def test_without_the_rule_no_address_of_a_clerk_is_needed(name: str) -> None:
    without_address(name)
    letter().send()
    assert recorded().to == [ANN]


@clerk_copied
@pytest.mark.parametrize("name", making.COUNCILS)
@pytest.mark.parametrize("mail_class", [MailClass.SERVICE, MailClass.CONFIDENTIAL])
def test_service_and_confidential_mail_is_never_copied(name: str, mail_class: MailClass) -> None:
    with_clerk(name)
    letter(mail_class=mail_class).send()
    assert recorded().copied_to == []


@clerk_copied
def test_a_notice_is_service_mail_with_its_first_line_as_subject(cast: making.Cast) -> None:
    matter = people.open_matter("Mill Lane & the bridge", by=cast.clerk)
    context = {"person": cast.employee, "subject": matter.name, "by": cast.clerk, "ends": today(), "reason": "Leave"}
    notify([cast.employee], "posts/email/delegated.txt", context)
    assert recorded().mail_class == MailClass.SERVICE
    assert recorded().subject == "You may decide on: Mill Lane & the bridge"
    assert (recorded().to, recorded().copied_to) == ([cast.employee.email], [])


# ---------------------------------------------------------------------------------------------- the record
def test_the_record_says_who_wrote_what_to_whom(council: Council) -> None:
    letter(from_email=CLERK, cc=["chair@council.example"], bcc=["archive@council.example"]).send()
    mail = recorded()
    assert (mail.sender, mail.to) == (CLERK, [ANN])
    assert mail.copied_to == ["chair@council.example", council.email, "archive@council.example"]
    assert (mail.subject, mail.text) == ("The bins", "They are emptied on Friday.")


def test_the_fingerprint_and_the_identifier_are_those_of_what_is_sent(council: Council) -> None:
    letter().send()
    content = waiting()
    assert recorded().fingerprint == hashlib.sha256(content.encode()).hexdigest()
    assert f"Message-ID: {recorded().message_id}" in content


def test_what_waits_is_encrypted(council: Council) -> None:
    letter().send()
    assert b"Friday" not in bytes(Dispatch.objects.get().payload or b"")


def test_lines_end_as_servers_ask(council: Council) -> None:
    letter(body="One\nTwo\n").send()
    assert not re.search(r"(?<!\r)\n", waiting())


def test_a_blind_copy_is_sent_but_not_shown(council: Council) -> None:
    letter(bcc=["archive@council.example"]).send()
    assert "archive" not in waiting()
    assert "archive@council.example" in delivered_by(Post())[0].recipients


def test_secrets_are_sent_and_not_kept(council: Council) -> None:
    link = "https://council.example/code/483"
    message = letter(mail_class=MailClass.SERVICE, subject="Code 483", body=f"{link} or 483. Not 4831? Ask.")
    message.secrets = ("483", link, "")  # type: ignore[attr-defined]
    message.send()
    assert recorded().subject == f"Code {workflow.NOT_KEPT}"
    assert recorded().text == f"{workflow.NOT_KEPT} or {workflow.NOT_KEPT}. Not {workflow.NOT_KEPT}1? Ask."
    assert link in waiting()


def test_a_reset_mails_link_is_sent_and_not_kept(cast: making.Cast) -> None:
    Client().post(reverse("account_reset_password"), {"email": cast.councillor.email})
    link = re.search(r"http\S+/reset/key/(\S+?)/", waiting())
    assert link
    assert link[0] not in recorded().text
    assert link[1].partition("-")[2] not in recorded().text
    assert workflow.NOT_KEPT in recorded().text
    assert (recorded().mail_class, recorded().copied_to) == (MailClass.SERVICE, [])


def test_confidential_words_are_sent_and_not_kept(council: Council) -> None:
    letter(mail_class=MailClass.CONFIDENTIAL, subject="About Mr Reed", body="He shouted.").send()
    assert (recorded().subject, recorded().text, recorded().to) == ("(confidential)", "", [ANN])
    assert "He shouted." in waiting()
    assert "About Mr Reed" in waiting()


def test_html_beside_the_text_is_sent(council: Council) -> None:
    message = EmailMultiAlternatives("The bins", "Friday.", None, [ANN])
    message.attach_alternative("<p>Friday.</p>", "text/html")
    classed(message, MailClass.SERVICE).send()
    assert "<p>Friday.</p>" in waiting()
    assert recorded().text == "Friday."


def test_the_record_and_the_queue_share_the_senders_transaction(council: Council) -> None:
    with transaction.atomic():
        letter().send()
        assert OutgoingMail.objects.count() == Dispatch.objects.count() == 1
        transaction.set_rollback(True)
    assert nothing_is_recorded()


def test_the_record_cannot_be_changed(council: Council) -> None:
    letter().send()
    with pytest.raises(DatabaseError, match="the record cannot be changed"), transaction.atomic():
        OutgoingMail._base_manager.update(text="They are not emptied.")


def test_the_worker_hears_of_it_once_it_is_committed(
    council: Council, django_capture_on_commit_callbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []
    monkeypatch.setattr(tasks.send_waiting, "delay", lambda: heard.append(Dispatch.objects.count()))
    with django_capture_on_commit_callbacks(execute=True):
        letter().send()
        assert heard == []
    assert heard == [1]


def test_without_a_broker_it_waits_for_the_sweep(
    council: Council,
    django_capture_on_commit_callbacks,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def no_broker() -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(tasks.send_waiting, "delay", no_broker)
    with django_capture_on_commit_callbacks(execute=True):
        letter().send()
    assert tasks.send_waiting() == 1
    assert "Friday" in capsys.readouterr().out


# -------------------------------------------------------------------------------------------- the sending
@dataclasses.dataclass(frozen=True)
class Letter:
    content: bytes
    sender: str
    recipients: Sequence[str]


class Post:
    """A way out that keeps what it carries, after doing `first`; it takes nothing for the `refused`."""

    def __init__(self, first: Callable[[], object] = lambda: None, refused: Sequence[str] = ()) -> None:
        self.first, self.refused = first, refused
        self.carried: list[Letter] = []

    def __call__(self, content: bytes, sender: str, recipients: Sequence[str]) -> Sequence[str]:
        self.first()
        self.carried.append(Letter(content, sender, recipients))
        return self.refused


def test_once_sent_the_payload_is_gone_and_the_record_stays(council: Council) -> None:
    letter(from_email=CLERK).send()
    (carried,) = delivered_by(Post())
    assert (carried.sender, list(carried.recipients)) == (CLERK, [ANN, council.email])
    assert hashlib.sha256(carried.content).hexdigest() == recorded().fingerprint
    dispatch = Dispatch.objects.get()
    assert (dispatch.state, dispatch.payload, dispatch.problem) == (Dispatch.State.SENT, None, "")


def test_what_is_sent_is_not_sent_again(council: Council) -> None:
    letter().send()
    post = Post()
    assert delivered_by(post) == delivered_by(post)
    assert len(post.carried) == 1


def test_two_workers_send_it_once(council: Council) -> None:
    letter().send()
    other = Post()
    assert len(delivered_by(Post(first=lambda: delivered_by(other)))) == 1
    assert other.carried == []


def test_it_is_not_sent_before_it_is_due(council: Council) -> None:
    [dispatch] = workflow.put_on_record([letter()])
    assert not workflow.send(dispatch.pk, Post(), now=dispatch.due_at - timedelta(seconds=1))


def test_a_worker_that_dies_leaves_it_to_another_after_its_lease(council: Council) -> None:
    [dispatch] = workflow.put_on_record([letter()])
    now = dispatch.due_at
    with pytest.raises(KeyboardInterrupt):
        workflow.send(dispatch.pk, Post(first=interrupted), now=now)
    assert not workflow.send(dispatch.pk, Post(), now=now + workflow.LEASE - timedelta(seconds=1))
    assert workflow.send(dispatch.pk, Post(), now=now + workflow.LEASE)


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPServerDisconnected("gone"),
        ConnectionRefusedError("refused"),
        TimeoutError("slow"),
        ssl.SSLError("no"),
    ],
)
def test_a_failure_keeps_it_waiting_with_its_reason(council: Council, error: Exception) -> None:
    [dispatch] = workflow.put_on_record([letter()])
    assert not workflow.send(dispatch.pk, Post(first=raising(error)), now=dispatch.due_at)
    kept = Dispatch.objects.get()
    assert (kept.state, kept.attempts) == (Dispatch.State.WAITING, 1)
    assert kept.problem.startswith(type(error).__name__)
    assert kept.due_at == dispatch.due_at + timedelta(minutes=2)
    assert "Friday" in waiting()


def test_each_failure_doubles_the_wait_and_the_eighth_gives_up(council: Council) -> None:
    [dispatch] = workflow.put_on_record([letter()])
    waits, now = [], dispatch.due_at
    for _ in range(workflow.MOST_ATTEMPTS):
        assert not workflow.send(dispatch.pk, Post(first=raising(OSError("no route"))), now=now)
        dispatch.refresh_from_db()
        waits.append((dispatch.due_at - now) // timedelta(minutes=1))
        now = dispatch.due_at
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256]
    assert (dispatch.state, dispatch.problem) == (Dispatch.State.FAILED, "OSError: no route")
    assert "Friday" in waiting()
    assert not workflow.send(dispatch.pk, Post(), now=now + timedelta(days=30))


def test_another_secret_key_keeps_it_waiting_and_says_so(council: Council, settings) -> None:
    [dispatch] = workflow.put_on_record([letter()])
    settings.SECRET_KEY = "another one, and long enough for that"
    assert not workflow.send(dispatch.pk, Post(), now=dispatch.due_at)
    assert "SECRET_KEY" in Dispatch.objects.get().problem


@clerk_copied
def test_a_copy_that_the_server_refuses_is_told(council: Council) -> None:
    letter().send()
    delivered_by(Post(refused=[council.email]))
    dispatch = Dispatch.objects.get()
    assert (dispatch.state, dispatch.problem) == (Dispatch.State.SENT, f"Not taken for {council.email}")


def test_the_sweep_sends_all_that_waits_the_oldest_first(council: Council, capsys: pytest.CaptureFixture[str]) -> None:
    for subject in ("First", "Second"):
        letter(subject=subject).send()
    assert tasks.send_waiting() == 2
    assert tasks.send_waiting() == 0
    out = capsys.readouterr().out
    assert 0 < out.index("Subject: First") < out.index("Subject: Second")


# ------------------------------------------------------------------------------------------------ the ways
def test_without_a_server_it_goes_to_the_console(capsys: pytest.CaptureFixture[str]) -> None:
    assert transport.configured() is transport.to_console
    assert list(transport.to_console("Subject: Grüße\r\n\r\nFriday.".encode(), CLERK, [ANN])) == []
    assert "Subject: Grüße" in capsys.readouterr().out


class Inbox:
    """What an SMTP server took; it takes nothing for addresses that begin with "nobody"."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address.startswith("nobody"):
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        self.letters.append(Letter(envelope.original_content, envelope.mail_from, envelope.rcpt_tos))
        return "250 OK"


@pytest.fixture
def smtp(settings) -> Iterator[Inbox]:
    """A real server on loopback, and EMAIL_URL naming it."""
    with serving() as (inbox, port):
        settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
        yield inbox


def test_smtp_delivers_to_everybody_in_one_envelope(council: Council, smtp: Inbox) -> None:
    letter(from_email=f"Anne Birdsall <{CLERK}>", body="Grüße\n.\n..\nEnd", bcc=["archive@council.example"]).send()
    content = waiting().encode()
    assert tasks.send_waiting() == 1
    (taken,) = smtp.letters
    assert taken.sender == CLERK
    assert taken.recipients == [ANN, council.email, "archive@council.example"]
    assert taken.content.rstrip() == content.rstrip()


def test_smtp_tells_who_was_refused(smtp: Inbox) -> None:
    assert transport.by_smtp(b"Subject: Bins\r\n\r\nFriday.", CLERK, [ANN, "nobody@resident.example"]) == [
        "nobody@resident.example"
    ]
    assert smtp.letters[0].recipients == [ANN]


def test_smtp_refused_for_all_waits(council: Council, smtp: Inbox) -> None:
    letter(to=["nobody@resident.example"], mail_class=MailClass.SERVICE).send()
    assert tasks.send_waiting() == 0
    assert "No such person" in Dispatch.objects.get().problem


def test_an_address_that_smtp_cannot_carry_holds_up_no_other(council: Council, smtp: Inbox) -> None:
    for address in ("frühling@resident.example", ANN):
        letter(to=[address], mail_class=MailClass.SERVICE).send()
    assert tasks.send_waiting() == 1
    assert smtp.letters[0].recipients == [ANN]
    assert Dispatch.objects.get(state=Dispatch.State.WAITING).problem


def test_no_server_there_keeps_it_waiting(council: Council, settings) -> None:
    settings.EMAIL_URL = f"smtp://127.0.0.1:{free_port()}"
    letter().send()
    assert tasks.send_waiting() == 0
    assert Dispatch.objects.get().problem.startswith("ConnectionRefusedError")


@pytest.mark.parametrize("scheme", ["smtps", "smtp+tls"])
def test_tls_with_a_certificate_that_the_machine_trusts(
    settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    certificate = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(scheme, certificate) as (inbox, port):
        settings.EMAIL_URL = f"{scheme}://127.0.0.1:{port}"
        assert list(transport.by_smtp(b"Subject: Bins\r\n\r\nFriday.", CLERK, [ANN])) == []
    assert inbox.letters[0].recipients == [ANN]


@pytest.mark.parametrize("scheme", ["smtps", "smtp+tls"])
def test_tls_with_any_other_certificate_is_refused(settings, tmp_path: Path, scheme: str) -> None:
    with serving(scheme, make_certificate(tmp_path)) as (inbox, port):
        settings.EMAIL_URL = f"{scheme}://127.0.0.1:{port}"
        with pytest.raises(ssl.SSLCertVerificationError):
            transport.by_smtp(b"Subject: Bins\r\n\r\nFriday.", CLERK, [ANN])
    assert inbox.letters == []


# ------------------------------------------------------------------------------------------------- helpers
def letter(
    *,
    mail_class: MailClass = MailClass.CORRESPONDENCE,
    subject: str = "The bins",
    body: str = "They are emptied on Friday.",
    from_email: str | None = None,
    to: Sequence[str] = (ANN,),
    cc: Sequence[str] = (),
    bcc: Sequence[str] = (),
) -> EmailMessage:
    return classed(EmailMessage(subject, body, from_email, [*to], bcc=[*bcc], cc=[*cc]), mail_class)


def with_clerk(name: str) -> Council:
    council = making.found(name)
    making.person("clerk", Office.CLERK)
    return council


def without_address(name: str) -> Council:
    """A council without a Clerk and without an address."""
    file = founding.read(name)
    nameless = file.model_copy(update={"council": file.council.model_copy(update={"email": ""})})
    return founding.found(nameless, adopted_on=today() - making.LONG_AGO)


def nothing_is_recorded() -> bool:
    return not OutgoingMail.objects.exists() and not Dispatch.objects.exists()


def recorded() -> OutgoingMail:
    return OutgoingMail.objects.get()


def waiting() -> str:
    """The one mail that waits, as it will be sent."""
    return unseal(bytes(Dispatch.objects.get().payload or b"")).decode()


def delivered_by(post: Post) -> list[Letter]:
    """Sends the one mail there is, and returns what the post has carried."""
    workflow.send(Dispatch.objects.get().pk, post, now=timezone.now())
    return post.carried


def raising(error: Exception) -> Callable[[], object]:
    def fail() -> None:
        raise error

    return fail


def interrupted() -> None:
    raise KeyboardInterrupt


@contextmanager
def serving(scheme: str = "smtp", certificate: Path | None = None) -> Iterator[tuple[Inbox, int]]:
    """An SMTP server and its port; with a certificate it demands TLS, at once or by STARTTLS."""
    inbox, port, tls = Inbox(), free_port(), None
    if certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(certificate)
    at_once = {"ssl_context": tls} if scheme == "smtps" else {"tls_context": tls, "require_starttls": bool(tls)}
    server = Controller(inbox, "127.0.0.1", port, **at_once)
    server.start()
    try:
        yield inbox, port
    finally:
        server.stop()


def make_certificate(folder: Path) -> Path:
    """A certificate of the machine itself, signed by itself, with its key in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    names = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "certificate.pem"
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
