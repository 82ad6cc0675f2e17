"""What the demonstration council has published of its meetings and money, and where it links to: all fictitious."""

from dataclasses import dataclass

from policies.rules.schema import ItemKind
from posts.particulars import NONE, Part, Particulars


@dataclass(frozen=True)
class Filing:
    """`days` from the meeting that it belongs to or, without one, from today. Accounts are those of last year."""

    title: str
    body: str
    kind: str
    days: int
    meeting: str = ""
    particulars: Particulars = NONE


LINK = ItemKind.PRINCIPAL_COUNCIL_LINKS
CHARITY = ItemKind.CHARITY_LINKS
MONEY = ItemKind.FINANCIAL_INFORMATION

FILINGS = (
    Filing(
        "Agenda of the Full Council: benches and Mill Lane",
        "<p>Everybody may come and listen. Twenty minutes are kept for questions from the public.</p>"
        "<ol><li>Apologies</li>"
        "<li>Declarations of interest</li><li>Minutes of the last meeting</li><li>Questions from the public</li>"
        "<li>New benches by the river</li><li>Mill Lane</li><li>Payments</li></ol>",
        ItemKind.AGENDAS,
        -7,
        "council",
        Particulars(part=Part.AGENDA),
    ),
    Filing(
        "Where the new benches go",
        "<p>Four places on the river path, with what each costs and who uses it. Two need a new base.</p>",
        ItemKind.AGENDAS,
        -7,
        "council",
        Particulars(part=Part.PAPER),
    ),
    Filing(
        "Minutes of the Full Council: benches and Mill Lane",
        "<p>Present: the Mayor and three councillors. The Council agreed four benches at the places in the paper, and "
        "asked the water company to keep the footpath in Mill Lane open.</p>",
        ItemKind.MINUTES,
        36,
        "council",
        Particulars(part=Part.APPROVED_MINUTES),
    ),
    Filing(
        "Agenda of the Policy and Finance Committee: the first draft of the budget",
        "<ol><li>Apologies</li><li>Declarations of interest</li><li>Income and spending so far</li>"
        "<li>First draft of the budget</li></ol>",
        ItemKind.AGENDAS,
        -7,
        "finance",
        Particulars(part=Part.AGENDA),
    ),
    Filing(
        "Draft minutes of the Policy and Finance Committee",
        "<p>The committee looked at spending up to September and asked for a second draft of the budget.</p>",
        ItemKind.COMMITTEE_MINUTES,
        9,
        "finance",
        Particulars(part=Part.DRAFT_MINUTES),
    ),
    Filing(
        "Agenda of the Full Council: Christmas and the winter",
        "<ol><li>Apologies</li><li>Declarations of interest</li><li>Minutes</li><li>Carols in the Market Place</li>"
        "<li>Salt bins</li></ol>",
        ItemKind.AGENDAS,
        -7,
        "latest",
        Particulars(part=Part.AGENDA),
    ),
    Filing(
        "The right to inspect our accounts",
        "<p>Anybody may look at the books of last year and ask the auditor about them. Write to the Clerk first.</p>",
        MONEY,
        -170,
        particulars=Particulars(account="public_rights"),
    ),
    Filing(
        "Our annual return, before the audit",
        "<p>What came in, what went out, what is left, and how the Council answers for it.</p>",
        MONEY,
        -169,
        particulars=Particulars(account="agar_unaudited"),
    ),
    Filing(
        "Wendleshire County Council",
        "<p>Roads, schools, libraries and social care.</p>",
        LINK,
        -120,
        particulars=Particulars(address="https://www.wendleshire.example/"),
    ),
    Filing(
        "Report a hole in the road",
        "<p>The County Council mends roads and pavements, and takes reports day and night.</p>",
        LINK,
        -119,
        particulars=Particulars(address="https://www.wendleshire.example/roads"),
    ),
    Filing(
        "Thornby Food Bank",
        "<p>Gives food to people who cannot pay for enough, and takes what others can spare.</p>",
        CHARITY,
        -118,
        particulars=Particulars(address="https://foodbank.thornby.example/"),
    ),
)
