"""Appointments, the log book, minutes and progress reports."""

from __future__ import annotations

from datetime import time

from hypothesis import strategies as st

from domain import commands as c
from tests.domain.commanding.scene import NOTES, Given, Scene, mostly, perhaps, rarely

FORMS = st.sampled_from(["meeting", "three_party", "workplace", "meeting", "meeting"])


def _appointment(scene: Scene) -> st.SearchStrategy[c.Command]:
    moved = rarely(st.just(""), scene.appointment())
    return st.builds(c.PlanAppointment, at=scene.instants(-5, 400), replaces=moved)


def _call_off(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(c.CancelAppointment, appointment=scene.appointment(), cause=st.just("illness"))


def _meeting(scene: Scene) -> st.SearchStrategy[c.Command]:
    kinds = [kind.code for kind in scene.programme.log_book.observation_kinds]
    return st.builds(
        c.RecordMeeting,
        held_on=scene.lately(12),
        starts=st.integers(6, 12).map(time),
        ends=st.integers(10, 23).map(lambda hour: time(hour, 30)),
        category=_category(scene),
        form=FORMS,
        attendance=st.sampled_from(["present", "present", "excused", "no_show", "present"]),
        appointment=st.sampled_from(["", *(name for name, _ in scene.course.appointments), ""]),
        tasks=scene.tasks(),
        corrects=rarely(st.none(), scene.entry()),
        observation_kinds=mostly([(), tuple(kinds[:2])], ("unknown",)),
    )


def _category(scene: Scene) -> st.SearchStrategy[str]:
    codes = [category.code for category in scene.programme.hours.categories]
    return mostly(codes, "unknown")


def _quick_note(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.QuickNote,
        minutes=st.integers(1, 90),
        note=st.just("Vi talte om i morgen."),
        began_at=perhaps(scene.instants(-90, 1)),
        category=st.one_of(st.just(""), _category(scene)),
    )


def _entries(scene: Scene) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(scene.entry(), min_size=1, max_size=2).map(tuple)


def _show(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.ShowLogEntry,
        entries=_entries(scene),
        shown=st.sampled_from(["accepted", "shown_not_accepted", "declined", "withheld"]),
        shown_on=scene.lately(9),
        reason=NOTES,
    )


def _confirm(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.ConfirmHours,
        entries=_entries(scene),
        how=st.just("signature"),
        confirmed_on=scene.lately(9),
    )


def _minutes(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.RecordMinutes,
        held_on=scene.lately(20),
        participants=st.sampled_from([("citizen", "mentor", "caseworker"), ("mentor", "job_consultant")]),
        summary=st.just("Status."),
        absent_because=NOTES,
        next_meeting_on=perhaps(scene.around(5, 60)),
    )


def _report(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.SendProgressReport,
        covers_to=scene.lately(40),
        summary=st.just("Det går."),
        placement=mostly(["Det går godt dér."], ""),
    )


WORK: dict[str, Given] = {
    "PlanAppointment": _appointment,
    "CancelAppointment": _call_off,
    "RecordMeeting": _meeting,
    "QuickNote": _quick_note,
    "ShowLogEntry": _show,
    "ConfirmHours": _confirm,
    "RecordMinutes": _minutes,
    "SendProgressReport": _report,
}
