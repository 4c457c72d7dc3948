"""Two people on one course: the second one's command is not done unseen, and nothing of hers is lost."""

from __future__ import annotations

import json
from datetime import date

import pytest

from casework.commands.acting import act_all
from casework.commands.acting_together import Meanwhile, act_all_together, act_together, must_be_alone
from casework.office import Office
from domain.commands import MarkThirdParty, ReportIncident
from domain.errors import InvalidInput, Refused
from tests.factories import AMIRA, CASEWORKER, KIRSTEN, at
from tests.house import House

WISH = json.dumps({"wish": "En anden."}).encode()
ATTEMPT = {"attempted_at": "2026-03-02T08:00:00Z", "channel": "phone", "reached": False}


def encoded(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def seq(office: Office, ref: str) -> int:
    return office.casebook.course(ref).seq


@pytest.mark.requirement("local.conflict")
def test_what_a_person_did_meanwhile_is_told_and_stops_it(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        seen = seq(office, ref)
        act_together(office, ref, "RecordContactAttempt", encoded(**ATTEMPT), KIRSTEN, seen)
        with pytest.raises(Meanwhile) as caught:
            act_together(office, ref, "RequestOtherMentor", WISH, AMIRA, seen)
        (entry,) = caught.value.entries
        assert (entry.seq, entry.actor) == (seen + 1, "mentorkoordinator Kirsten Holm")
        assert seq(office, ref) == seen + 1
        act_together(office, ref, "RequestOtherMentor", WISH, AMIRA, caught.value.seq)
        assert seq(office, ref) == seen + 2


def test_the_clock_alone_stops_nothing(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        seen = seq(office, ref)
    with house.office(at("2026-03-09 10:00")) as office:
        office.casebook.pass_time(office.now, refs=[ref])
        assert seq(office, ref) > seen
        act_together(office, ref, "RequestOtherMentor", WISH, AMIRA, seen)


def test_the_same_form_sent_twice_is_done_once(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        seen = seq(office, ref)
        act_together(office, ref, "RequestOtherMentor", WISH, AMIRA, seen)
        with pytest.raises(Meanwhile):
            act_together(office, ref, "RequestOtherMentor", WISH, AMIRA, seen)
        assert seq(office, ref) == seen + 1


def test_several_parts_are_done_as_one_or_told_each_by_its_name(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        seen = seq(office, ref)
        wrong = {
            "attempt": ("RecordContactAttempt", encoded(channel="phone", reached=True)),
            "wish": ("RequestOtherMentor", WISH),
            "meeting": ("RecordMeeting", encoded(mentor="ukendt")),
        }
        with pytest.raises(InvalidInput) as caught:
            act_all_together(office, ref, wrong, AMIRA, seen)
        fields = [problem.field for problem in caught.value.problems]
        assert {"attempt.attempted_at", "meeting.held_on"} <= set(fields)
        assert seq(office, ref) == seen

        refused = {
            "wish": ("RequestOtherMentor", WISH),
            "first": ("RecordFirstMeeting", encoded(held_on=date(2026, 12, 1).isoformat())),
        }
        with pytest.raises(InvalidInput) as caught:
            act_all(office, ref, refused, AMIRA, seen=seen)
        assert [problem.field for problem in caught.value.problems] == ["first"]
        assert seq(office, ref) == seen

        right = {
            "attempt": ("RecordContactAttempt", encoded(**ATTEMPT)),
            "wish": ("RequestOtherMentor", WISH),
        }
        step = act_all_together(office, ref, right, AMIRA, seen)
        assert step.fired == ("ContactAttempted", "MatterOpened")


def test_a_batch_asks_who_acts_and_does_nothing_that_happens_by_itself(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        with pytest.raises(Refused, match="Beslutningstager"):
            act_all(office, ref, {"wish": ("RequestOtherMentor", WISH)}, CASEWORKER)
        with pytest.raises(InvalidInput, match="mentor access mark"):
            act_all(office, ref, {"mark": (MarkThirdParty.__name__, b"{}")}, KIRSTEN)


def test_the_authority_is_not_told_here_what_it_is_not_told_elsewhere(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        seen = seq(office, ref)
        incident = ReportIncident(incident=1)
        office.casebook.handle(ref, incident, KIRSTEN, office.now)
        assert must_be_alone(office, ref, seen, CASEWORKER) == seen + 1
        with pytest.raises(Meanwhile):
            must_be_alone(office, ref, seen, AMIRA)
        act_together(office, ref, "RequestOtherMentor", WISH, KIRSTEN, seen + 1)
        with pytest.raises(Meanwhile) as caught:
            must_be_alone(office, ref, seen, CASEWORKER)
        assert office.casebook.neutral(ref)[seen].event.kind == "incident"  # type: ignore[attr-defined]
        assert seen + 1 not in [entry.seq for entry in caught.value.entries]
