"""Ready courses: nine months from referral to closing report, and the short ones that end otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from domain import commands as c
from domain.calendar import Calendar
from domain.events import GoalResult
from domain.referral import Referral
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
    CITIZEN,
    CONSENT,
    JOB_PLAN,
    accept,
    appointment,
    attempt,
    follow_up,
    goals,
    granted,
    match,
    meeting,
    referral,
    register,
    sign,
    update,
)
from tests.factory.playing import CALENDAR, CIRCLE, KIRSTEN, Play, Played, Step, at, day, play

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


def waiting_course() -> Played:
    """A course that was taken on, and for which there was no mentor for two weeks."""
    wait = c.PutOnWaitingList(reason="no_free_hours", expected_on=day("2026-03-16"))
    return play(register(), at("2026-02-26 10:00"), accept(), at("2026-03-02 10:00"), wait)


def complained_course() -> Played:
    """A course whose citizen complains of the mentor."""
    complaint = c.FileComplaint(about="mentor", complaint="Han kommer for sent hver gang.")
    return play(*beginning(), at("2026-03-16 10:00"), complaint)


def unreturned_course() -> Played:
    """A course whose mentor was not heard from after a visit alone."""
    back = at("2026-03-16 14:00")
    missed = c.ReportMissedCheckIn(visit=1, mentor="amira", expected_at=back)
    return play(*beginning(), at("2026-03-16 14:30"), missed)


def active_course() -> Played:
    """A course with agreement and goals in place, in its second week."""
    return play(*beginning())


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
    long_days = (meeting(f"2026-04-{n}", "08:00", "22:00") for n in (13, 14))
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


def together_course() -> Played:
    """A course with the circle of change: a plan made together, a relapse, a goal revised and another one
    dropped, focus areas, and an effort that the caseworker ended after no progress.
    """
    return play(*beginning(), *together(), programme=CIRCLE)


def together() -> tuple[Step, ...]:
    """What happens in it after agreement and goals."""
    plan = c.AgreeChangePlan(
        agreed_on=day("2026-03-12"),
        with_citizen=True,
        steps=(
            c.NewStep(step="Skrive en liste over gode morgener.", stage="contemplation", goal="g2"),
            c.NewStep(step="Prøve vækkeuret i en uge.", stage="action", goal="g2", by_on=day("2026-04-10")),
        ),
        citizen_words="Det er mine egne skridt.",
    )
    focus = c.SetFocusAreas(
        areas=("struktur i hverdagen", "netværk"), from_on=day("2026-03-12"), to_on=day("2026-05-31")
    )
    quiet = follow_up("2026-04-23", {"g1": "preparation", "g2": "relapse"}, circle=True)
    return (
        at("2026-03-12 13:00"),
        plan,
        focus,
        at("2026-03-13 13:00"),
        follow_up("2026-03-13", answers("contemplation"), circle=True),
        c.SetRoles(weights={"vejleder": 70, "brobygger": 30}, from_on=day("2026-03-12")),
        at("2026-03-18 13:00"),
        c.SetRoles(
            weights={"vejleder": 40, "brobygger": 60},
            from_on=day("2026-04-01"),
            reason="Praktikken er nær.",
        ),
        follow_up(
            "2026-03-18", {"g1": "preparation", "g2": "relapse", "g3": "precontemplation"}, circle=True
        ),
        c.ReviseGoal(
            goal="g2",
            reason="Klokken 8 var for tidligt efter en svær uge.",
            text="Maja er oppe og klar klokken 9 på hverdage.",
            target_on=day("2026-06-30"),
        ),
        c.DropGoal(goal="g3", reason="Praktikpladsen er lukket."),
        at("2026-04-23 13:00"),
        replace(quiet, inactive=True, motivation_work="Vi gik ture og talte om det, der lykkes."),
        c.RecordMinutes(
            held_on=day("2026-04-23"),
            participants=("citizen", "mentor", "caseworker"),
            summary="Vi talte om, hvad der hjælper på en svær morgen.",
            agreements=("Mentor ringer tirsdag og torsdag.",),
            next_steps=(
                c.NewNextStep(step="Spørge gartneriet om en ny plads", who="mentor", by_on=day("2026-05-04")),
            ),
            next_meeting_on=day("2026-05-20"),
            citizen_comment="Det er rart at være med.",
        ),
        at("2026-04-23 14:00"),
        c.SendProgressReport(covers_to=day("2026-04-22"), summary="Der er brug for at se på indsatsen."),
        at("2026-05-13 12:00"),
        c.EndEffort(matter="s2", reason="Mentors rolle understøtter ikke længere indsatsen."),
        c.RecordClosing(
            reason="other",
            outcome="other_support",
            results=(GoalResult("g1", "partly"), GoalResult("g2", "not_reached")),
            review="Forløbet sluttede, fordi en anden støtte passer bedre.",
        ),
    )


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
