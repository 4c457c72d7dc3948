"""Marks, legal hold, the return of the file, and erasure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from domain import commands as c
from domain.events import CourseErased, ErasureApproved, ThirdPartyMarked
from domain.history import of_type
from domain.lifecycle import FINAL, Phase
from domain.retention import retention_ends_on
from tests.domain.staging import APPROVED, CANCEL, RETURNED, course_of, in_phase, later, refused, staged
from tests.factories import AMIRA, KIRSTEN, VIBORG, Play, at, beginning, day, register

WORDS = c.NewMark(what="words", why="third_party", words="naboen Per")
PAPER = c.NewMark(what="enclosure", why="authority", mail="P-2026-0001", number=1)
ERASED = c.RecordErasure(keys=2, mails=1, letters=3, index_entries=1)


def ended() -> Play:
    """A course that was stopped on 2 June 2026."""
    return staged(register(), at("2026-06-02 09:00"), CANCEL)


def test_marks_are_numbered_through_and_say_why_but_never_which_words() -> None:
    """outside: a person checks third-party data; who, when and why is kept."""
    stage = later(c.MarkThirdParty(marks=(WORDS, c.NewMark(what="event", why="safety", event=2))))
    stage.step(c.MarkThirdParty(marks=(replace(PAPER, number=2),)))
    marked = [event for _, event in of_type(stage.history, ThirdPartyMarked)]
    assert [mark.id for event in marked for mark in event.marks] == ["u1", "u2", "u3"]
    assert marked[0].words == ("naboen Per", "")
    assert course_of(stage).file.marks == 3
    stage.step(c.MarkThirdParty(put_back=("u3",)))
    assert course_of(stage).file.marks == 3


@pytest.mark.requirement("outside.third_party")
def test_only_a_coordinator_marks() -> None:
    """outside: a person's judgement; the mentor wrote the words."""
    with refused("coordinator-marks"):
        later((AMIRA, c.MarkThirdParty(marks=(WORDS,))))


def test_a_mark_must_be_about_something_that_is_there() -> None:
    with refused("nothing-marked"):
        later(c.MarkThirdParty())
    with refused("unknown-event"):
        later(c.MarkThirdParty(marks=(c.NewMark(what="event", why="third_party", event=999),)))
    with refused("unknown-mark"):
        later(c.MarkThirdParty(put_back=("u1",)))


@pytest.mark.parametrize(
    "fields",
    [
        {"what": "words"},
        {"what": "event", "words": "naboen"},
        {"what": "event", "event": 3, "words": "naboen"},
        {"what": "enclosure", "mail": "P-2026-0001"},
        {"what": "enclosure", "mail": "naboen.pdf", "number": 1},
    ],
)
def test_half_a_mark_and_a_mark_of_two_things_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        c.NewMark(why="third_party", **fields)  # type: ignore[arg-type]


def test_a_hold_is_for_one_reason_and_must_be_lifted() -> None:
    """outside: legal hold."""
    with refused("not-held-back"):
        later(c.LiftHold())
    stage = later(c.HoldErasure(reason="court"))
    assert course_of(stage).file.held == "court"
    with refused("already-held"):
        stage.step(c.HoldErasure(reason="complaint"))
    with refused("not-yours-to-do"):
        stage.act(c.LiftHold(), AMIRA)
    stage.step(c.LiftHold())
    assert course_of(stage).file.held == ""


def test_the_return_is_confirmed_after_the_end_and_not_in_advance() -> None:
    """outside: erasure only after confirmed return of what must be journalised."""
    with refused("return-in-future"):
        ended().step(replace(RETURNED, returned_on=day("2026-06-03")))
    with refused("return-too-early"):
        ended().step(replace(RETURNED, returned_on=day("2026-06-01")))


def test_the_file_is_kept_for_the_programme_s_years_from_the_day_the_course_ended() -> None:
    """local: 5 years."""
    course = course_of(ended())
    assert retention_ends_on(course, VIBORG) == day("2031-06-02")
    assert retention_ends_on(course_of(staged(*beginning())), VIBORG) is None
    leap = course.changed({"closed_on": day("2028-02-29")})
    assert retention_ends_on(leap, VIBORG) == day("2033-03-01")


@pytest.mark.requirement("outside.erasure")
def test_erasure_needs_the_confirmed_return() -> None:
    """outside: only on the controller's instruction and after confirmed return."""
    with refused("not-returned"):
        ended().step(APPROVED)


def test_erasure_waits_for_the_years_unless_the_instruction_says_early() -> None:
    """local: 5 years; outside: the controller's instruction decides."""
    stage = ended()
    stage.step(RETURNED)
    with refused("retention-not-over"):
        stage.step(replace(APPROVED, early=False))
    stage.step(at("2031-06-02 09:00"))
    stage.step(replace(APPROVED, early=False))
    assert len(list(of_type(stage.history, ErasureApproved))) == 1


def test_a_hold_stops_erasure_and_takes_back_an_approval() -> None:
    """outside: legal hold."""
    stage = ended()
    stage.step(RETURNED)
    stage.step(APPROVED)
    stage.step(c.HoldErasure(reason="audit"))
    with refused("erasure-held"):
        stage.step(APPROVED)
    stage.step(c.LiftHold())
    with refused("not-approved"):
        stage.step(ERASED)


def test_an_open_request_to_see_the_file_stops_erasure() -> None:
    """outside: what the citizen has asked to see is not destroyed before she is answered."""
    stage = ended()
    stage.step(RETURNED)
    stage.step(c.RecordAccessRequest(received_on=day("2026-06-02"), kinds=("data_access",), channel="mail"))
    with refused("access-open"):
        stage.step(APPROVED)
    stage.act(c.SettleMatter(matter="d1", outcome="given"), KIRSTEN)
    stage.step(APPROVED)
    stage.step(c.RecordAccessRequest(received_on=day("2026-06-02"), kinds=("file_access",), channel="mail"))
    with refused("not-approved"):
        stage.step(ERASED)


@pytest.mark.requirement("outside.erasure")
def test_nothing_is_erased_without_approval_and_nothing_is_written_after_it() -> None:
    """outside: the erased course stays in the chain and is never written on again."""
    stage = ended()
    with refused("not-approved"):
        stage.step(ERASED)
    stage.step(RETURNED)
    stage.step(APPROVED)
    stage.step(ERASED)
    assert course_of(stage).file.erased_on == day("2026-06-02")
    assert len(list(of_type(stage.history, CourseErased))) == 1
    for command in (ERASED, RETURNED, c.LiftHold(), c.MarkThirdParty(marks=(WORDS,))):
        with refused("erased"):
            stage.step(command)


@pytest.mark.parametrize("phase", sorted(set(Phase) - FINAL))
def test_the_file_of_an_open_course_is_neither_returned_nor_erased(phase: Phase) -> None:
    for command in (RETURNED, APPROVED, ERASED):
        with refused("phase"):
            in_phase(phase).step(command)
