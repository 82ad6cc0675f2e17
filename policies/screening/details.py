"""How each kind of personal information is written: kind, and where it stands in a text as written."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from phonenumbers import Leniency, PhoneNumberMatcher

from policies.screening import english, numbers
from policies.screening.folding import Span
from policies.screening.wordlists import lines

Found = Iterator[tuple[str, Span]]

_MOST_TRIES = 500
_NEAR = 40

_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}(?:@|\s?[(\[]\s?at\s?[)\]]\s?)(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w@])"
)
_DATE_IN_DIGITS = r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}(?![0-9])"
_TELEPHONE = re.compile(
    rf"(?<![\w£$.,/+-])(?!{_DATE_IN_DIGITS})"
    r"(?:(?:\(?\+|00)44[ ().-]{0,3}(?:\(?0\)?[ .-]{0,2})?|\(?0[ ]?)[1-9](?:[ ().-]{0,3}[0-9]){8,9}(?![\w/]|[.,-][0-9])"
)
_FROM_ABROAD = re.compile(r"(?<![\w£$.,/+-])\+(?!44)[1-9](?:[ ().-]{0,3}[0-9]){7,13}(?![\w/]|[.,-][0-9])")
_POSTCODE = (
    r"(?:GIR ?0AA|(?:[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPS-UW]|[A-HK-Y][0-9][ABEHMNPRV-Y]))"
    r" ?[0-9][ABD-HJLNP-UW-Z]{2})"
)
_POSTCODES = re.compile(rf"(?<![A-Z0-9]){_POSTCODE}(?![A-Z0-9])")
_POSTCODE_IN_ANY_CASE = re.compile(rf"(?<!\w){_POSTCODE}(?!\w)", re.IGNORECASE)
_NATIONAL_INSURANCE = re.compile(
    r"(?<![A-Z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)(?:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ)"
    r" ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D](?![A-Z0-9])"
)
_NHS_SPACED = re.compile(r"(?<![\w-])[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}(?![\w-])")
_NHS_LABELLED = re.compile(r"\bNHS\b[^\n0-9]{0,30}([0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4})(?!\w)", re.IGNORECASE)
_SORT_CODE = re.compile(r"\bsort[ -]?code\b[^\n0-9]{0,15}[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}(?!\w)", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"\b(?:account|a/c|acc(?:oun)?t?)[ .]{0,2}(?:number|no|num)?\b[^\n0-9]{0,10}[0-9]{4} ?[0-9]{4}(?!\w)", re.IGNORECASE
)
_DATE = (
    r"(?:[0-9]{1,2}[/. -][0-9]{1,2}[/. -][0-9]{2,4}"
    r"|[0-9]{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8},? [0-9]{4}|[A-Z][a-z]{2,8} [0-9]{1,2},? [0-9]{4})"
)
_BIRTH_DATE = re.compile(
    rf"\b(?i:born(?: on)?|date of birth|d\.?o\.?b\b\.?|birth date|birthday)[^\w\n]{{1,5}}(?:is |was )?{_DATE}"
)
_CARD = re.compile(r"(?<![\w£.+-])[0-9](?:[ -]?[0-9]){11,18}(?![\w-])")
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Z0-9])")
_IP_4 = re.compile(r"(?<![\w.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?!\w|\.[0-9])")
_IP_6 = re.compile(r"(?<![\w:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])")
_NUMBERED = re.compile(
    r"\b(?:versions?|v|sections?|clauses?|paras?|paragraphs?|rules?|policy|item|part|release)\.?\s{0,2}$", re.IGNORECASE
)
_PLATE = re.compile(r"(?<![A-Z0-9])[A-HJ-PR-Y]{2}(?:[0-2][0-9]|[5-7][0-9]) ?[A-HJ-PR-Z]{3}(?![A-Z0-9])")
_OLDER_PLATE = re.compile(r"(?<![A-Z0-9])[A-HJ-NPR-TV-Y][1-9][0-9]{0,2} ?([A-HJ-PR-Z]{3})(?![A-Z0-9])")
_COOKIE = re.compile(
    r"(?<!\w)(?:_ga|_gid|_fbp|sessionid|csrftoken|PHPSESSID|JSESSIONID|ASP\.NET_SessionId)\s?=\s?[\w.%-]{6,200}"
)
_NAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? (?:[A-Z]\.? ){0,3}((?:[DdOL]')?[A-Z][\w'-]{1,30})(?: [A-Z][\w'-]{1,30}){0,2}"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_MARKED = re.compile(
    r"\b(?:private (?:and|&) confidential|(?:in )?strict(?:est)? confidence|strictly (?:private|confidential)"
    r"|commercial(?:ly)?[ -]in[ -]confidence|not for publication|confidential (?:report|paper|appendix|annex)\b:?)",
    re.IGNORECASE,
)


def details_in(text: str) -> Found:
    """Everything that is written as personal information is; the same letters may be of several kinds."""
    for kind, pattern in _BY_PATTERN:
        yield from ((kind, match.span()) for match in pattern.finditer(text))
    for kind, pattern, is_right in _CHECKED:
        yield from ((kind, match.span()) for match in pattern.finditer(text) if is_right(match[0]))
    yield from _names(text)
    yield from _telephones(text)
    yield from _streets(text)
    yield from _nhs_numbers(text)
    yield from _ip_addresses(text)
    yield from _older_plates(text)


def _names(text: str) -> Found:
    """Names with a title, but for those of plays, books and ice cream."""
    for match in _NAME.finditer(text):
        if match[1].lower() not in _characters():
            yield "name", match.span()


@cache
def _characters() -> frozenset[str]:
    return frozenset(lines("characters.txt"))


def _telephones(text: str) -> Found:
    """By the ranges in use. Our own rule finds what is written as a number but stands in none of them."""
    for match in PhoneNumberMatcher(text, "GB", leniency=Leniency.VALID, max_tries=_MOST_TRIES):
        if numbers.is_telephone(match.raw_string):
            yield "telephone", (match.start, match.end)


def _nhs_numbers(text: str) -> Found:
    for match in _NHS_LABELLED.finditer(text):
        if numbers.is_nhs_number(match[1]):
            yield "nhs", match.span(1)


def _ip_addresses(text: str) -> Found:
    """Not what numbers a clause or a version in the same way."""
    for pattern in (_IP_4, _IP_6):
        for match in pattern.finditer(text):
            numbered = _NUMBERED.search(text[max(match.start() - 20, 0) : match.start()])
            if numbers.is_ip_address(match[0]) and not numbered:
                yield "ip", match.span()


def _older_plates(text: str) -> Found:
    """“A38 AND” is a road and a word."""
    for match in _OLDER_PLATE.finditer(text):
        if not english.is_english(match[1].lower()):
            yield "plate", match.span()


def _streets(text: str) -> Found:
    """A house's number with its street; beside one a postcode counts in small letters too."""
    for match in _street().finditer(text):
        yield "street", match.span()
        beside = _POSTCODE_IN_ANY_CASE.search(text, match.end(), match.end() + _NEAR)
        if beside:
            yield "postcode", beside.span()


@cache
def _street() -> re.Pattern[str]:
    words = "|".join(lines("streets.txt"))
    return re.compile(
        r"(?<![\w£$.,:/-])(?:(?:Flat|Apartment|Unit|Room) ?[0-9]{1,3}[A-Za-z]?,? )?[1-9][0-9]{0,2} ?[A-Za-z]?,? "
        rf"(?!{_MONTH})(?:The |(?:[A-Z][\w'.-]{{1,20}} ){{1,3}}?)(?:{words})\b(?! of\b)"
    )


_BY_PATTERN = (
    ("email", _EMAIL),
    ("postcode", _POSTCODES),
    ("national_insurance", _NATIONAL_INSURANCE),
    ("bank", _SORT_CODE),
    ("bank", _ACCOUNT),
    ("birth_date", _BIRTH_DATE),
    ("plate", _PLATE),
    ("cookie", _COOKIE),
    ("marked", _MARKED),
)

_CHECKED: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("telephone", _TELEPHONE, numbers.is_telephone),
    ("telephone", _FROM_ABROAD, numbers.is_telephone),
    ("card", _CARD, numbers.is_card),
    ("iban", _IBAN, numbers.is_iban),
    ("nhs", _NHS_SPACED, numbers.is_nhs_number),
)
