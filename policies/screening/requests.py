"""Messages that may be a request under the law, which counts however it arrives (not-official-contact).

Candidates only: a person reads the message and judges.
"""

import re
from typing import NamedTuple

from policies.rules.schema import Source, SourceKind

INFORMATION = re.compile(
    r"""\b(?: freedom\s+of\s+information | f\.?o\.?i\.?a?\b | environmental\s+information
    | request(?:ing)?\s+(?:for\s+|the\s+following\s+)?information | information\s+request
    | (?:copy|copies)\s+of\s+(?:the|all|any|your)
    | (?:what|which|all|any)\s+(?:\w+\s+)?(?:records?|documents?|correspondence|information|e-?mails)
      \s+(?:do|does|did)?\s*(?:you|the\s+council)\s+(?:hold|have|holds|has|kept|keep)
    | how\s+much\s+(?:did|do|does|has|have|was|were|is)\b [^?]* \b(?:spen[dt]|paid|pay|costs?)\b )""",
    re.IGNORECASE | re.VERBOSE,
)
OWN_DATA = re.compile(
    r"""\b(?: subject\s+access | d?sar\b | article\s+15 | right\s+of\s+access
    | (?:information|data|records?|details|everything|anything|what)\s+(?:that\s+|does\s+|do\s+)?
      (?:you|the\s+council)\s+(?:hold|have|keep|holds|has|keeps|store|stores)\s+(?:on|about)\s+(?:me|us|my)
    | my\s+(?:own\s+)?personal\s+(?:data|information) )""",
    re.IGNORECASE | re.VERBOSE,
)


class Request(NamedTuple):
    """What a message may be, what then is to be done, and the law that says so."""

    what: str
    then: str
    source: Source


def may_be_requests(text: str, nation: str) -> tuple[Request, ...]:
    """What the message may ask for under the law of the nation (a value of Council.Nation)."""
    found = [(INFORMATION, _of_information(nation)), (OWN_DATA, OF_OWN_DATA)]
    return tuple(request for pattern, request in found if pattern.search(text))


def all_requests(nation: str) -> tuple[Request, ...]:
    """Everything to look for in a message before it gets the ready answer."""
    return _of_information(nation), OF_OWN_DATA


def _of_information(nation: str) -> Request:
    act = "Freedom of Information (Scotland) Act 2002" if nation == "scotland" else "Freedom of Information Act 2000"
    return Request(
        "A request for information that the council holds",
        "It counts if it can be read, says what it wants, and gives a name and an address for the reply. "
        "The twenty working days for it run from the day it arrived.",
        Source(kind=SourceKind.LAW, place=f"{act}, ss.8 and 10"),
    )


OF_OWN_DATA = Request(
    "A request for what the council holds about its writer",
    "It counts in any form and needs no set words. The month for the answer runs from the day it arrived.",
    Source(kind=SourceKind.LAW, place="UK GDPR, arts 12 and 15"),
)
