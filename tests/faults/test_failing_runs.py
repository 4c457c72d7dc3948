"""What a run cannot do is seen as a failed run in plain Danish without data, and heals by itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from prefect.client.schemas.objects import State

from casework.names.states import FailureName, StateName
from casework.office import PROGRAMMES
from deployments.local_mail import maildir_of
from deployments.sample_home import JOBCENTRE, SUPPLIER
from domain.events import DeviationReported, TimerFired
from domain.history import of_type
from flows.course_round import course_round
from flows.delivery import delivery
from flows.referral_intake import referral_intake
from flows.requests import deviation
from tests.faults.commanding import PERSONAL
from tests.faults.prefect_switch import LEFT_OPEN, PrefectSwitch
from tests.house import MORNING, House, later

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session"), LEFT_OPEN]


@pytest.fixture
def programme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The house's own programme file, which may be spoilt."""
    folder = tmp_path / "programmes"
    shutil.copytree(PROGRAMMES, folder)
    monkeypatch.setenv("MENTOR_PROGRAMME_FOLDER", str(folder))
    return folder / "viborg.toml"


async def failed_run(prefect: PrefectSwitch, state: State[None], name: FailureName) -> str:
    """The run is failed for everybody to see; gives its message, which holds no data."""
    assert state.is_failed()
    (seen,) = [run for run in await prefect.runs() if run.state_name == name.value]
    told = str(seen.state and seen.state.message)
    assert told == state.message
    assert "Traceback" not in told
    assert not any(secret in seen.model_dump_json() for secret in PERSONAL)
    return told


async def test_a_deviation_is_recorded_though_the_mail_server_is_down_and_is_sent_when_it_is_back(
    house: House, prefect: PrefectSwitch
) -> None:
    ref = house.matched()
    form = {"ref": ref, "fact": "Kan ikke træffes", "occurred_at": MORNING.isoformat(), "attempts": 2}

    state = await deviation(form, return_state=True)  # type: ignore[arg-type]
    told = await failed_run(prefect, state, FailureName.NOT_ALL_SENT)
    house.set_clock(later(MORNING, minutes=10))
    with house.mail_server():
        healed = await delivery(return_state=True)
        again = await delivery(return_state=True)

    assert "Trinnet er noteret" in told
    assert "Mailserveren" in told
    assert (healed.name, again.name) == (StateName.ALL_SENT, StateName.NOTHING_TO_SEND)
    told_of_it = [raw for raw in house.inbox(JOBCENTRE) if "fravigelse" in house.opened_by_jobcentre(raw)]
    assert len(told_of_it) == 1
    with house.office() as office:
        assert len([*of_type(office.casebook.recorded(ref), DeviationReported)]) == 1


async def test_mail_waits_while_the_mailbox_is_away(house: House, prefect: PrefectSwitch) -> None:
    house.arrives(house.referral())
    mailbox = maildir_of(house.place.maildirs, SUPPLIER)
    elsewhere = mailbox.rename(mailbox.with_name("away"))

    state = await referral_intake(return_state=True)
    told = await failed_run(prefect, state, FailureName.UNAVAILABLE)
    elsewhere.rename(mailbox)
    states = [await referral_intake(return_state=True) for _ in range(2)]

    assert "mailbox-unavailable" in told
    assert [one.name for one in states] == [StateName.MAIL_HANDLED, StateName.NO_MAIL]
    with house.office() as office:
        assert len(office.casebook.courses()) == 1


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda text: text + "\n[broken\n", "TOML"),
        (lambda text: text.replace("[", "ukendt = 1\n[", 1), "ukendt"),
    ],
    ids=["no toml", "unknown key"],
)
async def test_a_bad_programme_file_is_named_and_the_round_goes_on_when_it_is_mended(
    house: House, prefect: PrefectSwitch, programme: Path, spoil: Callable[[str], str], named: str
) -> None:
    ref = house.matched()
    good = programme.read_text(encoding="utf-8")
    programme.write_text(spoil(good), encoding="utf-8")
    house.set_clock(later(MORNING, days=5))

    state = await course_round(return_state=True)
    programme.write_text(good, encoding="utf-8")
    states = [await course_round(return_state=True) for _ in range(2)]

    assert state.is_failed()
    failures = [run for run in await prefect.runs() if run.state and run.state.is_failed()]
    told = " ".join(str(run.state and run.state.message) for run in failures)
    assert "Programfil viborg.toml" in told
    assert named in told
    assert not any(secret in told for secret in PERSONAL)
    assert [one.name for one in states] == [StateName.ROUND_DONE, StateName.NO_COURSE_DUE]
    with house.office() as office:
        fired = [event.firing for _, event in of_type(office.casebook.recorded(ref), TimerFired)]
    assert fired
    assert len(fired) == len(set(fired))
