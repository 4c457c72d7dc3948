"""S4 · Emil is young, on education benefit, and told to begin an education. Næstved's corps takes him.

A written agreement says which roles Amira fills, and they weigh differently in June than in March; in April
he is ill and the work waits; in August he begins at school, which is told what he needs; a tutor takes over.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from casework.corps.readiness import enter_document
from domain import commands as c
from domain.corps.documents import Document
from domain.timers import TimerKind
from tests.domain.corps.papers import paper
from tests.factories import GRANT, KIRSTEN, attempt, day, match, meeting, referral, sign
from tests.house import House
from tests.lifecycle.real_office import RealStory, hours, said, story
from tests.lifecycle.weeks import ordinary_weeks, results

pytestmark = pytest.mark.slow
EMIL = {"cpr": "0606505678", "name": "Emil Dam", "email": "emil@borger.example"}
ORDER = referral(
    EMIL,
    target_group="ung med uddannelsespålæg",
    tasks=("bolig", "små mål", "start i praktik"),
    considerations="Korte dage og et roligt sted at sidde.",
    grant=replace(GRANT, ends_on=day("2026-08-31"), hours_total=Decimal(60)),
)


@pytest.mark.requirement("S4.agreement", "S4.roles", "S4.final_aim", "S4.considerations", "S4.role_passes")
@pytest.mark.requirement("local.pause", "S4.corps", "outside.six_months")
def test_emil_begins_at_school_and_his_tutor_takes_over(house: House) -> None:
    with story(house, "2026-02-26 09:14") as emil:
        the_corps_takes_him_under_the_rules_in_force(emil)
        a_written_agreement_says_goal_tasks_and_roles(emil)
        he_is_ill_and_the_work_waits(emil)
        the_roles_weigh_differently_in_summer(emil)
        three_more_months_are_granted(emil)
        he_begins_at_school_and_is_understood_there(emil)
        it_is_phased_out(emil)
        the_tutor_takes_over(emil)


def the_corps_takes_him_under_the_rules_in_force(emil: RealStory) -> None:
    for kind in Document:
        enter_document(emil.office, kind, paper(kind), KIRSTEN)
    emil.order_arrives("naestved", ORDER)
    assert emil.course.programme_version == "lov-2026-02"
    emil.then(c.AcceptReferral(coordinator="kirsten"), match(), by=KIRSTEN)
    emil.on("2026-03-02 10:00", attempt("2026-03-02 09:55", reached=True))
    emil.on("2026-03-05 12:00", c.RecordFirstMeeting(held_on=day("2026-03-05")), meeting("2026-03-05"))


def a_written_agreement_says_goal_tasks_and_roles(emil: RealStory) -> None:
    agreement = sign("2026-03-12", roles=("vejleder", "coach"), tasks=("housing", "small_goals"))
    emil.on("2026-03-12 12:00")
    emil.refused("unknown-role", replace(agreement, roles=("veninde",)))
    emil.then(agreement)
    goal = c.NewGoal(text="Emil begynder på erhvervsskolen.", target_on=day("2026-08-10"))
    emil.refused("final-aim", c.AgreeGoals(goals=(goal,)))
    below = c.NewGoal(text="Emil møder til tiden.", target_on=day("2026-05-29"), parent="g1")
    emil.then(c.AgreeGoals(goals=(replace(goal, aim="education"), below)))
    emil.refused("role-weights", c.SetRoles(weights={"vejleder": 60}, from_on=day("2026-03-12")))
    emil.then(c.SetRoles(weights={"vejleder": 60, "coach": 40}, from_on=day("2026-03-12")))


def he_is_ill_and_the_work_waits(emil: RealStory) -> None:
    """A follow-up is due on Thursday 9 April; he is ill from Tuesday the 7th to Monday the 27th, fourteen
    working days, and fourteen working days after the 9th is Wednesday the 29th. The grant does not wait.
    """
    ordinary_weeks(emil, "2026-04-06")
    emil.on("2026-04-07 09:00")
    ends = emil.why(TimerKind.GRANT_END)
    emil.then(
        c.Pause(cause="illness", until=day("2026-04-24"), reason="Emil har lungebetændelse."), by=KIRSTEN
    )
    emil.letters()
    emil.on("2026-04-24 07:00")
    assert (emil.phase, emil.told()) == ("paused", [])
    emil.on("2026-04-27 09:00", c.Resume(), by=KIRSTEN)
    why = emil.why(TimerKind.FOLLOW_UP)
    assert why.startswith("onsdag den 29. april 2026: 2 uger efter 26. marts 2026")
    assert "pause fra 7. april 2026 til 27. april 2026 giver 14 arbejdsdage mere" in why
    assert (emil.phase, emil.why(TimerKind.GRANT_END)) == ("active", ends)


def the_roles_weigh_differently_in_summer(emil: RealStory) -> None:
    ordinary_weeks(emil, "2026-05-31")
    emil.on("2026-06-01 10:00")
    summer = {"brobygger": 70, "systemguide": 30}
    emil.then(c.SetRoles(weights=summer, from_on=day("2026-06-01"), reason="Skolestarten er nær."))
    assert emil.course.written.roles == 2


def three_more_months_are_granted(emil: RealStory) -> None:
    """Six months were granted, to Monday 31 August: the question opens on Monday 27 July."""
    ordinary_weeks(emil, "2026-07-26")
    emil.letters()
    emil.on("2026-07-27 12:00")
    review = emil.letter("extension_review_opened", "jobcentre")
    assert review.when == "27.07 08:00"
    assert "En ny periode ville være nr. 2 af højst 2" in review.text
    ordinary_weeks(emil, "2026-08-04")
    emil.on("2026-08-05 10:00")
    emil.decided(True, starts_on=day("2026-09-01"), ends_on=day("2026-11-30"), hours=Decimal(20))
    assert [period.ends_on for period in emil.course.periods] == [day("2026-08-31"), day("2026-11-30")]


def he_begins_at_school_and_is_understood_there(emil: RealStory) -> None:
    """School begins on Monday 17 August; two working days before, Amira is reminded."""
    ordinary_weeks(emil, "2026-08-05")
    emil.on("2026-08-06 10:00", c.AnnounceStart(what="education", starts_on=day("2026-08-17")))
    assert [matter.kind for matter in emil.course.open_matters()] == ["handing_on"]
    emil.letters()
    emil.on("2026-08-13 10:00")
    assert emil.told("reminder") == ["reminder → mentor, 13.08 08:00"]
    told = c.RecordDisclosure(
        recipient="school",
        kinds=("considerations",),
        told_on=day("2026-08-13"),
        note="Korte dage og et roligt sted at sidde.",
    )
    emil.refused("disclosure-not-agreed", told)
    agreed = c.AgreeDisclosure(recipient="school", kinds=("considerations",), from_on=day("2026-08-13"))
    emil.then(agreed, told)
    assert emil.course.open_matters("handing_on") == ()
    emil.refused("disclosure-not-agreed", replace(told, kinds=("sensitive",), why="Nysgerrighed."))


def it_is_phased_out(emil: RealStory) -> None:
    """Four weeks before Monday 30 November is Monday 2 November."""
    ordinary_weeks(emil, "2026-11-01")
    emil.letters()
    emil.on("2026-11-02 09:00")
    assert {str(one) for one in emil.letters() if "phase_out_started" in one.kinds} == {
        "phase_out_started → citizen, 02.11 08:00",
        "phase_out_started → jobcentre, 02.11 08:00",
    }
    ordinary_weeks(emil, "2026-11-29")
    emil.on("2026-12-01 09:00")
    assert (emil.phase, emil.course.ended_on) == ("closing", day("2026-11-30"))


def the_tutor_takes_over(emil: RealStory) -> None:
    closing = c.RecordClosing(
        reason="education",
        outcome="education",
        results=results(emil.course),
        review="Emil går på erhvervsskolen.",
        role_passed_to="school",
    )
    emil.refused("role-passed-how", closing)
    emil.refused("closing-parts", replace(closing, handover="Vejlederen Lone."))
    done = replace(closing, handover="Vejlederen Lone.", considerations="Korte dage.")
    emil.on("2026-12-02 10:00", done)
    report = emil.report()
    assert said(report.hand_over) == [
        "En ansat på uddannelsesstedet har overtaget mentors rolle.",
        "Vejlederen Lone.",
    ]
    assert said(report.considerations) == ["Korte dage."]
    assert len(report.roles) == 2
    assert "70" in report.roles[1].text
    assert [row.hours for row in report.hours_granted] == [60, 20]
    # An hour and a half twice in March, once in April, thrice in May, twice in June, thrice in July, twice in
    # August, four times in September, twice in October, thrice in November.
    assert hours(report) == {"Personlig kontakt": Decimal("1.5") * 22}
    assert "Støtten var på pause fra 7. april 2026 til 27. april 2026." in said(report.review)
