"""S1 · Mads is released from prison and has a right to a mentor in Viborg.

The grant is put right before he is taken on; twice three months, and twice three more in very special cases,
each granted by those who may; Amira leaves in June and hands over what she knows; in December he has a job.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from domain import commands as c
from domain.events import MentorReassigned, ReferralAccepted
from domain.timers import TimerKind
from tests.factories import GRANT, KIRSTEN, at, attempt, day, match, meeting, referral, sign
from tests.house import House
from tests.lifecycle.real_office import RealStory, hours, said, story
from tests.lifecycle.weeks import ordinary_weeks, results

pytestmark = pytest.mark.slow
ONE_ON_ONE = replace(GRANT, track="løsladelse", decisive=False, hours_total=Decimal(60))
MADS = {"cpr": "0404505678", "name": "Mads Krogh", "email": "mads@borger.example"}
ORDER = referral(MADS, target_group="kontanthjælpsmodtager", in_activity="", grant=ONE_ON_ONE)
TAKEN = c.AcceptReferral(
    coordinator="kirsten",
    track="release",
    no_other_offer=True,
    section_85="no",
    caseworker_role="authority",
)
REASON = "Helt særligt tilfælde: behandlingen varede længere end ventet."


@pytest.mark.requirement("S1.assertions", "S1.ladder", "S1.special_reason", "S1.tracks", "S1.granters")
def test_mads_has_a_right_to_support_and_goes_the_whole_ladder(house: House) -> None:
    with story(house, "2026-02-26 09:14") as mads:
        the_grant_must_be_put_right_and_his_right_is_kept(mads)
        he_and_amira_agree_on_viborgs_sub_goals(mads)
        the_caseworker_grants_three_more_months(mads)
        amira_leaves_and_hands_over_what_she_knows(mads)
        the_third_period_is_a_very_special_case(mads)
        the_fourth_is_the_last(mads)
        it_is_phased_out(mads)
        he_copes_without_support(mads)


def the_grant_must_be_put_right_and_his_right_is_kept(mads: RealStory) -> None:
    mads.order_arrives("viborg", ORDER)
    unsaid = mads.refused("assertions", c.AcceptReferral(coordinator="kirsten"), by=KIRSTEN)
    assert "Bevillingen fastslår ikke at støtten er afgørende for indsatsen." in unsaid
    assert "Bevillingen nævner et særligt spor." in unsaid
    mads.refused("right", c.Cancel(cause="not_eligible", reason="Ikke i målgruppen."), by=KIRSTEN)
    mads.on("2026-02-27 09:00")
    better = replace(ORDER, grant=replace(ONE_ON_ONE, decisive=True))
    mads.then(c.CompleteReferral(referral=better), by=KIRSTEN)
    mads.refused("track-other-offer", replace(TAKEN, no_other_offer=False), by=KIRSTEN)
    mads.then(TAKEN, by=KIRSTEN)
    assert (mads.phase, mads.course.acceptance.entitlement) == ("accepted", "right")
    assert mads.last(ReferralAccepted).caseworker_role == "authority"


def he_and_amira_agree_on_viborgs_sub_goals(mads: RealStory) -> None:
    mads.then(match(), by=KIRSTEN)
    mads.letters()
    mads.on("2026-03-03 10:00", attempt("2026-03-03 09:55", reached=True))
    mads.on("2026-03-05 12:00", c.RecordFirstMeeting(held_on=day("2026-03-05")), meeting("2026-03-05"))
    coping = c.NewGoal(template="coping_without_support", target_on=day("2026-11-30"))
    lasting = c.NewGoal(template="lasting_attachment", target_on=day("2026-08-31"), parent="g1")
    mads.on("2026-03-12 12:00", sign("2026-03-12"), c.AgreeGoals(goals=(coping, lasting)))
    assert (mads.phase, mads.told("deviation", "first_contact_overdue")) == ("active", [])


def the_caseworker_grants_three_more_months(mads: RealStory) -> None:
    """The grant ends on Sunday 31 May; five weeks before is Sunday 26 April, so Friday the 24th."""
    ordinary_weeks(mads, "2026-04-23")
    mads.on("2026-04-24 12:00")
    (review,) = (
        one for one in mads.letters() if "extension_review_opened" in one.kinds and one.to == "jobcentre"
    )
    assert review.when == "24.04 08:00"
    assert "En ny periode ville være nr. 2 af højst 4" in review.text
    assert "senest: fredag den 15. maj 2026" in review.text
    ordinary_weeks(mads, "2026-05-11")
    mads.on("2026-05-12 10:00")
    mads.letters()
    mads.decided(True, starts_on=day("2026-06-01"), ends_on=day("2026-08-31"), hours=Decimal(30))
    assert mads.told() == [
        "extension_decided → citizen, 12.05 10:00",
        "extension_decided → coordinator, 12.05 10:00",
        "extension_decided → mentor, 12.05 10:00",
    ]
    assert [period.ends_on for period in mads.course.periods] == [day("2026-05-31"), day("2026-08-31")]


def amira_leaves_and_hands_over_what_she_knows(mads: RealStory) -> None:
    ordinary_weeks(mads, "2026-06-14")
    mads.on("2026-06-15 09:00")
    mads.letters()
    mads.then(
        c.ReassignMentor(mentor="bo", handover="Mads svarer bedst på beskeder om formiddagen."), by=KIRSTEN
    )
    told = {one.to: one for one in mads.letters()}
    assert {one: told[one].when for one in told} == dict.fromkeys(
        ("mentor", "jobcentre", "citizen"), "15.06 09:00"
    )
    assert told["mentor"].address == "bo@leverandoer.example"
    assert "Bo Lindegaard" in told["jobcentre"].text
    assert "formiddagen" not in told["jobcentre"].text + told["mentor"].text
    assert mads.last(MentorReassigned).previous == "amira"


def the_third_period_is_a_very_special_case(mads: RealStory) -> None:
    """Five weeks before Monday 31 August is Monday 27 July. Bo proposes; the job consultant grants."""
    ordinary_weeks(mads, "2026-08-04")
    mads.on("2026-08-05 10:00")
    assert [(one.special, one.opened_at) for one in mads.course.open_matters("extension")] == [
        (True, at("2026-07-27 08:00"))
    ]
    proposal = c.ProposeExtension(
        starts_on=day("2026-09-01"), ends_on=day("2026-11-30"), hours=Decimal(20), special_reasons=REASON
    )
    mads.refused("special-reasons", replace(proposal, special_reasons=""))
    mads.refused("period-too-long", replace(proposal, ends_on=day("2026-12-01")))
    mads.then(proposal)
    assert (mads.course.waiting_on, len(mads.course.periods)) == ("jobcentre", 2)
    mads.on("2026-08-11 10:00")
    mads.decided(
        True, "job_consultant", starts_on=day("2026-09-01"), ends_on=day("2026-11-30"), hours=Decimal(20)
    )
    assert [period.special for period in mads.course.periods] == [False, False, True]


def the_fourth_is_the_last(mads: RealStory) -> None:
    ordinary_weeks(mads, "2026-10-28")
    mads.on("2026-10-29 10:00")
    last = {"starts_on": day("2026-12-01"), "ends_on": day("2027-02-28"), "hours": Decimal(10)}
    mads.decided(True, reason=REASON, **last)
    assert [period.number for period in mads.course.periods] == [1, 2, 3, 4]
    assert mads.course.hours_granted == 120
    mads.refused("ladder-used", c.OpenExtensionReview())


def it_is_phased_out(mads: RealStory) -> None:
    """He has had a job since November, so they agree to end it before the four weeks that are always kept."""
    ordinary_weeks(mads, "2026-11-30")
    plan = "Vi ringer sammen hver anden uge, og værkføreren tager over."
    mads.on("2026-12-01 10:00")
    mads.letters()
    mads.then(c.StartPhaseOut(plan=plan))
    told = {one.to: one for one in mads.letters()}
    assert set(told) == {"jobcentre", "citizen"}
    assert plan in told["jobcentre"].text
    assert mads.why(TimerKind.GRANT_END).startswith("mandag den 1. marts 2027: 1 dag efter 28. februar 2027")


def he_copes_without_support(mads: RealStory) -> None:
    mads.letters()
    closing = c.RecordClosing(
        reason="job",
        outcome="job",
        results=results(mads.course),
        review="Mads har arbejdet fast siden november.",
        coping="Mads læser selv sin post og møder til tiden.",
        handover="Værkføreren er ny kontaktperson.",
    )
    mads.on("2026-12-18 10:00", closing)
    report = mads.report()
    assert said(report.coping) == ["Mads læser selv sin post og møder til tiden."]
    assert "Borgeren har ret til mentor." in said(report.review)
    assert [one.special_case for one in report.extensions] == [False, True, True]
    assert [one.decided_by.partition(" ")[0] for one in report.extensions] == [
        "sagsbehandler",
        "jobkonsulent",
        "sagsbehandler",
    ]
    assert [row.hours for row in report.hours_granted] == [60, 30, 20, 10]
    # An hour and a half on 5 March, and then every other Thursday from 26 March to 19 November.
    assert hours(report) == {"Personlig kontakt": Decimal("1.5") * 19}
    assert report.mentor == "Bo Lindegaard"
