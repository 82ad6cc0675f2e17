"""How much text each channel takes, and how the network behind it counts."""

import re
import unicodedata
from dataclasses import dataclass

from policies.rules.schema import ChannelKind


@dataclass(frozen=True)
class Limit:
    """The most that a text may count; `counted_by` names who counts so."""

    most: int
    counted_by: str


LIMITS = {
    ChannelKind.FACEBOOK: Limit(63_206, "Facebook"),
    ChannelKind.X: Limit(280, "X"),
    ChannelKind.INSTAGRAM: Limit(2_200, "Instagram"),
}


def limit_of(kind: ChannelKind) -> Limit | None:
    """None for a channel that takes a text of any length."""
    return LIMITS.get(kind)


def count(kind: ChannelKind, text: str) -> int:
    """What the text counts on that channel. A line break counts as one character, however it was sent."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return _weigh(text) if kind == ChannelKind.X else len(text)


# ------------------------------------------------------- X: the rules of its twitter-text library, configuration 3
_WEIGHTS = {"address": 23, "emoji": 2, "light": 1, "heavy": 2}

_LETTERS = r"a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_PATH = _LETTERS + r"\u0400-\u04ff_\#/=+\-"
_PATH_INSIDE = _PATH + r"!*';:,.$%\[\]–~@|&"
_BALANCED = rf"\((?:[{_PATH_INSIDE}]|\([{_PATH_INSIDE}]*\))*\)"
_QUERY = r"a-z0-9_&=\#/\-"
# X also makes links of addresses without https://, where it knows their ending: every country's, and 1,500 others,
# of which those stand here that are met with in the United Kingdom.
_ENDINGS = (
    "[a-z]{2}|com|org|net|gov|edu|int|mil|info|biz|name|pro|coop|museum|church|community|events|foundation|"
    "london|wales|cymru|scot|shop|online|site|app|dev|news"
)
_ADDRESS = rf"""
    (?<![a-z0-9@＠$\#＃])
    (?: https?://(?:[^\W_](?:[\w-]{{0,61}}[^\W_])?\.)+(?:xn--[a-z0-9-]+|[^\W\d_]{{2,}})
      | (?<![-_./])(?:[{_LETTERS}](?:[{_LETTERS}_-]{{0,61}}[{_LETTERS}])?\.)+(?:{_ENDINGS})
    )
    (?![a-z0-9@+-])
    (?::[0-9]+)?
    (?:/(?:(?:[{_PATH_INSIDE}]|{_BALANCED})*(?:[{_PATH}]|{_BALANCED}))?)?
    (?:\?[{_QUERY}!?*'@();:+$%.,~|\[\]]*[{_QUERY}])?
"""
# A sign with its variation, its tone of skin or its tags, and those joined to it. The range is wider than that of the
# emoji, which does no harm: each character in it weighs as much as an emoji.
_SIGN = r"""
    (?:[\u203c-\u3299\U0001f000-\U0001faff]|[\u00a9\u00ae](?=\ufe0f))
    (?:\ufe0f|[\U0001f3fb-\U0001f3ff])?[\U000e0020-\U000e007f]*
"""
_EMOJI = rf"[\U0001f1e6-\U0001f1ff]{{2}} | [\#*0-9]\ufe0f?\u20e3 | {_SIGN}(?:\u200d{_SIGN})*"
_LIGHT = r"[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]"
_PART = re.compile(
    rf"(?P<address>(?i:{_ADDRESS})) | (?P<emoji>{_EMOJI}) | (?P<light>{_LIGHT}) | (?P<heavy>.)", re.VERBOSE | re.DOTALL
)


def _weigh(text: str) -> int:
    return sum(_WEIGHTS[str(part.lastgroup)] for part in _PART.finditer(text))
