"""What the demonstration council has written. Fictitious; telephone numbers are from the range kept for drama."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Writing:
    title: str
    body: str
    author: str
    kind: str = "news"
    reaches: Literal["draft", "submitted", "returned", "scheduled", "published"] = "published"
    remark: str = ""


WRITINGS = (
    Writing(
        "Four new benches by the river",
        "<p>There are four new benches on the river path, between the footbridge and the mill.</p>"
        "<p>They were made in Thornby, with arms that help you up again. Tell us where to put the next.</p>",
        "events",
    ),
    Writing(
        "What should the council spend next year?",
        "<p>The draft budget fits on one page. Read it at the Moot Hall or ask us to post it to you.</p>"
        "<h2>What we would like to know</h2>"
        "<ul><li>Should the market toilets be open on Sundays?</li><li>Is the winter planting worth its cost?</li></ul>"
        "<p>Write to the Town Clerk by 8 January.</p>",
        "mayor",
        kind="financial_information",
    ),
    Writing(
        "A warm room every weekday this winter",
        "<p>The small hall is warm and open from 10 am to 4 pm, Monday to Friday, until the end of March.</p>"
        "<p>There is tea, soup on Fridays, and company. It costs nothing and nobody asks why you come.</p>",
        "clerk",
    ),
    Writing(
        "Mill Lane is closed from 9 to 11 December",
        "<p>The water main is being mended. Follow the signs by Church Street.</p>"
        "<p><strong>Bus 12 stops at the library</strong> on these three days.</p>",
        "deputy",
    ),
    Writing(
        "Carols in the Market Place start at 5.30 pm on 19 December",
        "<p>We sing half an hour later than in other years, so that people who work until five can be there.</p>"
        "<p>The band and the choirs of both schools lead the singing from the steps of the Moot Hall. Words are handed "
        "out, in large print as well. The road is closed to cars from 4 pm.</p>",
        "priya.shah",
        kind="clubs_and_events",
    ),
    Writing(
        "Gritting routes this winter",
        "<p>We fill the salt bins at Church Street, Mill Lane and the school. Take what your path needs.</p>",
        "deputy",
        reaches="scheduled",
    ),
    Writing(
        "Ten years of the community orchard",
        "<p>The orchard behind the allotments is ten years old. Come and taste what grows there, on Saturday.</p>",
        "priya.shah",
        kind="clubs_and_events",
        reaches="submitted",
    ),
    Writing(
        "Help to fill in forms, every Tuesday",
        "<p>Joan and others sit in the library on Tuesdays from 10 am and help with letters and forms.</p>",
        "joan.tull",
        reaches="submitted",
    ),
    Writing(
        "Draft budget in one page",
        "<p>What we take in, what we spend, and what changes. Comments by 8 January.</p>",
        "gwen.pritchard",
        kind="financial_information",
        reaches="returned",
        remark="Please say in the first line where people can read it, and give the office's own telephone number.",
    ),
    Writing(
        "Spring planting: what shall we grow?",
        "<p>Ideas so far: wild flowers by the bus shelter, herbs at the Moot Hall.</p>",
        "priya.shah",
        reaches="draft",
    ),
)
