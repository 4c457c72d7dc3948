"""What is open beside the phase: opened by a rule, settled by the one it waits for, with an outcome."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain import commands as c
from domain.deciding.matter import OWN_COMMANDS
from domain.matters import RULES, MatterKind
from domain.timers import TimerKind
from domain.words import ACTORS, OUTCOMES
from tests.domain.staging import course_of, later, refused, staged
from tests.domain.test_rules_of_the_log_book import long_days
from tests.factories import AMIRA, KIRSTEN, Play, at, beginning, meeting

ENOUGH = c.SettleMatter(matter="t1", outcome="hours_suffice", note="Vi holder hver anden uge.")


def much_used() -> Play:
    """Amira's course with 26 of its 32 hours used: more than four fifths."""
    return later(
        at("2026-04-22 19:00"),
        *long_days("2026-04-20", "2026-04-21"),
        meeting("2026-04-22", "08:00", "14:00"),
    )


@pytest.mark.requirement("local.hours_warning")
def test_four_fifths_of_the_hours_used_are_a_matter_for_the_coordinator() -> None:
    """local: 80 % of the hours used opens a matter."""
    stage = staged(*beginning(), at("2026-04-22 19:00"), *long_days("2026-04-20", "2026-04-21"))
    assert course_of(stage).open_matters() == ()
    stage.step(meeting("2026-04-22", "08:00", "14:00"))
    (matter,) = course_of(stage).open_matters()
    assert (matter.id, matter.kind, course_of(stage).waiting_on) == (
        "t1",
        MatterKind.HOURS_USED,
        "coordinator",
    )
    assert course_of(stage).hours_used / course_of(stage).hours_granted > Decimal("0.8")


def test_it_reminds_until_it_is_settled_and_is_not_opened_twice() -> None:
    stage = much_used()
    stage.step(at("2026-04-23 12:00"))
    assert course_of(stage).open_matters("hours_used")[0].rung == 1
    stage.step(meeting("2026-04-23", "08:00", "09:00"))
    stage.step(ENOUGH)
    assert course_of(stage).open_matters() == ()
    assert not [timer for timer in course_of(stage).timers if timer.kind is TimerKind.HOURS_USED]
    stage.step(meeting("2026-04-23", "09:00", "10:00"))
    assert course_of(stage).open_matters() == ()


def test_all_the_hours_at_once_are_an_extension_review_and_nothing_else() -> None:
    stage = later(
        at("2026-04-22 19:00"),
        *long_days("2026-04-20", "2026-04-21"),
        meeting("2026-04-22", "07:00", "19:00"),
    )
    assert [matter.kind for matter in course_of(stage).open_matters()] == [MatterKind.EXTENSION]


def test_a_review_of_the_extension_looks_at_the_hours_that_are_left() -> None:
    stage = much_used()
    stage.step(c.OpenExtensionReview())
    assert [matter.kind for matter in course_of(stage).open_matters()] == [MatterKind.EXTENSION]
    assert not [timer for timer in course_of(stage).timers if timer.kind is TimerKind.HOURS_USED]


def test_a_matter_is_settled_by_the_one_it_waits_for_as_one_of_its_outcomes() -> None:
    stage = much_used()
    with refused("not-yours-to-settle"):
        stage.step((AMIRA, ENOUGH))
    with refused("unknown-outcome"):
        stage.step(c.SettleMatter(matter="t1", outcome="forgotten"))
    with refused("unknown-open-matter"):
        stage.step(c.SettleMatter(matter="t9", outcome="hours_suffice"))
    stage.step((KIRSTEN, ENOUGH))
    with refused("already-settled"):
        stage.step(ENOUGH)


@pytest.mark.parametrize("kind", list(MatterKind))
def test_every_matter_has_a_deadline_of_its_name_and_words_for_what_may_come_of_it(kind: MatterKind) -> None:
    assert not RULES[kind].outcomes or TimerKind(kind.value)
    assert set(RULES[kind].outcomes) <= set(OUTCOMES)
    assert {role.value for role in RULES[kind].settled_by} <= set(ACTORS)
    assert bool(RULES[kind].outcomes) is bool(RULES[kind].settled_by)


def test_every_matters_ids_begin_with_a_letter_of_its_own() -> None:
    assert len({rule.letter for rule in RULES.values()}) == len(RULES)


def test_a_matter_with_a_command_of_its_own_says_which() -> None:
    stage = staged(*beginning(), at("2026-03-10 12:00"), meeting("2026-03-09", attendance="no_show"))
    with refused("own-command"):
        stage.step(c.SettleMatter(matter="f1", outcome="in_hand"))
    assert {kind for kind, rule in RULES.items() if not rule.outcomes} == set(OWN_COMMANDS)
