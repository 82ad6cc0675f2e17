"""What several stories about policies do: enter one, give it words, and lead it to its adoption."""

from collections.abc import Callable

from playwright.sync_api import FilePayload, expect

from accounts.clock import today
from policies import workflow
from policies.models import Policy, PolicyVersion
from tests import making
from tests.journeys.visitors import Visitor
from tests.policies.importing import making as files

Found = Callable[[str], making.Cast]

NAME = "Complaints Policy"
HEADINGS = ["How to complain", "What we do then"]
FILE = """How to complain
Write to the Clerk:
- by letter
- by e-mail
What we do then
1. The Clerk answers within ten days.
2. A committee looks at it again.
"""
WORDS = "## How to complain\n\nWrite to the Clerk.\n"


def document() -> FilePayload:
    """The policy as a Word file."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return {"name": "Complaints.docx", "mimeType": kind, "buffer": files.word(FILE, HEADINGS)}


def entered(cast: making.Cast, text: str = WORDS) -> PolicyVersion:
    """A policy of that name with a draft of its first version."""
    policy = workflow.enter_policy(by=cast.clerk, name=NAME)
    return workflow.begin_version(policy.pk, by=cast.clerk, text=text)


def adopted(cast: making.Cast) -> Policy:
    """A policy of that name, in force since yesterday: a second version may be from today."""
    day = today() - making.A_DAY
    return workflow.adopt_version(entered(cast).pk, by=cast.clerk, adopted_on=day, minute_reference="26/101").policy


def recommend(visitor: Visitor, by: str, minute: str) -> None:
    visitor.follow("Record the recommendation")
    visitor.field("Who recommends it?").fill(by)
    visitor.field("In which minute?").fill(minute)
    visitor.press("Record it")
    visitor.sees(f"on the record that {by} recommends version")


def adopt(visitor: Visitor, minute: str) -> None:
    """The Council adopted it today, and it is in force at once."""
    visitor.follow("Record the adoption")
    expect(visitor.field("When did the Council adopt it?")).to_have_value(today().isoformat())
    visitor.field("In which minute?").fill(minute)
    visitor.press("The Council has adopted it")
    visitor.sees("is adopted, in force from", "Its words no longer change.")
