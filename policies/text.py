"""A policy's Markdown as safe HTML with an anchor at each heading."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

import nh3
from django.utils.text import slugify
from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("commonmark").enable("table")


HEADING = re.compile(r"<h(?P<level>[23])>(?P<words>.*?)</h(?P=level)>", re.DOTALL)


@dataclass(frozen=True)
class PolicyText:
    """`contents` pairs the anchor of each second-level heading with its words."""

    html: str
    contents: tuple[tuple[str, str], ...]


def anchor_of(heading: str) -> str:
    """The anchor under which a heading, or a rule's place, is found on the policy's page."""
    return slugify(heading) or "part"


@lru_cache(maxsize=8)
def render(markdown: str) -> PolicyText:
    """The text as HTML that holds no script, whatever was typed."""
    used: Counter[str] = Counter()
    contents: list[tuple[str, str]] = []

    def with_anchor(match: re.Match[str]) -> str:
        level, words = match["level"], unescape(nh3.clean(match["words"], tags=set()))
        anchor = anchor_of(words)
        used[anchor] += 1
        if used[anchor] > 1:
            anchor = f"{anchor}-{used[anchor]}"
        if level == "2":
            contents.append((anchor, words))
        return f'<h{level} id="{anchor}">{match["words"]}</h{level}>'

    html = HEADING.sub(with_anchor, nh3.clean(MARKDOWN.render(markdown)))
    return PolicyText(html, tuple(contents))
