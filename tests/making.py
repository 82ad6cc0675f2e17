"""Makes councils, people and posts for the tests, through the product's own acts."""

import json
from dataclasses import dataclass, fields
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import Appointment, Council, Matter, User
from accounts.offices import Arrival, Office
from files.enclosed import Picture
from files.keeping import keep_picture
from policies import founding
from policies import workflow as policies
from policies.models import Policy, PolicyVersion, Review
from policies.rules import read_rules
from posts import workflow
from posts.content import NONE_OF_THEM, Content
from posts.life import State
from posts.models import Post
from tests.put_back import made_once, with_history

COUNCILS = ("faversham", "sevenoaks", "desborough", "barton_le_clay", "thornbury")
LONG_AGO = timedelta(days=1000)
SOON = timedelta(hours=1)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Cast:
    """The standing cast. Each holds one office since long ago; the last two hold none."""

    clerk: User
    deputy: User
    assistant: User
    chair: User
    vice_chair: User
    nominated: User
    councillor: User
    employee: User
    volunteer: User
    group_editor: User
    outsider: User

    def everybody(self) -> dict[str, User]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


OFFICES = {
    "clerk": Office.CLERK,
    "deputy": Office.DEPUTY_CLERK,
    "assistant": Office.ASSISTANT_CLERK,
    "chair": Office.CHAIR,
    "vice_chair": Office.VICE_CHAIR,
    "nominated": Office.COUNCILLOR,
    "councillor": Office.COUNCILLOR,
    "employee": Office.EMPLOYEE,
    "volunteer": Office.VOLUNTEER,
}


def found(name: str = "model") -> Council:
    """The council of that file, its policy long in force."""

    def council() -> None:
        founding.found(founding.read(name), adopted_on=today() - LONG_AGO)

    made_once(council, with_history(Council, Policy, PolicyVersion, Review), name)
    return Council.objects.get()


def choose(section: str, **values: Any) -> None:
    """The council chooses suggestions of the software: a new version of its policy, otherwise the same."""
    current = PolicyVersion.objects.in_force(today())
    document = current.rules.model_dump(mode="json", exclude_none=True)
    for name, value in values.items():
        document[section][name] = {"value": value, "suggestion": "Chosen by the Council"}
    rules = read_rules(json.dumps(document), origin="the choice")
    policies.adopt(by=SYSTEM, title=current.title, text=current.text, rules=rules, adopted_on=today())


def person(name: str, office: Office | None = None) -> User:
    user = people.welcome(by=SYSTEM, email=address(name), name=name.replace("_", " ").title())
    if office:
        arrival = (
            Arrival.ELECTED if office in (Office.CHAIR, Office.VICE_CHAIR, Office.COUNCILLOR) else Arrival.APPOINTED
        )
        people.appoint(user, office, by=SYSTEM, begins=today() - LONG_AGO, arrival=arrival)
    return user


def cast() -> Cast:
    names = [field.name for field in fields(Cast)]

    def everybody() -> None:
        for name in names:
            person(name, OFFICES.get(name))

    versions = PolicyVersion.objects.order_by("pk").values_list("pk", flat=True)
    made_once(everybody, with_history(User, Appointment), *versions)
    found = {user.email: user for user in User.objects.all()}
    return Cast(**{name: found[address(name)] for name in names})


def address(name: str) -> str:
    return f"{name}@council.example"


def read_by(*readers: User) -> None:
    """They acknowledge the policy in force, where they hold an office."""
    version = PolicyVersion.objects.in_force(today())
    for reader in readers:
        if version and reader.has_perm("policies.add_acknowledgement"):
            policies.acknowledge(version, by=reader)


def content(title: str = "Mill Lane is closed", **changes: Any) -> Content:
    """Something that every council's policy lets through."""
    body = changes.pop("body", "<p>The water main is being mended.</p>")
    kind = changes.pop("kind", "clubs_and_events")
    return Content.of(title, body, kind, barred_kind=changes.pop("barred_kind", barred_kind_answer()), **changes)


def picture(colour: str = "green", **changes: Any) -> Picture:
    """A small picture, stored, with its description."""
    data = BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "JPEG")
    stored = keep_picture(SimpleUploadedFile(f"{colour}.jpg", data.getvalue()))
    return Picture(stored.sha256, changes.pop("description", "A green field"), **changes)


def barred_kind_answer() -> str:
    """What the author answers: nothing where the policy in force does not ask."""
    version = PolicyVersion.objects.in_force(today())
    return NONE_OF_THEM if version and version.rules.website.never else ""


def post_in(
    state: State, *, author: User, approver: User, title: str = "Mill Lane is closed", matter: Matter | None = None
) -> Post:
    """A post brought into `state` by the acts that lead there. The author has read the policy."""
    wished_for = timezone.now() + SOON if state == State.EXPIRED else None
    post = workflow.write(content(title, wished_for=wished_for), by=author, matter=matter)
    if state != State.DRAFT:
        workflow.submit(post.pk, by=author)
        _lead_on(post, state, author=author, approver=approver)
    return Post.objects.with_content().select_related("matter").get(pk=post.pk)


def _lead_on(post: Post, state: State, *, author: User, approver: User) -> None:
    """From waiting for a decision into `state`."""
    version = post.current_version_id
    if state == State.RETURNED:
        workflow.return_for_changes(post.pk, by=approver, version=version, remark="Say which days.")
    if state == State.REFUSED:
        workflow.refuse(post.pk, by=approver, version=version, remark="We said this last week.")
    if state == State.WITHDRAWN:
        workflow.withdraw(post.pk, by=author)
    if state == State.EXPIRED:
        workflow.expire(post.pk, by=SYSTEM, now=timezone.now() + 2 * SOON)
    if state == State.SCHEDULED:
        workflow.approve(post.pk, by=approver, version=version, attested=True, at=timezone.now() + timedelta(days=2))
    if state in (State.PUBLISHED, State.REPLACED):
        put_out(post, approver=approver)
    if state == State.REPLACED:
        replace_with_a_correction(post, author=author, approver=approver)


def put_out(post: Post, *, approver: User) -> None:
    """Approves what waits, and lets the ten seconds pass in which that can be undone."""
    workflow.approve(post.pk, by=approver, version=post.current_version_id, attested=True)
    workflow.publish(post.pk, by=SYSTEM, now=timezone.now() + workflow.TIME_TO_UNDO)


def replace_with_a_correction(post: Post, *, author: User, approver: User) -> Post:
    correction = workflow.correct(post.pk, by=author)
    changed = content(f"{post.title}, put right")
    workflow.revise(correction.pk, changed, by=author, version=correction.current_version_id)
    correction = workflow.submit(correction.pk, by=author)
    put_out(correction, approver=approver)
    return correction
