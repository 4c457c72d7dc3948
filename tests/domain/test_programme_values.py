"""No key of a programme is read and then ignored: changing it changes what happens in a course."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from domain.events import TimerFired
from domain.ladders import MOMENTS, RUNG_NOTICES, SILENT
from domain.notices import READERS, NoticeKind
from domain.programme import Programme
from domain.timers import TimerKind
from tests.domain.late_course import Told, stories, told
from tests.domain.test_eligibility_values import keys as of_orders
from tests.domain.test_programme import Data, put, viborg
from tests.factories import VIBORG

REMINDING = sorted(set(TimerKind) - SILENT)
SIMPLE: dict[str, Any] = {
    "key": "aarhus",
    "version": "2026-2",
    "name": "Mentorordningen",
    "legal_basis": "LAB § 167",
    "controllers": ["aarhus"],
    "work.meeting_place": "på biblioteket",
    "valid_from": "2026-04-14",
    "valid_to": "2026-04-12",
    "referral.required_parts": ["grant", "job_plan"],
    "referral.assertions": ["employment_aim"],
    "office.opens": "09:00:00",
    "office.closes": "17:00:00",
    "office.closing_days": ["07-23"],
    "grants.decide_within": 9,
    "grants.deciders": ["caseworker", "manager"],
    "grants.signatures": 2,
    "contact.failed_attempts": 2,
    "contact.support_attempts": 2,
    "contact.then": "tell",
    "reports.approval": "coordinator",
    "reports.placement_section": True,
    "reports.closing_parts": ["coping"],
    "goals.change_plan": "circle_of_change",
    "goals.scale": 8,
    "goals.final_aim": True,
    "ending.reopen_within": 29,
    "retention.years": 4,
    "work.signers": ["citizen", "jobcentre", "mentor"],
    "work.no_show_is_deviation": False,
    "hours.warning_percent": 90,
    "hours.over_week": "refuse",
    "hours.longest_entry": 1,
    "hours.when_used_up": "phase_out",
    "hours.categories": [{"code": "administration", "name": "papirarbejde"}],
    "log_book.enter_within": 5,
    "log_book.observation_kinds": [{"code": "calm", "name": "ro"}],
}
"""For each simple key another value that is allowed; ladders and steps have tests of their own."""


@cache
def as_it_is() -> list[Told]:
    """What happens under Viborg's own file."""
    return told(VIBORG)


def changed(*changes: Any) -> list[Told]:
    """What happens under Viborg's file after the changes."""
    return told(_after(changes))


def differs(*changes: Any) -> bool:
    """Whether something else happens after the changes: the first course in which it does settles it, and is
    looked at first the next time, as the next question is mostly of the same kind.
    """
    tellers, before = stories(_after(changes)), _stories_as_they_are()
    for place, number in enumerate(LIKELY):
        if tellers[number]() != before[number]:
            LIKELY.insert(0, LIKELY.pop(place))
            return True
    return False


@cache
def _stories_as_they_are() -> list[list[Told]]:
    return [tell() for tell in stories(VIBORG)]


LIKELY = list(range(len(stories(VIBORG))))
"""The courses by their numbers, the one that last told a difference first."""


def _after(changes: tuple[Any, ...]) -> Programme:
    data = viborg()
    for change in changes:
        change(data)
    return Programme.model_validate(data)


@pytest.mark.parametrize("path", sorted(SIMPLE))
def test_a_changed_value_changes_what_happens(path: str) -> None:
    assert differs(put(path, SIMPLE[path]))


@pytest.mark.parametrize("step", [{"months": 2}, {"months": 3, "special": True}])
def test_a_changed_step_of_the_grant_ladder_changes_what_happens(step: Data) -> None:
    assert differs(put("grants.steps", [step, *viborg()["grants"]["steps"][1:]]))


def test_a_changed_role_of_the_mentor_changes_what_happens() -> None:
    """S4: four roles whose weight varies over time."""
    one, other = ({"guide": {"name": name}} for name in ("vejleder", "støtte"))
    assert changed(put("roles", one)) != changed(put("roles", other)) != as_it_is()


@pytest.mark.parametrize("key", ["code", "text"])
def test_a_changed_template_of_a_goal_changes_what_happens(key: str) -> None:
    """S1: the sub-goals are the programme's template."""
    template = [{**one, key: f"new_{one[key]}"} for one in viborg()["goals"]["template"]]
    assert differs(put("goals.template", template))


@pytest.mark.parametrize("key", ["code", "text"])
def test_a_changed_question_of_the_follow_up_changes_what_happens(key: str) -> None:
    """S0: the three follow-up questions are programme data."""
    first, *others = viborg()["follow_up"]["questions"]
    questions = [first, *({**one, key: f"new_{one[key]}"} for one in others)]
    assert differs(put("follow_up.questions", questions))


@pytest.mark.parametrize("kind", sorted(set(TimerKind) - MOMENTS))
def test_a_changed_deadline_changes_what_happens(kind: TimerKind) -> None:
    deadline = viborg()["deadlines"][kind]
    unit = next(name for name in ("working_days", "weeks", "days", "months") if name in deadline)
    further = deadline[unit] + (1 if deadline[unit] >= 0 else -2)
    assert differs(put(f"deadlines.{kind}.{unit}", further))


def test_a_deadline_means_something_else_in_each_unit() -> None:
    rest = {"rungs": [{"notice": "reminder", "to": ["mentor"]}], "repeat_every": 5}
    units = [{"working_days": 9}, {"weeks": 9}, {"days": 9}, {"months": 9}]
    told_in = [changed(put("deadlines.follow_up", {**unit, **rest})) for unit in units]
    assert all(told_in.count(one) == 1 for one in told_in)


@pytest.mark.parametrize("kind", REMINDING)
def test_a_changed_repetition_changes_what_happens(kind: TimerKind) -> None:
    every = viborg()["deadlines"][kind]["repeat_every"]
    assert differs(put(f"deadlines.{kind}.repeat_every", every + 1))


def rung_changes(kind: TimerKind) -> Iterator[tuple[int, str, Any]]:
    """For each rung of a ladder: other values that are allowed for its keys."""
    rungs = viborg()["deadlines"][kind]["rungs"]
    notices = [notice.value for notice, only in RUNG_NOTICES.items() if only in (None, kind)]
    for number, rung in enumerate(rungs):
        last = number == len(rungs) - 1
        yield number, "offset", rung.get("offset", 0) + (1 if last else -1)
        yield number, "at", "11:15:00"
        others = sorted({"coordinator", "jobcentre"} & READERS[NoticeKind(rung["notice"])])
        yield from ((number, "to", [who]) for who in others if [who] != rung["to"])
        readable = [notice for notice in notices if READERS[NoticeKind(notice)] >= set(rung["to"])]
        yield from ((number, "notice", notice) for notice in readable if notice != rung["notice"])


@pytest.mark.parametrize("kind", REMINDING)
def test_a_changed_rung_changes_what_happens(kind: TimerKind) -> None:
    for number, key, value in rung_changes(kind):
        rungs = viborg()["deadlines"][kind]["rungs"]
        rungs[number][key] = value
        assert differs(put(f"deadlines.{kind}.rungs", rungs)), f"rung {number}: {key}"


def leaves(model: type[BaseModel], path: str = "") -> Iterator[str]:
    """The dotted keys of a programme file; ladders are named once, not for each deadline."""
    for name, field in model.model_fields.items():
        inner = [found for found in _types(field.annotation) if issubclass(found, BaseModel)]
        if inner:
            yield from leaves(inner[0], f"{path}{name}.")
        else:
            yield f"{path}{name}"


def _types(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from _types(part)


OF_LADDERS = {
    "deadlines.working_days",
    "deadlines.weeks",
    "deadlines.days",
    "deadlines.months",
    "deadlines.repeat_every",
}
OF_RUNGS = {f"deadlines.rungs.{key}" for key in ("offset", "at", "notice", "to")}
OF_STEPS = {"grants.steps.months", "grants.steps.special"}
OF_VERSIONS = {"applies_to", "grants.renewals"}
"""What they change is seen where there are two versions: `test_versions.py`."""
OF_TWO_PERIODS = {"hours.unused"}
"""What it changes is seen in a second period: test_rules_of_hours.py and test_hours_ahead.py."""
OF_CATALOGUE = {"catalogue_id"}
"""What the number in the catalogue changes is in test_what_is_the_programmes_own.py."""
OF_CATEGORIES = {
    f"hours.categories.{key}"
    for key in ("code", "name", "billable", "counts_against_grant", "refundable_from", "refundable_to")
}
"""What is paid for shows in the reconciliation, test_reconciling.py; what counts against the grant in
test_hours_beside_the_grant.py."""
OF_ROLES = {"roles.name"}
OF_GOALS = {f"{part}.{key}" for part in ("goals.template", "follow_up.questions") for key in ("code", "text")}
OF_LISTS = {"log_book.observation_kinds.code", "log_book.observation_kinds.name"}
OF_LISTINGS = {"log_book.show_within"}
"""What only lists of many courses use; tests/casework/lists/test_log_book.py shows what it does there."""
OF_TARGETS = {f"corps.targets.{key}" for key in ("measure", "percent", "valid_from", "valid_to")}
CHECK_IN = {f"corps.check_in_{key}minutes" for key in ("", "risk_", "again_")}
OF_REPORTS = {"retention.report_years"}
"""What is reported lies apart from every course: tests/domain/test_confidential_keeping.py tries it."""
OF_THE_CORPS = {"corps.required_documents", *CHECK_IN, *OF_TARGETS}
"""They are asked outside a course: test_documents.py, test_visits.py and test_measures.py try them."""


def test_every_key_of_a_programme_is_among_these() -> None:
    simple = set(SIMPLE) - {"log_book.observation_kinds", "hours.categories"}
    ladders = OF_LADDERS | OF_RUNGS | OF_STEPS | OF_GOALS | OF_ROLES
    lists = OF_CATEGORIES | OF_LISTS | OF_LISTINGS | OF_THE_CORPS | OF_REPORTS | OF_VERSIONS | OF_CATALOGUE
    assert set(leaves(Programme)) == simple | ladders | lists | of_orders() | OF_TWO_PERIODS


def test_the_late_course_is_refused_only_where_it_is_meant_to_be() -> None:
    assert [rule for rule, _ in as_it_is() if isinstance(rule, str)] == [
        "assertions",
        "rule-set",
        "decider-role",
        "observation-kind",
        "retention-not-over",
        "questions",
        "questions",
    ]


def test_the_late_course_climbs_every_ladder_to_its_repetition() -> None:
    events = [event for _, event in as_it_is() if isinstance(event, TimerFired)]
    for kind in REMINDING:
        highest = max(event.rung for event in events if event.kind == kind)
        assert highest >= len(VIBORG.deadlines[kind].rungs)
