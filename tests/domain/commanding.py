"""Commands as people might give them to a course as it stands: mostly sensible, sometimes not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from domain import commands as c
from domain.calendar import local_day
from domain.course import Course
from domain.events import GoalAnswer, GoalResult
from domain.referral import Referral
from domain.words import OUTCOMES
from tests.factories import CITIZEN, CONSENT, GRANT, JOB_PLAN, referral, update

Given = Callable[[Course, datetime], st.SearchStrategy[c.Command]]
STAFF = st.sampled_from(["amira", "bo", "kirsten"])
NOTES = st.sampled_from(["", "En bemærkning."])


def days(middle: date, before: int, after: int) -> st.SearchStrategy[date]:
    """Days around another one."""
    return st.integers(-before, after).map(lambda count: middle + timedelta(days=count))


def _complete(_course: Course, _now: datetime) -> st.SearchStrategy[c.Command]:
    referrals = st.sampled_from([referral(), referral(consent=None), referral(grant=None)])
    return st.builds(c.CompleteReferral, referral=referrals)


def _attempt(_course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    moments = st.integers(-72, 2).map(lambda hours: now + timedelta(hours=hours))
    return st.builds(
        c.RecordContactAttempt, attempted_at=moments, channel=st.just("phone"), reached=st.booleans()
    )


def _match(_course: Course, _now: datetime) -> st.SearchStrategy[c.Command]:
    return st.builds(c.MatchMentor, mentor=STAFF, cover=STAFF)


def _wait(_course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    expected = st.one_of(st.none(), days(local_day(now), 2, 35))
    return st.builds(c.PutOnWaitingList, reason=st.just("no_free_hours"), expected_on=expected)


def _reassign(_course: Course, _now: datetime) -> st.SearchStrategy[c.Command]:
    return st.builds(c.ReassignMentor, mentor=STAFF, handover=st.just("Læs logbogen."))


def _first_meeting(_course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    return st.builds(c.RecordFirstMeeting, held_on=days(local_day(now), 9, 1))


def _sign(_course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    who = st.sampled_from([("citizen", "jobcentre"), ("jobcentre", "mentor", "citizen"), ("citizen",)])
    return st.builds(c.SignAgreement, signed_on=days(local_day(now), 5, 1), signed_by=who)


def _goals(course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    parents = st.sampled_from(["", *(goal.id for goal in course.goals), "g99"])
    goal = st.builds(
        c.NewGoal, text=st.just("Op klokken 8."), target_on=days(local_day(now), 0, 90), parent=parents
    )
    return st.builds(c.AgreeGoals, goals=st.lists(goal, min_size=1, max_size=2).map(tuple))


def _appointment(course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    moments = st.integers(-5, 400).map(lambda hours: now + timedelta(hours=hours))
    moved = st.sampled_from(["", *(name for name, _ in course.appointments), "a99"])
    return st.builds(c.PlanAppointment, at=moments, replaces=moved)


def _call_off(course: Course, _now: datetime) -> st.SearchStrategy[c.Command]:
    names = st.sampled_from([*(name for name, _ in course.appointments), "a99"])
    return st.builds(c.CancelAppointment, appointment=names, cause=st.just("illness"))


def _meeting(course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    starts = st.integers(6, 12).map(time)
    ends = st.integers(10, 23).map(lambda hour: time(hour, 30))
    appointments = st.sampled_from(["", *(name for name, _ in course.appointments), "", "", "a99"])
    corrects = st.sampled_from([None, None, None, None, course.log.entries or None, 1, 99])
    return st.builds(
        c.RecordMeeting,
        held_on=days(local_day(now), 12, 1),
        starts=starts,
        ends=ends,
        category=st.sampled_from(["personal_contact"] * 4 + ["administration"] * 4 + ["unknown"]),
        form=st.sampled_from(["meeting", "three_party"]),
        attendance=st.sampled_from(["present", "present", "excused", "no_show"]),
        appointment=appointments,
        tasks=st.sampled_from([(), (), ("morning",), ("unknown",)]),
        corrects=corrects,
    )


def _quick_note(_course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    began = st.one_of(st.none(), st.integers(-90, 1).map(lambda hours: now + timedelta(hours=hours)))
    return st.builds(
        c.QuickNote, minutes=st.integers(1, 90), note=st.just("Vi talte om i morgen."), began_at=began
    )


def _show(course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    entries = st.lists(st.sampled_from([*range(1, course.log.entries + 1), 99]), min_size=1, max_size=3)
    return st.builds(
        c.ShowLogEntry,
        entries=entries.map(tuple),
        shown=st.sampled_from(["accepted", "declined", "withheld"]),
        shown_on=days(local_day(now), 9, 1),
        reason=NOTES,
    )


def _confirm(course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    entries = st.lists(st.sampled_from([*range(1, course.log.entries + 1), 99]), min_size=1, max_size=3)
    on = days(local_day(now), 9, 1)
    return st.builds(c.ConfirmHours, entries=entries.map(tuple), how=st.just("signature"), confirmed_on=on)


def _follow_up(course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    def answers(reached: bool) -> tuple[GoalAnswer, ...]:
        goals = [goal.id for goal in course.goals if not goal.dropped] or ["g1"]
        mark = course.progress.follow_ups % 4
        return tuple(GoalAnswer(goal, reached, True, False, progress=mark) for goal in goals)

    given = st.booleans().map(answers)
    return st.builds(c.RecordFollowUp, held_on=days(local_day(now), 20, 1), answers=given)


def _some_goal(course: Course) -> st.SearchStrategy[str]:
    return st.sampled_from([*(goal.id for goal in course.goals), "g99"])


def _revise(course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.ReviseGoal,
        goal=_some_goal(course),
        reason=st.just("Aftalt på mødet."),
        text=st.sampled_from(["", "Op klokken 7."]),
        target_on=st.one_of(st.none(), days(local_day(now), 0, 90)),
        parent=st.one_of(st.none(), st.just(""), _some_goal(course)),
    )


def _drop(course: Course, _now: datetime) -> st.SearchStrategy[c.Command]:
    return st.builds(c.DropGoal, goal=_some_goal(course), reason=st.just("Ikke aktuelt."))


def _change_plan(course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    step = st.builds(c.NewStep, step=st.just("Ringe."), stage=st.just("action"), goal=_some_goal(course))
    return st.builds(
        c.AgreeChangePlan,
        agreed_on=days(local_day(now), 5, 1),
        with_citizen=st.booleans(),
        steps=st.lists(step, min_size=1, max_size=2).map(tuple),
    )


def _roles(_course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    weights = st.sampled_from([{"vejleder": 100}, {"vejleder": 40, "brobygger": 60}, {"vejleder": 1}])
    return st.builds(c.SetRoles, weights=weights, from_on=days(local_day(now), 9, 9))


def _focus(_course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.SetFocusAreas,
        areas=st.just(("netværk",)),
        from_on=days(local_day(now), 5, 30),
        to_on=st.one_of(st.none(), days(local_day(now), 5, 30)),
        set_by=st.sampled_from(["", "Jonas Kjær"]),
    )


def _minutes(_course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.RecordMinutes,
        held_on=days(local_day(now), 20, 1),
        participants=st.sampled_from([("citizen", "mentor", "caseworker"), ("mentor", "job_consultant")]),
        summary=st.just("Status."),
        absent_because=NOTES,
        next_meeting_on=st.one_of(st.none(), days(local_day(now), 5, 60)),
    )


def _deviation(_course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    moments = st.integers(-48, 1).map(lambda hours: now + timedelta(hours=hours))
    return st.builds(c.ReportDeviation, occurred_at=moments, fact=st.just("Mødte ikke."))


def _acknowledge(course: Course, _now: datetime) -> st.SearchStrategy[c.Command]:
    matters = st.sampled_from([*(matter.id for matter in course.matters), "f99"])
    return st.builds(c.AcknowledgeDeviation, matter=matters, by=st.just("jonas"))


def _any_matter(course: Course) -> st.SearchStrategy[str]:
    return st.sampled_from([*(matter.id for matter in course.matters), "f99"])


def _report(_course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    return st.builds(c.SendProgressReport, covers_to=days(local_day(now), 40, 1), summary=st.just("Det går."))


def _period(course: Course, now: datetime) -> tuple[st.SearchStrategy[date], st.SearchStrategy[date]]:
    last = course.period.ends_on if course.period else local_day(now)
    return days(last, 2, 10), days(last, -10, 120)


def _propose(course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    starts, ends = _period(course, now)
    hours = st.just(Decimal(20))
    return st.builds(c.ProposeExtension, starts_on=starts, ends_on=ends, hours=hours, special_reasons=NOTES)


def _decide(course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    starts, ends = _period(course, now)
    return st.builds(
        c.DecideExtension,
        granted=st.booleans(),
        decider=st.just("D-0001"),
        decider_role=st.sampled_from(["caseworker", "job_consultant", "mentor"]),
        unit=st.just("Team Afklaring"),
        channel=st.just("cli"),
        decided_on=days(local_day(now), 5, 1),
        starts_on=st.one_of(st.none(), starts),
        ends_on=ends,
        hours=st.just(Decimal(20)),
        reason=NOTES,
    )


def _update(course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    """Any mail, also one that was sent long ago, and one whose grant cannot become a period."""
    starts, ends = _period(course, now)
    days_around = days(local_day(now), 60, 1)
    grants = st.builds(
        lambda first, last, why, role: replace(
            GRANT, starts_on=first, ends_on=last, reason=why, granter_role=role
        ),
        starts,
        ends,
        NOTES,
        st.sampled_from(["", "Sagsbehandler", "pedel"]),
    )
    plans = days_around.map(lambda on: replace(JOB_PLAN, dated_on=on))
    consents = days_around.map(lambda on: replace(CONSENT, given_on=on))
    later = st.builds(
        Referral,
        citizen=st.just(CITIZEN),
        caseworker=st.sampled_from(["", "Birgit Holm"]),
        grant=st.one_of(st.none(), grants),
        job_plan=st.one_of(st.none(), plans),
        consent=st.one_of(st.none(), consents),
    )
    withdrawn = st.one_of(st.none(), days_around)
    known = {"periods": course.periods, "withdrawn_on": course.consent.withdrawn_on}
    return st.builds(lambda letter, on: update(letter, withdrawn=on, **known), later, withdrawn)


def _closing(course: Course, _now: datetime) -> st.SearchStrategy[c.Command]:
    results = tuple(GoalResult(goal.id, "reached") for goal in course.goals if not goal.dropped)
    return st.builds(
        c.RecordClosing,
        reason=st.just("grant_ended"),
        outcome=st.just("job"),
        results=st.sampled_from([results, results[1:]]),
        review=st.just("Et godt forløb."),
        may_be_asked=st.booleans(),
    )


def _access(_course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    both = ("file_access", "data_access")
    return st.builds(
        c.RecordAccessRequest,
        received_on=days(local_day(now), 9, 1),
        kinds=st.sampled_from([both, both[:1], both[1:]]),
        channel=st.just("mail"),
    )


def _pause(_course: Course, now: datetime) -> st.SearchStrategy[c.Command]:
    until = st.one_of(st.none(), days(local_day(now), 1, 40))
    from_on = st.one_of(st.none(), days(local_day(now), 1, 25))
    return st.builds(c.Pause, cause=st.just("illness"), until=until, from_on=from_on)


def _plain(*built: c.Command) -> Given:
    return lambda _course, _now: st.sampled_from(built)


COMMANDS: dict[str, Given] = {
    "CompleteReferral": _complete,
    "AcceptReferral": _plain(
        c.AcceptReferral(coordinator="kirsten"),
        c.AcceptReferral(coordinator="kirsten", section_85="no", tasks=("morning", "hygiene")),
        c.AcceptReferral(coordinator="kirsten", tasks=("unknown",), track="discharge"),
    ),
    "PutOnWaitingList": _wait,
    "MatchMentor": lambda _course, _now: st.builds(c.MatchMentor, mentor=STAFF, cover=STAFF),
    "ReassignMentor": lambda _course, _now: st.builds(
        c.ReassignMentor, mentor=STAFF, handover=st.just("Læs alt.")
    ),
    "RecordContactAttempt": _attempt,
    "RecordFirstMeeting": lambda _course, now: st.builds(
        c.RecordFirstMeeting, held_on=days(local_day(now), 9, 1)
    ),
    "SignAgreement": _sign,
    "AgreeGoals": _goals,
    "ReviseGoal": _revise,
    "DropGoal": _drop,
    "AgreeChangePlan": _change_plan,
    "SetRoles": _roles,
    "SetFocusAreas": _focus,
    "RecordSection85": lambda _course, now: st.builds(
        c.RecordSection85,
        from_on=days(local_day(now), 20, 1),
        section_85=st.sampled_from(["no", "same_person", "converted", "handed_over"]),
        section_85_by=NOTES,
        section_85_goal=NOTES,
    ),
    "PlanAppointment": _appointment,
    "CancelAppointment": _call_off,
    "RecordMeeting": _meeting,
    "QuickNote": _quick_note,
    "ShowLogEntry": _show,
    "RecordMinutes": _minutes,
    "ConfirmHours": _confirm,
    "RecordFollowUp": _follow_up,
    "ReportDeviation": _deviation,
    "AcknowledgeDeviation": _acknowledge,
    "AddExplanation": lambda course, _now: st.builds(
        c.AddExplanation, matter=_any_matter(course), explanation=st.just("Bussen kom ikke.")
    ),
    "RecordDeviationOutcome": lambda course, _now: st.builds(
        c.RecordDeviationOutcome, matter=_any_matter(course), result=st.sampled_from(["explained", "in_hand"])
    ),
    "WithdrawDeviation": lambda course, _now: st.builds(
        c.WithdrawDeviation, matter=_any_matter(course), reason=st.just("En fejl.")
    ),
    "SendProgressReport": _report,
    "OpenExtensionReview": _plain(c.OpenExtensionReview()),
    "ProposeExtension": _propose,
    "DecideExtension": _decide,
    "UpdateReferral": _update,
    "MarkUpdateSeen": lambda course, _now: st.builds(
        c.MarkUpdateSeen, matter=st.sampled_from([*(one.id for one in course.matters), "n99"])
    ),
    "RequestOtherMentor": _plain(c.RequestOtherMentor(wish="En, der bor tættere på.")),
    "FileComplaint": lambda _course, _now: st.builds(
        c.FileComplaint,
        about=st.sampled_from(["mentor", "decision"]),
        complaint=st.just("Han kommer for sent."),
    ),
    "WithdrawConsent": lambda _course, now: st.builds(
        c.WithdrawConsent, withdrawn_on=days(local_day(now), 5, 1), note=NOTES
    ),
    "AgreeDisclosure": lambda _course, now: st.builds(
        c.AgreeDisclosure,
        recipient=st.sampled_from(["workplace", "doctor"]),
        kinds=st.sampled_from([("attendance", "considerations"), ("sensitive",)]),
        from_on=days(local_day(now), 20, 1),
        until_on=st.one_of(st.none(), days(local_day(now), 30, 30)),
    ),
    "EndDisclosure": _plain(c.EndDisclosure(disclosure="d1"), c.EndDisclosure(disclosure="d2")),
    "RecordDisclosure": lambda _course, now: st.builds(
        c.RecordDisclosure,
        recipient=st.sampled_from(["workplace", "doctor"]),
        kinds=st.sampled_from([("attendance",), ("considerations",), ("sensitive",)]),
        told_on=days(local_day(now), 5, 1),
        note=st.just("Fortalt."),
        why=NOTES,
    ),
    "ReviseConsiderations": _plain(c.ReviseConsiderations(considerations="Korte dage.")),
    "AnnounceStart": lambda _course, now: st.builds(
        c.AnnounceStart, what=st.just("placement"), starts_on=days(local_day(now), 1, 20)
    ),
    "SettleMatter": lambda course, _now: st.builds(
        c.SettleMatter,
        matter=st.sampled_from([*(one.id for one in course.matters), "t99"]),
        outcome=st.sampled_from(sorted(OUTCOMES)),
        note=NOTES,
    ),
    "EndEffort": lambda course, _now: st.builds(
        c.EndEffort,
        matter=st.sampled_from([*(one.id for one in course.matters), "s99"]),
        reason=st.just("Rollen understøtter ikke indsatsen."),
    ),
    "RecordAccessRequest": _access,
    "RecordAccessDraft": lambda course, now: st.builds(
        c.RecordAccessDraft,
        matter=st.sampled_from([*(one.id for one in course.matters), "i99"]),
        delivered_on=days(local_day(now), 3, 1),
        document_sha256=st.just("a" * 64),
    ),
    "MarkThirdParty": _plain(
        c.MarkThirdParty(marks=(c.NewMark(what="words", why="safety", words="naboen"),)),
        c.MarkThirdParty(marks=(c.NewMark(what="event", why="third_party", event=99),)),
        c.MarkThirdParty(put_back=("u1",)),
        c.MarkThirdParty(),
    ),
    "HoldErasure": _plain(c.HoldErasure(reason="court")),
    "LiftHold": _plain(c.LiftHold()),
    "RecordFileReturn": lambda _course, now: st.builds(
        c.RecordFileReturn,
        returned_on=days(local_day(now), 10, 1),
        how=st.just("handover"),
        document_sha256=st.just("b" * 64),
    ),
    "ApproveErasure": lambda _course, now: st.builds(
        c.ApproveErasure,
        decider=st.just("D-0001"),
        decider_role=st.just("caseworker"),
        unit=st.just("Arkivet"),
        decided_on=st.just(local_day(now)),
        early=st.booleans(),
    ),
    "RecordErasure": _plain(c.RecordErasure(keys=1, mails=0, letters=0, index_entries=1)),
    "StartPhaseOut": _plain(c.StartPhaseOut()),
    "WriteClosingParts": _plain(c.WriteClosingParts(manages_alone="Rejser selv."), c.WriteClosingParts()),
    "RecordClosing": _closing,
    "RecordEvaluation": lambda _course, now: st.builds(
        c.RecordEvaluation, given_on=days(local_day(now), 9, 1), score=st.integers(1, 5), comment=NOTES
    ),
    "Pause": _pause,
    "ChangePause": lambda _course, now: st.builds(
        c.ChangePause, until=st.one_of(st.none(), days(local_day(now), 1, 40))
    ),
    "DropPlannedPause": _plain(c.DropPlannedPause()),
    "Resume": _plain(c.Resume()),
    "Reopen": _plain(c.Reopen(reason="Det nye job holdt ikke.")),
    "ChangeCaseworker": _plain(c.ChangeCaseworker(caseworker="Birgit Holm", unit="Team Job")),
    "Cancel": _plain(c.Cancel(cause="moved", reason="Flyttet.")),
    "MigrateProgramme": _plain(*(c.MigrateProgramme(to_version=name) for name in ("2026-1", "2026-2"))),
    "ReprojectDeadlines": _plain(c.ReprojectDeadlines()),
    "ReportIncident": _plain(c.ReportIncident(incident=1)),
    "ReportMissedCheckIn": lambda _course, now: st.just(
        c.ReportMissedCheckIn(visit=1, mentor="amira", expected_at=now)
    ),
    "PassTime": _plain(c.PassTime()),
}
"""For every command but RegisterReferral: what could be given to a course at an instant."""
