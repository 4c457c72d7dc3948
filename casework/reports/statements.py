"""Statements made of what was recorded, cleaned of what must not be shown."""

from __future__ import annotations

from adapters.documents import Statement
from adapters.templates import initial
from casework.history.case_record import CaseRecord


def said(record: CaseRecord, text: str, seq: int) -> tuple[Statement, ...]:
    """Somebody's own words as one statement, or nothing where nothing was written."""
    return (Statement(record.discretion.clean(text), seq),) if text.strip() else ()


def sentence(text: str) -> str:
    """`text` with a capital first letter and a full stop."""
    return f"{initial(text).rstrip('.')}."
