"""S2 · Åse comes to Høje-Taastrup's supplier by encrypted mail, first without her consent.

She and Amira make a change plan and go back and forth in the circle of change; she reads the log book and
does not always agree; the hours run out before the grant does; she stays away once; Bo takes over; and in
August she manages alone.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from casework.arriving.intake import fetch_mails, settle_all
from domain import commands as c
from domain.events import LogEntryShown, Stage
from tests.adapters.referral_reading.mails import GRANT
from tests.factories import KIRSTEN, appointment, attempt, day, match, meeting, sign
from tests.house import House
from tests.lifecycle.real_office import RealStory, hours, said, story
from tests.lifecycle.telling import acknowledged
from tests.lifecycle.weeks import answered, ordinary_weeks, results

pytestmark = pytest.mark.slow
TEN_HOURS = GRANT.replace("32½ timer", "10 timer")


@pytest.fixture
def taastrup(house: House) -> House:
    """The house, whose municipality refers under Høje-Taastrup's programme."""
    settings = house.home / "mentor.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace('programme = "viborg"', 'programme = "hoeje-taastrup"'), encoding="utf-8"
    )
    return house


@pytest.mark.requirement("S2.encrypted_mail", "S2.missing_part", "S2.change_plan", "S2.alone_afterwards")
@pytest.mark.requirement("local.hours_warning", "S3.log_shown")
def test_aase_manages_alone_in_the_end(taastrup: House) -> None:
    with story(taastrup, "2026-03-02 09:10") as aase:
        the_mail_comes_without_the_consent(aase)
        they_make_a_change_plan_together(aase)
        they_go_back_and_forth_in_the_circle(aase)
        the_log_book_is_shown_and_she_has_her_say(aase)
        the_hours_run_out_before_the_grant(aase)
        she_stays_away_and_jonas_answers_the_same_day(aase)
        bo_takes_over(aase)
        she_manages_alone(aase)


def the_mail_comes_without_the_consent(aase: RealStory) -> None:
    arrive(aase, papers=("bevilling.txt", "jobplan.txt"), number=1)
    assert (aase.phase, aase.course.missing) == ("incomplete", ("consent",))
    (request,) = (one for one in aase.letters() if "parts_missing" in one.kinds)
    assert (request.to, request.when) == ("jobcentre", "02.03 09:10")
    assert "samtykkeerklæring" in request.text
    aase.on("2026-03-03 10:00")
    arrive(aase, papers=("bevilling.txt", "jobplan.txt", "samtykke.txt"), number=2)
    assert (aase.phase, aase.course.missing) == ("received", ())
    taken = c.AcceptReferral(coordinator="kirsten", tasks=("structure", "practical"))
    aase.then(taken, match(), by=KIRSTEN)
    assert aase.course.acceptance.remarks == ("match_group",)


def arrive(aase: RealStory, papers: tuple[str, ...], number: int) -> None:
    """A signed and encrypted mail lies in the mailbox, and is taken in."""
    house, office = aase.house, aase.office
    house.arrives(house.referral(papers=papers, number=number, bevilling=TEN_HOURS))
    fetch_mails(office)
    fates, waiting = asyncio.run(settle_all(office))
    assert not waiting
    aase.ref = fates[-1].course_ref or aase.ref
    aase.write_letters()


def they_make_a_change_plan_together(aase: RealStory) -> None:
    """Ten hours were granted; an hour and a half and two are used by 12 March."""
    aase.on("2026-03-04 10:00", attempt("2026-03-04 09:55", reached=True))
    aase.on("2026-03-05 12:00", c.RecordFirstMeeting(held_on=day("2026-03-05")))
    aase.then(meeting("2026-03-05", shown="accepted"))
    structure = c.NewGoal(template="everyday_structure", target_on=day("2026-05-29"))
    alone = c.NewGoal(template="managing_alone", target_on=day("2026-08-28"))
    aase.on("2026-03-12 12:00", sign("2026-03-12"), c.AgreeGoals(goals=(structure, alone)))
    aase.then(meeting("2026-03-12", "10:00", "12:00"))
    aase.refused("change-plan-first", answered(aase.course, "2026-03-12", stage="contemplation"))
    steps = (
        c.NewStep(step="Skrive en liste over gode morgener.", stage="contemplation", goal="g1"),
        c.NewStep(step="Prøve vækkeuret i en uge.", stage="action", goal="g1", by_on=day("2026-04-10")),
    )
    plan = c.AgreeChangePlan(agreed_on=day("2026-03-12"), with_citizen=False, steps=steps)
    aase.refused("change-plan-alone", plan)
    aase.then(replace(plan, with_citizen=True, citizen_words="Det er mine egne skridt."))


def they_go_back_and_forth_in_the_circle(aase: RealStory) -> None:
    """On 9 April a follow-up is due, and eight of the ten hours are used: that is 80 %, and Kirsten must
    look at the rest.
    """
    meets(aase, "2026-03-26", "12:30", "contemplation")
    aase.letters()
    meets(aase, "2026-04-09", "12:00", "preparation")
    aase.on("2026-04-10 10:00")
    assert aase.told("reminder") == [
        "reminder → mentor, 09.04 08:00",
        "reminder → coordinator, 10.04 08:00",
        "reminder → mentor, 10.04 08:00",
    ]
    assert (aase.course.hours_used, aase.course.waiting_on) == (Decimal(8), "coordinator")
    (much,) = aase.course.open_matters("hours_used")
    aase.then(c.SettleMatter(matter=much.id, outcome="extension_asked"), by=KIRSTEN)


def meets(aase: RealStory, on: str, until: str, stage: Stage, form: Any = "meeting") -> None:
    """A meeting from ten o'clock, and where she then stands in the circle."""
    aase.on(f"{on} 13:00", meeting(on, "10:00", until, form=form), answered(aase.course, on, stage=stage))


def the_log_book_is_shown_and_she_has_her_say(aase: RealStory) -> None:
    def shown(entry: int, how: Any, **words: str) -> c.ShowLogEntry:
        return c.ShowLogEntry(entries=(entry,), shown=how, shown_on=day("2026-04-10"), **words)

    aase.then(
        shown(2, "shown_not_accepted", comment="Jeg sov ikke over mig."),
        shown(3, "declined"),
        shown(4, "withheld", reason="Notatet nævner hendes søster."),
    )
    aase.refused("reason-not-shown", shown(1, "withheld"))
    assert aase.last(LogEntryShown).reason == "Notatet nævner hendes søster."


def the_hours_run_out_before_the_grant(aase: RealStory) -> None:
    """The tenth hour is used on Thursday 16 April; ten working days on it is Thursday the 30th."""
    aase.letters()
    aase.on("2026-04-16 12:00", meeting("2026-04-16", "10:00", "12:00"))
    (review,) = (one for one in aase.letters() if one.to == "jobcentre")
    assert str(review) == "extension_review_opened → jobcentre, 16.04 12:00"
    assert "10 af 10 timer er brugt" in review.text
    assert "senest: torsdag den 30. april 2026" in review.text
    aase.on("2026-04-21 10:00")
    aase.decided(True, starts_on=day("2026-06-01"), ends_on=day("2026-08-31"), hours=Decimal(40))
    meets(aase, "2026-04-23", "11:00", "relapse", form="three_party")
    assert (aase.course.hours_used, aase.course.hours_granted) == (11, 50)


def she_stays_away_and_jonas_answers_the_same_day(aase: RealStory) -> None:
    aase.on("2026-05-06 09:00", appointment("2026-05-07 10:00", place="Biblioteket"))
    aase.letters()
    missed = meeting("2026-05-07", attendance="no_show", appointment="a1", comment="Bussen var aflyst.")
    aase.on("2026-05-07 10:40", missed)
    assert aase.told("deviation") == ["deviation → jobcentre, 07.05 10:40"]
    aase.on("2026-05-07 15:00", acknowledged("f3"), by=KIRSTEN)
    meets(aase, "2026-05-08", "11:00", "action")
    aase.then(c.SendProgressReport(covers_to=day("2026-05-07"), summary="Åse er kommet i gang igen."))
    assert aase.told("deviation_next_rung") == []
    assert aase.course.log.no_shows == 1


def bo_takes_over(aase: RealStory) -> None:
    ordinary_weeks(aase, "2026-06-14", stage="action")
    aase.on("2026-06-15 09:00")
    aase.letters()
    aase.then(c.ReassignMentor(mentor="bo", handover="Åse vil helst mødes om formiddagen."), by=KIRSTEN)
    assert {(one.to, one.address) for one in aase.letters() if one.to == "mentor"} == {
        ("mentor", "bo@leverandoer.example")
    }
    ordinary_weeks(aase, "2026-07-29", stage="maintenance")
    plan = "Vi ses hver anden uge og ringer derefter."
    aase.on("2026-07-30 10:00")
    aase.letters()
    aase.then(c.StartPhaseOut(plan=plan))
    assert plan in aase.letter("phase_out_started", "jobcentre").text


def she_manages_alone(aase: RealStory) -> None:
    closing = c.RecordClosing(
        reason="job", outcome="job", results=results(aase.course), review="Åse er i job i en butik."
    )
    aase.on("2026-08-14 10:00")
    aase.refused("closing-parts", closing)
    aase.then(replace(closing, manages_alone="Åse står selv op og tager bussen."))
    report = aase.report()
    assert said(report.manages_alone) == ["Åse står selv op og tager bussen."]
    # Ten hours by 16 April, one on 23 April and on 8 May; then an hour and a half on 22 May, 4, 8 and 22
    # June, 3, 6, 16 and 20 July. The jobcentre was there on 23 April, 4 June and 16 July.
    assert hours(report) == {"Personlig kontakt": Decimal(24)}
    assert [one.stage for one in report.goals[0].stages] == [
        "overvejelse",
        "forberedelse",
        "tilbagefald",
        "handling",
        "vedligeholdelse",
    ]
    assert {row.kind: (row.kept, row.no_show) for row in report.attendance} == {
        "Møde": (12, 1),
        "Trepartsmøde": (3, 0),
    }
    assert aase.phase == "closed"
