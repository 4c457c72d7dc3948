"""What stands in the way of taking a course on is told before anybody tries, and on the card."""

from __future__ import annotations

import pytest

from casework.commands.before_acceptance import before_acceptance
from casework.lists.course_card import write_card
from domain.commands import RecordFirstMeeting
from tests.domain.five import FIVE, received, taken
from tests.domain.staging import course_of
from tests.factories import CITIZEN, Play, day, match, referral, sign, update

FIRST_MEETING_ON = RecordFirstMeeting(held_on=day("2026-02-26"))


def card(stage: Play) -> str:
    """The card of the course as it stands."""
    return write_card(course_of(stage), stage.programme, stage.calendar, stage.now, stage.documents)


def told(stage: Play) -> tuple[str, ...]:
    """What is in the way."""
    return before_acceptance(course_of(stage), stage.programme, stage.calendar, stage.now, stage.documents)


@pytest.mark.requirement("local.bad_input")
def test_everything_that_is_in_the_way_is_told_at_once() -> None:
    stage = received("fastholdelsesmentor", target_group="andet", tasks=("opfølgning på praktik",))
    group, activity, placement = told(stage)
    assert "[target_group]: aktivitetsparat kontanthjælpsmodtager [activity_ready]" in group
    assert "supports_staying" in activity
    assert "1C-forløb" in placement
    text = card(stage)
    assert "## Bestillingen kræver" in text
    assert all(sentence in text for sentence in told(stage))
    assert CITIZEN.name not in text


@pytest.mark.requirement("S1.tasks_unlimited")
def test_nothing_is_in_the_way_of_an_order_that_fits_and_of_a_course_that_is_taken_on() -> None:
    stage = received("viborg")
    assert told(stage) == ()
    stage.step(taken())
    assert told(stage) == ()
    assert "Bestillingen kræver" not in card(stage)


@pytest.mark.requirement("S2.year_unemployed")
def test_the_card_counts_what_was_remarked_and_does_not_say_what() -> None:
    stage = received("hoeje-taastrup", months_unemployed=3, match_group="1")
    stage.step(taken(section_85=""))
    text = card(stage)
    assert "**Noteret ved indtag:** 3 forhold" in text
    assert "ledighed" not in text


@pytest.mark.requirement("S1.tracks")
def test_the_card_says_that_the_citizen_has_a_right() -> None:
    stage = received("viborg")
    stage.step(taken(track="release", no_other_offer=True))
    assert "**Borgeren har:** ret til mentor" in card(stage)
    assert FIVE["viborg"].tracks["release"].words not in card(stage)


@pytest.mark.requirement("S0.ordered_content", "S3.task_matrix")
def test_an_order_that_is_changed_later_is_read_by_the_same_rules() -> None:
    stage = received("ressourceforloeb")
    stage.step(taken(section_85="no"))
    later = referral(tasks=("dokumentere arbejdsevne", "egen økonomi"), target_group="ressourceforløb")
    stage.step(update(later))
    capacity, finances = told(stage)
    assert "regel: working-capacity" in capacity
    assert "task_reason" in finances
    assert capacity in card(stage)
    stage.step(match())
    stage.step(FIRST_MEETING_ON)
    stage.step(sign("2026-02-26", tasks=("egen økonomi",), task_reason="Rykkere tager al kraft."))
    assert told(stage) == (capacity,)


@pytest.mark.requirement("S0.not_placement_alone")
def test_an_order_that_is_changed_to_placement_follow_up_alone_is_told() -> None:
    stage = received("fastholdelsesmentor")
    stage.step(taken())
    stage.step(update(referral(tasks=("opfølgning på praktik",))))
    (placement,) = told(stage)
    assert "kan ikke stå alene" in placement


@pytest.mark.requirement("S3.corps_plans")
def test_what_the_corps_lacks_is_told_before_anybody_tries_and_on_the_card() -> None:
    """S3: crisis plan, contact list and intake plan come before citizens."""
    stage = received("ressourceforloeb")
    assert told(stage) == ()
    stage.documents = frozenset()
    (sentence,) = told(stage)
    assert "kriseplan, kontaktliste og indslusningsplan mangler" in sentence
    assert sentence in card(stage)
