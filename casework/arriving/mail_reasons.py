"""Why a mail got its verdict, in words for the page of inbound mail: what it means, and what one does."""

from __future__ import annotations

from typing import NamedTuple

from adapters.templates import render


class ReasonWords(NamedTuple):
    """What a reason means, and what the coordinator does about it."""

    means: str
    advice: str


NOT_YET = ReasonWords("Mailen er kommet, men er ikke afgjort endnu.", "Vent et øjeblik, og se igen.")


def reason_words(code: str) -> ReasonWords:
    """The words for a reason of the ledger; a mail without one is not decided yet.

    Raises jinja2.TemplateNotFound for a code that is no reason.
    """
    if not code:
        return NOT_YET
    means, _, advice = render(f"mail_reasons/{code}.txt", {}).partition("\n")
    return ReasonWords(means, advice)
