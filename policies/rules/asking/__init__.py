"""The rules of a communications policy as plain questions: one for each rule, in the order in which they are asked.

`questions.toml` holds their words, `shapes` reads from the schema what an answer is made of, `answers` says in words
what a set of rules answers and where two differ.
"""

from policies.rules.asking.answers import UNSTATED, Answer, Difference, answers_of, differences, mistakes, with_answer
from policies.rules.asking.questions import Question, by_key, following, questions
from policies.rules.asking.shapes import Kind, Shape, key_from

__all__ = [
    "UNSTATED",
    "Answer",
    "Difference",
    "Kind",
    "Question",
    "Shape",
    "answers_of",
    "by_key",
    "differences",
    "following",
    "key_from",
    "mistakes",
    "questions",
    "with_answer",
]
