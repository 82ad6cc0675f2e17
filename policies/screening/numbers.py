"""Numbers that can be checked, and how they are compared: sums, ranges, and the ways to write one telephone number."""

import ipaddress
import re
from itertools import cycle

_NOT_DIGITS = re.compile(r"\D+")
_UNITED_KINGDOM = "44"
_SHORTEST_NATIONAL, _LONGEST_NATIONAL = 10, 11
_SHORTEST_ABROAD, _LONGEST_ABROAD = 9, 15

# 03 and 080 are given to organisations, never to a person.
_OF_ORGANISATIONS = ("03", "080")
_AT_HOME = [ipaddress.ip_network(network) for network in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")]
_LARGEST_CLAUSE = 31
_AREA_OR_KIND = "1235789"


def digits(words: str) -> str:
    return _NOT_DIGITS.sub("", words)


def national(number: str) -> str:
    """A telephone number as it is dialled in the United Kingdom, digits only; one from abroad with its 00."""
    plain, abroad = digits(number), number.lstrip(" (").startswith("+")
    if plain.startswith("00"):
        plain, abroad = plain[2:], True
    if abroad and plain.startswith(_UNITED_KINGDOM):
        return "0" + plain[2:].removeprefix("0")
    return "00" + plain if abroad else plain


def is_telephone(number: str) -> bool:
    """Is it built as a telephone number is, and not one of an organisation's?"""
    plain = national(number)
    if plain.startswith("00"):
        return _SHORTEST_ABROAD + 2 <= len(plain) <= _LONGEST_ABROAD + 2
    built = plain[:1] == "0" and plain[1:2] in _AREA_OR_KIND
    long_enough = len(plain) == _LONGEST_NATIONAL or (len(plain) == _SHORTEST_NATIONAL and plain[1:2] == "1")
    return built and long_enough and not plain.startswith(_OF_ORGANISATIONS)


def is_nhs_number(number: str) -> bool:
    """Ten digits whose last one is right by the sum of eleven."""
    plain = digits(number)
    rest = sum(int(digit) * weight for digit, weight in zip(plain[:9], range(10, 1, -1), strict=False)) % 11
    return len(plain) == 10 and (11 - rest) % 11 == int(plain[9])


def is_card(number: str) -> bool:
    """Twelve to nineteen digits that are right by Luhn's sum, and not one digit throughout."""
    plain = digits(number)
    return 12 <= len(plain) <= 19 and len(set(plain)) > 1 and plain[0] in "23456" and _luhn(plain) % 10 == 0


def is_iban(words: str) -> bool:
    """Right by the sum of 97, with the letters counted as numbers."""
    plain = words.replace(" ", "")
    turned = plain[4:] + plain[:4]
    return 15 <= len(plain) <= 34 and int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def is_ip_address(words: str) -> bool:
    try:
        address = ipaddress.ip_address(words)
    except ValueError:
        return False
    return not (address.is_unspecified or address.is_loopback or _is_at_home(address) or _numbers_a_clause(address))


def _is_at_home(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Within a house or an office, where every other one has the same."""
    return any(address.version == 4 and address in network for network in _AT_HOME)


def _numbers_a_clause(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """“3.12.4.1” has four small numbers; hardly anybody's computer has."""
    return address.version == 4 and max(address.packed) <= _LARGEST_CLAUSE


def _luhn(plain: str) -> int:
    doubled = (int(digit) * factor for digit, factor in zip(reversed(plain), cycle((1, 2)), strict=False))
    return sum(number - 9 if number > 9 else number for number in doubled)
