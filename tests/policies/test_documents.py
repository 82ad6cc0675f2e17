"""A version's way from its beginning to its adoption, and what no way leads to."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, models, transaction

from accounts.clock import today
from accounts.history import SYSTEM
from accounts.refusals import BadInput, NotNow, NotYours, Refused
from policies import workflow
from policies.life import VERSION_MOVES, VersionAct, VersionState
from policies.models import Policy, PolicyVersion
from policies.text import fingerprint
from policies.workflow import steps
from tests import making, stored

DAY = timedelta(days=1)
MINUTE = "26/114"


def entered(cast: making.Cast, name: str = "Complaints Policy") -> Policy:
    return workflow.enter_policy(by=cast.clerk, name=name)


def begun(cast: making.Cast, text: str | None = "Write to the Clerk.") -> PolicyVersion:
    return workflow.begin_version(entered(cast).pk, by=cast.clerk, text=text)


def communications() -> Policy:
    return Policy.objects.get(carries_rules=True)


def written(version: PolicyVersion, cast: making.Cast, text: str = "Ring the Clerk.") -> PolicyVersion:
    was = fingerprint(version.title, version.text)
    return workflow.write_version(version.pk, by=cast.clerk, title=version.title, text=text, was=was)


def recommended(version: PolicyVersion, cast: making.Cast) -> PolicyVersion:
    workflow.send_version(version.pk, by=cast.clerk)
    return workflow.recommend_version(version.pk, by=cast.clerk, recommended_by="Resources Committee", minute="R 26/7")


def adopted(version: PolicyVersion, cast: making.Cast, **days) -> PolicyVersion:
    days = {"adopted_on": today(), **days}
    return workflow.adopt_version(version.pk, by=cast.clerk, minute_reference=MINUTE, **days)


# -------------------------------------------------------------------------------------------------- a policy
def test_a_policy_is_entered_with_what_it_supplements(cast: making.Cast) -> None:
    policy = workflow.enter_policy(by=cast.clerk, name="  Civility &  Respect ", supplements=communications())
    assert (policy.name, policy.slug) == ("Civility & Respect", "civility-respect")
    assert policy.supplements == communications()
    assert (policy.carries_rules, policy.history.get().act) == (False, "entered")


@pytest.mark.parametrize("name", ["", "!!!", "Acknowledge", "complaints policy", "Complaints – Policy"])
def test_a_policy_has_a_name_and_an_address_of_its_own(name: str, cast: making.Cast) -> None:
    entered(cast)
    with pytest.raises(BadInput) as refused:
        entered(cast, name)
    assert refused.value.field == "name"


# ------------------------------------------------------------------------------------------------ its versions
@pytest.mark.clause("review-cycle")
def test_from_the_first_word_to_the_next_version(cast: making.Cast) -> None:
    first = adopted(recommended(written(begun(cast), cast), cast), cast, adopted_on=today() - 9 * DAY)
    assert (first.state, first.text, first.number) == (VersionState.ADOPTED, "Ring the Clerk.\n", 1)
    assert (first.recommended_by, first.recommended_minute, first.minute_reference) == (
        "Resources Committee",
        "R 26/7",
        MINUTE,
    )
    second = workflow.begin_version(first.policy_id, by=cast.clerk)
    assert (second.text, second.title, second.number) == (first.text, first.title, 2)
    adopted(written(second, cast, "Ring the office."), cast, effective_from=today() + 2 * DAY)
    in_force = [PolicyVersion.objects.current(today() + days * DAY).get(policy=first.policy_id) for days in (1, 2)]
    assert [version.number for version in in_force] == [1, 2]
    assert [row.act for row in first.history.order_by("history_id")] == [
        "begun",
        "changed",
        "sent to review",
        "recommended",
        "adopted",
    ]


def test_a_policy_has_one_version_in_work(cast: making.Cast) -> None:
    version = begun(cast)
    with pytest.raises(NotNow, match="in work"):
        workflow.begin_version(version.policy_id, by=cast.clerk)
    workflow.give_up_version(version.pk, by=cast.clerk, reason="Not wanted.")
    assert workflow.begin_version(version.policy_id, by=cast.clerk).number == 2


def test_what_is_changed_in_review_has_to_be_read_again(cast: making.Cast) -> None:
    version = written(recommended(begun(cast), cast), cast)
    assert (version.state, version.recommended_by, version.recommended_minute) == (VersionState.DRAFT, "", "")


def test_nobody_writes_over_another(cast: making.Cast) -> None:
    version = begun(cast)
    written(version, cast)
    with pytest.raises(BadInput, match="meanwhile"):
        written(version, cast, "Something else.")


def test_a_save_without_a_change_is_none(cast: making.Cast) -> None:
    version = begun(cast)
    before = stored.everything()
    written(version, cast, "Write to the Clerk.\r\n")
    assert stored.everything() == before


@pytest.mark.parametrize("act", ["send", "adopt"])
def test_without_words_nothing_is_read_or_adopted(act: str, cast: making.Cast) -> None:
    version = begun(cast, text=" \n")
    with pytest.raises(NotNow, match="no words yet"):
        workflow.send_version(version.pk, by=cast.clerk) if act == "send" else adopted(version, cast)


@pytest.mark.parametrize(
    ("act", "values", "field"),
    [
        (workflow.recommend_version, {"recommended_by": " ", "minute": "R 26/7"}, "recommended_by"),
        (workflow.recommend_version, {"recommended_by": "Resources", "minute": ""}, "minute"),
        (workflow.adopt_version, {"adopted_on": today(), "minute_reference": " "}, "minute_reference"),
        (workflow.give_up_version, {"reason": ""}, "reason"),
    ],
)
def test_what_is_minuted_says_where(act, values, field: str, cast: making.Cast) -> None:
    version = begun(cast)
    workflow.send_version(version.pk, by=cast.clerk)
    if act is workflow.adopt_version:
        workflow.recommend_version(version.pk, by=cast.clerk, recommended_by="Resources", minute="1")
    with pytest.raises(BadInput) as refused:
        act(version.pk, by=cast.clerk, **values)
    assert refused.value.field == field


# ------------------------------------------------------------------------------------------------ the days
@pytest.mark.parametrize(
    ("adopted_in", "effective_in", "field"),
    [
        (1, 1, "adopted_on"),
        (-1, -2, "effective_from"),
        (-11, 0, "adopted_on"),
        (-9, -7, "effective_from"),
        (-9, -6, ""),
    ],
)
def test_versions_are_adopted_in_their_order(adopted_in: int, effective_in: int, field: str, cast: making.Cast) -> None:
    first = adopted(begun(cast), cast, adopted_on=today() - 10 * DAY, effective_from=today() - 7 * DAY)
    second = written(workflow.begin_version(first.policy_id, by=cast.clerk), cast)
    days = {"adopted_on": today() + adopted_in * DAY, "effective_from": today() + effective_in * DAY}
    if not field:
        assert adopted(second, cast, **days).is_adopted
        return
    with pytest.raises(BadInput) as refused:
        adopted(second, cast, **days)
    assert refused.value.field == field
    assert PolicyVersion.objects.get(pk=second.pk).state == VersionState.DRAFT


def test_before_a_version_that_is_to_come_no_other_takes_its_place(cast: making.Cast) -> None:
    first = adopted(begun(cast), cast, effective_from=today() + 5 * DAY)
    second = workflow.begin_version(first.policy_id, by=cast.clerk)
    for days, is_taken in ((4, False), (5, False), (6, True)):
        if is_taken:
            assert adopted(second, cast, effective_from=today() + days * DAY).is_adopted
        else:
            with pytest.raises(BadInput, match="nobody knows which one counts"):
                adopted(second, cast, effective_from=today() + days * DAY)


# ------------------------------------------------------------------------------------------------- the rules
def test_rules_are_carried_over_for_the_policy_that_has_them(cast: making.Cast) -> None:
    rules = PolicyVersion.objects.in_force(today()).rules_text
    version = workflow.begin_version(communications().pk, by=cast.clerk, text="New words.")
    assert version.rules_text == rules
    assert adopted(version, cast).rules_text == rules
    assert begun(cast).rules_text == ""


def test_the_rules_of_the_past_stay_as_they_were(cast: making.Cast) -> None:
    version = workflow.begin_version(communications().pk, by=cast.clerk)
    with pytest.raises(BadInput, match="rests on the version before"):
        adopted(version, cast, adopted_on=today() - 3 * DAY)
    adopted(version, cast, adopted_on=today() - 3 * DAY, effective_from=today())
    assert PolicyVersion.objects.in_force(today()).pk == version.pk


def test_rules_that_are_amiss_are_not_adopted(cast: making.Cast) -> None:
    version = workflow.begin_version(communications().pk, by=cast.clerk)
    models.QuerySet(PolicyVersion).filter(pk=version.pk).update(rules_text='{"approval": {}}')
    with pytest.raises(NotNow, match=r"not complete\. .*approval\.offices"):
        adopted(version, cast)


# -------------------------------------------------------------------------------------------------- frozen
@pytest.mark.parametrize("state", [VersionState.ADOPTED, VersionState.GIVEN_UP])
def test_what_has_ended_takes_no_act(state: VersionState, cast: making.Cast) -> None:
    version = begun(cast)
    if state == VersionState.ADOPTED:
        adopted(version, cast)
    else:
        workflow.give_up_version(version.pk, by=cast.clerk, reason="Not wanted.")
    version.refresh_from_db()
    for act in (written, recommended, adopted):
        with pytest.raises(Refused, match=f"“{VersionState(state).label.lower()}”"):
            act(version, cast)


FROZEN = {
    "title": "'Another'",
    "text": "'Another'",
    "rules_text": "'{}'",
    "number": "99",
    "state": "'draft'",
    "adopted_on": "'2020-01-01'",
    "effective_from": "'2090-01-01'",
    "minute_reference": "'0/0'",
    "policy_id": "(SELECT id FROM policies_policy WHERE carries_rules = false)",
}


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("column", FROZEN)
def test_the_database_keeps_what_is_adopted(column: str, cast: making.Cast) -> None:
    version = PolicyVersion.objects.in_force(today())
    entered(cast)
    with pytest.raises(DatabaseError, match="the record cannot be changed"):
        run(f"UPDATE policies_policyversion SET {column} = {FROZEN[column]} WHERE id = {version.pk}")  # noqa: S608


def test_the_database_lets_a_draft_change_and_nothing_go(cast: making.Cast) -> None:
    version = begun(cast)
    run(f"UPDATE policies_policyversion SET text = 'Another' WHERE id = {version.pk}")  # noqa: S608
    assert PolicyVersion.objects.get(pk=version.pk).text == "Another"
    run("UPDATE policies_policyversion SET what_changed = 'Said later'")
    with pytest.raises(DatabaseError, match="the record cannot be changed"):
        run(f"DELETE FROM policies_policyversion WHERE id = {version.pk}")  # noqa: S608


# ------------------------------------------------------------------------------------------------ who may
WRITERS = {"clerk", "deputy"}
CALLS = {
    VersionAct.WRITE: lambda version, by: workflow.write_version(
        version.pk, by=by, title="T", text="New.", was=fingerprint(version.title, version.text)
    ),
    VersionAct.SEND: lambda version, by: workflow.send_version(version.pk, by=by),
    VersionAct.RECOMMEND: lambda version, by: workflow.recommend_version(
        version.pk, by=by, recommended_by="Resources", minute="1"
    ),
    VersionAct.ADOPT: lambda version, by: workflow.adopt_version(
        version.pk, by=by, adopted_on=today(), minute_reference="1"
    ),
    VersionAct.GIVE_UP: lambda version, by: workflow.give_up_version(version.pk, by=by, reason="No."),
}


def done(act) -> str:
    """What comes of the act, which is undone: nothing, or the refusal's name."""
    savepoint = transaction.savepoint()
    try:
        act()
    except Refused as refusal:
        return type(refusal).__name__
    finally:
        transaction.savepoint_rollback(savepoint)
    return ""


@pytest.mark.clause("review-cycle")
@pytest.mark.parametrize("act", list(VersionAct))
@pytest.mark.parametrize("state", list(VersionState))
def test_who_may_do_what_to_a_version(state: VersionState, act: VersionAct, cast: making.Cast) -> None:
    version = begun(cast)
    if state in (VersionState.IN_REVIEW, VersionState.RECOMMENDED):
        workflow.send_version(version.pk, by=cast.clerk)
    if state == VersionState.RECOMMENDED:
        workflow.recommend_version(version.pk, by=cast.clerk, recommended_by="Resources", minute="1")
    if state == VersionState.ADOPTED:
        adopted(version, cast)
    if state == VersionState.GIVEN_UP:
        workflow.give_up_version(version.pk, by=cast.clerk, reason="No.")
    version.refresh_from_db()
    may = {name for name, who in cast.everybody().items() if not done(lambda who=who: CALLS[act](version, who))}
    assert may == (WRITERS if (state, act) in VERSION_MOVES else set())


@pytest.mark.parametrize("council", making.COUNCILS)
def test_who_may_enter_and_begin_is_the_same_everywhere(council: str, db: None) -> None:
    making.found(council)
    cast = making.cast()
    policy = communications()
    acts = {
        "enter": lambda who: workflow.enter_policy(by=who, name="Complaints Policy"),
        "begin": lambda who: workflow.begin_version(policy.pk, by=who),
    }
    for act in acts.values():
        assert {
            name for name, who in cast.everybody().items() if not done(lambda who=who, act=act: act(who))
        } == WRITERS


def test_only_the_software_founds(cast: making.Cast) -> None:
    rules = PolicyVersion.objects.in_force(today()).rules
    with pytest.raises(NotYours):
        workflow.adopt(by=cast.clerk, title="Policy", text="Words.", rules=rules, adopted_on=today())
    assert workflow.adopt(by=SYSTEM, title="Policy", text="Words.", rules=rules, adopted_on=today()).number == 2


def test_there_is_no_such_version(cast: making.Cast) -> None:
    with pytest.raises(NotNow, match="no such policy"):
        workflow.send_version(0, by=cast.clerk)
    with pytest.raises(NotNow, match="no such policy"):
        steps.locked_policy(0)
