"""`mentor init` makes a home that works at once, overwrites nothing, and can be cut short anywhere."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.clock import DEMO_MARK, Clock
from casework.office import open_office
from deployments import sample_home
from deployments.sample_home import JOBCENTRE, SampleHome, create, free_ports
from domain.errors import Refused
from tests.house import MORNING, House


class PowerCut(BaseException):
    """The machine goes off in the middle of a step."""


def make(place: SampleHome, *, demo: bool = True) -> None:
    create(place, MORNING, demo=demo, ports=free_ports())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_new_home_opens_with_people_partner_keys_and_no_courses(house: House) -> None:
    with house.office() as office:
        assert office.casebook.courses() == []
        assert office.partners.by_controller("kommune-a").notice_address == JOBCENTRE
        assert [mentor.id for mentor in office.staff.mentors] == ["amira", "bo"]
        assert office.keys().signing_key(office.now) is not None
        assert list(office.mailbox().fetch()) == []
        assert office.settings.controllers["kommune-a"].coordinator == "kirsten"


def test_certificates_hold_at_the_simulated_time_and_at_the_real_one(house: House) -> None:
    with house.office() as office:
        assert office.keys().signing_key(MORNING)
        assert office.keys().signing_key(datetime.now(UTC))


def test_only_the_owner_can_read_what_is_secret(made: SampleHome) -> None:
    secret = [made.master_key_file, *made.home.glob("keys/*.key.pem"), made.home / "mail-server.key.pem"]
    for file in (*secret, *made.authority.glob("*.key.pem")):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    for folder in (made.home / "keys", made.secrets):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert made.master_key_file.parent != made.home
    assert not list(made.secrets.glob("unfinished"))


@pytest.mark.parametrize("taken", ["home", "secrets"])
def test_a_folder_that_holds_anything_is_refused_and_left_as_it_is(tmp_path: Path, taken: str) -> None:
    place = SampleHome(tmp_path / "home", tmp_path / "secrets")
    (tmp_path / taken).mkdir()
    (tmp_path / taken / "brev.txt").write_text("Vigtigt.")
    before = contents(tmp_path)
    with pytest.raises(Refused, match="Intet er ændret"):
        make(place)
    assert contents(tmp_path) == before


def test_a_home_is_never_made_twice_not_even_when_its_settings_are_lost(house: House) -> None:
    for lost in (None, "mentor.toml"):
        if lost:
            (house.home / lost).unlink()
        before = contents(house.place.home) | contents(house.place.secrets)
        with pytest.raises(Refused):
            make(house.place)
        assert contents(house.place.home) | contents(house.place.secrets) == before


@pytest.mark.slow
@pytest.mark.parametrize("cut", ["_certify", "_create_databases", "_settings"])
def test_an_interrupted_init_is_simply_run_again(
    tmp_path: Path, cut: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = SampleHome(tmp_path / 'hjem med æøå og »citat"', tmp_path / "secrets")
    whole: Callable[..., object] = getattr(sample_home, cut)

    def off(*given: object) -> None:
        whole(*given)
        raise PowerCut

    with monkeypatch.context() as power:
        power.setattr(sample_home, cut, off)
        with pytest.raises(PowerCut):
            make(place)
    shutil.rmtree(place.secrets / "test-authority" / "root", ignore_errors=True)
    make(place)
    monkeypatch.setenv("MENTOR_HOME", str(place.home))
    with open_office() as office:
        assert office.casebook.courses() == []


def test_only_a_demo_home_has_a_clock_that_can_be_set(made: SampleHome) -> None:
    assert (made.home / DEMO_MARK).exists()
    assert Clock(made.home).simulated
