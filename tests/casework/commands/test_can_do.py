"""What somebody is offered on a course is what the rules would let her try: every command × role × phase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from casework.commands.acting import BY_THEMSELVES, DECISION
from casework.commands.can_do import IN_PROGRAMME, TOLD_OTHERWISE, can_do, is_offered, why_not
from domain import commands as c
from domain.decide import decide
from domain.errors import Refused
from domain.lifecycle import ROWS, Phase
from domain.values import Actor, Role
from domain.who import AUTHORITY, BY_FORM, BY_MAIL, WHOSE
from tests.domain.five import FIVE
from tests.domain.staging import IN_PHASE, RETURNED, course_of, samples, staged
from tests.factories import AMIRA, CASEWORKER, KIRSTEN, VIBORG, Play, beginning

SOREN = Actor(Role.MANAGER, "soren")
ACTORS = [AMIRA, KIRSTEN, CASEWORKER, SOREN]
ACTORS += [Actor(role, "x") for role in Role if role not in {one.role for one in ACTORS}]
WHATEVER_SHE_WRITES = frozenset(
    {"not-yours-to-do", "phase", "erased", "no-roles", "no-change-plan", "ladder-used", "review-open"}
)
IN_HER_WORDS: Mapping[str, str] = {
    "focus-by-caseworker": "a coordinator writes whose word it is",
    "jobcentre-gives-up": "a caseworker says it herself; others note her answer first",
}
"""The rules that ask more words of one role than of another."""


@dataclass(frozen=True)
class Tried:
    """A sensible command on a course, tried by everybody: the rules that speak against each, none if it is
    done.
    """

    stage: Play
    command: str
    rules: Mapping[Actor, tuple[str, ...]]

    def is_offered(self, actor: Actor) -> bool:
        return is_offered(self.command, actor, course_of(self.stage), self.stage.programme)


def everything_tried(phase: Phase) -> Iterator[Tried]:
    stage = staged(*IN_PHASE[phase])
    for name, command in samples(stage).items():
        if name in WHOSE:
            yield Tried(stage, name, {actor: _rules(stage, command, actor) for actor in ACTORS})


def _rules(stage: Play, command: c.Command, actor: Actor) -> tuple[str, ...]:
    rules = stage.programme, stage.calendar
    try:
        decide(stage.course, command, stage.now, *rules, actor=actor, documents=stage.documents)
    except Refused as refusal:
        return refusal.rules
    return ()


def _is_done_otherwise(command: str, role: Role) -> bool:
    """By a form in Prefect or the mail room, which are offered nothing; on a page of news; or as a decision,
    of which the sample says itself which role has taken it.
    """
    by = {Role.OPERATOR: BY_FORM, Role.MAILROOM: BY_MAIL}
    return command in by.get(role, ()) or (role in AUTHORITY and command in {*TOLD_OTHERWISE, DECISION})


def test_every_command_is_somebodys_or_has_a_way_of_its_own() -> None:
    assert ROWS.keys() == WHOSE.keys() | BY_THEMSELVES.keys()
    assert not WHOSE.keys() & BY_THEMSELVES.keys()


@pytest.mark.requirement("local.offered")
@pytest.mark.parametrize("phase", list(Phase))
def test_what_can_be_done_is_offered_and_what_is_offered_is_refused_to_nobody_for_who_she_is(
    phase: Phase,
) -> None:
    for tried in everything_tried(phase):
        for actor, rules in tried.rules.items():
            where = f"{tried.command} by {actor.role} in {phase}: {rules}"
            if tried.is_offered(actor):
                assert not WHATEVER_SHE_WRITES & set(rules), where
            elif not rules:
                assert _is_done_otherwise(tried.command, actor.role), where


@pytest.mark.parametrize("phase", list(Phase))
def test_all_who_are_offered_a_command_are_held_to_the_same_rules(phase: Phase) -> None:
    """A rule that asks who acts, hidden among the others, would offer a form to those it refuses."""
    for tried in everything_tried(phase):
        told = {
            actor.role: set(rules) - IN_HER_WORDS.keys()
            for actor, rules in tried.rules.items()
            if tried.is_offered(actor)
        }
        assert len({frozenset(rules) for rules in told.values()}) <= 1, f"{tried.command} in {phase}: {told}"


@pytest.mark.parametrize("role", sorted({Role.OPERATOR, Role.AUDITOR, Role.CLOCK, Role.MAILROOM}))
def test_whoever_does_nothing_on_a_course_is_offered_nothing(role: Role) -> None:
    course = course_of(staged(*beginning()))
    assert can_do(Actor(role, "somebody"), course, VIBORG) == ()


@pytest.mark.parametrize("key", sorted(FIVE))
def test_what_a_programme_does_not_have_is_not_offered(key: str) -> None:
    programme, course = FIVE[key], course_of(staged(*beginning()))
    offered = set(can_do(KIRSTEN, course, programme))
    assert ("SetRoles" in offered) is bool(programme.roles)
    assert ("AgreeChangePlan" in offered) is programme.goals.circle
    assert offered | IN_PROGRAMME.keys() >= {"SetRoles", "AgreeChangePlan", "RecordMeeting"}


def test_a_closed_course_is_opened_again_where_the_programme_lets_it_and_the_file_is_still_here() -> None:
    closed = staged(*IN_PHASE[Phase.CLOSED])
    never = VIBORG.model_copy(update={"ending": VIBORG.ending.model_copy(update={"reopen_within": 0})})
    assert "Reopen" in can_do(KIRSTEN, course_of(closed), VIBORG)
    assert "Reopen" not in can_do(KIRSTEN, course_of(closed), never)
    closed.step(RETURNED)
    assert "Reopen" not in can_do(KIRSTEN, course_of(closed), VIBORG)


def test_a_decision_is_offered_to_the_roles_the_programme_names() -> None:
    course = course_of(staged(*beginning(), c.OpenExtensionReview()))
    grants = VIBORG.grants.model_copy(update={"deciders": ("manager",)})
    heads = VIBORG.model_copy(update={"grants": grants})
    head = Actor(Role.HEAD, "D-0005")
    assert can_do(head, course, heads) == ("DecideExtension",)
    assert can_do(head, course, VIBORG) == ()
    assert "DecideExtension" in can_do(CASEWORKER, course, VIBORG)
    assert "DecideExtension" not in can_do(CASEWORKER, course, heads)


def test_a_manager_takes_a_complaint_in_and_settles_it_and_does_nothing_else() -> None:
    stage = staged(*beginning())
    assert can_do(SOREN, course_of(stage), VIBORG) == ("FileComplaint",)
    stage.act(c.FileComplaint(about="course", complaint="For lang ventetid."), SOREN)
    assert can_do(SOREN, course_of(stage), VIBORG) == ("FileComplaint", "SettleMatter")
    stage.act(c.SettleMatter(matter="k1", outcome="complaint_upheld"), SOREN)


def test_nobody_writes_a_report_while_the_one_before_waits_and_is_told_why() -> None:
    reports = VIBORG.reports.model_copy(update={"approval": "coordinator"})
    stage = staged(*beginning(), programme=VIBORG.model_copy(update={"reports": reports}))
    assert "SendProgressReport" in can_do(AMIRA, course_of(stage), stage.programme)
    stage.act(samples(stage)["SendProgressReport"], AMIRA)
    (why,) = why_not("SendProgressReport", AMIRA, course_of(stage), stage.programme)
    assert "venter på godkendelse" in why.message


def test_the_first_reason_is_the_most_lasting_one() -> None:
    course = course_of(staged(*beginning()))
    assert [one.rule for one in why_not("Reopen", AMIRA, course, VIBORG)] == ["not-yours-to-do", "phase"]
    assert next(why_not("PassTime", KIRSTEN, course, VIBORG)).rule == "not-by-hand"
