"""All files of a municipality are sent to it, a few at a time, each once, and what fails is named."""

from __future__ import annotations

import pytest

from casework.desk_work import work
from casework.keeping import handover_jobs
from casework.keeping.handover_jobs import ask_to_hand_over, sending_of
from casework.office import Office
from casework.whole_case.handover import Sent, send_case
from domain.errors import InvalidInput, Refused, Unavailable
from domain.values import Actor
from models.jobs import JobKind
from tests.factories import AMIRA, KIRSTEN
from tests.house import CONTROLLER, House


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover_jobs, "FEW", 1)


@pytest.mark.usefixtures("few")
@pytest.mark.requirement("outside.erasure", "outside.controllers")
def test_every_file_is_sent_once_some_at_a_time(house: House) -> None:
    refs = [house.matched(), house.course()]
    with house.office() as office:
        asked = ask_to_hand_over(office, CONTROLLER, KIRSTEN)
        assert ask_to_hand_over(office, CONTROLLER, KIRSTEN).id == asked.id, "it is under way"
        assert work(office) == 2
        done = sending_of(office, CONTROLLER)
        assert done is not None
        assert (sorted(done.sent), done.failed, done.left) == (sorted(refs), {}, 0)
        assert (done.is_under_way, done.is_cut_short) == (False, False)
        for ref in refs:
            to_them = [one for one in office.outbox.envelopes(course_ref=ref) if one.recipient == "jobcentre"]
            assert len(to_them) == 1
        assert sending_of(office, "kommune-b") is None


@pytest.mark.usefixtures("few")
def test_a_file_that_fails_is_named_and_what_was_cut_short_goes_on_where_it_was(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    refs = sorted([house.matched(), house.course()])

    def one_fails(office: Office, ref: str, by: Actor) -> Sent:
        if ref == refs[0]:
            raise Unavailable("Bilaget kan ikke åbnes.")
        return send_case(office, ref, by)

    monkeypatch.setattr(handover_jobs, "send_case", one_fails)
    with house.office() as office:
        ask_to_hand_over(office, CONTROLLER, KIRSTEN)
        first = office.jobs.take(office.now)
        assert first is not None
        handover_jobs.hand_over(office, first)
        second = office.jobs.take(office.now)
        assert second is not None
        office.jobs.end(second, office.now, problem="Strømmen gik.")
        cut = sending_of(office, CONTROLLER)
        assert cut is not None
        assert (cut.failed, cut.left, cut.is_cut_short) == ({refs[0]: "Bilaget kan ikke åbnes."}, 1, True)
        ask_to_hand_over(office, CONTROLLER, KIRSTEN)
        assert work(office) == 1
        done = sending_of(office, CONTROLLER)
        assert done is not None
        assert (list(done.sent), list(done.failed), done.is_cut_short) == ([refs[1]], [refs[0]], False)


def test_without_a_certificate_nothing_is_sent_and_it_is_told(house: House) -> None:
    house.course()
    for file in (house.home / "partners").glob("*.pem"):
        file.unlink()
    with house.office() as office:
        ask_to_hand_over(office, CONTROLLER, KIRSTEN)
        work(office)
        done = sending_of(office, CONTROLLER)
        assert done is not None
        assert done.last.problem
        assert (done.sent, done.is_cut_short) == ({}, True)


@pytest.mark.requirement("outside.controllers")
def test_only_a_coordinator_hands_over_and_only_a_municipality_there_is(house: House) -> None:
    with house.office() as office:
        with pytest.raises(Refused):
            ask_to_hand_over(office, CONTROLLER, AMIRA)
        with pytest.raises(InvalidInput):
            ask_to_hand_over(office, "ingen", KIRSTEN)
        assert office.jobs.since(JobKind.HAND_OVER, office.now) == []
