"""The only writer of policies and their versions, of who has read them, of reviews, questions and procedures."""

from policies.workflow.calendars import renew_calendar
from policies.workflow.conduct import decide_procedure, drop_procedure, pass_on, raise_procedure, read_procedure
from policies.workflow.documents import (
    adopt,
    adopt_version,
    begin_version,
    enter_policy,
    give_up_version,
    recommend_version,
    rename_policy,
    send_version,
    write_version,
)
from policies.workflow.questions import answer, ask
from policies.workflow.reading import acknowledge, ask_to_read, remind_of_reading, remind_readers, tell_readers
from policies.workflow.recommendations import answer_recommendation, recommend
from policies.workflow.reminders import remind
from policies.workflow.reviews import (
    begin_review,
    close_review,
    decide_review,
    move_review,
    open_early,
    place_review,
    plan_missing,
    settle,
)
from policies.workflow.rules import write_rule

__all__ = [
    "acknowledge",
    "adopt",
    "adopt_version",
    "answer",
    "answer_recommendation",
    "ask",
    "ask_to_read",
    "begin_review",
    "begin_version",
    "close_review",
    "decide_procedure",
    "decide_review",
    "drop_procedure",
    "enter_policy",
    "give_up_version",
    "move_review",
    "open_early",
    "pass_on",
    "place_review",
    "plan_missing",
    "raise_procedure",
    "read_procedure",
    "recommend",
    "recommend_version",
    "remind",
    "remind_of_reading",
    "remind_readers",
    "rename_policy",
    "renew_calendar",
    "send_version",
    "settle",
    "tell_readers",
    "write_rule",
    "write_version",
]
