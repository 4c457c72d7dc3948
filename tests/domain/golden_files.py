"""Golden files: the events of a release as they were stored, and the courses they led to.

`python -m tests.domain.golden_files 0.2.0` writes the file of a new release. A file is never written again:
what was stored then is what has to be readable for as long as courses are kept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from domain import commands as c
from domain.calendar import Calendar
from domain.course import Course
from domain.events import EVENT_TYPES, Event
from models.codec import dump_course, facts_of, neutral_event, personal_of, whole_event
from models.packing import packed, unpacked
from tests.domain.staging import APPROVED, CANCEL, PAUSE, RETURNED, closing
from tests.factories import (
    CALENDAR,
    CIRCLE,
    CONSENT,
    JOB_PLAN,
    KIRSTEN,
    START,
    Play,
    Step,
    accept,
    appointment,
    at,
    attempt,
    beginning,
    day,
    deviation,
    follow_up,
    goals,
    granted,
    match,
    meeting,
    referral,
    register,
    sign,
    together,
    update,
)

FOLDER = Path(__file__).parent / "golden"
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """One stored event, as bytes."""

    kind: str
    version: int
    facts: bytes
    personal: bytes | None

    @classmethod
    def of_line(cls, line: Line) -> Kept:
        """The event of a line."""
        personal = _bytes(line["personal"]) if "personal" in line else None
        return cls(line["type"], line["version"], _bytes(line["facts"]), personal)

    def whole(self) -> Event:
        """The event with everything personal."""
        return whole_event(self.kind, self.version, self.facts, self.personal, "golden")

    def neutral(self) -> Event:
        """The event of an erased course."""
        return neutral_event(self.kind, self.version, self.facts, "golden")


def line_of(event: Event) -> Line:
    """How an event is stored today."""
    name = type(event).__name__
    line: Line = {"type": name, "version": EVENT_TYPES[name].version}
    line["facts"] = json.loads(unpacked(facts_of(event)))
    if (personal := personal_of(event)) is not None:
        line["personal"] = json.loads(unpacked(personal))
    return line


def state_of(course: Course) -> Line:
    """How a snapshot is stored today."""
    state: Line = json.loads(dump_course(course))
    return state


def courses(path: Path) -> Iterator[tuple[list[Line], Line]]:
    """Each course of a file: the lines of its events, and the snapshot they led to."""
    events: list[Line] = []
    for text in path.read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        if "state" in line:
            yield events, line["state"]
            events = []
        else:
            events.append(line)


def played() -> Iterator[Play]:
    """Short courses in which every type of event occurs."""
    circle = Play(CIRCLE)
    for step in (*beginning(), *together()):
        circle.step(step)
    yield circle
    two = CIRCLE.grants.model_copy(update={"signatures": 2})
    signed = Play(CIRCLE.model_copy(update={"grants": two}))
    for step in (*beginning(), c.OpenExtensionReview()):
        signed.step(step)
    signed.step(granted(day("2026-06-01"), day("2026-08-31"), signed.now))
    yield signed
    closed = Play()
    closed.step(register())
    closed.calendar = Calendar({day("2026-03-02"): "lukkedag"}, CALENDAR.opens, CALENDAR.closes)
    closed.step(c.ReprojectDeadlines())
    closed.step(c.MigrateProgramme(to_version="2026-2"))
    yield closed
    stopped = Play()
    for command in (register(), CANCEL):
        stopped.step(command)
    stopped.now = at("2026-06-02 09:00")
    for command in FILE:
        stopped.step(command)
    yield stopped
    again = Play()
    planned = c.Pause(cause="holiday", from_on=day("2026-03-20"), until=day("2026-03-27"))
    pauses = (planned, c.DropPlannedPause(), PAUSE, c.ChangePause(until=day("2026-03-27")), c.Resume())
    for step in (*beginning(), *pauses, c.ChangeCaseworker(caseworker="Birgit Holm"), CANCEL, closing()):
        again.step(step)
    again.step(c.Reopen(reason="Flytningen blev ikke til noget."))
    yield again
    told = Play()
    ends_on = day("2026-02-27")
    for step in (
        register(referral(consent=replace(CONSENT, expires_on=ends_on))),
        accept(),
        match(),
        at("2026-03-02 09:00"),
        c.AgreeDisclosure(recipient="workplace", kinds=("considerations",), from_on=day("2026-03-02")),
        c.AnnounceStart(what="placement", starts_on=day("2026-03-04")),
        c.RecordDisclosure(
            recipient="workplace", kinds=("considerations",), told_on=day("2026-03-02"), note="Pauser."
        ),
        c.ReviseConsiderations(considerations="Korte dage."),
        c.EndDisclosure(disclosure="d1"),
        c.WithdrawConsent(withdrawn_on=day("2026-03-02"), note="Sagt i telefonen."),
    ):
        told.step(step)
    yield told
    stage = Play()
    for moment, steps in SCRIPT:
        stage.now = moment
        for step in steps:
            stage.step(step)
    yield stage


FILE: tuple[Step, ...] = (
    c.RecordAccessRequest(
        received_on=day("2026-06-02"), kinds=("file_access", "data_access"), channel="letter", wish="Alt."
    ),
    c.RecordAccessDraft(matter="i1", delivered_on=day("2026-06-02"), document_sha256="a" * 64),
    (KIRSTEN, c.SettleMatter(matter="i1", outcome="given")),
    (KIRSTEN, c.SettleMatter(matter="d2", outcome="withdrawn")),
    c.MarkThirdParty(marks=(c.NewMark(what="words", why="safety", words="naboen"),)),
    c.MarkThirdParty(put_back=("u1",)),
    c.HoldErasure(reason="court"),
    c.LiftHold(),
    RETURNED,
    APPROVED,
    c.RecordErasure(keys=2, mails=1, letters=3, index_entries=1),
)
LATER_MAIL = update(
    referral(
        caseworker="Birgit Holm",
        job_plan=replace(JOB_PLAN, dated_on=day("2026-02-01"), aim="Et fleksjob."),
    ),
    withdrawn=day("2026-04-01"),
)
NOT_BACK = c.ReportMissedCheckIn(visit=1, mentor="bo", expected_at=at("2026-04-01 14:00"))
SCRIPT: tuple[tuple[datetime, tuple[c.Command, ...]], ...] = (
    (START, (register(referral(consent=None)), c.CompleteReferral(mail_id="mail-2", referral=referral()))),
    (
        START + timedelta(hours=2),
        (
            accept(),
            c.PutOnWaitingList(reason="language"),
            match(),
            attempt("2026-02-26 10:00", reached=False),
        ),
    ),
    (at("2026-02-27 10:00"), (attempt("2026-02-27 09:30", reached=True), appointment("2026-03-02 10:00"))),
    (at("2026-03-02 10:00"), (c.PassTime(), c.RecordFirstMeeting(held_on=day("2026-03-02")))),
    (at("2026-03-02 12:00"), (meeting("2026-03-02", appointment="a1", observation="Godt humør."),)),
    (
        at("2026-03-03 12:00"),
        (appointment("2026-03-10 10:00"), c.CancelAppointment(appointment="a2", cause="illness")),
    ),
    (at("2026-03-04 12:00"), (sign("2026-03-04"), goals("En hverdag.", "Op klokken 8."))),
    (at("2026-03-11 12:00"), (follow_up("2026-03-11", {"g1": "action", "g2": "relapse"}, ("g1",)), PAUSE)),
    (at("2026-03-18 12:00"), (c.Resume(), c.ReassignMentor(mentor="bo", handover="Ring om formiddagen."))),
    (at("2026-04-01 09:00"), (c.RecordSection85(from_on=day("2026-04-01"), section_85="no"),)),
    (at("2026-04-02 09:00"), (LATER_MAIL, c.MarkUpdateSeen(matter="n1"), NOT_BACK)),
    (
        at("2026-04-16 09:00"),
        (deviation(), c.AcknowledgeDeviation(matter="f2", by="D-0001", outcome="Aftalt.")),
    ),
    (
        at("2026-04-16 10:00"),
        (
            c.AddExplanation(matter="f2", explanation="Bussen var aflyst."),
            c.RecordDeviationOutcome(matter="f2", result="explained", note="Kvittering for bussen er set."),
            c.WithdrawDeviation(matter="f2", reason="Turen var aflyst for alle."),
        ),
    ),
    (
        at("2026-04-17 22:30"),
        (
            meeting("2026-04-16", "08:00", "22:00"),
            meeting("2026-04-17", "08:00", "22:00"),
            c.ShowLogEntry(
                entries=(1, 2), shown="withheld", shown_on=day("2026-04-17"), reason="Nævner en anden."
            ),
            c.ConfirmHours(entries=(1,), how="signature", confirmed_on=day("2026-04-17")),
            c.SettleMatter(matter="t3", outcome="plan_adjusted", note="Hver anden uge."),
        ),
    ),
    (
        at("2026-04-20 09:00"),
        (
            c.SendProgressReport(covers_to=day("2026-04-19"), summary="Det går fremad."),
            c.OpenExtensionReview(),
            c.ProposeExtension(
                starts_on=day("2026-06-01"), ends_on=day("2026-06-14"), hours=Decimal(5), need="Praktik."
            ),
            granted(day("2026-06-01"), day("2026-06-14"), at("2026-04-20 09:00")),
            c.StartPhaseOut(plan="Hver anden uge."),
            c.WriteClosingParts(manages_alone="Tager selv bussen.", unresolved="Søvnen."),
        ),
    ),
    (
        at("2026-06-15 08:00"),
        (c.PassTime(), closing(2), c.RecordEvaluation(given_on=day("2026-06-15"), score=5)),
    ),
)


def write(release: str) -> Path:
    """Write the golden file of a release that has none yet. Raises FileExistsError."""
    path = FOLDER / f"{release}.jsonl"
    with path.open("x", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in decided())
    return path


def decided() -> Iterator[str]:
    """What today's rules decide in these courses, line by line as it is written."""
    for stage in played():
        assert stage.course is not None
        lines = [line_of(recorded.event) for recorded in stage.history]
        for line in [*lines, {"state": state_of(stage.course)}]:
            yield json.dumps(line, ensure_ascii=False)


def _bytes(data: Line) -> bytes:
    return packed(json.dumps(data, ensure_ascii=False).encode())


if __name__ == "__main__":
    print(write(sys.argv[1]))
