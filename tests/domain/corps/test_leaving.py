"""Nothing is moved before every course of the one who leaves has somebody to go to."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.corps.leaving import HandOver, is_done, problems
from domain.course import Course
from domain.lifecycle import Phase
from tests.domain.staging import course_of, in_phase

HERS = course_of(in_phase(Phase.ACTIVE))


def course(ref: str, mentor: str = "amira") -> Course:
    return replace(HERS, ref=ref, mentor=mentor)


COURSES = {
    one.ref: one for one in (course("M-2026-0001"), course("M-2026-0002"), course("M-2026-0003", "bo"))
}


def line(ref: str, mentor: str = "bo", cover: str = "") -> HandOver:
    return HandOver(course=ref, mentor=mentor, cover=cover, handover="Læs logbogen.")


def told(*lines: HandOver) -> set[tuple[str, str, str]]:
    found = problems(list(enumerate(lines)), "amira", COURSES)
    return {(one.field, one.wrong, one.cure) for one in found}


def test_a_file_that_names_every_course_once_is_good() -> None:
    """S1: a mentor who leaves hands over each course with a note, so that knowledge is not lost."""
    assert told(line("M-2026-0001"), line("M-2026-0002", "cecilie", "bo")) == set()


@pytest.mark.requirement("local.leaving")
def test_every_course_that_is_forgotten_named_twice_or_not_hers_is_told() -> None:
    """local: bulk reassign checks everything before anything is written."""
    assert told(
        line("M-2026-0001"), line("M-2026-0001"), line("M-2026-0003", "cecilie"), line("M-2026-0009")
    ) == {
        ("M-2026-0002", "mangler i filen", "skriv, hvem der overtager, og en overdragelse"),
        ("0.course", "står flere gange", "skriv hvert forløb én gang"),
        ("1.course", "står flere gange", "skriv hvert forløb én gang"),
        ("2.course", "er ikke denne mentors forløb", "fjern linjen"),
        ("3.course", "er ikke et åbent forløb", "fjern linjen"),
    }


def test_nothing_is_handed_to_the_one_who_leaves() -> None:
    found = told(line("M-2026-0001", "amira"), line("M-2026-0002", "bo", "amira"))
    cure = "vælg en anden mentor og vikar"
    assert found == {(f"{line}.mentor", "er den, der stopper", cure) for line in (0, 1)}


@pytest.mark.requirement("local.leaving")
def test_what_was_handed_over_already_is_no_problem() -> None:
    """local: the same file can be run again after a part of it failed."""
    done = line("M-2026-0003", "bo")
    assert is_done(done, "amira", COURSES)
    assert not is_done(line("M-2026-0001"), "amira", COURSES)
    assert not is_done(line("M-2026-0009"), "amira", COURSES)
    assert told(line("M-2026-0001"), line("M-2026-0002"), done) == set()
