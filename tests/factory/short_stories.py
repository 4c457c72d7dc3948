"""Ready courses that are told quickly: each shows one thing that may happen."""

from __future__ import annotations

from dataclasses import replace

from domain import commands as c
from domain.calendar import Calendar
from domain.events import GoalResult
from domain.referral import Referral
from tests.factory.blocks import acknowledged
from tests.factory.commands import (
    CITIZEN,
    CONSENT,
    JOB_PLAN,
    accept,
    appointment,
    attempt,
    granted,
    match,
    meeting,
    referral,
    register,
    update,
)
from tests.factory.playing import AMIRA, CALENDAR, CASEWORKER, KIRSTEN, Play, Played, Step, at, day, play
from tests.factory.stories import beginning, deviation


def waiting_course() -> Played:
    """A course that was taken on, and for which there was no mentor for two weeks."""
    wait = c.PutOnWaitingList(reason="no_free_hours", expected_on=day("2026-03-16"))
    return play(register(), at("2026-02-26 10:00"), accept(), at("2026-03-02 10:00"), wait)


def complained_course() -> Played:
    """A course whose citizen complains of the mentor."""
    complaint = c.FileComplaint(about="mentor", complaint="Han kommer for sent hver gang.")
    return play(*beginning(), at("2026-03-16 10:00"), complaint)


def asked_course() -> Played:
    """A course whose mentor asks for more hours, which the coordinator passes on to the caseworker."""
    return play(*_asked())


def answered_course() -> Played:
    """The same, and the caseworker answers on the next day."""
    answered = c.SettleMatter(matter="j2", outcome="change_granted_in_part", note="Én time mere om ugen.")
    return play(*_asked(), at("2026-03-17 10:00"), (CASEWORKER, answered))


def _asked() -> tuple[Step, ...]:
    wish = c.AskForPlanChange(about="hours", why="Vi når ikke det aftalte.")
    passed_on = c.SettleMatter(
        matter="o1", outcome="to_caseworker", note="Maja har brug for to møder om ugen."
    )
    return (*beginning(), at("2026-03-16 10:00"), (AMIRA, wish), (KIRSTEN, passed_on))


def unreturned_course() -> Played:
    """A course whose mentor was not heard from after a visit alone."""
    back = at("2026-03-16 14:00")
    missed = c.ReportMissedCheckIn(visit=1, mentor="amira", expected_at=back)
    return play(*beginning(), at("2026-03-16 14:30"), missed)


def course_with_deviation() -> Played:
    """An active course with a reported deviation that nobody has acknowledged, one rung up."""
    return play(*beginning(), at("2026-04-15 10:20"), deviation(), at("2026-04-16 12:00"))


def reopened_course() -> Played:
    """A course that is stopped early and closed with its report, and opened again when the reason is gone."""
    results = tuple(GoalResult(f"g{number}", "not_reached") for number in (1, 2, 3))
    report = c.RecordClosing(
        reason="moved", outcome="none", results=results, review="Forløbet nåede kun at begynde."
    )
    return play(
        *beginning(),
        c.Pause(cause="holiday", from_on=day("2026-03-20"), until=day("2026-03-27")),
        c.DropPlannedPause(),
        c.RecordSection85(
            from_on=day("2026-03-12"), section_85="same_person", note="Aftalt med socialforvaltningen."
        ),
        c.Pause(cause="illness"),
        c.ChangePause(until=day("2026-03-18"), reason="Maja er snart rask."),
        at("2026-03-16 10:00"),
        c.Cancel(cause="moved", reason="Maja flytter til Randers."),
        at("2026-03-17 10:00"),
        c.WriteClosingParts(unresolved="Maja sover dårligt om natten."),
        report,
        c.RecordEvaluation(given_on=day("2026-03-16"), score=4, comment="Amira lyttede."),
        at("2026-03-24 10:00"),
        c.Reopen(reason="Flytningen blev ikke til noget."),
    )


def consent_course() -> Played:
    """A consent that runs out, and one that the citizen takes back through her mentor."""
    short = referral(consent=replace(CONSENT, expires_on=day("2026-04-10")))
    return play(
        register(short),
        *beginning()[1:],
        c.AgreeDisclosure(
            recipient="workplace",
            kinds=("considerations",),
            from_on=day("2026-03-12"),
            note="Aftalt på mødet.",
        ),
        c.AnnounceStart(what="placement", starts_on=day("2026-03-16")),
        c.RecordDisclosure(
            recipient="workplace",
            kinds=("considerations",),
            told_on=day("2026-03-12"),
            note="Pauser hver time.",
        ),
        c.ReviseConsiderations(considerations="Pauser hver time, og korte dage."),
        c.EndDisclosure(disclosure="d1"),
        at("2026-04-20 10:00"),
        c.WithdrawConsent(withdrawn_on=day("2026-04-20"), note="Maja sagde det på mødet."),
    )


def corrected_course() -> Played:
    """A deviation that is acknowledged, explained by the citizen and taken back; and a no-show that was an
    excuse, once the log book was corrected.
    """
    missed = meeting("2026-04-15", attendance="no_show")
    excused = replace(missed, attendance="excused", corrects=2)
    return play(
        *beginning(),
        at("2026-04-15 10:20"),
        replace(deviation(), citizen_explanation=""),
        acknowledged("f1"),
        c.AddExplanation(matter="f1", explanation="Maja siger, at bussen var aflyst."),
        c.RecordDeviationOutcome(matter="f1", result="explained", note="Busselskabet har bekræftet det."),
        c.WithdrawDeviation(matter="f1", reason="Praktikstedet havde lukket den dag."),
        at("2026-04-15 12:00"),
        missed,
        at("2026-04-15 12:30"),
        excused,
        c.ChangeCaseworker(caseworker="Birgit Holm", contact="71 00 00 00", unit="Team Job"),
    )


def incomplete_course() -> Played:
    """A referral without job plan and consent, completed in two steps."""
    first, second = referral(job_plan=None, consent=None), referral(consent=None)
    return play(
        register(first),
        at("2026-03-02 09:00"),
        c.CompleteReferral(mail_id="mail-2", referral=second),
        at("2026-03-03 09:00"),
        c.CompleteReferral(mail_id="mail-3", referral=referral()),
    )


def updated_course() -> Played:
    """An active course whose caseworker and job plan changed, whose consent was withdrawn, and whose hours
    are soon used.
    """
    plan = replace(JOB_PLAN, dated_on=day("2026-04-10"), aim="Et fleksjob i et gartneri.")
    letter = Referral(citizen=CITIZEN, caseworker="Birgit Holm", job_plan=plan)
    news = update(letter, withdrawn=day("2026-04-12"))
    seen = c.MarkUpdateSeen(matter="n1")
    long_days = (meeting(f"2026-04-{n}", "08:00", "18:00") for n in (10, 13, 14))
    settled = c.SettleMatter(matter="t2", outcome="plan_adjusted", note="Vi mødes hver anden uge.")
    later = (at("2026-04-14 10:00"), seen, at("2026-04-15 10:00"), *long_days, settled)
    read = c.ShowLogEntry(entries=(1,), shown="accepted", shown_on=day("2026-03-05"), comment="Det passer.")
    confirmed = c.ConfirmHours(entries=(1,), how="signature", confirmed_on=day("2026-03-05"))
    planned, off = appointment("2026-03-20 10:00"), c.CancelAppointment(appointment="a2", cause="illness")
    return play(*beginning(), read, confirmed, planned, off, at("2026-04-13 10:00"), news, *later)


def archived_course() -> Played:
    """A course that was stopped, whose citizen saw her file, and which was erased in the end."""
    asked = c.RecordAccessRequest(
        received_on=day("2026-03-23"),
        kinds=("file_access", "data_access"),
        channel="mail",
        wish="Hele sagen.",
    )
    marked = c.MarkThirdParty(marks=(c.NewMark(what="words", why="third_party", words="naboen"),))
    answer = "given_in_part"
    return play(
        register(),
        accept(),
        at("2026-03-20 09:00"),
        c.Cancel(cause="moved", reason="Flyttet til en anden kommune, siger naboen."),
        at("2026-03-23 10:00"),
        asked,
        at("2026-03-24 10:00"),
        marked,
        c.RecordAccessDraft(matter="i1", delivered_on=day("2026-03-24"), document_sha256="a" * 64),
        at("2026-04-01 10:00"),
        (KIRSTEN, c.SettleMatter(matter="i1", outcome=answer)),
        (KIRSTEN, c.SettleMatter(matter="d2", outcome=answer, note="Uden naboens ord.")),
        c.HoldErasure(reason="complaint"),
        at("2027-04-01 10:00"),
        c.LiftHold(),
        c.RecordFileReturn(returned_on=day("2027-04-01"), how="secure_mail", document_sha256="f" * 64),
        at("2031-03-20 10:00"),
        c.ApproveErasure(
            decider="D-0001",
            decider_role="caseworker",
            unit="Arkivet",
            decided_on=day("2031-03-20"),
            document_sha256="e" * 64,
        ),
        c.RecordErasure(keys=2, mails=1, letters=0, index_entries=1),
    )


def moved_course() -> Played:
    """An active course whose next follow-up moved, because its day became a closing day, and which then went
    over to another version of its programme.
    """
    stage = Play()
    for step in beginning():
        stage.step(step)
    closed = {**CALENDAR.closed, day("2026-03-26"): "lukkedag"}
    stage.calendar = Calendar(closed, CALENDAR.opens, CALENDAR.closes)
    stage.step(c.ReprojectDeadlines())
    stage.step(c.MigrateProgramme(to_version="2026-2"))
    two = stage.programme.grants.model_copy(update={"signatures": 2})
    stage.programme = stage.programme.model_copy(update={"grants": two})
    stage.step(c.OpenExtensionReview())
    stage.step(granted(day("2026-06-01"), day("2026-08-31"), stage.now))
    assert stage.course is not None
    return stage.course, tuple(stage.history)


def cancelled_course() -> Played:
    """A course that stops after three attempts in vain."""
    tries = (f"2026-03-0{n} 09:00" for n in (2, 3, 4))
    steps: list[Step] = [register(), accept(), match()]
    for when in tries:
        steps += [at(when), attempt(when, reached=False, note="Ingen svarede.")]
    stop = c.Cancel(cause="no_contact", reason="Borgeren er ikke til at træffe på de kendte numre.")
    said = "Jonas Kjær har i dag sagt i telefonen, at forløbet skal afsluttes."
    answer = c.SettleMatter(matter="b1", outcome="to_be_ended", note=said)
    return play(*steps, at("2026-03-20 09:00"), answer, stop)
