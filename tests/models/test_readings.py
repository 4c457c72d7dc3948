"""The log of who read what: numbered without gaps, chained, and looked through by the audit."""

from __future__ import annotations

import pytest

from domain.errors import UnknownCourse
from models.readings import Readings
from tests.factories import AMIRA, KIRSTEN, START
from tests.models.vault import Vault


def read_three_times(vault: Vault) -> tuple[str, Readings]:
    ref, readings = vault.course(), Readings(vault.database)
    readings.record(KIRSTEN, "timeline", START, course_ref=ref)
    readings.record(AMIRA, "letter", START, course_ref=ref, subject="7")
    readings.record(KIRSTEN, "mail", START, subject="P-2026-0001")
    return ref, readings


def test_each_reading_says_who_what_and_when(vault: Vault) -> None:
    """S3: the log book has a case's own duties; outside: who read what can be told."""
    ref, readings = read_three_times(vault)
    first, second = readings.of_course(ref)
    assert (first.actor, first.what, first.at, first.subject) == (str(KIRSTEN), "timeline", START, "")
    assert (second.actor, second.what, second.subject) == (str(AMIRA), "letter", "7")
    assert vault.findings() == []


def test_a_reading_of_a_course_that_is_not_there_is_no_reading(vault: Vault) -> None:
    with pytest.raises(UnknownCourse):
        Readings(vault.database).record(KIRSTEN, "timeline", START, course_ref="M-2026-0099")
    assert vault.findings() == []


def test_a_tail_that_was_cut_without_a_trace_is_named_by_the_checkpoint(vault: Vault) -> None:
    """Outside: who read is kept also against the keeper of the database."""
    ref, readings = read_three_times(vault)
    file, taken = vault.checkpoint()
    assert taken.read[0] == 3
    readings.record(KIRSTEN, "timeline", START, course_ref=ref)
    assert vault.findings(against=file) == []
    vault.alter("DELETE FROM reading WHERE id > 2")
    vault.alter("UPDATE counter SET last = 2 WHERE series = 'reading'")
    assert vault.findings() == []
    assert vault.findings(against=file) == ["reading, nr. 3: er skrevet om eller væk siden kontrolpunktet"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE reading SET actor = 'coordinator:bo' WHERE id = 2", "reading, nr. 2: linjen er ændret"),
        ("DELETE FROM reading WHERE id = 2", "reading, nr. 2: linjen er taget ud"),
        ("DELETE FROM reading WHERE id = 3", "reading, efter nr. 2: linjerne er skåret fra"),
    ],
)
def test_a_changed_or_removed_reading_is_found_by_the_audit(vault: Vault, change: str, found: str) -> None:
    """Outside: nobody can take back that she read."""
    read_three_times(vault)
    vault.alter(change)
    assert any(finding.startswith(found) for finding in vault.findings())


def test_several_courses_read_at_once_are_lines_of_one_chain_or_none_at_all(vault: Vault) -> None:
    ref, readings = read_three_times(vault)
    other = vault.course()
    readings.record_each(KIRSTEN, "search", START, [ref, other])
    readings.record_each(KIRSTEN, "search", START, [])
    with pytest.raises(UnknownCourse):
        readings.record_each(KIRSTEN, "search", START, [ref, "M-2026-0099"])
    readings.record(AMIRA, "timeline", START, course_ref=other)
    assert [(one.id, one.course, one.what) for one in readings.latest(3)] == [
        (6, other, "timeline"),
        (5, other, "search"),
        (4, ref, "search"),
    ]
    assert vault.findings() == []
