"""What a sentence about a key is."""

from __future__ import annotations

Words = str | tuple[str, str]
"""One text with `{}` for the value, or two: for when there is something, and for when there is nothing (of a
yes-or-no: for yes and for no). Of what stands in a list or in a table of the programme's own the words are a
phrase; `{code}` is then its name in that table.
"""
