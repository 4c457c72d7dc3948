"""The ready course of nine months, from referral to closing report, in its parts."""

from __future__ import annotations

from decimal import Decimal

from domain import commands as c
from domain.events import GoalResult
from tests.factory.blocks import (
    AT_WORK,
    acknowledged,
    answers,
    block,
    in_order,
    no_show,
    proposal,
    weekly,
)
from tests.factory.commands import (
    accept,
    appointment,
    attempt,
    follow_up,
    goals,
    granted,
    match,
    meeting,
    register,
    sign,
)
from tests.factory.playing import Played, Step, at, day, play

GOALS = (
    "Maja får en hverdag, der hænger sammen med et deltidsjob.",
    "Maja er oppe og klar klokken 8 på hverdage.",
    "Maja gennemfører en praktik på 13 uger.",
)


def full_course() -> Played:
    """Nine months: a failed attempt, a no-show that climbs a rung, two extensions, a pause, a change of
    mentor, a corrected entry, two progress reports, phase-out, and the closing report.
    """
    return play(*beginning(), *spring(), *summer(), *autumn(), *ending())


def active_course() -> Played:
    """A course with agreement and goals in place, in its second week."""
    return play(*beginning())


def deviation() -> c.ReportDeviation:
    """A departure from the job plan with all that can be said about it."""
    return c.ReportDeviation(
        occurred_at=at("2026-04-15 08:00"),
        fact="Maja kom ikke i praktik om morgenen.",
        plan_item="Virksomhedspraktik tre dage om ugen",
        citizen_explanation="Maja oplyser, at bussen var aflyst.",
        attempts=2,
    )


def beginning() -> tuple[Step, ...]:
    """From the referral to agreement and goals."""
    return (
        register(),
        at("2026-02-26 10:05"),
        accept(),
        at("2026-02-26 14:30"),
        match(),
        at("2026-03-02 09:30"),
        attempt("2026-03-02 09:25", reached=False, note="Telefonen var slukket."),
        at("2026-03-03 16:10"),
        attempt("2026-03-03 16:00", reached=True, channel="text_message", note="Glad for at høre fra os."),
        appointment("2026-03-05 10:00", place="Biblioteket"),
        at("2026-03-05 12:30"),
        c.RecordFirstMeeting(held_on=day("2026-03-05"), note="Et godt første møde."),
        meeting("2026-03-05", appointment="a1", shown="accepted", observation="Maja har mod på en praktik."),
        at("2026-03-12 12:00"),
        sign("2026-03-12"),
        goals(*GOALS),
    )


def spring() -> tuple[Step, ...]:
    """The first period: weekly meetings, a no-show that climbs, a progress report, the first extension."""
    return in_order(
        *weekly("2026-03-18", "2026-05-27", skip=("2026-04-15",)),
        block("2026-03-26 13:00", follow_up("2026-03-26", answers("contemplation"))),
        block("2026-04-09 13:00", follow_up("2026-04-09", answers("preparation"))),
        block("2026-04-13 09:00", appointment("2026-04-15 10:00", place="Biblioteket")),
        block("2026-04-15 10:45", no_show("2026-04-15", "a2")),
        block("2026-04-16 13:00", acknowledged("f1")),
        block(
            "2026-04-23 13:00",
            meeting("2026-04-23", "09:00", "10:00", form="three_party", shown="accepted"),
            follow_up("2026-04-23", answers("preparation")),
        ),
        block(
            "2026-04-29 15:00",
            meeting("2026-04-29", "13:00", "14:00", "transport_with_citizen", form="accompanying"),
        ),
        block("2026-05-04 09:00", proposal("2026-06-01", "2026-08-31", 30)),
        block("2026-05-07 13:00", follow_up("2026-05-07", answers("action"))),
        block(
            "2026-05-07 14:00",
            c.SendProgressReport(
                covers_to=day("2026-05-06"),
                summary="Maja er kommet godt i gang og møder stabilt. Indsatsen er tilstrækkelig.",
                placement="Praktikken er aftalt til at begynde 8. juni.",
                recommendation="Fortsat støtte, når praktikken begynder.",
                citizen_comment="Jeg er glad for hjælpen.",
            ),
        ),
        block("2026-05-12 10:00", granted(day("2026-06-01"), day("2026-08-31"), at("2026-05-12 10:00"))),
        block("2026-05-21 13:00", follow_up("2026-05-21", answers("action"))),
    )


def summer() -> tuple[Step, ...]:
    """The second period: another mentor, a goal reached, a pause, a correction, the special extension."""
    decided = at("2026-08-11 10:00")
    special = "Helt særligt tilfælde: praktikken er forsinket af sygdom."
    return in_order(
        *weekly("2026-06-03", "2026-07-01"),
        *weekly("2026-08-05", "2026-08-26"),
        block(
            "2026-06-04 13:00",
            meeting("2026-06-04", "09:00", "10:00", form="three_party", shown="accepted"),
            follow_up("2026-06-04", answers("action")),
        ),
        block(
            "2026-06-15 09:00",
            c.ReassignMentor(mentor="bo", cover="amira", handover="Møderne ligger bedst om formiddagen."),
        ),
        block("2026-06-18 13:00", follow_up("2026-06-18", answers("action"), reached=("g2",))),
        block("2026-07-02 13:00", follow_up("2026-07-02", answers("action", reached=("g2",)))),
        block(
            "2026-07-06 09:00",
            c.Pause(cause="illness", until=day("2026-07-24"), reason="Maja er syg i tre uger."),
        ),
        block("2026-07-27 09:00", c.Resume()),
        block("2026-07-29 13:00", meeting("2026-07-29", "10:00", "12:00", **AT_WORK)),
        block("2026-07-30 09:00", meeting("2026-07-29", "10:00", "11:30", corrects=21, **AT_WORK)),
        block("2026-08-05 13:00", proposal("2026-09-01", "2026-11-30", 24, special)),
        block(
            "2026-08-11 10:00",
            granted(day("2026-09-01"), day("2026-11-30"), decided, hours=Decimal(24), reason=special),
        ),
        block("2026-08-13 13:00", follow_up("2026-08-13", answers("action", reached=("g2",)))),
        block(
            "2026-08-20 11:00",
            c.SendProgressReport(
                covers_to=day("2026-08-19"),
                summary="Praktikken går godt efter en pause med sygdom.",
                placement="Møder tre dage om ugen, og arbejdspladsen er tilfreds.",
                citizen_comment="Det er hårdt, men godt.",
            ),
        ),
        block("2026-08-27 13:00", follow_up("2026-08-27", answers("action", reached=("g2",)))),
    )


def autumn() -> tuple[Step, ...]:
    """The third period: work at the placement, and the phase-out agreed in good time."""
    done = ("g2",)
    return in_order(
        *weekly("2026-09-02", "2026-10-28", skip=("2026-09-16",)),
        *weekly("2026-11-11", "2026-11-25", every=14),
        block("2026-09-10 13:00", follow_up("2026-09-10", answers("action", reached=done))),
        block("2026-09-14 09:00", appointment("2026-09-16 10:00", place="Gartneriet")),
        block("2026-09-15 09:00", appointment("2026-09-17 10:00", place="Gartneriet", replaces="a3")),
        block("2026-09-16 13:00", meeting("2026-09-16", "12:00", "12:45", "administration")),
        block("2026-09-17 12:00", meeting("2026-09-17", attendance="excused", appointment="a4")),
        block("2026-09-24 13:00", follow_up("2026-09-24", answers("action", reached=done))),
        block(
            "2026-10-08 13:00",
            meeting("2026-10-08", "09:00", "10:00", form="three_party", shown="accepted"),
            follow_up("2026-10-08", answers("relapse", reached=done)),
        ),
        block(
            "2026-10-15 11:00",
            c.SendProgressReport(
                covers_to=day("2026-10-14"),
                summary="Et tilbageslag i efteråret er vendt. Praktikken er ved at blive til et job.",
                placement="Praktikken slutter med udgangen af oktober.",
            ),
        ),
        block(
            "2026-10-22 13:00",
            follow_up("2026-10-22", answers("maintenance", reached=done), reached=("g3",)),
        ),
        block(
            "2026-10-30 10:00",
            c.StartPhaseOut(plan="Møde hver anden uge, derefter telefon. Kollegaen Lone er fast støtte."),
        ),
        block("2026-11-05 13:00", follow_up("2026-11-05", answers("maintenance", reached=("g2", "g3")))),
        block("2026-11-19 13:00", follow_up("2026-11-19", answers("maintenance", reached=("g2", "g3")))),
    )


def ending() -> tuple[Step, ...]:
    """The last granted day passes, and the course is closed with its review."""
    results = (
        GoalResult("g1", "partly", "Hverdagen hænger sammen, timetallet kan stige endnu."),
        GoalResult("g2", "reached", "Oppe klokken 8 siden juni."),
        GoalResult("g3", "reached", "Praktikken blev til et tilbud om deltidsjob."),
    )
    return (
        at("2026-12-03 10:00"),
        c.RecordClosing(
            reason="grant_ended",
            outcome="job",
            results=results,
            review="Forløbet gik fra en usikker start til et deltidsjob i et gartneri.",
            manages_alone="Maja står selv op, tager bussen og melder afbud i god tid.",
            coping="Maja læser selv sine breve og ringer i tvivl.",
            handover="Kollegaen Lone er fast støtte på arbejdspladsen.",
            role_passed_to="workplace",
            considerations="Pauser efter to timer og en fast kollega.",
            unresolved="Maja vil gerne have hjælp til at læse breve fra det offentlige.",
            citizen_evaluation="Det har betydet meget, at der var én, der ringede.",
        ),
    )
