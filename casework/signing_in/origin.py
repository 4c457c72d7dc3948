"""Where a step of signing in comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """The secret of the browser's cookie, the visitor's network address, and what she looks through.

    The first two are kept as keyed digests only; the third is two words that her own log shows.
    """

    browser: str = ""
    peer: str = ""
    device: str = ""


UNKNOWN = Origin()
