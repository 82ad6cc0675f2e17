"""A policy's Markdown as safe HTML with an anchor at each heading."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html import unescape

import nh3
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

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


def fingerprint(title: str, text: str) -> str:
    """What tells one wording from every other."""
    return sha256(f"{title}\n{text}".encode()).hexdigest()


@dataclass(frozen=True)
class Section:
    """What stands below one heading, as plain lines; the words before the first heading stand below ""."""

    heading: str
    text: str


def sections_of(markdown: str) -> list[Section]:
    """The text in its sections: what is compared, and what was understood of a file."""
    found: list[tuple[str, list[str]]] = [("", [])]
    in_heading, marker = False, ""
    for token in MARKDOWN.parse(markdown):
        if token.type in ("heading_open", "heading_close"):
            in_heading = token.type == "heading_open"
        elif token.type == "list_item_open":
            marker = f"{token.info}. " if token.info else "• "
        elif token.type == "inline":
            words = "".join(_plain(child) for child in token.children or [])
            if in_heading:
                found.append((words, []))
            else:
                found[-1][1].append(marker + words)
            marker = ""
        elif token.content:
            found[-1][1].append(token.content.rstrip())
    sections = [Section(heading, "\n".join(lines)) for heading, lines in found]
    return sections if sections[0].text else sections[1:]


def _plain(token: Token) -> str:
    return "\n" if token.type in ("softbreak", "hardbreak") else token.content


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
