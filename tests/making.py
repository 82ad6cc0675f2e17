"""Makes councils, people and posts for the tests, through the product's own acts."""

from dataclasses import dataclass, fields
from datetime import timedelta

from django.utils import timezone

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import Council, Matter, User
from accounts.offices import Arrival, Office
from policies import founding
from policies import workflow as policies
from policies.models import PolicyVersion
from posts import workflow
from posts.content import NONE_OF_THEM, Content
from posts.life import State
from posts.models import Post

COUNCILS = ("faversham", "sevenoaks", "desborough", "barton_le_clay", "thornbury")
LONG_AGO = timedelta(days=1000)


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
    return founding.found(founding.read(name), adopted_on=today() - LONG_AGO)


def person(name: str, office: Office | None = None) -> User:
    user = people.welcome(by=SYSTEM, email=f"{name}@council.example", name=name.replace("_", " ").title())
    if office:
        arrival = (
            Arrival.ELECTED if office in (Office.CHAIR, Office.VICE_CHAIR, Office.COUNCILLOR) else Arrival.APPOINTED
        )
        people.appoint(user, office, by=SYSTEM, begins=today() - LONG_AGO, arrival=arrival)
    return user


def cast() -> Cast:
    return Cast(**{field.name: person(field.name, OFFICES.get(field.name)) for field in fields(Cast)})


def read_by(*readers: User) -> None:
    """They acknowledge the policy in force, where they hold an office."""
    version = PolicyVersion.objects.in_force(today())
    for reader in readers:
        if version and reader.has_perm("policies.add_acknowledgement"):
            policies.acknowledge(version, by=reader)


def content(title: str = "Mill Lane is closed", **changes: str) -> Content:
    """Something that every council's policy lets through."""
    body = changes.pop("body", "<p>The water main is being mended.</p>")
    kind = changes.pop("kind", "clubs_and_events")
    return Content.of(title, body, kind, barred_kind=changes.pop("barred_kind", barred_kind_answer()))


def barred_kind_answer() -> str:
    """What the author answers: nothing where the policy in force does not ask."""
    version = PolicyVersion.objects.in_force(today())
    return NONE_OF_THEM if version and version.rules.website.never else ""


def post_in(
    state: State, *, author: User, approver: User, title: str = "Mill Lane is closed", matter: Matter | None = None
) -> Post:
    """A post brought into `state` by the acts that lead there. The author has read the policy."""
    post = workflow.write(content(title), by=author, matter=matter)
    if state == State.DRAFT:
        return post
    workflow.submit(post.pk, by=author)
    version = post.current_version_id
    if state == State.RETURNED:
        workflow.return_for_changes(post.pk, by=approver, version=version, remark="Say which days.")
    if state == State.REFUSED:
        workflow.refuse(post.pk, by=approver, version=version, remark="We said this last week.")
    if state in (State.SCHEDULED, State.PUBLISHED):
        later = timezone.now() + timedelta(days=2) if state == State.SCHEDULED else None
        workflow.approve(post.pk, by=approver, version=version, at=later)
    if state == State.PUBLISHED:
        workflow.publish(post.pk, by=SYSTEM, now=timezone.now())
    if state == State.WITHDRAWN:
        workflow.withdraw(post.pk, by=author)
    return Post.objects.with_content().select_related("matter").get(pk=post.pk)
