"""What is allowed in a programme and still worth a second look: no mistake, and nothing is refused for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from domain.errors import Problem
from domain.explain import danish_date
from domain.ladders import MAY_END
from domain.programme.whole import Programme

ONE_DAY = timedelta(days=1)
AT_THE_OFFICE = frozenset({"coordinator", "jobcentre"})


def remarks(programme: Programme, others: Sequence[Programme] = ()) -> tuple[Problem, ...]:
    """What a coordinator should know before the programme is used. `others` are the installed programmes;
    only other versions of the same one count.
    """
    versions = [one for one in others if one.key == programme.key and one.version != programme.version]
    return (*_closing_days(programme), *_ladders(programme), *_neighbours(programme, versions))


def _closing_days(programme: Programme) -> Iterator[Problem]:
    if "closing_days" not in programme.office.model_fields_set:
        wrong = "mangler, så 1. maj, 5. juni, 24. og 31. december regnes som arbejdsdage"
        yield Problem("office.closing_days", wrong, 'skriv fx ["06-05", "12-24", "12-31"], eller []')


def _ladders(programme: Programme) -> Iterator[Problem]:
    for kind, deadline in programme.deadlines.items():
        told = {who for rung in deadline.rungs for who in rung.to}
        if kind not in MAY_END and not told & AT_THE_OFFICE:
            wrong = "stigen når aldrig mentorkoordinatoren eller jobcenteret"
            yield Problem(f"deadlines.{kind}.rungs", wrong, "tilføj et trin, hvis mentor selv glemmer det")


def _neighbours(programme: Programme, versions: Sequence[Programme]) -> Iterator[Problem]:
    for other in versions:
        if other.valid_from == programme.valid_from:
            wrong = f"er den samme dag som version {other.version}; den sidste i alfabetet vinder"
            yield Problem("valid_from", wrong, "lad hver version begynde sin egen dag")
    for earlier, later in _pairs([*versions, programme]):
        if programme in (earlier, later):
            yield from _seam(earlier, later)


def _pairs(versions: list[Programme]) -> Iterator[tuple[Programme, Programme]]:
    ordered = sorted(versions, key=lambda one: (one.valid_from, one.version))
    return pairwise(ordered)


def _seam(earlier: Programme, later: Programme) -> Iterator[Problem]:
    """Between two versions there should be no day that both claim, and none without a version."""
    if earlier.valid_to is None or earlier.valid_from == later.valid_from:
        return
    if earlier.valid_to >= later.valid_from:
        wrong = (
            f"{earlier.version} gælder til og med {danish_date(earlier.valid_to)}, "
            f"men {later.version} begynder {danish_date(later.valid_from)} og går forud"
        )
        yield Problem("valid_to", wrong, "lad den første slutte dagen før, eller udelad valid_to")
    elif earlier.valid_to + ONE_DAY < later.valid_from:
        gap = f"{danish_date(earlier.valid_to + ONE_DAY)} til {danish_date(later.valid_from - ONE_DAY)}"
        wrong = f"ingen version gælder fra {gap}"
        yield Problem("valid_to", wrong, "udelad valid_to: den næste version afløser af sig selv")
