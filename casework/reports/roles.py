"""The mentor's roles as they were weighted over time (S4)."""

from __future__ import annotations

from itertools import zip_longest

from adapters.documents import Statement
from adapters.templates import date_words, listed
from casework.history.case_record import CaseRecord
from domain.events import RolesSet
from domain.programme import Programme
from domain.values import Span


def weighted(record: CaseRecord, programme: Programme, span: Span) -> tuple[Statement, ...]:
    """Each weighting that held at some time of the span, in the order they came."""
    versions = list(record.of(RolesSet))
    return tuple(
        Statement(_told(event, programme), seq)
        for (seq, event), later in zip_longest(versions, versions[1:])
        if event.from_on <= span.ends_on
        and (later is None or later[1].from_on > max(event.from_on, span.starts_on))
    )


def _told(event: RolesSet, programme: Programme) -> str:
    """`Fra 1. marts 2026: systemguide 60 % og vejleder 40 %.` in the programme's own words."""
    named = {code: role.name for code, role in programme.roles.items()}
    roles = [f"{named.get(one.role, one.role)} {one.percent} %" for one in event.weights]
    return f"Fra {date_words(event.from_on)}: {listed(roles)}."
