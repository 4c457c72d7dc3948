"""Which citizens a programme takes: requirements that refuse, and expectations that are only recorded."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from casework.commands.before_acceptance import before_acceptance
from domain import commands as c
from domain.decide import advance
from domain.deciding.acceptance import unmet
from domain.deciding.context import Context
from domain.errors import Refused
from domain.lifecycle import Phase
from domain.order import age, order_facts
from domain.programme import Programme
from tests.domain.accepting import WORKPLACE, accepted
from tests.domain.five import FIVE, GROUPS, HOEJE_TAASTRUP, RESOURCE, RETENTION, received, taken
from tests.domain.staging import course_of, refused
from tests.factories import KIRSTEN, referral, update

TAKES_OTHERS = sorted(FIVE.keys() - GROUPS.keys())
IN_2095 = date(2095, 6, 1)
"""A day on which the citizen of the tests, born on 1 January 2050, is 45."""


@pytest.mark.requirement("S0.target_groups")
@pytest.mark.parametrize("key", sorted(GROUPS))
def test_a_citizen_outside_the_target_groups_is_not_taken_on(key: str) -> None:
    stage = received(key, target_group="efterlønsmodtager")
    with refused("target-group"):
        stage.step(taken())
    assert course_of(stage).phase is Phase.RECEIVED


@pytest.mark.requirement("S0.target_groups", "S4.target_groups")
@pytest.mark.parametrize("key", sorted(GROUPS))
def test_every_target_group_of_a_programme_is_taken_on_however_it_is_written(key: str) -> None:
    for group in FIVE[key].target_groups.values():
        for words in (group.words, group.words.upper() + ".", *group.also):
            stage = received(key, target_group=words)
            stage.step(taken())
            assert course_of(stage).phase is Phase.ACCEPTED


@pytest.mark.requirement("S4.target_groups")
@pytest.mark.parametrize("words", ["ikke i ressourceforløb", "tidligere i ressourceforløb", ""])
def test_a_target_group_is_never_guessed_from_some_of_its_words(words: str) -> None:
    with refused("target-group"):
        received("ressourceforloeb", target_group=words).step(taken())


@pytest.mark.requirement("S4.target_groups")
def test_a_person_says_which_target_group_it_is_where_the_words_do_not() -> None:
    event = accepted(received("naestved", target_group="flygtning"), taken(target_group="education_start"))
    assert event.target_group == "education_start"


def test_a_person_cannot_name_a_target_group_that_the_programme_has_not() -> None:
    with refused("unknown-target-group"):
        received("naestved", target_group="flygtning").step(taken(target_group="refugee"))


@pytest.mark.requirement("S2.match_groups")
@pytest.mark.parametrize("key", TAKES_OTHERS)
def test_a_programme_that_takes_others_refuses_nobody_for_the_target_group(key: str) -> None:
    stage = received(key, target_group="efterlønsmodtager")
    stage.step(taken())
    assert course_of(stage).phase is Phase.ACCEPTED


@pytest.mark.requirement("S0.in_activity")
@pytest.mark.parametrize("activity", ["", "virksomhedspraktik"])
def test_a_retention_mentor_is_for_those_who_need_support_to_stay_in_an_activity(activity: str) -> None:
    stage = received("fastholdelsesmentor", in_activity=activity)
    with refused("in-activity"):
        stage.step(taken(supports_staying=False))
    (sentence,) = before_acceptance(course_of(stage), RETENTION, stage.calendar, stage.now, stage.documents)
    assert ("nævner en aktivitet" if activity else "nævner ingen aktivitet") in sentence
    assert accepted(stage, taken()).supports_staying


def remarks(programme: Programme, today: date = IN_2095, **changes: Any) -> tuple[str, ...]:
    """What is remarked of an order on a day."""
    return order_facts(referral(**changes), programme, today).remarks


@pytest.mark.requirement("S2.year_unemployed")
@pytest.mark.parametrize(
    ("months", "told"),
    [(None, "unemployed_not_stated"), (0, "unemployed"), (12, "unemployed"), (13, ""), (30, "")],
)
def test_over_a_year_of_unemployment_is_expected_and_not_required(months: int | None, told: str) -> None:
    found = remarks(HOEJE_TAASTRUP, match_group="2", months_unemployed=months)
    assert [remark for remark in found if remark.startswith("unemployed")] == ([told] if told else [])


@pytest.mark.requirement("S2.match_groups")
@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("2", True),
        ("Matchgruppe 3", True),
        ("1", False),
        ("", False),
        ("2 eller 1", False),
        ("2 eller 3", True),
    ],
)
def test_the_match_groups_are_an_expectation(group: str, expected: bool) -> None:
    assert ("match_group" not in remarks(HOEJE_TAASTRUP, match_group=group)) is expected
    assert "match_group" not in remarks(RESOURCE, match_group=group)


@pytest.mark.requirement("S2.match_groups")
def test_another_group_than_cash_benefit_is_remarked_until_a_person_has_placed_it() -> None:
    as_expected = {"match_group": "2", "months_unemployed": 20, "tasks": ("motivation",)}
    stage = received("hoeje-taastrup", target_group="dagpenge", **as_expected)
    assert "other_group" in course_of(stage).order.remarks
    assert accepted(stage, taken(target_group="cash_benefit")).remarks == ()


@pytest.mark.requirement("S3.under_forty")
@pytest.mark.parametrize(("year", "told"), [(2089, set()), (2090, {"age"}), (2095, {"age"})])
def test_citizens_over_forty_are_remarked_in_resource_courses(year: int, told: set[str]) -> None:
    assert set(remarks(RESOURCE, date(year, 1, 1))) & {"age"} == told


@pytest.mark.requirement("S3.under_thirty")
@pytest.mark.parametrize(("day", "told"), [(date(2079, 12, 31), True), (date(2080, 1, 1), False)])
def test_under_thirty_the_aim_is_the_transition_to_education(day: date, told: bool) -> None:
    assert ("towards_education" in remarks(RESOURCE, day)) is told


@pytest.mark.parametrize(("day", "years"), [(date(2090, 6, 29), 39), (date(2090, 6, 30), 40)])
def test_a_year_is_reached_on_the_birthday(day: date, years: int) -> None:
    assert age("3006505678", day) == years


@pytest.mark.requirement("S3.motivation")
def test_a_mentor_is_considered_especially_where_the_citizen_is_not_taking_part() -> None:
    for none in ("", "Ingen.", "nej", "Ingen aktivitet"):
        assert "inactive" in remarks(RESOURCE, in_activity=none)
    assert "inactive" not in remarks(RESOURCE, in_activity="virksomhedspraktik")


@pytest.mark.requirement("S2.year_unemployed")
def test_what_was_not_as_expected_is_recorded_with_the_acceptance_and_refuses_nothing() -> None:
    stage = received("hoeje-taastrup", match_group="1", months_unemployed=3, tasks=("motivation", "flytte"))
    event = accepted(stage, taken())
    assert event.remarks == ("match_group", "unemployed", "tasks_not_placed")
    assert course_of(stage).acceptance.remarks == event.remarks


@pytest.mark.requirement("S1.caseworker_roles")
def test_the_caseworkers_role_is_one_of_the_programmes() -> None:
    with refused("caseworker-role"):
        received("naestved").step(taken(caseworker_role="support"))
    with pytest.raises(Refused, match="Udelad den"):
        received("naestved").step(taken(caseworker_role="support"))
    stage = received("viborg")
    with pytest.raises(Refused, match="Vælg en af: authority, company, support, effort"):
        stage.step(taken(caseworker_role="boss"))
    stage.step(taken(caseworker_role="support"))
    assert course_of(stage).acceptance.caseworker_role == "support"


@pytest.mark.requirement("local.bad_input")
def test_every_requirement_that_is_not_met_is_found_at_once() -> None:
    stage = received(
        "fastholdelsesmentor", target_group="andet", tasks=("opfølgning på praktik",), grant=WORKPLACE
    )
    course = course_of(stage)
    assert course.grant
    context = Context(stage.now, RETENTION, stage.calendar, KIRSTEN)
    command = c.AcceptReferral(coordinator="kirsten", track="moon")
    found = {refusal.rule for refusal in unmet(course, course.grant, command, context)}
    assert found == {"unknown-track", "target-group", "in-activity", "internal-mentor", "placement-only"}


@pytest.mark.requirement("S0.ordered_content")
def test_what_a_later_mail_says_of_the_order_counts_while_the_course_is_not_taken_on() -> None:
    stage = received("naestved", target_group="efterlønsmodtager")
    stage.step(update(referral(target_group="ressourceforløb")))
    stage.step(taken())
    assert course_of(stage).phase is Phase.ACCEPTED


@pytest.mark.requirement("S2.missing_part")
def test_a_completed_referral_is_read_anew() -> None:
    stage = received("naestved", target_group="ukendt", consent=None)
    command = c.CompleteReferral(referral=referral(target_group="aktivitetsparat"))
    decided = advance(stage.course, command, stage.now, stage.programme, stage.calendar, actor=KIRSTEN)
    assert decided.course.order.in_group
