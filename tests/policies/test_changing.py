"""What is said before an adoption of who will be able to do what is what the office backend answers after it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import grants
from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import Appointment, User
from accounts.offices import Arrival, Office
from policies import acts, founding, permissions
from policies import workflow as policies
from policies.backends import OfficeBackend
from policies.changing import POWERS, Change, Person, changes_for, nobody_would_approve
from policies.consequences import consequences_of
from policies.models import Policy, PolicyVersion, Question
from policies.rules import Rules
from policies.rules.people import answerers
from policies.standing import standing_of
from posts.life import State
from posts.models import Post
from tests import making
from tests.making import COUNCILS

pytestmark = [pytest.mark.clause("post-moderators"), pytest.mark.same_everywhere]

PAIRS = [(before, after) for before in COUNCILS for after in COUNCILS if before != after]


def rules_of(name: str) -> Rules:
    return founding.read(name).rules


def person(name: str, *offices: Office, pk: int = 1) -> Person:
    return Person(pk, name, offices[0].label if offices else "", frozenset(offices))


def sentences(before: str, after: str, *who: Person) -> list[str]:
    return [str(change) for change in changes_for(rules_of(before), rules_of(after), who)]


# ------------------------------------------------------------------------------------- as the backend answers
@pytest.fixture(scope="module")
def answered(django_db_setup, django_db_blocker) -> dict[str, dict[str, dict[str, bool]]]:
    """By council, person and act, what the backend and the permissions answer while its rules are in force."""
    with django_db_blocker.unblock(), transaction.atomic():
        making.found("sevenoaks")
        cast = making.cast()
        for user in (cast.employee, cast.deputy):
            both(user)
        post = making.post_in(State.DRAFT, author=cast.councillor, approver=cast.clerk)
        found = {name: answers_under(name, cast, post) for name in COUNCILS}
        transaction.set_rollback(True)
    return found


def both(user: User) -> None:
    """Somebody whose two offices pull in different directions."""
    begins = today() - making.LONG_AGO
    people.appoint(user, Office.COUNCILLOR, by=SYSTEM, begins=begins, arrival=Arrival.ELECTED)


def answers_under(name: str, cast: making.Cast, post: Post) -> dict[str, dict[str, bool]]:
    rules = rules_of(name)
    policies.adopt(by=SYSTEM, title=name, text="Words.", rules=rules, adopted_on=today())
    found = {}
    for who, known in cast.everybody().items():
        user = User.objects.get(pk=known.pk)
        offices = standing_of(user).offices
        found[who] = {act: asked(user, act, post) for act in acts.CARRIED_BY if act not in acts.AFTER_READING}
        found[who] |= {
            "asked to confirm": standing_of(user).must_read_first,
            "asks first": permissions.can_ask(user, Question.Kind.OWN_ACCOUNT),
            "may be delegated to": not asked(user, "posts.approve_post", post) and not barred(user, post),
            "answers": not offices.isdisjoint(answerers(rules, own_account=False)),
        }
    return found


def asked(user: User, act: str, obj: object) -> bool:
    try:
        return OfficeBackend().has_perm(user, act, obj)
    except PermissionDenied:
        return False


def barred(user: User, post: Post) -> bool:
    """Would a grant by name be of no use?"""
    return standing_of(user).is_barred("posts.approve_post")


TOLD = {
    "confirm that they have read and understood the policy before they submit anything": "asked to confirm",
    "get approval before they post about council matters on their own account": "asks first",
    "approve what somebody delegates to them": "may be delegated to",
    "answer questions about the policy": "answers",
}


def told(changes: tuple[Change, ...]) -> set[tuple[str, str, bool]]:
    """Who gains or loses what, by the acts and answers that go with each sentence."""
    return {
        (who.name, thing, change.is_gained)
        for change in changes
        for who in change.people
        for thing in (*change.power.acts, *filter(None, [TOLD.get(change.power.words)]))
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_sentences_are_what_the_backend_answers(answered, before: str, after: str) -> None:
    """Under each of the two sets of rules every person was asked about every act: what differs is what is said."""
    old, new = answered[before], answered[after]
    differs = {(who, thing, new[who][thing]) for who in old for thing in old[who] if old[who][thing] != new[who][thing]}
    cast = [(name, office) for name, office in making.OFFICES.items()]
    everybody = [
        Person(number, name, "", frozenset({office, *([Office.COUNCILLOR] if name in ("employee", "deputy") else [])}))
        for number, (name, office) in enumerate(cast)
    ]
    # Who answers a question is said of each kind of question; the act is one of the two.
    said = told(changes_for(rules_of(before), rules_of(after), everybody))
    assert said - of("policies.answer_question", said) == differs - of("policies.answer_question", differs)


def of(thing: str, found: set[tuple[str, str, bool]]) -> set[tuple[str, str, bool]]:
    return {one for one in found if one[1] == thing}


@pytest.mark.parametrize("name", COUNCILS)
@pytest.mark.parametrize("office", list(Office))
def test_who_may_answer_questions_is_who_is_said_to(name: str, office: Office) -> None:
    rules, offices = rules_of(name), frozenset({office})
    words = ("answer questions about the policy", "approve what others post on their own accounts")
    said = any(power.holds(rules, offices) for power in POWERS if power.words in words)
    assert said == acts.may("policies.answer_question", rules, offices)


def test_every_act_that_can_change_is_spoken_of() -> None:
    spoken = {act for power in POWERS for act in power.acts} | {"policies.answer_question"}
    changing = {
        act
        for act, holders in acts.CARRIED_BY.items()
        if len({holders(rules_of(name)) for name in (*COUNCILS, "model")}) > 1
    }
    assert changing <= spoken


# ------------------------------------------------------------------------------------------------ sentences
def test_sentences() -> None:
    chair, clerk = person("Ann", Office.CHAIR, pk=1), person("Ben", Office.CLERK, pk=2)
    assert "Ann (Chair) will no longer be able to approve posts." in sentences("desborough", "sevenoaks", chair, clerk)
    assert "Ann (Chair) will be able to approve posts." in sentences("sevenoaks", "desborough", chair, clerk)
    assert not any("Ben" in line and "approve posts" in line for line in sentences("sevenoaks", "desborough", clerk))
    confirms = "confirm that they have read and understood the policy before they submit anything"
    both = sentences("sevenoaks", "thornbury", chair, clerk)
    assert f"Ann (Chair) and Ben (Clerk) will be asked to {confirms}." in both


def test_nothing_is_said_where_nothing_changes() -> None:
    everybody = [person(office.label, office, pk=number) for number, office in enumerate(Office)]
    for name in COUNCILS:
        assert changes_for(rules_of(name), rules_of(name), everybody) == ()


def test_namesakes_are_two_people() -> None:
    namesakes = [person("Ann", Office.CHAIR, pk=1), person("Ann", Office.CHAIR, pk=2)]
    [first, *_] = changes_for(rules_of("desborough"), rules_of("sevenoaks"), namesakes)
    assert len(first.people) == 2


def test_a_sentence_names_the_rule_that_says_so() -> None:
    [first, *_] = changes_for(rules_of("desborough"), rules_of("sevenoaks"), [person("Ann", Office.CHAIR)])
    assert first.source == rules_of("sevenoaks").approval.offices.source


def test_nobody_left_to_approve() -> None:
    assert nobody_would_approve(rules_of("sevenoaks"), [person("Ann", Office.CHAIR)])
    assert not nobody_would_approve(rules_of("sevenoaks"), [person("Ben", Office.CLERK)])
    assert nobody_would_approve(rules_of("sevenoaks"), [])


# --------------------------------------------------------------------------------------------- consequences
def consequences(before: str, after: str):
    making.found(before)
    cast = making.cast()
    return cast, lambda: consequences_of(
        PolicyVersion(policy=Policy.objects.get()), rules_of(after), PolicyVersion.objects.get()
    )


@pytest.mark.django_db
def test_they_speak_of_those_who_hold_an_office_today() -> None:
    cast, found = consequences("desborough", "sevenoaks")
    assert "Chair (Chair) and Vice Chair (Vice Chair) will no longer be able to approve posts." in map(
        str, found().changes
    )
    people.end_appointment(cast.chair.appointments.get(), by=SYSTEM, ends=today() - timedelta(days=1))
    assert "Vice Chair (Vice Chair) will no longer be able to approve posts." in map(str, found().changes)


@pytest.mark.django_db
def test_a_delegation_that_the_new_rules_do_not_know_ends() -> None:
    """Sevenoaks lets the Clerk delegate to personnel; Faversham knows no delegation."""
    cast, found = consequences("sevenoaks", "faversham")
    assert found().ending == ()
    post = making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)
    grants.give(cast.employee, "posts.approve_post", post, by=cast.clerk, reason="Leave", ends=today())
    assert found().ending == ("Employee",)


@pytest.mark.django_db
@pytest.mark.clause("review-cycle")
def test_another_reviewer_is_named() -> None:
    cast, found = consequences("barton_le_clay", "thornbury")
    committee = people.make_committee("Policies & Resources Committee", by=SYSTEM)
    people.seat(cast.councillor, committee, by=SYSTEM, begins=today())
    review = found().review
    assert review.before == (
        "Reviewed by Policies & Resources Committee every 6 or 24 months, and the Council adopts what comes of it."
    )
    assert "every 12 months" in review.after
    assert review.leaving == (cast.councillor.name,)
    assert cast.clerk.name in review.joining
    assert review.source.kind == "policy"


@pytest.mark.django_db
@pytest.mark.clause("read-and-understood")
def test_who_confirms_anew() -> None:
    cast, found = consequences("thornbury", "thornbury")
    assert cast.employee.name in {person.name for person in found().confirming}
    assert found().is_for_nobody
    assert found().differences == ()


@pytest.mark.django_db
def test_how_many_questions_it_takes(django_assert_num_queries) -> None:
    """However many people there are; whoever reviews is asked for only where that changes."""
    consequences("desborough", "sevenoaks")
    version, before = PolicyVersion(policy=Policy.objects.get()), PolicyVersion.objects.get()
    for number in range(20):
        making.person(f"councillor_{number}", Office.COUNCILLOR)
    assert Appointment.objects.count() > 20
    with django_assert_num_queries(4):
        consequences_of(version, rules_of("sevenoaks"), before)
