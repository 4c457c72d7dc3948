"""What is asked for on a page is done outside of it, whatever goes wrong with one of the things asked for."""

from __future__ import annotations

import logging

import pytest

from casework import desk_work
from casework.desk_work import UNEXPECTED, keep_working, work
from casework.office import Office
from casework.settling.hours_basis import Basis
from casework.settling.hours_jobs import ask_to_compare, ask_to_settle, comparison_of, files_of
from domain.errors import Refused
from models.jobs import Job, JobKind
from tests.factories import AMIRA, KIRSTEN, at
from tests.house import CONTROLLER, House


def test_only_a_coordinator_may_ask_for_a_month_to_be_settled(house: House) -> None:
    with house.office() as office:
        with pytest.raises(Refused, match="mentorkoordinator"):
            ask_to_settle(office, CONTROLLER, "2026-03", AMIRA)
        assert office.jobs.waiting()[0] == 0


def test_what_was_asked_for_before_a_restart_is_done_after_it(house: House) -> None:
    with house.office(at("2026-04-01 09:00")) as office:
        ask_to_settle(office, CONTROLLER, "2026-03", KIRSTEN)
    looks: list[float] = []
    keep_working(lambda seconds: bool(looks.append(seconds)) or len(looks) == 2)
    with house.office(at("2026-04-01 09:01")) as office:
        assert [made.month for made in office.reconciliations.newest(9)] == ["2026-03"]
        for basis in Basis:
            files = files_of(office, 1, basis)
            assert files is not None
            assert files.is_good


def test_one_that_goes_wrong_is_told_and_stops_no_other(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_office: Office, _job: Job) -> None:
        raise KeyError("Maja")

    doers = {**desk_work.doers(), JobKind.COMPARE: broken}
    monkeypatch.setattr(desk_work, "doers", lambda: doers)
    with house.office(at("2026-04-01 09:00")) as office, caplog.at_level(logging.ERROR):
        ask_to_compare(office, 7, KIRSTEN)
        office.jobs.ask(JobKind.PACK, "7 faktura", KIRSTEN, office.now)
        assert work(office) == 2
        compared, packed = comparison_of(office, 7), files_of(office, 7, Basis.INVOICE)
    assert compared is not None
    assert packed is not None
    assert compared.problem == UNEXPECTED
    assert "opgørelse nr. 7 findes ikke" in packed.problem
    assert "KeyError" in caplog.text
    assert "Maja" not in caplog.text


def test_a_home_that_stays_broken_is_told_of_once(house: House, caplog: pytest.LogCaptureFixture) -> None:
    (house.home / "mentor.toml").write_text("det her er ikke TOML", encoding="utf-8")
    looks: list[float] = []
    with caplog.at_level(logging.ERROR):
        keep_working(lambda seconds: bool(looks.append(seconds)) or len(looks) == 3)
    assert caplog.messages == ["opgaverne kunne ikke ses efter: invalid-input"]
