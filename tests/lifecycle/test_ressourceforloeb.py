"""S3 · Noor is in a resource course. The corps must have its plans in place before it takes her.

What a mentor may not do is taken out of the order; Bo stands in while Amira is away; the log book is kept in
the handbook's categories; in eight weeks nothing moves, and the caseworker, who alone may, ends the effort.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from casework.corps.absences import enter_absence
from casework.corps.proposing import proposals
from casework.corps.readiness import enter_document
from domain import commands as c
from domain.corps.documents import Document
from domain.corps.matching import Wishes
from domain.events import EffortEnded, MeetingRecorded
from domain.timers import TimerKind
from domain.values import Actor, Role
from tests.domain.corps.cast import absence, profile
from tests.domain.corps.papers import paper
from tests.domain.staging import refused
from tests.factories import (
    AMIRA,
    GRANT,
    KIRSTEN,
    attempt,
    day,
    match,
    meeting,
    referral,
    sign,
)
from tests.house import House
from tests.lifecycle.real_office import RealStory, hours, said, story
from tests.lifecycle.weeks import answered, results

pytestmark = pytest.mark.slow
NOOR = {"cpr": "0505505678", "name": "Noor Haddad", "language": "arabisk", "email": "noor@borger.example"}
SIX_MONTHS = replace(GRANT, ends_on=day("2026-08-31"), hours_total=Decimal(60))
ORDER = referral(
    NOOR,
    target_group="borger i ressourceforløb",
    tasks=("læse breve", "ansøgning om enkeltydelse", "op om morgenen"),
    grant=SIX_MONTHS,
)
TAKEN = c.AcceptReferral(
    coordinator="kirsten",
    section_85="another_person",
    tasks=("reading_letters", "morning"),
    task_reason="Som træning: Noor læser selv sine breve højt.",
)


@pytest.mark.requirement("S3.corps_plans", "S3.task_matrix", "S3.no_applications", "S3.no_progress")
@pytest.mark.requirement("S3.rota", "S3.log_book", "S3.hour_categories", "local.absence_cover")
def test_noor_is_helped_as_the_handbook_says_until_the_caseworker_ends_it(house: House) -> None:
    with story(house, "2026-02-26 09:14") as noor:
        the_corps_is_not_ready(noor)
        the_order_asks_for_what_a_mentor_may_not_do(noor)
        bo_stands_in_while_amira_is_away(noor)
        they_agree_a_goal_and_the_caseworker_its_focus(noor)
        the_log_book_is_kept_by_the_handbook(noor)
        nothing_moves_for_eight_weeks(noor)
        the_caseworker_ends_the_effort(noor)
        the_report_is_written(noor)


def the_corps_is_not_ready(noor: RealStory) -> None:
    noor.order_arrives("ressourceforloeb", ORDER)
    missing = noor.refused("corps-not-ready", TAKEN, by=KIRSTEN)
    assert "kriseplan, kontaktliste og indslusningsplan" in missing
    for kind in Document:
        enter_document(noor.office, kind, paper(kind), KIRSTEN)


def the_order_asks_for_what_a_mentor_may_not_do(noor: RealStory) -> None:
    ordered = replace(TAKEN, tasks=(), task_reason="")
    why = noor.refused("forbidden-task", ordered, by=KIRSTEN)
    assert "(regel: applications)" in why
    assert "En mentor søger ikke bevillinger for borgeren; vis vej til sagsbehandleren." in why
    noor.refused("task-reason", replace(TAKEN, task_reason=""), by=KIRSTEN)
    noor.on("2026-02-26 11:00", TAKEN, by=KIRSTEN)
    assert noor.course.acceptance.remarks == ("inactive", "towards_education")


def bo_stands_in_while_amira_is_away(noor: RealStory) -> None:
    """Amira speaks Arabic and is proposed first; she has a holiday from Monday to Friday. The first contact
    is due on Tuesday 3 March; from Monday the 9th letters are hers again.
    """
    corps, now = noor.office.corps, noor.office.now
    corps.profiles.put([profile("amira", languages=("dansk", "arabisk")), profile("bo")], str(KIRSTEN), now)
    best, *_ = proposals(noor.office, noor.ref, Wishes())
    noor.then(match(mentor=best.mentor, cover=""), by=KIRSTEN)
    enter_absence(noor.office, absence("amira", "2026-03-02", "2026-03-06", "bo"), KIRSTEN)
    noor.letters()
    noor.on("2026-03-03 09:00", attempt("2026-03-03 08:55", reached=True))
    due = noor.letter("first_contact_due", "mentor")
    assert (due.address, due.when) == ("bo@leverandoer.example", "03.03 08:00")
    assert "som vikar for Amira Sand til og med 6. marts 2026" in due.text
    assert noor.course.mentor == "amira"
    noor.on("2026-03-10 12:00", c.RecordFirstMeeting(held_on=day("2026-03-10")))


def they_agree_a_goal_and_the_caseworker_its_focus(noor: RealStory) -> None:
    goal = c.NewGoal(text="Noor begynder på FGU.", target_on=day("2026-08-14"))
    noor.on("2026-03-12 12:00", sign("2026-03-12", tasks=("morning",), roles=("vejleder", "systemguide")))
    noor.refused("final-aim", c.AgreeGoals(goals=(goal,)))
    noor.then(c.AgreeGoals(goals=(replace(goal, aim="education"),)))
    focus = c.SetFocusAreas(areas=("struktur i hverdagen",), from_on=day("2026-03-12"))
    noor.refused("not-yours-to-do", focus, by=AMIRA)
    noor.then(focus, by=Actor(Role.CASEWORKER, noor.decider("caseworker")))


def the_log_book_is_kept_by_the_handbook(noor: RealStory) -> None:
    """Everything on Wednesday 18 March, in each of the handbook's categories."""

    def entry(starts: str, ends: str, category: str, **changes: object) -> c.RecordMeeting:
        return meeting("2026-03-18", starts, ends, category, **changes)

    seen = {
        "observation_kinds": ("social_anxiety", "increased_motivation"),
        "observation": "Smilede i bussen.",
    }
    noor.on("2026-03-18 16:00", entry("09:00", "09:30", "own_travel", form="desk"))
    noor.then(
        entry("09:30", "10:00", "transport_with_citizen", tasks=("morning",)),
        entry("10:00", "11:30", "personal_contact", shown="accepted", assessment="Hun kan mere.", **seen),
        entry("12:00", "13:00", "other_professionals", form="accompanying"),
        entry("13:00", "13:15", "administration", form="desk"),
    )
    noor.refused("hours-category", entry("14:00", "15:00", "coaching"))
    noor.refused("observation-kind", entry("14:00", "15:00", "personal_contact", observation_kinds=("vred",)))
    noor.refused("forbidden-task", entry("14:00", "15:00", "personal_contact", tasks=("grant_applications",)))
    noor.then(
        c.ShowLogEntry(entries=(2,), shown="shown_not_accepted", shown_on=day("2026-03-18"), comment="Nej."),
        c.ShowLogEntry(entries=(4,), shown="declined", shown_on=day("2026-03-18")),
        c.ShowLogEntry(entries=(5,), shown="withheld", shown_on=day("2026-03-18"), reason="Om en anden."),
    )
    course = noor.course
    assert (course.hours_used, course.hours_beside) == (Decimal("3.25"), Decimal("0.50"))
    assert noor.last(MeetingRecorded).entry == 5


def nothing_moves_for_eight_weeks(noor: RealStory) -> None:
    """The first follow-up sets the mark; eight weeks after Thursday 26 March is Thursday 21 May."""
    for on in ("2026-03-26", "2026-04-09", "2026-04-23", "2026-05-07"):
        quiet = {"inactive": True, "motivation_work": "Vi gik en tur."} if on > "2026-04-01" else {}
        noor.on(f"{on} 12:00", meeting(on, form="three_party"), answered(noor.course, on, mark=2, **quiet))
    noor.then(c.SendProgressReport(covers_to=day("2026-05-06"), summary="Der er ikke sket meget."))
    since = [one.address for one in noor.letters() if one.to == "mentor"]
    assert set(since) == {"amira@leverandoer.example"}
    noor.on("2026-05-21 12:00", answered(noor.course, "2026-05-21", mark=2))
    told = noor.letter("no_progress", "jobcentre")
    assert told.when == "21.05 08:00"
    assert noor.course.waiting_on == "jobcentre"


def the_caseworker_ends_the_effort(noor: RealStory) -> None:
    """Nobody else may: not the job consultant with her own code, and not the coordinator in her name."""
    (matter,) = noor.course.open_matters("no_progress")
    reason = "Mentors rolle understøtter ikke længere indsatsen."
    noor.on("2026-05-27 10:00")
    with refused("not-yours-to-do"):
        noor.ends_effort("job_consultant", matter.id, reason)
    noor.ends_effort("caseworker", matter.id, reason)
    assert (noor.phase, noor.course.ended_on) == ("closing", day("2026-05-27"))
    assert noor.last(EffortEnded).reason == reason
    assert noor.why(TimerKind.CLOSING_REPORT).startswith("onsdag den 3. juni 2026: 5 arbejdsdage")


def the_report_is_written(noor: RealStory) -> None:
    noor.letters()
    closing = c.RecordClosing(
        reason="other",
        outcome="other_support",
        results=results(noor.course, "partly"),
        review="En anden støtte passer bedre.",
        unresolved="Noor har brug for udredning.",
    )
    noor.on("2026-06-02 10:00", closing)
    assert {one.to for one in noor.letters() if "closing_report" in one.kinds} == {"jobcentre", "citizen"}
    report = noor.report()
    # Four three-party meetings of an hour and a half beside Wednesday 18 March.
    assert hours(report) == {
        "Mentors egen transport": Decimal("0.5"),
        "Transport sammen med borgeren": Decimal("0.5"),
        "Personlig kontakt": Decimal("7.5"),
        "Kontakt til andre fagpersoner": Decimal(1),
        "Administration": Decimal("0.25"),
    }
    assert said(report.unresolved_needs) == ["Noor har brug for udredning."]
    assert [goal.status for goal in report.goals] == ["delvist nået"]
    assert f"Sagsbehandler {noor.decider('caseworker')} afsluttede indsatsen 27. maj 2026." in " ".join(
        said(report.review)
    )
