"""A mentor alone on a visit who is not back in time: the coordinator has it in her mail within the minute."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import pytest

from casework.access.reading_log import readers_of
from casework.commands.acting import act
from casework.corps.incidents import (
    enter_incident,
    enter_session,
    read_incident,
    read_sessions,
    settle_incident,
)
from casework.corps.visits import plan_visit, raise_alarms, read_place, read_risk
from casework.letters.delivery import deliver
from domain.commands import CompleteReferral
from domain.errors import InvalidInput, Refused
from domain.events import CheckInMissed
from domain.history import of_type
from tests.factories import AMIRA, BO, KIRSTEN, REFERRAL, accept, at, match
from tests.house import EVENING, MORNING, House, later

pytestmark = pytest.mark.slow
EARLIER = at("2026-03-02 19:00")
BEFORE_THE_MARK = "UPDATE visit SET missed_at = NULL, told = 0, alarm_at = ends_at"


def asked(**changes: object) -> bytes:
    times = {"starts_at": "2026-03-02T20:00:00+01:00", "ends_at": "2026-03-02T20:50:00+01:00"}
    return json.dumps({**times, "place": "Lyngvejen 12", **changes}).encode()


@pytest.mark.requirement("local.check_in")
def test_who_is_not_back_is_told_of_once_by_night_and_without_her_whereabouts(house: House) -> None:
    """local: check-in; not heard from by then and the margin: the coordinator is told at once."""
    ref = house.matched()
    with house.office(EARLIER) as office:
        plan_visit(office, ref, "amira", asked(), AMIRA)
        assert raise_alarms(office) == []
    with house.office(EVENING) as office, house.mail_server():
        before = len(house.inbox("kirsten@leverandoer.example"))
        asyncio.run(deliver(office))
        asyncio.run(deliver(office))
        letters = house.inbox("kirsten@leverandoer.example")[before:]
        assert len([letter for letter in letters if b"Ring med det samme" in letter]) == 1
        assert not [letter for letter in letters if b"Lyngvejen" in letter]
        assert len(list(of_type(office.casebook.recorded(ref), CheckInMissed))) == 1
        assert office.corps.visits.overdue(office.now) == []


@pytest.mark.requirement("local.check_in")
def test_it_is_told_again_and_again_until_somebody_says_that_she_is_back(house: House) -> None:
    """local: every ladder repeats until somebody acts; nobody slept through the first mail alone."""
    ref = house.matched()
    with house.office(EARLIER) as office:
        number, _ = plan_visit(office, ref, "amira", asked(), AMIRA)
    for minutes, times in ((0, 1), (14, 1), (15, 2), (200, 3), (214, 3)):
        with house.office(later(EVENING, minutes=minutes)) as office:
            assert raise_alarms(office) == []
            told = [event.time for _, event in of_type(office.casebook.recorded(ref), CheckInMissed)]
            assert told == list(range(1, times + 1))
    with house.office(later(EVENING, minutes=300)) as office:
        office.corps.visits.back(number, str(KIRSTEN), office.now)
        raise_alarms(office)
        assert len(list(of_type(office.casebook.recorded(ref), CheckInMissed))) == 3


def test_a_crash_between_telling_and_marking_tells_nobody_twice(house: House) -> None:
    ref = house.matched()
    with house.office(EARLIER) as office:
        plan_visit(office, ref, "amira", asked(), AMIRA)
    with house.office(EVENING) as office:
        raise_alarms(office)
        with office.database.casebook.connection() as connection:
            connection.exec_driver_sql(BEFORE_THE_MARK)
        raise_alarms(office)
        assert len(list(of_type(office.casebook.recorded(ref), CheckInMissed))) == 1


def test_who_is_back_in_time_is_not_told_of_and_the_course_may_end(house: House) -> None:
    ref = house.matched()
    cancel = json.dumps({"cause": "moved", "reason": "Flyttet."}).encode()
    complaint = json.dumps({"about": "course", "complaint": "Jeg hører intet."}).encode()
    with house.office(EARLIER) as office:
        number, _ = plan_visit(office, ref, "amira", asked(), AMIRA)
        with pytest.raises(Refused, match="på besøg alene"):
            act(office, ref, "Cancel", cancel, KIRSTEN)
        act(office, ref, "FileComplaint", complaint, KIRSTEN)
        with pytest.raises(Refused) as caught:
            act(office, ref, "Cancel", cancel, KIRSTEN)
        assert caught.value.rules == ("visit-open", "complaint-open")
        settled = json.dumps({"matter": "k1", "outcome": "complaint_withdrawn"}).encode()
        act(office, ref, "SettleMatter", settled, KIRSTEN)
        office.corps.visits.back(number, str(AMIRA), office.now)
    with house.office(EVENING) as office:
        assert raise_alarms(office) == []
        assert not list(of_type(office.casebook.recorded(ref), CheckInMissed))
        act(office, ref, "Cancel", cancel, KIRSTEN)
        with pytest.raises(Refused):
            plan_visit(office, ref, "amira", asked(), AMIRA)


def test_a_risk_in_the_referral_is_read_first_and_shortens_the_wait(house: House) -> None:
    """S2: visit risk."""
    ref = house.course()
    with house.office(MORNING) as office:
        risky = CompleteReferral(referral=replace(REFERRAL, risks="Hund i hjemmet."))
        office.casebook.handle(ref, risky, KIRSTEN, office.now)
    with house.office(EARLIER) as office:
        with pytest.raises(Refused, match="en risiko ved besøg"):
            plan_visit(office, ref, "amira", asked(), AMIRA)
        _, visit = plan_visit(office, ref, "amira", asked(risk_read=True), AMIRA)
        assert visit.alarm_at == at("2026-03-02 21:00")


@pytest.mark.requirement("local.check_in")
def test_who_was_threatened_on_a_course_is_read_of_before_the_next_visit_alone(house: House) -> None:
    """S2: visit risk, also one that nobody knew of when the referral was written."""
    ref = house.matched()
    what = {"mentor": "amira", "occurred_at": "2026-03-02T08:00:00+01:00", "what": "Det gik galt."}
    with house.office(EARLIER) as office:
        for kind in ("accident", "threat"):
            enter_incident(office, json.dumps({**what, "kind": kind, "course": ref}).encode(), AMIRA)
        with pytest.raises(Refused, match="en risiko ved besøg"):
            plan_visit(office, ref, "amira", asked(), AMIRA)
        assert [one.cause for one in office.casebook.course(ref).open_matters("incident")] == ["1", "2"]
        settle_incident(office, 1, KIRSTEN)
        assert [one.cause for one in office.casebook.course(ref).open_matters("incident")] == ["2"]
        read = read_risk(office, ref, AMIRA)
        assert read == "Trussel 2. marts 2026 (hændelse nr. 2). Spørg koordinatoren, før du tager af sted."
        _, visit = plan_visit(office, ref, "amira", asked(risk_read=True), AMIRA)
        assert visit.alarm_at == at("2026-03-02 21:00")


def test_mentors_plan_their_own_visits_and_bad_ones_are_refused_by_field(house: House) -> None:
    ref = house.matched()
    with house.office(EARLIER) as office:
        with pytest.raises(Refused):
            plan_visit(office, ref, "amira", asked(), BO)
        with pytest.raises(InvalidInput) as caught:
            plan_visit(office, ref, "amira", asked(starts_at="i aften", place=""), AMIRA)
        assert {problem.field for problem in caught.value.problems} == {"starts_at", "place"}
        plan_visit(office, ref, "amira", asked(), KIRSTEN)


def test_who_looks_where_a_mentor_is_or_what_happened_to_her_is_written_down(house: House) -> None:
    """outside: who read what about a citizen is traceable."""
    ref = house.matched()
    what = {"mentor": "amira", "occurred_at": "2026-03-02T08:00:00+01:00", "kind": "threat", "what": "Råbte."}
    with house.office(EARLIER) as office:
        number, _ = plan_visit(office, ref, "amira", asked(), AMIRA)
        assert read_place(office, number, AMIRA) == "Lyngvejen 12"
        incident = enter_incident(office, json.dumps({**what, "course": ref}).encode(), AMIRA)
        assert read_incident(office, incident, KIRSTEN).what == "Råbte."
        assert read_risk(office, ref, KIRSTEN).startswith("Trussel")
        assert [line.what for line in readers_of(office, ref)] == ["visit_place", "incident", "risk"]


def test_an_alarm_leaves_even_when_the_mentor_is_no_longer_on_the_staff(house: House) -> None:
    ref = house.course(accept(), match(cover=""))
    with house.office(EARLIER) as office:
        plan_visit(office, ref, "bo", asked(), KIRSTEN)
    staff = house.home / "staff.toml"
    text = staff.read_text(encoding="utf-8")
    staff.write_text(text[: text.rindex("[[mentor]]")], encoding="utf-8")
    with house.office(EVENING) as office, house.mail_server():
        asyncio.run(deliver(office))
        letters = house.inbox("kirsten@leverandoer.example")
        assert [letter for letter in letters if b"Ring med det samme: bo har ikke" in letter]


def test_a_mentor_reads_the_supervision_she_took_part_in(house: House) -> None:
    """S3: supervision, apart from the case."""
    held = {"held_on": "2026-03-02", "kind": "supervision", "notes": "Om grænser."}
    with house.office(MORNING) as office:
        enter_session(office, json.dumps({**held, "mentors": ["amira"]}).encode(), AMIRA)
        enter_session(office, json.dumps({**held, "mentors": ["bo"]}).encode(), KIRSTEN)
        assert [kept.id for kept in read_sessions(office, AMIRA)] == [1]
        assert [kept.id for kept in read_sessions(office, KIRSTEN)] == [1, 2]
