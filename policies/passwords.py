"""Passwords as the council's policy asks (strong-passwords)."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from policies.rules import meaning as means
from policies.rules.schema import Password
from policies.standing import rules_in_force

FEWEST_LETTERS_OF_A_NAME = 3


def weaknesses(rule: Password, password: str, associated: list[str]) -> list[str]:
    """What `password` lacks under the policy, in plain words; empty when it keeps the rule.

    `associated` are words that belong to the person, such as their names.
    """
    lacks = [
        (rule.letters, not re.search(r"[^\W\d_]", password), "a letter"),
        (rule.numbers, not re.search(r"\d", password), "a number"),
        (rule.punctuation, not re.search(r"[^\w\s]|_", password), "a punctuation mark, such as ! or ?"),
    ]
    found = [f"It needs {what}." for asked, lacking, what in lacks if asked and lacking]
    if rule.no_names:
        for word in associated:
            if len(word) >= FEWEST_LETTERS_OF_A_NAME and word.casefold() in password.casefold():
                found.append(f"It must not contain “{word}”, a name or word associated with you.")
    return found


class CouncilPasswordValidator:
    """A Django password validator; says nothing where the adopted rules ask for nothing."""

    def validate(self, password: str, user: Any = None) -> None:
        rule = self._rule()
        if rule and (found := weaknesses(rule, password, _words_of(user))):
            raise ValidationError(found, code="password_against_policy")

    def get_help_text(self) -> str:
        if self._rule() is None:
            return "Our policy asks for nothing more."
        return (
            "Our policy asks for a mixture of letters, numbers and punctuation, "
            "without names or words associated with you."
        )

    @staticmethod
    def _rule() -> Password | None:
        rules = rules_in_force()
        return means.password_rule(rules) if rules else None


def _words_of(user: Any) -> list[str]:
    if user is None:
        return []
    words = re.findall(r"[^\W\d_]+", f"{user.name} {user.email.split('@')[0]}")
    return list({word.casefold(): word for word in reversed(words)}.values())  # each once, as the name spells it
