"""Pauses, phase-out, the end, and what turns a course another way."""

from __future__ import annotations

from hypothesis import strategies as st

from domain import commands as c
from domain.events import GoalResult
from tests.domain.commanding.scene import NOTES, Given, Scene, mostly, perhaps, plain


def _closing(scene: Scene) -> st.SearchStrategy[c.Command]:
    """The report, sometimes without what the programme wants told or without a goal's result."""
    results = tuple(GoalResult(goal.id, "reached") for goal in scene.course.goals if not goal.dropped)
    told = mostly(["Det hele."], "")
    return st.builds(
        c.RecordClosing,
        reason=st.just("grant_ended"),
        outcome=st.sampled_from(["job", "none"]),
        results=mostly([results], results[1:]),
        review=st.just("Et godt forløb."),
        manages_alone=told,
        coping=told,
        handover=told,
        considerations=told,
        only_placement_follow_up=st.booleans(),
        may_be_asked=st.booleans(),
    )


def _pause(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.Pause,
        cause=st.just("illness"),
        until=perhaps(scene.around(1, 40)),
        from_on=perhaps(scene.around(1, 25)),
    )


def _change_pause(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(c.ChangePause, until=perhaps(scene.around(1, 40)))


def _evaluation(scene: Scene) -> st.SearchStrategy[c.Command]:
    on, score = scene.lately(9), st.integers(1, 5)
    return st.builds(c.RecordEvaluation, given_on=on, score=score, comment=NOTES)


def _phase_out(_scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(c.StartPhaseOut, plan=NOTES)


ENDING: dict[str, Given] = {
    "StartPhaseOut": _phase_out,
    "RecordClosing": _closing,
    "WriteClosingParts": plain(c.WriteClosingParts(manages_alone="Rejser selv."), c.WriteClosingParts()),
    "RecordEvaluation": _evaluation,
    "Pause": _pause,
    "ChangePause": _change_pause,
    "DropPlannedPause": plain(c.DropPlannedPause()),
    "Resume": plain(c.Resume()),
    "Reopen": plain(c.Reopen(reason="Det nye job holdt ikke.")),
    "ChangeCaseworker": plain(c.ChangeCaseworker(caseworker="Birgit Holm", unit="Team Job")),
    "Cancel": plain(
        c.Cancel(cause="moved", reason="Flyttet."),
        c.Cancel(cause="not_eligible", reason="Ikke i målgruppen."),
    ),
    "MigrateProgramme": plain(*(c.MigrateProgramme(to_version=name) for name in ("2026-1", "2026-2"))),
    "ReprojectDeadlines": plain(c.ReprojectDeadlines()),
    "PassTime": plain(c.PassTime()),
}
