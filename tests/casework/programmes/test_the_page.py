"""The page about programme files is enough: its own example is checked, read, and played to the end."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.programme_check import Checked, check_programmes
from casework.office import PROGRAMMES
from casework.programmes.comparing import differences
from casework.programmes.telling import tell_programme
from domain import commands as c
from domain.events import AppointmentPlanned, ExtensionSigned, FirstMeetingHeld
from domain.lifecycle import Phase
from domain.programme import Programme
from domain.timers import TimerKind
from tests.domain.staging import closing, course_of, staged
from tests.factories import (
    GRANT,
    accept,
    appointment,
    at,
    attempt,
    day,
    events_of,
    goals,
    granted,
    match,
    referral,
    register,
    sign,
)
from tests.factory.playing import ROOT

PAGE = (ROOT / "docs" / "programme-format.md").read_text(encoding="utf-8")
EXAMPLE, VERSION = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)


@pytest.fixture
def checked(tmp_path: Path) -> tuple[Checked, ...]:
    """The page's two files where the page says they lie, as the check finds them."""
    (tmp_path / "versions").mkdir()
    files = tmp_path / "solby.toml", tmp_path / "versions" / "solby-2027.toml"
    for path, text in zip(files, (EXAMPLE, VERSION), strict=True):
        path.write_text(text, encoding="utf-8")
    return check_programmes(files, PROGRAMMES, PROGRAMMES)


def the(checked: Checked) -> Programme:
    assert checked.programme is not None
    return checked.programme


def test_the_pages_files_have_neither_mistakes_nor_remarks(checked: tuple[Checked, ...]) -> None:
    for one in checked:
        assert (one.mistakes, one.remarks) == ((), ())


def test_the_example_reads_as_the_page_tells_it(checked: tuple[Checked, ...]) -> None:
    told = " ".join(one.sentence for one in tell_programme(the(checked[0])))
    for words in ("på Solby Bibliotek", "underskrive en forlængelse: 2", "3 uger", "1. maj", "2 arbejdsdage"):
        assert words in told


def test_the_pages_new_version_says_only_what_is_new(checked: tuple[Checked, ...]) -> None:
    found = differences(*map(the, checked))
    assert [one.key for one in found] == ["version", "valid_from", "deadlines.follow_up"]


def test_a_course_under_the_example_is_played_to_its_closing(checked: tuple[Checked, ...]) -> None:
    solby = the(checked[0])
    grant = replace(GRANT, decisive=False, phase_out=False, ends_on=day("2026-08-31"))
    beginning = register(referral(consent=None, grant=grant)), at("2026-02-26 10:00"), accept(), match()
    stage = staged(*beginning, programme=solby)
    first_contact = course_of(stage).timer(TimerKind.FIRST_CONTACT)
    assert first_contact is not None
    assert str(first_contact.deadline_on) == "2026-03-02"
    for step in (
        at("2026-02-27 10:00"),
        attempt("2026-02-27 09:30", reached=True),
        appointment("2026-03-02 10:00"),
        at("2026-03-02 12:00"),
        c.RecordFirstMeeting(held_on=day("2026-03-02")),
        sign("2026-03-02", signed_by=("citizen", "jobcentre", "mentor")),
        goals("En hverdag."),
        c.OpenExtensionReview(),
        granted(day("2026-09-01"), day("2026-09-30"), at("2026-03-02 12:00")),
    ):
        stage.step(step)
    (planned,) = events_of(stage.history, "AppointmentPlanned")
    assert isinstance(planned.event, AppointmentPlanned)
    assert planned.event.place == "på Solby Bibliotek"
    assert isinstance(stage.history[-1].event, ExtensionSigned)
    assert events_of(stage.history, FirstMeetingHeld.__name__)
    second = granted(day("2026-09-01"), day("2026-09-30"), at("2026-03-02 12:00"))
    stage.step(replace(second, decider="D-0002", decider_role="manager"))
    assert len(course_of(stage).periods) == 2
    follow_up = course_of(stage).timer(TimerKind.FOLLOW_UP)
    assert follow_up is not None
    assert str(follow_up.deadline_on) == "2026-03-23"
    stage.step(at("2026-10-01 12:00"))
    assert course_of(stage).phase is Phase.CLOSING
    stage.step(closing(1))
    assert course_of(stage).phase is Phase.CLOSED
