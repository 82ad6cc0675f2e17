"""Three years of each of the five councils: who is there, what they do, and every reminder that has to come of it.

The days are chosen: ends of months, 29 February 2028, and the days on which the clocks change.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.offices import Office
from policies import workflow
from policies.models import Policy, Review
from tests.policies import reviewing as making

D = date.fromisoformat
Acts = dict[date, Callable[[], object]]
Reminders = list[tuple[str, int, str]]


@dataclass
class Scenario:
    """`acts` are what people do on their days; `reminders` what has to be made: day, step, people."""

    name: str
    first: date
    last: date
    acts: Acts = field(default_factory=dict)
    reminders: Reminders = field(default_factory=list)


def current() -> Review:
    return Review.objects.coming().get()


def barton() -> Scenario:
    """Bi-annually by its committee: every 6 months until the council says that it means 24."""
    first = D("2026-08-31")
    making.council("barton_le_clay", first)
    committee = people.make_committee("Policies & Resources Committee", by=SYSTEM)
    clerk = making.holder("Ed", Office.CLERK, first)
    making.holder("Dot", Office.CHAIR, first)
    making.member("Ann", committee, first)
    making.member("Ben", committee, first, D("2027-02-20"))
    making.member("Cat", committee, D("2027-02-21"))
    making.holder("Zoe", Office.COUNCILLOR, first)
    met = making.meeting(D("2027-03-16"), committee)

    def decide() -> None:
        workflow.place_review(current().pk, by=clerk, meeting=met)
        how = {
            "outcome": "no_change",
            "decided_on": D("2027-03-16"),
            "took_part": "Ann, Cat",
            "minute_reference": "P12",
        }
        with making.on(D("2027-03-16"), 21):
            workflow.decide_review(current().pk, by=clerk, **how)

    def close() -> None:
        workflow.close_review(current().pk, by=clerk, closed_on=D("2027-03-29"), council_minute="C40")

    def answer() -> None:
        workflow.settle(Policy.objects.get().pk, by=clerk, every_months=24)

    acts: Acts = {D("2027-03-16"): decide, D("2027-03-29"): close, D("2027-05-04"): answer}
    return Scenario(
        "barton_le_clay",
        first,
        D("2029-08-31"),
        acts,
        [
            ("2026-11-30", 90, "Ann, Ben, Ed"),
            ("2027-01-29", 30, "Ann, Ben, Ed"),
            ("2027-02-21", 7, "Ann, Cat, Ed"),
            ("2027-02-28", 0, "Ann, Cat, Ed"),  # six months after 31 August
            ("2028-12-29", 90, "Ann, Cat, Ed"),
            ("2029-02-27", 30, "Ann, Cat, Ed"),
            ("2029-03-22", 7, "Ann, Cat, Ed"),
            ("2029-03-29", 0, "Ann, Cat, Ed"),
            ("2029-04-29", -1, "Ann, Cat, Ed"),
            ("2029-05-29", -2, "Ann, Cat, Ed"),
            ("2029-06-29", -3, "Ann, Cat, Dot, Ed"),  # the Chair is told
            ("2029-07-29", -4, "Ann, Cat, Dot, Ed"),
            ("2029-08-29", -5, "Ann, Cat, Dot, Ed"),
        ],
    )


def faversham() -> Scenario:
    """Annually, by nobody whom the policy names: the Clerk is entered."""
    first = D("2026-11-30")
    policy = making.council("faversham", first)
    clerk = making.holder("Cleo", Office.CLERK, first, D("2028-03-31"))
    making.holder("Next", Office.CLERK, D("2028-04-01"))
    making.holder("Dot", Office.CHAIR, first, D("2028-02-28"))
    making.holder("Eve", Office.CHAIR, D("2028-02-29"))
    making.holder("Dev", Office.DEPUTY_CLERK, first)

    def settle() -> None:
        how = {"every_months": None, "offices": [Office.CLERK], "adopted_by_council": False}
        workflow.settle(policy.pk, by=clerk, **how)

    def decide() -> None:
        how = {"outcome": "no_change", "decided_on": D("2028-02-29"), "took_part": "Cleo"}
        workflow.decide_review(current().pk, by=clerk, **how)

    return Scenario(
        "faversham",
        first,
        D("2029-11-30"),
        {D("2026-12-15"): settle, D("2028-02-29"): decide},
        [
            ("2027-09-01", 90, "Cleo"),
            ("2027-10-31", 30, "Cleo"),  # the clocks go back
            ("2027-11-23", 7, "Cleo"),
            ("2027-11-30", 0, "Cleo"),
            ("2027-12-30", -1, "Cleo"),
            ("2028-01-30", -2, "Cleo"),
            ("2028-02-29", -3, "Cleo, Eve"),  # February has no 30th; the new Chair's first day
            ("2028-11-30", 90, "Next"),
            ("2029-01-29", 30, "Next"),
            ("2029-02-21", 7, "Next"),
            ("2029-02-28", 0, "Next"),  # a year after 29 February
            ("2029-03-28", -1, "Next"),
            ("2029-04-28", -2, "Next"),
            ("2029-05-28", -3, "Eve, Next"),
            ("2029-06-28", -4, "Eve, Next"),
            ("2029-07-28", -5, "Eve, Next"),
            ("2029-08-28", -6, "Eve, Next"),
            ("2029-09-28", -7, "Eve, Next"),
            ("2029-10-28", -8, "Eve, Next"),
            ("2029-11-28", -9, "Eve, Next"),
        ],
    )


def thornbury() -> Scenario:
    """Annually, by Town Clerk and Deputy; once moved by half a year. Three steps fall on days of a clock change."""
    first = D("2026-06-26")
    making.council("thornbury", first)
    clerk = making.holder("Cleo", Office.CLERK, first)
    deputy = making.holder("Dev", Office.DEPUTY_CLERK, first)
    making.holder("Dot", Office.CHAIR, first)

    def leaves() -> None:
        people.end_appointment(deputy.appointments.get(), by=clerk, ends=D("2027-05-27"))

    def decide() -> None:
        how = {"outcome": "no_change", "decided_on": D("2027-06-24"), "took_part": "Cleo"}
        workflow.decide_review(current().pk, by=clerk, **how)

    def joins() -> None:
        making.holder("Fay", Office.DEPUTY_CLERK, D("2028-05-25"))

    def move() -> None:
        workflow.move_review(current().pk, by=clerk, due_on=D("2028-10-29"), reason="A new code of conduct is coming.")

    return Scenario(
        "thornbury",
        first,
        D("2029-06-26"),
        {
            D("2027-05-20"): leaves,
            D("2027-06-24"): decide,
            D("2028-05-02"): move,
            D("2028-05-25"): joins,
        },
        [
            ("2027-03-28", 90, "Cleo, Dev"),  # the clocks go forward
            ("2027-05-27", 30, "Cleo, Dev"),  # the Deputy's last day
            ("2027-06-19", 7, "Cleo"),
            ("2028-03-26", 90, "Cleo"),  # the clocks go forward
            ("2028-07-31", 90, "Cleo, Fay"),
            ("2028-09-29", 30, "Cleo, Fay"),
            ("2028-10-22", 7, "Cleo, Fay"),
            ("2028-10-29", 0, "Cleo, Fay"),  # the clocks go back
            ("2028-11-29", -1, "Cleo, Fay"),
            ("2028-12-29", -2, "Cleo, Fay"),
            ("2029-01-29", -3, "Cleo, Dot, Fay"),
            ("2029-02-28", -4, "Cleo, Dot, Fay"),
            ("2029-03-29", -5, "Cleo, Dot, Fay"),
            ("2029-04-29", -6, "Cleo, Dot, Fay"),
            ("2029-05-29", -7, "Cleo, Dot, Fay"),
        ],
    )


def says_nothing(name: str) -> Scenario:
    """Its policy names neither interval nor reviewer, and nobody answers the question."""
    first = D("2026-11-30")
    making.council(name, first)
    making.holder("Cleo", Office.CLERK, first)
    making.holder("Dev", Office.DEPUTY_CLERK, first)
    making.holder("Dot", Office.CHAIR, first)
    return Scenario(name, first, D("2029-11-30"))


SCENARIOS: dict[str, Callable[[], Scenario]] = {
    "barton_le_clay": barton,
    "faversham": faversham,
    "thornbury": thornbury,
    "sevenoaks": lambda: says_nothing("sevenoaks"),
    "desborough": lambda: says_nothing("desborough"),
}
FIRST_DAYS = {
    "barton_le_clay": D("2026-08-31"),
    "faversham": D("2026-11-30"),
    "thornbury": D("2026-06-26"),
    "sevenoaks": D("2026-11-30"),
    "desborough": D("2026-11-30"),
}


def begin(name: str) -> Scenario:
    with making.on(FIRST_DAYS[name], 8):
        return SCENARIOS[name]()
