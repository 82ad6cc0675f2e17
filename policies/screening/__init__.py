"""Screening: from texts and pieces to what a person should look at before they are published.

It finds candidates and does not judge. Pure functions: no clock, no user, no database. `docs/screening.md` says what is
looked for, what it rests on, and what is not found.
"""

from policies.screening.findings import Finding, Known, Piece, Text, Topic, Weight
from policies.screening.links import unconfirmed_links
from policies.screening.screen import screen

__all__ = ["Finding", "Known", "Piece", "Text", "Topic", "Weight", "screen", "unconfirmed_links"]
