"""The reports name tasks in words, and tell what was recorded of the order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from adapters.documents import Statement, render_closing_report, render_progress_report
from casework.history.timeline import timeline
from casework.reports import closing_report, progress_report
from domain import commands as c
from domain.course import Course
from domain.history import Recorded
from domain.programme import Programme
from tests.domain.five import FIVE, GROUPS, taken
from tests.domain.staging import GOAL_SETTING, closing, staged
from tests.factories import GRANT, beginning, day, match, meeting, referral, register, sign
from tests.factory.office import context

GOAL = c.AgreeGoals(goals=(c.NewGoal(text="En hverdag.", target_on=day("2026-05-29"), aim="job"),))
READING = ("reading_letters",)
Played = tuple[Course, tuple[Recorded, ...]]


def played(key: str, *entries: tuple[str, ...], stated: bool = False, **command: Any) -> Played:
    """A course of the programme in whose entries these tasks were worked on, from referral to closing."""
    fields = {"target_group": GROUPS.get(key, "kontanthjælp"), "tasks": ()}
    logged = [
        meeting("2026-03-02", starts=f"{hour:02}:00", ends=f"{hour:02}:30", tasks=tasks)
        for hour, tasks in enumerate(entries, start=8)
    ]
    stage = staged(
        register(referral(**fields)),
        taken(**command),
        match(),
        *GOAL_SETTING[-2:],
        *logged,
        sign("2026-03-02", tasks=("morning", "passe kaninerne")),
        GOAL,
        c.SendProgressReport(covers_to=day("2026-03-02"), summary="Det går."),
        c.StartPhaseOut(),
        closing(1, only_placement_follow_up=stated, manages_alone="Rejser med bussen."),
        programme=FIVE[key],
    )
    assert stage.course
    return stage.course, tuple(stage.history)


def texts(statements: tuple[Statement, ...]) -> list[str]:
    """What the statements say."""
    return [statement.text for statement in statements]


def reported(course: Played, programme: Programme) -> list[str]:
    """What the closing report says of the whole course."""
    return texts(closing_report(context(course, programme=programme)).review)


@pytest.mark.requirement("S3.task_matrix")
def test_both_reports_name_the_tasks_in_words() -> None:
    course, programme = (
        played("ressourceforloeb", ("morning",), ("morning", "bank")),
        FIVE["ressourceforloeb"],
    )
    told = context(course, programme=programme)
    expected = [
        "Aftalte opgaver: vækning og 1 opgave med aftalens egne ord.",
        "Opgaver i logbogen, og hvor mange notater der nævner dem: vækning (2) og møder i banken (1).",
    ]
    closed, progress = closing_report(told), progress_report(told)
    assert texts(closed.tasks) == texts(progress.tasks) == expected
    assert closed.tasks[1].event == tuple(r.seq for r in course[1] if "Meeting" in type(r.event).__name__)[1:]
    assert render_closing_report(closed).pages
    assert render_progress_report(progress).pages


@pytest.mark.requirement("S0.placement_finding", "S0.suggest_1c")
@pytest.mark.parametrize(
    ("entry", "stated", "said"),
    [
        ("placement_follow_up", True, "Det er noteret som en oplysning."),
        ("placement_follow_up", False, "Mentor vurderer det anderledes."),
        ("morning", True, "Logbogen viser også andre opgaver."),
    ],
)
def test_the_closing_report_tells_the_finding_and_suggests_a_1c_course(
    entry: str, stated: bool, said: str
) -> None:
    course = played("fastholdelsesmentor", (entry,), stated=stated)
    told = " ".join(reported(course, FIVE["fastholdelsesmentor"]))
    assert said in told
    assert "1C-forløb, som også skal rumme andre af rammeaftalens aktiviteter" in told


@pytest.mark.requirement("S0.suggest_1c")
def test_without_the_finding_nothing_is_suggested() -> None:
    told = reported(played("fastholdelsesmentor", ("morning",)), FIVE["fastholdelsesmentor"])
    assert not any("1C" in text or "opfølgning på en praktik" in text for text in told)


@pytest.mark.requirement("S1.boundary_85")
def test_the_closing_report_tells_the_boundary_to_section_85_and_what_was_remarked() -> None:
    course = played("viborg", section_85="same_person")
    assert "Mentor giver også støtte efter servicelovens § 85." in reported(course, FIVE["viborg"])
    told = reported(played("hoeje-taastrup"), FIVE["hoeje-taastrup"])
    assert any(text.startswith("Ved begyndelsen blev det noteret: matchgruppen") for text in told)


@pytest.mark.requirement("S1.boundary_85", "S3.both_85")
def test_the_closing_report_and_the_timeline_tell_how_the_boundary_changed_on_the_way() -> None:
    goal = "Selv at kunne nå frem."
    change = c.RecordSection85(from_on=day("2026-03-12"), section_85="converted", section_85_goal=goal)
    stage = staged(*beginning(), change, c.StartPhaseOut(), closing())
    assert stage.course
    course = stage.course, tuple(stage.history)
    said = "støtte efter servicelovens § 85 er blevet til mentorstøtte med et nyt mål"
    assert f"Fra 12. marts 2026: {said}." in reported(course, FIVE["viborg"])
    whole = " ".join(one.sentence for one in timeline(course[1], personal=True))
    assert f"{said}, nyt mål: Selv at kunne nå frem" in whole
    neutral = [one.sentence for one in timeline(course[1], personal=False)]
    assert "Grænsen til anden støtte blev noteret fra 12. marts 2026." in neutral


@pytest.mark.requirement("S1.tracks")
def test_the_closing_report_tells_of_a_right() -> None:
    grant = replace(GRANT, track="løsladelse")
    stage = staged(
        register(referral(grant=grant)),
        taken(track="release", track_on=None, no_other_offer=True),
        match(),
        *GOAL_SETTING[-2:],
        sign("2026-03-02"),
        GOAL,
        c.StartPhaseOut(),
        closing(1),
        programme=FIVE["viborg"],
    )
    assert stage.course
    told = reported((stage.course, tuple(stage.history)), FIVE["viborg"])
    assert "Borgeren har ret til mentor." in told


@pytest.mark.requirement("S1.boundary_85", "S3.task_matrix")
def test_the_timeline_tells_the_order_in_the_programmes_words_to_those_who_may_read_it() -> None:
    told = {"target_group": "cash_benefit", "section_85": "another_person", "section_85_by": "Bostøtten"}
    _, history = played("hoeje-taastrup", ("motivation",), tasks=("structure",), **told)
    sentences = " ".join(
        one.sentence for one in timeline(history, personal=True, programme=FIVE["hoeje-taastrup"])
    )
    assert "målgruppe: kontanthjælpsmodtager" in sentences
    assert "opgaver: struktur i hverdagen" in sentences
    assert "opgaver: motivation til forandring" in sentences
    assert "af en anden end mentor (Bostøtten)" in sentences
    neutral = " ".join(one.sentence for one in timeline(history, personal=False))
    assert not re.search("struktur|motivation|kontanthjælp|Bostøtten|§ 85", neutral)


@pytest.mark.requirement("S3.law_tags")
def test_a_task_of_another_law_is_told_with_its_law() -> None:
    course = played("ressourceforloeb", ("reading_letters",), ("morning",), task_reason="x", tasks=READING)
    told = texts(closing_report(context(course, programme=FIVE["ressourceforloeb"])).tasks)
    assert told[-1].endswith("nævner dem: læse breve, SEL § 85 (1) og vækning (1).")
