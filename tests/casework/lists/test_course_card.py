"""The course card: how a course stands, on one page, without any personal data."""

from __future__ import annotations

import pytest

from casework.lists.course_card import write_card
from tests.domain.staging import course_of, later
from tests.domain.test_hours_beside_the_grant import HANDBOOK
from tests.factories import (
    CALENDAR,
    CITIZEN,
    VIBORG,
    Played,
    active_course,
    at,
    beginning,
    cancelled_course,
    course_with_deviation,
    full_course,
    incomplete_course,
    meeting,
    play,
    referral,
    register,
    updated_course,
)
from tests.factory.stories import spring

SPRING = play(*beginning(), *spring())


def card(played: Played) -> str:
    return write_card(played[0], VIBORG, CALENDAR, played[1][-1].at, frozenset())


def test_it_says_the_phase_and_whom_it_waits_for() -> None:
    text = card(active_course())
    assert text.startswith("# M-2026-0042 · i gang\n")
    assert "**Venter på mentor.**" in text
    assert "Opdateret torsdag den 12. marts 2026 kl. 12.00 · 12 hændelser" in text


def test_it_says_the_next_deadline_and_why() -> None:
    text = card(active_course())
    assert "Næste frist: torsdag den 26. marts 2026 kl. 08.00 – der skal følges op." in text
    assert "- **Der skal følges op:** torsdag den 26. marts 2026: 2 uger efter 12. marts 2026 (" in text


def test_it_says_the_hours_used_of_those_granted() -> None:
    text = card(SPRING)
    assert "████" in text
    assert "af 32 timer er brugt" in text
    assert "| 2 | 1. juni 2026 | 31. august 2026 | 30 |" in text


@pytest.mark.requirement("local.unused_hours")
def test_the_hours_are_those_of_the_period_that_runs_or_of_all_as_the_programme_says() -> None:
    """local: what lapses with a period is not shown as if it were left."""
    course = SPRING[0]
    carried = VIBORG.model_copy(update={"hours": VIBORG.hours.model_copy(update={"unused": "carry_over"})})
    in_june = at("2026-06-03 12:00")
    shown = [write_card(course, one, CALENDAR, in_june, frozenset()) for one in (VIBORG, carried)]
    assert "0 af 30 timer er brugt (0 %)" in shown[0]
    assert "af 62 timer er brugt" in shown[1]


def test_more_hours_than_granted_do_not_break_the_bar() -> None:
    days = [f"2026-03-{n:02}" for n in range(5, 13)]
    long = [meeting(on, "12:30", "16:30") for on in days]
    text = card(play(*beginning(), at("2026-03-12 17:00"), *long))
    assert "█" * 20 in text
    assert "█" * 21 not in text


def test_it_lists_open_matters_with_their_reminders() -> None:
    text = card(course_with_deviation())
    assert "- f1: fravigelse, åben, siden 15. april 2026; 1 rykker sendt\n" in text
    assert "**Venter på jobcenteret.**" in text


def test_it_says_what_a_referral_lacks() -> None:
    assert "- **Mangler:** borgerens underskrevne samtykkeerklæring\n" in card(
        play(register(referral(consent=None)))
    )
    assert "Mangler" not in card(incomplete_course())


@pytest.mark.parametrize("played", [full_course(), cancelled_course()])
def test_an_ended_course_has_no_deadlines(played: Played) -> None:
    text = card(played)
    assert "Forløbet er slut. Der er ingen frister." in text
    assert "Venter på" not in text
    assert "## Åbne sager" not in text


@pytest.mark.parametrize("played", [active_course(), SPRING, course_with_deviation(), full_course()])
def test_it_holds_nothing_personal(played: Played) -> None:
    text = card(played)
    assert not [word for word in (*CITIZEN.name.split(), CITIZEN.cpr, CITIZEN.address) if word in text]


STOPS = "referat af trepartsmøde til jobcenteret og progressionsrapport til jobcenteret"


def test_it_says_that_a_consent_is_withdrawn_and_what_that_stops() -> None:
    line = f"- **Samtykke:** trukket tilbage 12. april 2026; det stopper: {STOPS}"
    assert line in card(updated_course())
    assert "Samtykke" not in card(active_course())


@pytest.mark.requirement("S3.hour_categories")
def test_the_mentors_own_travel_is_told_beside_the_hours_of_the_grant() -> None:
    """S3: hours by category, and the mentor's own travel, which is none of the citizen's hours."""
    stage = later(
        meeting("2026-04-17", "06:00", "07:00", "own_travel", form="desk"),
        hours={"categories": HANDBOOK.categories},
    )
    text = card((course_of(stage), stage.history))
    assert "1,5 af 32 timer er brugt (4 %); ved siden af bevillingen 1 time\n\n|" in text
    assert "ved siden af bevillingen" not in card(SPRING)
