"""Markdown stays as it is written, but that its headings begin at the second level: above them stands the title."""

import re

HEADING = re.compile(r"^ {0,3}(#{1,6})(?=\s)(.*?)\s*#*\s*$")
FENCE = re.compile(r"^ {0,3}(```|~~~)")


def tidied(text: str) -> tuple[str, str]:
    """The title, where a single heading of the first level opens the text, and the Markdown."""
    lines = [line.rstrip() for line in text.expandtabs(4).splitlines()]
    headings = {number: found for number, line in _outside_fences(lines) if (found := HEADING.match(line))}
    first_level = [number for number, found in headings.items() if found[1] == "#"]
    opens = first_level[:1] if not any("".join(lines[: first_level[0]]) for _ in first_level[:1]) else []
    title = headings[opens[0]][2].strip() if opens else ""
    shift = 1 if set(first_level) - set(opens) else 0
    for number, found in headings.items():
        level = min(len(found[1]) + shift, 6)
        words = found[2].strip()
        lines[number] = words if number in opens else f"{'#' * level} {words}"
    return title, "\n".join(lines).strip("\n") + "\n"


def _outside_fences(lines: list[str]) -> list[tuple[int, str]]:
    outside, is_open = [], False
    for number, line in enumerate(lines):
        if FENCE.match(line):
            is_open = not is_open
        elif not is_open:
            outside.append((number, line))
    return outside
