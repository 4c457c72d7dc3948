"""Who may decide is registered, a code is for one decider, one course, one use; and keys can be changed."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from adapters.clock import Clock
from casework.arriving.intake import fetch_mails
from casework.assurance import verify_books
from casework.decisions.authority import add_decider, issue_code, rotate_master_key
from casework.office import Office
from deployments.sample_home import CONTROLLER
from domain.errors import InvalidInput, Refused, UnknownCourse
from models.master_keys import MasterKeys
from tests.factories import CITIZEN
from tests.house import MORNING, House

DAY = timedelta(days=1)
METTE = {
    "controller": CONTROLLER,
    "role": "caseworker",
    "unit": "Jobcenter A, aktiv indsats",
    "name": "Mette Skovgaard",
    "email": "mette@kommune.example",
}


def registered(office: Office, **changes: str) -> str:
    return add_decider(office, json.dumps(METTE | changes).encode()).ref


def test_a_decider_is_registered_and_found_again(house: House) -> None:
    with house.office() as office:
        ref = registered(office)
        (found,) = office.deciders.all()
        assert office.decider_name(ref) == "Mette Skovgaard (D-0001)"
        assert office.decider_name("P-2026-0007") == "P-2026-0007"
    assert ref == found.ref == "D-0001"
    assert (found.name, found.role, found.unit) == ("Mette Skovgaard", "caseworker", METTE["unit"])


def test_a_deciders_name_and_address_are_stored_as_ciphertext_only(house: House) -> None:
    with house.office() as office:
        registered(office)
    stored = (house.home / "mentor.db").read_bytes()
    assert b"Skovgaard" not in stored
    assert b"mette@" not in stored


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": "mentor"}, "role"),
        ({"email": "ikke en adresse"}, "email"),
        ({"name": ""}, "name"),
        ({"unit": "x" * 300}, "unit"),
        ({"controller": "Kommune A"}, "controller"),
        ({"cpr": "0101505678"}, "cpr"),
        ({"controller": "kommune-b"}, "controllers.kommune-b"),
    ],
)
def test_every_bad_field_of_a_decider_is_named_and_its_value_not_repeated(
    house: House, changes: dict[str, str], field: str
) -> None:
    with house.office() as office, pytest.raises(InvalidInput) as caught:
        registered(office, **changes)
    assert field in caught.value.message
    assert "0101505678" not in caught.value.message
    assert "x" * 300 not in caught.value.message


def test_what_is_no_json_is_refused(house: House) -> None:
    with house.office() as office, pytest.raises(InvalidInput):
        add_decider(office, b"\xff navn: Mette")


def test_a_code_tells_for_whom_which_course_and_until_when(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        issued = issue_code(office, ref, registered(office), DAY)
    assert (issued.decider_ref, issued.course) == ("D-0001", ref)
    assert issued.expires_at == MORNING + DAY
    assert len(issued.code) == 14
    assert issued.code.encode() not in (house.home / "mentor.db").read_bytes()


def test_a_code_needs_a_registered_decider_of_the_same_municipality_and_a_course(house: House) -> None:
    ref = house.matched()
    settings = house.home / "mentor.toml"
    more = '\n[controllers.kommune-b]\nprogramme = "viborg"\ncoordinator = "kirsten"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    with house.office() as office:
        stranger = registered(office, controller="kommune-b")
        for decider in ("D-0007", stranger):
            with pytest.raises(Refused):
                issue_code(office, ref, decider, DAY)
        with pytest.raises(UnknownCourse):
            issue_code(office, "M-2026-0099", registered(office), DAY)


@pytest.mark.parametrize("hours", [0, -1, 169, 10**9])
def test_a_code_holds_at_least_an_hour_and_at_most_a_week(house: House, hours: int) -> None:
    with house.office() as office, pytest.raises(InvalidInput, match="hours"):
        issue_code(office, house.matched(), registered(office), timedelta(hours=hours))


def test_what_is_no_deciders_number_is_refused_and_not_repeated(house: House) -> None:
    with house.office() as office, pytest.raises(InvalidInput, match="D-0001") as caught:
        issue_code(office, house.matched(), "0101505678", DAY)
    assert "0101505678" not in caught.value.message


def test_after_a_rotation_everything_opens_with_the_new_key_alone(house: House) -> None:
    ref = house.matched()
    raw = house.referral()
    house.arrives(raw)
    with house.office() as office:
        (mail_id,) = fetch_mails(office)
        registered(office)
        before = MasterKeys.load(house.place.master_key_file)
        count = rotate_master_key(office)
    after = MasterKeys.load(house.place.master_key_file)
    assert set(after.keys) == {after.current}
    assert after.current != before.current
    assert count >= 3
    with house.office() as office:
        assert office.casebook.recorded(ref)[0].event.referral.citizen == CITIZEN  # type: ignore[attr-defined]
        assert office.casebook.find(CONTROLLER, CITIZEN.cpr) == [ref]
        assert office.ledger.open_raw(mail_id) == raw
        assert office.deciders.all()[0].name == "Mette Skovgaard"
        assert verify_books(office).ok


def test_an_interrupted_rotation_is_simply_run_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = house.matched()
    with house.office() as office:
        with monkeypatch.context() as cut:
            cut.setattr(MasterKeys, "only_current", _power_cut)
            with pytest.raises(KeyboardInterrupt):
                rotate_master_key(office)
        assert len(MasterKeys.load(house.place.master_key_file).keys) == 2
    with house.office() as office:
        rotate_master_key(office)
    with house.office() as office:
        assert len(MasterKeys.load(house.place.master_key_file).keys) == 1
        assert office.casebook.recorded(ref)
        assert Clock(house.home).simulated


def _power_cut(*_: object) -> None:
    raise KeyboardInterrupt
