"""What notices say in situations of their own: late, unsure, of a new mentor, after the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.letters.citizen_letters import letter
from casework.letters.notices import render_notice
from domain import commands as c
from domain.events import ExtensionDecided
from domain.notices import NoticeKind as K
from tests.factories import (
    active_course,
    at,
    beginning,
    day,
    deviation,
    events_of,
    full_course,
    granted,
    incomplete_course,
    play,
    referral,
    register,
)
from tests.factory.office import context, occasion


def test_a_reminder_of_an_appointment_names_no_programme_place_or_person() -> None:
    text = render_notice(K.APPOINTMENT_REMINDER, "citizen", occasion(K.APPOINTMENT_REMINDER)).text
    words = ("Maja", "Amira", "Kirsten", "Biblioteket", "Viborg", "Mentorhuset", "mentor", "jobcenter")
    assert not [word for word in words if word.lower() in text.lower()]


def test_an_appointment_some_days_away_is_given_by_its_date_alone() -> None:
    played = active_course()
    fired = events_of(played[1], "TimerFired")[-1]
    text = render_notice(
        K.APPOINTMENT_REMINDER, "citizen", context(played, fired, now=at("2026-03-03 12:00"))
    )
    assert "Du har en aftale torsdag den 5. marts 2026 kl. 10.00." in text.text


def test_what_is_unknown_about_a_deviation_is_said_to_be_unknown() -> None:
    unsure = replace(deviation(), plan_item="", attempts=0)
    played = play(*beginning(), at("2026-04-15 10:20"), unsure)
    text = render_notice(K.DEVIATION, "jobcentre", context(played, played[1][-1])).text
    assert "Punkt i jobplanen: ikke angivet" in text
    assert "Forsøg på at få kontakt: endnu ingen" in text


def test_a_late_request_for_parts_says_that_the_day_has_passed() -> None:
    played = play(register(referral(consent=None)), at("2026-03-12 12:00"))
    text = render_notice(
        K.PARTS_MISSING, "jobcentre", context(played, events_of(played[1], "TimerFired")[-1])
    )
    assert "skulle have været hos os senest torsdag den 5. marts 2026" in text.text


def test_a_notice_tells_what_was_known_when_it_was_caused() -> None:
    played = incomplete_course()
    text = render_notice(K.PARTS_MISSING, "jobcentre", context(played, played[1][0])).text
    assert "- jobplanen (Min Plan)" in text


def test_a_new_mentor_is_introduced_as_new() -> None:
    played = full_course()
    changed = context(played, events_of(played[1], "MentorReassigned")[0])
    assert letter(K.MENTOR_ASSIGNED, changed).heading == "Du får en ny mentor"
    assert "en ny mentor" in render_notice(K.MENTOR_ASSIGNED, "jobcentre", changed).text
    assert "overdragelsen" in render_notice(K.COURSE_ASSIGNED, "mentor", changed).text


def test_a_deviation_of_one_s_own_words_is_told_as_it_was_written() -> None:
    assert deviation().fact in render_notice(K.DEVIATION, "jobcentre", occasion(K.DEVIATION)).text


@pytest.mark.requirement("local.undecided")
@pytest.mark.parametrize("late", [False, True])
def test_a_refusal_that_comes_after_the_end_says_that_the_support_has_ended(late: bool) -> None:
    """local: a late refusal promises no plan for a time that is over."""
    when = "2026-06-05 10:00" if late else "2026-05-20 10:00"
    refusal = granted(day("2026-06-06"), day("2026-08-31"), at(when), granted=False)
    course, history = play(*beginning(), at(when), refusal)
    trigger = next(one for one in history if isinstance(one.event, ExtensionDecided))
    told = " ".join(letter(K.EXTENSION_DECIDED, context((course, history), trigger)).paragraphs)
    assert ("Din støtte sluttede" in told) is late
    assert ("laver sammen en plan" in told) is not late


def test_the_citizen_is_told_of_a_proposal_only_where_the_report_makes_one() -> None:
    plain = c.SendProgressReport(covers_to=day("2026-03-13"), summary="Lige begyndt.")
    proposing = replace(plain, recommendation="Fortsat støtte.")
    told = [
        " ".join(
            letter(K.PROGRESS_REPORT, context(play(*beginning(), at("2026-03-13 12:00"), one))).paragraphs
        )
        for one in (plain, proposing)
    ]
    assert ["foreslår" in text for text in told] == [False, True]
