"""S0 · Sofie is on sickness benefit and in a placement at a library. Amira is to help her stay there.

The jobcentre's order is put right before she is taken on; she stays away one morning; the jobcentre says no
to a new period; and in the end the log book shows that nothing but the placement was ever followed up.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain import commands as c
from domain.events import CourseClosed
from domain.timers import TimerKind
from tests.factories import KIRSTEN, appointment, at, attempt, day, match, meeting, referral, sign
from tests.house import House
from tests.lifecycle.real_office import RealStory, hours, said, story
from tests.lifecycle.telling import acknowledged
from tests.lifecycle.weeks import answered, ordinary_weeks, results

pytestmark = pytest.mark.slow
SOFIE = {"cpr": "0303505678", "name": "Sofie Brandt Nørgaard", "email": "sofie@borger.example"}
ORDER = referral(
    SOFIE,
    target_group="sygedagpengemodtager",
    in_activity="virksomhedspraktik på et bibliotek",
    tasks=("opfølgning på praktik", "beskrivelse af praktikken"),
    consent=None,
)
PLACEMENT = {"tasks": ("placement_follow_up",), "form": "workplace"}


@pytest.mark.requirement("S0.closing_report", "S0.ordered_content", "S0.in_activity")
def test_sofie_stays_in_her_placement_and_the_jobcentre_learns_what_the_course_became(house: House) -> None:
    with story(house, "2026-02-26 09:14") as sofie:
        the_order_asks_for_placement_follow_up_alone(sofie)
        amira_is_her_one_contact_person(sofie)
        they_agree_what_she_wants_and_follow_it_up(sofie)
        she_stays_away_and_the_ladder_climbs_until_jonas_answers(sofie)
        the_progress_report_tells_of_the_placement(sofie)
        the_jobcentre_grants_no_more(sofie)
        the_report_says_what_the_course_became(sofie)


def the_order_asks_for_placement_follow_up_alone(sofie: RealStory) -> None:
    """No consent is asked for in this programme; the jobcentre's order is."""
    sofie.order_arrives("fastholdelsesmentor", ORDER)
    assert (sofie.phase, sofie.course.missing) == ("received", ())
    assert sofie.told() == ["referral_received → jobcentre, 26.02 09:14"]
    why = sofie.refused("placement-only", c.AcceptReferral(coordinator="kirsten"), by=KIRSTEN)
    assert "foreslå et 1C-forløb, som også skal rumme andre af rammeaftalens aktiviteter" in why
    assert "Borgeren skal være i gang med en aktivitet og have brug for støtte til at blive i den" in why


def amira_is_her_one_contact_person(sofie: RealStory) -> None:
    """The jobcentre has said on the telephone what else it orders."""
    order = c.AcceptReferral(
        coordinator="kirsten", supports_staying=True, tasks=("morning", "job_plan", "placement_follow_up")
    )
    sofie.on("2026-02-26 10:00", order, by=KIRSTEN)
    assert sofie.why(TimerKind.FIRST_CONTACT).startswith(
        "tirsdag den 3. marts 2026: 3 arbejdsdage efter 26. februar 2026"
    )
    sofie.on("2026-02-26 16:30", match(), by=KIRSTEN)
    sofie.on("2026-03-02 10:05", attempt("2026-03-02 10:00", reached=True))
    assert sorted(sofie.told()) == [
        "course_assigned → mentor, 27.02 08:00",
        "mentor_assigned → citizen, 27.02 08:00",
        "mentor_assigned → jobcentre, 27.02 08:00",
    ]


def they_agree_what_she_wants_and_follow_it_up(sofie: RealStory) -> None:
    sofie.then(appointment("2026-03-04 10:00", place="Biblioteket"))
    sofie.on("2026-03-04 12:00", c.RecordFirstMeeting(held_on=day("2026-03-04")))
    sofie.then(meeting("2026-03-04", appointment="a1", **PLACEMENT))
    (reminder,) = sofie.letters()
    assert (str(reminder), reminder.address) == (
        "appointment_reminder → citizen, 03.03 10:00",
        "sofie@borger.example",
    )
    staying = c.NewGoal(template="staying_in_activities", target_on=day("2026-05-29"))
    mornings = c.NewGoal(text="Sofie møder tre dage om ugen.", target_on=day("2026-04-30"), parent="g1")
    sofie.on(
        "2026-03-06 12:00", sign("2026-03-06", tasks=("morning",)), c.AgreeGoals(goals=(staying, mornings))
    )
    assert sofie.phase == "active"
    sofie.on(
        "2026-03-20 12:00", meeting("2026-03-20", **PLACEMENT), answered(sofie.course, "2026-03-20", mark=1)
    )
    assert sofie.why(TimerKind.FOLLOW_UP).startswith("tirsdag den 7. april 2026: 2 uger efter 20. marts 2026")


def she_stays_away_and_the_ladder_climbs_until_jonas_answers(sofie: RealStory) -> None:
    """Good Friday, Easter Monday and a weekend are behind her; now it is a Tuesday in April."""
    ordinary_weeks(sofie, "2026-04-07", **PLACEMENT)
    sofie.letters()
    away = c.ReportDeviation(
        occurred_at=at("2026-04-14 08:00"),
        fact="Sofie kom ikke i praktik.",
        plan_item="Praktik tre dage om ugen",
        citizen_explanation="Sofie oplyser, at barnet var sygt.",
    )
    sofie.on("2026-04-14 10:20", away)
    (letter,) = sofie.letters()
    assert str(letter) == "deviation → jobcentre, 14.04 10:20"
    assert "Sofie oplyser, at barnet var sygt." in letter.text
    sofie.on("2026-04-16 13:00")
    assert sofie.told("deviation_next_rung") == [
        "deviation_next_rung → coordinator, 15.04 10:20",
        "deviation_next_rung → jobcentre, 15.04 10:20",
        "deviation_next_rung → coordinator, 16.04 10:20",
        "deviation_next_rung → jobcentre, 16.04 10:20",
    ]
    assert sofie.course.waiting_on == "jobcentre"
    sofie.then(acknowledged("f1"), by=KIRSTEN)
    sofie.on("2026-04-17 13:00")
    assert (sofie.told("deviation_next_rung"), sofie.course.waiting_on) == ([], "mentor")


def the_progress_report_tells_of_the_placement(sofie: RealStory) -> None:
    """Eight weeks after the agreement of 6 March it is 1 May, which is a working day here."""
    ordinary_weeks(sofie, "2026-04-30", **PLACEMENT)
    sofie.on("2026-05-01 12:00")
    sofie.letters()
    bare = c.SendProgressReport(covers_to=day("2026-04-30"), summary="Sofie er kommet godt i gang.")
    assert "afsnittet om praktikken" in sofie.refused("placement-untold", bare)
    told = "Sofie møder stabilt på biblioteket."
    sofie.then(c.SendProgressReport(covers_to=bare.covers_to, summary=bare.summary, placement=told))
    letters = sofie.letters()
    assert {str(one) for one in letters} == {
        "progress_report → citizen, 01.05 12:00",
        "progress_report → jobcentre, 01.05 12:00",
    }
    assert any(told in one.text for one in letters if one.to == "jobcentre")


def the_jobcentre_grants_no_more(sofie: RealStory) -> None:
    """The question was opened five weeks before the grant ends on Sunday 31 May; Mette says no."""
    (review,) = sofie.course.open_matters("extension")
    assert review.opened_at == at("2026-04-24 08:00")
    sofie.on("2026-05-04 11:00")
    sofie.letters()
    sofie.decided(False, reason="Sofie klarer sin praktik.")
    assert sofie.phase == "phasing_out"
    assert sorted(sofie.told()) == [
        "extension_decided → citizen, 04.05 11:00",
        "extension_decided → coordinator, 04.05 11:00",
        "extension_decided → mentor, 04.05 11:00",
        "phase_out_started → citizen, 04.05 11:00",
        "phase_out_started → jobcentre, 04.05 11:00",
    ]
    ordinary_weeks(sofie, "2026-05-29", **PLACEMENT)
    sofie.on("2026-06-01 09:00")
    assert (sofie.phase, sofie.course.ended_on) == ("closing", day("2026-05-31"))
    assert sofie.why(TimerKind.CLOSING_REPORT).startswith(
        "mandag den 8. juni 2026: 5 arbejdsdage efter 31. maj"
    )


def the_report_says_what_the_course_became(sofie: RealStory) -> None:
    sofie.letters()
    closing = c.RecordClosing(
        reason="grant_ended",
        outcome="activity",
        results=results(sofie.course),
        review="Sofie blev i sin praktik.",
        citizen_evaluation="Jeg kunne ikke have klaret det alene.",
    )
    sofie.on("2026-06-03 10:00", closing)
    assert sofie.told() == [
        "closing_report → citizen, 03.06 10:00",
        "closing_report → jobcentre, 03.06 10:00",
    ]
    assert sofie.last(CourseClosed).finding_placement_only
    report = sofie.report()
    assert report.programme == "Fastholdelsesmentor (Fasit ID 90.938)"
    assert "af arbejdsevnen, foreslås et 1C-forløb" in " ".join(said(report.review))
    # An hour and a half on 4 and 20 March, 7, 17 and 21 April, 5, 19 and 29 May.
    assert hours(report) == {"Personlig kontakt": Decimal(12)}
    assert [row.hours for row in report.hours_granted] == [Decimal(32)]
    assert [one.occurred_on for one in report.deviations] == [day("2026-04-14")]
    assert said(report.citizen_evaluation) == ["Jeg kunne ikke have klaret det alene."]
    assert (sofie.phase, sofie.course.next_due_at) == ("closed", None)
