"""The timeline: one Danish sentence per event, and not one personal value unless it is asked for."""

from __future__ import annotations

import re

import pytest

from adapters.templates import FOLDER
from casework.history.timeline import SEALED_FIELDS, timeline
from domain import commands as c
from domain.events import EVENT_TYPES
from tests.domain.staging import staged
from tests.factories import (
    CLOCK,
    KIRSTEN,
    Played,
    appointment,
    at,
    beginning,
    day,
    full_course,
    play,
)
from tests.factory.every_story import every_story
from tests.factory.wording import reworded

STORIES = every_story()


@pytest.mark.parametrize("played", STORIES)
@pytest.mark.parametrize("personal", [False, True])
def test_every_event_is_one_sentence(played: Played, personal: bool) -> None:
    entries = timeline(played[1], personal=personal)
    assert [entry.seq for entry in entries] == list(range(1, len(played[1]) + 1))
    assert [entry.at for entry in entries] == [recorded.at for recorded in played[1]]
    for entry in entries:
        assert re.fullmatch(r"\S.*[^.;,: ]\.", entry.sentence), entry.sentence
        assert "  " not in entry.sentence
        assert "None" not in entry.sentence


@pytest.mark.parametrize("played", STORIES)
def test_without_personal_not_one_sealed_value_is_in_it(played: Played) -> None:
    changed = reworded(played[1], lambda path: f"⟦{path}⟧")
    sentences = " ".join(entry.sentence for entry in timeline(changed, personal=False))
    assert "⟦" not in sentences
    assert sentences == " ".join(entry.sentence for entry in timeline(played[1], personal=False))


def test_with_personal_people_s_own_words_are_in_it() -> None:
    changed = reworded(full_course()[1], lambda path: f"⟦{path}⟧")
    marks = set(re.findall(r"⟦(.+?)⟧", " ".join(one.sentence for one in timeline(changed, personal=True))))
    assert {
        "ReferralReceived.referral.citizen.name",
        "DeviationReported.fact",
        "MeetingRecorded.observation",
        "FollowUpRecorded.comment",
        "CourseClosed.review",
        "CoursePaused.reason",
    } <= marks


def test_the_stories_hold_every_type_of_event() -> None:
    assert {type(recorded.event).__name__ for played in STORIES for recorded in played[1]} == set(EVENT_TYPES)


def test_every_event_type_has_its_sentence_and_no_sentence_is_left_over() -> None:
    assert {path.stem for path in (FOLDER / "log").iterdir()} == set(EVENT_TYPES)


def test_the_sealed_fields_are_read_from_the_events_own_marks() -> None:
    by_name = {kind.__name__: names for kind, names in SEALED_FIELDS.items()}
    assert by_name["DeviationReported"] == {"fact", "plan_item", "citizen_explanation"}
    assert by_name["SupportEnded"] == set()


def test_it_says_who_did_it() -> None:
    entries = timeline(full_course()[1], personal=False)
    assert entries[1].actor == f"mentorkoordinator {KIRSTEN.id}"
    assert {entry.actor for entry in entries} >= {"automatisk", "postmodtagelsen", "mentor amira"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Kontaktforsøg nr. 1 (telefon) 2. marts 2026 kl. 09.25: intet svar.",
        "Aftale a3 blev flyttet til torsdag den 17. september 2026 kl. 10.00 (møde, nu a4).",
        "Forløbet blev sat på pause 6. juli 2026 til 24. juli 2026.",
        "Påmindelse til borgeren om aftalen 5. marts 2026 (a1).",
    ],
)
def test_sentences_read_as_people_speak(sentence: str) -> None:
    assert sentence in [entry.sentence for entry in timeline(full_course()[1], personal=False)]


@pytest.mark.requirement("local.pause")
def test_a_planned_pause_tells_why_when_the_clock_begins_it() -> None:
    """local: the cause was said when it was planned, and is no »anden årsag« when it begins."""
    first, last = day("2026-03-20"), day("2026-03-27")
    planned = c.Pause(cause="holiday", from_on=first, until=last, reason="I Jylland.")
    later = c.Pause(cause="hospital", from_on=day("2026-03-24"))
    for pauses, told in (
        (
            (planned,),
            "Forløbet blev sat på pause 20. marts 2026 til 27. marts 2026 (ferie): I Jylland.",
        ),
        ((planned, later), "Forløbet blev sat på pause 24. marts 2026 (indlæggelse)."),
    ):
        history = play(*beginning(), *pauses, at("2026-03-25 10:00"))[1]
        assert told in [entry.sentence for entry in timeline(history, personal=True)]
        assert not any("ferie" in entry.sentence for entry in timeline(history, personal=False))


def test_a_reminder_that_came_too_late_is_told_as_such() -> None:
    stage = staged(*beginning(), appointment("2026-03-20 10:00"))
    stage.now = at("2026-03-20 12:00")
    stage.act(c.PassTime(), CLOCK)
    sentences = [entry.sentence for entry in timeline(stage.history, personal=False)]
    assert "Borgeren blev ikke mindet om aftalen 20. marts 2026 (a2), for dens tid var passeret." in sentences
