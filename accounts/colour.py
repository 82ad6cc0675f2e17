"""One colour from the council, seven for the page, with their contrast guaranteed.

The hue is kept; only lightness and saturation move (in OKLCH) until each promise is kept: those that are
numbers below, and every one of them in the tests.
"""

import math
import re
from collections.abc import Callable

Parts = tuple[float, float, float]


def stylesheet(colour: str) -> str:
    """Give the style rule that carries the council's colours to every page.

    In: the council's colour, written like #1d4f40. Out: one `:root` rule. Raises ValueError
    for anything else.
    """
    return ":root{" + ";".join(f"--council{name}:{value}" for name, value in tokens(colour).items()) + "}\n"


def tokens(colour: str) -> dict[str, str]:
    """Work out the page's colours from the council's.

    In: the council's colour, written like #1d4f40. Out: colours by the end of their custom property's
    name, "" being the council's own. Raises ValueError for anything else.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"a council's colour is written like #1d4f40, not {colour!r}")
    lightness, chroma, hue = _oklch(colour)
    tint = _hex(0.974, min(chroma, 0.007), hue)
    return {
        "": colour.lower(),
        "-on": "#ffffff" if contrast(colour, "#ffffff") >= 4.5 else "#000000",  # one of the two always is
        "-link": _darken(min(lightness, 0.5), chroma, hue, until=lambda shade: contrast(shade, tint) >= 7),
        "-deep": _hex(min(lightness, 0.29), min(chroma, 0.07), hue),  # white on it ≥ 12
        "-line": _darken(0.8, min(chroma, 0.08), hue, until=lambda shade: contrast(shade, tint) >= 3),
        "-hair": _hex(0.89, min(chroma, 0.025), hue),  # decoration only
        "-tint": tint,
    }


def promises(colour: str) -> list[tuple[str, float, float]]:
    """Say what is promised of the page's colours, whatever colour the council chooses.

    In: the council's colour, written like #1d4f40. Out: for each promise its words, the least contrast that is
    promised, and the contrast that there is. Raises ValueError for anything else.
    """
    shade = tokens(colour)
    return [
        ("Words on your colour", 4.5, contrast(shade[""], shade["-on"])),
        ("Links and buttons on white", 7, contrast(shade["-link"], "#ffffff")),
        ("White words at the foot of the page", 12, contrast(shade["-deep"], "#ffffff")),
        ("Lines that mean something", 3, contrast(shade["-line"], "#ffffff")),
    ]


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG counts it.

    In: two colours, each written like #1d4f40, in any order. Out: 1 (the same) to 21 (black and white).
    Raises ValueError where a pair of digits is not hexadecimal.
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _darken(lightness: float, chroma: float, hue: float, until: Callable[[str], bool]) -> str:
    while not until(shade := _hex(lightness, chroma, hue)):
        lightness -= 0.005
    return shade


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> Parts:
    red, green, blue = (_without_gamma(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return red, green, blue


def _oklch(colour: str) -> Parts:
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _hex(lightness: float, chroma: float, hue: float) -> str:
    """The colour, with as much of its chroma as a screen can show."""
    while chroma >= 1e-4 and not all(-1e-4 <= part <= 1.0001 for part in _rgb(lightness, chroma, hue)):
        chroma *= 0.97
    parts = (_with_gamma(min(1, max(0, part))) for part in _rgb(lightness, chroma, hue))
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def _rgb(lightness: float, chroma: float, hue: float) -> Parts:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
    )


def _without_gamma(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _with_gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
