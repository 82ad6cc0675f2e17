"""The rules of a version of the policy that carries them, answered question by question.

Raises NotYours, NotNow or BadInput (accounts.refusals), and then nothing has changed.
"""

import json
from typing import Any

from django.db import transaction

from accounts.actors import present
from accounts.models import User
from accounts.refusals import BadInput, NotNow
from policies import permissions
from policies.life import VersionAct
from policies.models import PolicyVersion
from policies.rules import RulesError, read_rules
from policies.rules.asking import Question, answers_of, with_answer
from policies.workflow import steps

MEANWHILE = "Somebody has answered this question meanwhile. Look at what it says now, and answer it again."


@transaction.atomic
def write_rule(version_id: int, question: Question, *, by: User, answer: Any, was: str) -> PolicyVersion:
    """Answers one question of a version that is not adopted; a version that was being reviewed is a draft again.

    `answer` is the rule as it is stored: value, source, words, and other readings; None unsets it. `was` is the
    fingerprint of the answer that was being changed: another's change meanwhile is never overwritten.
    """
    by, version = present(by), steps.locked(version_id)
    steps.require(VersionAct.WRITE, permissions.can_write_version, by, version)
    if not version.policy.carries_rules:
        raise NotNow("This policy carries no rules. They stand in the communications policy.", about=version)
    rules = steps.rules_of(version)
    before = answers_of(rules)[question.key]
    if was != before.fingerprint:
        raise BadInput("", MEANWHILE)
    if answer is None and question.is_required and question.has_source:
        raise BadInput("value", "This rule cannot be left out: without it nothing could be published.")
    try:
        after = read_rules(json.dumps(with_answer(rules, question, answer)), origin="The rules")
    except RulesError as error:
        raise BadInput("", f"This cannot be taken as it is. {error}") from error
    if after == rules:
        return version
    version.rules_text = after.model_dump_json(exclude_none=True)
    version.recommended_by = version.recommended_minute = ""
    return steps.move(version, VersionAct.WRITE, by=by, act="rule changed", reason=str(question))
