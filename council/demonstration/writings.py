"""What the demonstration council has written. Fictitious; telephone numbers are from the range kept for drama."""

from dataclasses import dataclass
from typing import Literal

Reached = Literal["draft", "submitted", "returned", "scheduled", "published"]


@dataclass(frozen=True)
class Shown:
    """A picture or document that is bundled with the demonstration; `words` describe or name it."""

    file: str
    words: str


@dataclass(frozen=True)
class Writing:
    """`days_ago` is its day; `corrected` is what its text says in the end, where it was put right the day after."""

    title: str
    body: str
    author: str
    days_ago: int
    kind: str = "news"
    reaches: Reached = "published"
    matter: str = ""
    remark: str = ""
    picture: Shown | None = None
    document: Shown | None = None
    channels: tuple[str, ...] = ()
    corrected: str = ""
    is_alert: bool = False


ROADS = "Mill Lane road works"
CHRISTMAS = "Christmas in Thornby"
BUDGET = "Budget for next year"
MATTERS = (ROADS, CHRISTMAS, BUDGET)

CAROLS = (
    "<p>We sing half an hour later than in other years, so that people who work until five can be there from the first "
    "carol.</p><p>The band and the choirs of both schools lead the singing from the steps of the Moot Hall. Words are "
    "handed out, in large print as well.</p><h2>Getting there</h2><p>{}</p><h2>If it rains</h2><p>We sing under the "
    "arches and in the hall. Whatever we decide is on this page by noon on the day.</p>"
)

WRITINGS = (
    Writing(
        "How the market did this summer",
        "<p>Forty-one Saturdays, on average nineteen stalls, and one wedding party that bought all the plums.</p>"
        "<p>What the market brought in and what it cost is in the table of the Policy and Finance Committee.</p>",
        "deputy",
        94,
        kind="financial_information",
    ),
    Writing(
        "Minutes of the Full Council in September",
        "<p>The Council agreed the new benches by the river, heard four residents about Mill Lane, and thanked the "
        "volunteers of the library.</p>",
        "deputy",
        68,
        kind="minutes",
    ),
    Writing(
        "Plots are free at the allotments",
        "<p>Three half plots are free from March. Each has water near by and a shed that stands upright.</p>"
        "<ul><li>A half plot costs £21 a year.</li><li>You need not live in Thornby, but those who do come first.</li>"
        "</ul><p>Come and look on the first Saturday of the month, from 10 am to noon.</p>",
        "events",
        55,
        kind="clubs_and_events",
        picture=Shown("allotments.jpg", "Rows of allotment plots with a shed and a tree, hills behind them"),
    ),
    Writing(
        "Mill Lane: what the water company plans",
        "<p>The main under Mill Lane is from 1931 and leaks in four places. It is mended before Christmas.</p>"
        "<p>We have asked that the footpath stays open the whole time, and that the work stops at 6 pm.</p>",
        "deputy",
        41,
        matter=ROADS,
    ),
    Writing(
        "Four new benches by the river",
        "<p>There are four new benches on the river path, between the footbridge and the mill.</p>"
        "<p>They were made in Thornby, with arms that help you up again. Tell us where to put the next.</p>",
        "events",
        33,
    ),
    Writing(
        "What should the council spend next year?",
        "<p>The draft budget fits on one page. Read it at the Moot Hall or ask us to post it to you.</p>"
        "<h2>What we would like to know</h2>"
        "<ul><li>Should the market toilets be open on Sundays?</li><li>Is the winter planting worth its cost?</li></ul>"
        "<p>Write to the Town Clerk by 8 January.</p>",
        "mayor",
        24,
        kind="financial_information",
        matter=BUDGET,
    ),
    Writing(
        "Agenda of the Planning Committee",
        "<p>The committee looks at five applications. Anyone may come and listen.</p>"
        "<ol><li>Apologies</li><li>Declarations of interest</li><li>Five planning applications</li>"
        "<li>Next meeting</li></ol>",
        "deputy",
        17,
        kind="agendas",
    ),
    Writing(
        "A warm room every weekday this winter",
        "<p>The small hall is warm and open from 10 am to 4 pm, Monday to Friday, until the end of March.</p>"
        "<p>There is tea, soup on Fridays, and company. It costs nothing and nobody asks why you come.</p>",
        "clerk",
        11,
    ),
    Writing(
        "Mill Lane is closed from 9 to 11 December",
        "<p>The water main is being mended. Follow the signs by Church Street.</p>"
        "<p><strong>Bus 12 stops at the library</strong> on these three days. The footpath stays open.</p>",
        "deputy",
        6,
        matter=ROADS,
        channels=("facebook",),
        is_alert=True,
    ),
    Writing(
        "Carols in the Market Place start at 5.30 pm on 19 December",
        CAROLS.format("The Market Place is closed to cars from 5 pm. There are fifty chairs at the front."),
        "priya.shah",
        3,
        kind="clubs_and_events",
        matter=CHRISTMAS,
        picture=Shown(
            "carols.jpg", "The Moot Hall at dusk with a lit tree, strings of lights and people in the Market Place"
        ),
        document=Shown("carols-large-print.pdf", "Words of the carols, large print"),
        corrected=CAROLS.format(
            "The Market Place is closed to cars from 4 pm to 8 pm. Blue Badge holders may park behind the library. "
            "There are fifty chairs at the front; please leave them for those who need them."
        ),
    ),
    Writing(
        "Gritting routes this winter",
        "<p>We fill the salt bins at Church Street, Mill Lane and the school. Take what your path needs.</p>",
        "deputy",
        1,
        reaches="scheduled",
    ),
    Writing(
        "Ten years of the community orchard",
        "<p>The orchard behind the allotments is ten years old. Come and taste what grows there, on Saturday.</p>",
        "priya.shah",
        1,
        kind="clubs_and_events",
        reaches="submitted",
    ),
    Writing(
        "Help to fill in forms, every Tuesday",
        "<p>Joan and others sit in the library on Tuesdays from 10 am and help with letters and forms.</p>",
        "joan.tull",
        1,
        reaches="submitted",
    ),
    Writing(
        "Draft budget in one page",
        "<p>What we take in, what we spend, and what changes. Comments by 8 January.</p>",
        "gwen.pritchard",
        1,
        kind="financial_information",
        matter=BUDGET,
        reaches="returned",
        remark="Please say in the first line where people can read it, and give the office's own telephone number.",
    ),
    Writing(
        "Spring planting: what shall we grow?",
        "<p>Ideas so far: wild flowers by the bus shelter, herbs at the Moot Hall.</p>",
        "priya.shah",
        1,
        reaches="draft",
    ),
)
