"""What the mentor asked to have changed of the plan, and what came of it: codes, never the words."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.documents import Statement
from adapters.templates import date_words
from casework import names
from casework.history.case_record import CaseRecord
from domain.events import MatterOpened, MatterSettled
from domain.matters import ANSWERED, MatterKind
from domain.words import OUTCOMES

BEGINS = {
    MatterKind.PLAN_CHANGE: "Mentor bad {day} om en ændring af planen ({what})",
    MatterKind.PLAN_DECISION: "Sagsbehandleren blev {day} spurgt om en ændring af planen ({what})",
}


def plan_changes(record: CaseRecord) -> Iterator[Statement]:
    """Each request with its answer."""
    answers = {event.matter: (seq, event) for seq, event in record.of(MatterSettled)}
    for seq, opened in record.of(MatterOpened):
        if opened.kind in ANSWERED:
            what = names.PLAN_CHANGES[opened.cause]
            asked = BEGINS[opened.kind].format(day=date_words(opened.opened_at), what=what)
            yield _told(asked, seq, answers.get(opened.matter))


def _told(asked: str, seq: int, answer: tuple[int, MatterSettled] | None) -> Statement:
    if answer is None:
        return Statement(f"{asked}; der blev ikke svaret, før støtten sluttede.", seq)
    return Statement(f"{asked}: {OUTCOMES[answer[1].outcome]}.", (seq, answer[0]))
