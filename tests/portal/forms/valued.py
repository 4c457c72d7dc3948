"""Fields as people may fill them in, for any command: made from the shape of its form."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from portal.forms.shape import Kind, Shape, Spec

WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(
    lambda text: text == text.strip() and text.strip() != ""
)
LONG = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
CODES = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.isoformat)
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: (BEGINNING + timedelta(minutes=minutes)).isoformat()
)
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0).isoformat())
HOURS = st.decimals(1, 168, places=2).map(str)
BOOLS = st.booleans()
SHA = "a" * 64
OWN = {
    "Citizen.cpr": st.just("0101505678"),
    "RecordEvaluation.score": st.integers(1, 5),
    "GoalAnswer.progress": st.integers(0, 10),
    "QuickNote.minutes": st.integers(1, 240),
    "ReportDeviation.attempts": st.integers(0, 100),
    "Referral.months_unemployed": st.integers(0, 900),
    "RecordMeeting.corrects": st.integers(1, 99),
    "Ending.decider_ref": st.just("D-0001"),
}
"""What has limits of its own."""


def some_fields(shape: Shape) -> st.SearchStrategy[dict[str, Any]]:
    """Fields that can be read: all that are required, and any of the others."""
    required = {spec.name: value_of(spec) for spec in shape if spec.required}
    others = {spec.name: value_of(spec) for spec in shape if not spec.required}
    return st.fixed_dictionaries(required, optional=others)


def value_of(spec: Spec) -> st.SearchStrategy[Any]:
    """A value of that field."""
    if spec.key in OWN:
        return OWN[spec.key]
    if spec.name == "document_sha256":
        return st.just(SHA)
    if spec.kind is Kind.TEXT:
        return _text(spec)
    if spec.kind is Kind.LIST:
        return st.lists(_item(spec), min_size=2, max_size=4, unique=True)
    if spec.kind is Kind.GROUP:
        return some_fields(spec.inner)
    if spec.kind is Kind.ROWS:
        return st.lists(some_fields(spec.inner), min_size=1, max_size=3)
    return _PLAIN[spec.kind]


def _text(spec: Spec) -> st.SearchStrategy[str]:
    if spec.codes:
        return st.sampled_from(spec.codes)
    if not spec.most:
        return CODES
    return LONG if spec.most > 200 else WORDS


def _item(spec: Spec) -> st.SearchStrategy[Any]:
    if spec.name == "entries":
        return st.integers(1, 99)
    if spec.codes:
        return st.sampled_from(spec.codes)
    return WORDS if spec.most else CODES


_PLAIN: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.DATE: DAYS,
    Kind.TIME: CLOCKS,
    Kind.INSTANT: INSTANTS,
    Kind.NUMBER: HOURS,
    Kind.WHOLE: st.integers(1, 5),
    Kind.TICK: BOOLS,
    Kind.YES_NO: BOOLS,
    Kind.NUMBERS: st.dictionaries(CODES, st.integers(1, 100), min_size=1, max_size=4),
    Kind.ANSWERS: st.dictionaries(CODES, BOOLS, max_size=3),
}
