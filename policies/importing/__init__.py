"""Policies that councils have as files: plain text, Markdown, Word and PDF become Markdown in sections.

Pure functions: the file's bytes and name in, its text out. Nothing is stored. What a file holds is told by its content.
"""

from policies.importing.reading import Imported, read

__all__ = ["Imported", "read"]
