"""May this person, and is it in a state where it may be done?"""

from collections.abc import Collection

from accounts.clock import today
from accounts.history import SYSTEM, System
from accounts.models import User
from policies.life import PROCEDURE, VERSION, ProcedureAct, VersionAct, VersionState
from policies.models import Acknowledgement, Policy, PolicyVersion, Procedure, Question
from policies.rules.meaning import EVERY_OFFICE, KEEPERS
from policies.rules.people import answerers, needs_prior_approval
from policies.standing import holders, standing_of


def can_adopt(actor: User | System) -> bool:
    """The first version is adopted when the installation is founded."""
    return actor is SYSTEM


def can_enter_policy(user: User) -> bool:
    return user.has_perm("policies.add_policy")


def can_rename_policy(user: User) -> bool:
    return user.has_perm("policies.change_policy")


def can_see_policies(user: User) -> bool:
    """The desk's list, and what is being reviewed."""
    return user.has_perm("policies.view_policy")


def can_begin_version(user: User, policy: Policy) -> bool:
    return user.has_perm("policies.add_policyversion") and not policy.versions.in_work().exists()


def can_see_version(user: User, version: PolicyVersion) -> bool:
    """What is still being written, or was given up, is seen by those who write it."""
    if version.state in (VersionState.DRAFT, VersionState.GIVEN_UP):
        return user.has_perm("policies.change_policyversion")
    return user.has_perm("policies.view_policyversion")


def can_write_version(user: User, version: PolicyVersion) -> bool:
    return VERSION.allows(version.state, VersionAct.WRITE) and user.has_perm("policies.change_policyversion")


def can_write_rules(user: User, version: PolicyVersion) -> bool:
    """As its words, where it is the policy that carries the rules."""
    return version.policy.carries_rules and can_write_version(user, version)


def can_send_version(user: User, version: PolicyVersion) -> bool:
    return VERSION.allows(version.state, VersionAct.SEND) and user.has_perm("policies.change_policyversion")


def can_recommend_version(user: User, version: PolicyVersion) -> bool:
    """The committee recommends at its meeting; who keeps the policies records it."""
    return VERSION.allows(version.state, VersionAct.RECOMMEND) and user.has_perm("policies.change_policyversion")


def can_adopt_version(user: User, version: PolicyVersion) -> bool:
    """The Council adopts at its meeting; who keeps the policies records it."""
    return VERSION.allows(version.state, VersionAct.ADOPT) and user.has_perm("policies.adopt_policyversion")


def can_give_up_version(user: User, version: PolicyVersion) -> bool:
    return VERSION.allows(version.state, VersionAct.GIVE_UP) and user.has_perm("policies.change_policyversion")


def can_acknowledge(user: User, version: PolicyVersion) -> bool:
    """Anybody with an office, each version in force once; also who is not asked to."""
    return (
        user.has_perm("policies.add_acknowledgement", version)
        and PolicyVersion.objects.current(today()).filter(pk=version.pk).exists()
        and not Acknowledgement.objects.filter(user=user, version=version).exists()
    )


def can_keep_reading(user: User) -> bool:
    """See who has read what, say who is asked to, and remind."""
    return user.has_perm("policies.change_policy")


def can_remind_by_clock(actor: User | System) -> bool:
    return actor is SYSTEM


def can_ask(user: User, kind: str) -> bool:
    """Everybody with an office; for approval of their own posts those of whom the policy asks that."""
    rules = standing_of(user).rules
    if rules is None or not user.has_perm("policies.add_question"):
        return False
    return kind != Question.Kind.OWN_ACCOUNT or needs_prior_approval(rules, standing_of(user).offices)


def can_answer(user: User, question: Question) -> bool:
    """Whom the policy names for this kind; their own question only where nobody else could answer it."""
    rules = standing_of(user).rules
    if rules is None or question.answered_at or not user.has_perm("policies.answer_question", question):
        return False
    named = answerers(rules, own_account=question.kind == Question.Kind.OWN_ACCOUNT)
    if standing_of(user).offices.isdisjoint(named):
        return False
    return question.by_id != user.pk or all(person.pk == user.pk for person in holders(named))


def can_know_who_asked(user: User, question: Question) -> bool:
    """Who asked it, and those who answer; others see what is shown to all without a name."""
    return question.by_id == user.pk or standing_of(user).carries("policies.answer_question")


# ---------------------------------------------------------------------------------------------------- reviews
def can_settle(actor: User | System) -> bool:
    """Who notes how the council wants a policy reviewed."""
    return _may(actor, "policies.change_policy")


def can_keep_reviews(actor: User | System) -> bool:
    """Who moves reviews, places them on agendas and records their outcome: nobody recommends alone on a screen."""
    return _may(actor, "policies.change_review")


def can_open_early(actor: User | System, reviewers: Collection[User]) -> bool:
    return can_keep_reviews(actor) or actor in reviewers


def can_recommend(actor: User | System) -> bool:
    return _may(actor, "policies.add_recommendation")


def can_remind(actor: User | System) -> bool:
    """Only the software does, by the clock."""
    return actor is SYSTEM


def can_renew_calendar(actor: User | System, person: User) -> bool:
    return actor == person


# ---------------------------------------------------------------------------------------------------- conduct
def can_open_procedures(user: User) -> bool:
    """The list, which may well be empty for them."""
    return user.has_perm("policies.keep_procedure") or user.has_perm("policies.oversee_procedure")


def can_raise_about(user: User, about: User) -> bool:
    """Keepers about anybody with an office but themselves; the Chair about the Clerk and the Deputy Clerk."""
    whom = EVERY_OFFICE if user.has_perm("policies.keep_procedure") else KEEPERS
    return user.pk != about.pk and can_open_procedures(user) and not standing_of(about).offices.isdisjoint(whom)


def can_see_procedure(user: User, procedure: Procedure) -> bool:
    """Never whom it is about. The Chair sees what is about somebody who keeps such records, then or now."""
    if procedure.about_id == user.pk:
        return False
    if user.has_perm("policies.keep_procedure", procedure):
        return True
    is_about_keeper = procedure.is_about_keeper or not standing_of(procedure.about).offices.isdisjoint(KEEPERS)
    return is_about_keeper and user.has_perm("policies.oversee_procedure", procedure)


def can_pass_on(user: User, procedure: Procedure) -> bool:
    return PROCEDURE.allows(procedure.state, ProcedureAct.PASS_ON) and can_see_procedure(user, procedure)


def can_decide_procedure(user: User, procedure: Procedure) -> bool:
    """The body decides at its meeting; who may see the record notes what it said."""
    return PROCEDURE.allows(procedure.state, ProcedureAct.DECIDE) and can_see_procedure(user, procedure)


def can_drop_procedure(user: User, procedure: Procedure) -> bool:
    return PROCEDURE.allows(procedure.state, ProcedureAct.DROP) and can_see_procedure(user, procedure)


def _may(actor: User | System, act: str) -> bool:
    return isinstance(actor, User) and actor.has_perm(act)
