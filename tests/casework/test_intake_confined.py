"""A mail that breaks what reads it is kept and shown to a person, and stops no other mail."""

from __future__ import annotations

import asyncio
import json

import psutil
import pytest

from casework.intake import fetch_mails, file_mails, settle_all
from casework.judging import SeenFile, judged_as_json
from casework.quarantine import look_at
from domain.errors import Unavailable
from models.mails import Fate
from tests.adapters.mail_judging.worker import harmful
from tests.adapters.pdf_reading.hostile import blank
from tests.house import MORNING, House, later

pytestmark = pytest.mark.slow

WORKER = "adapters.mail_judging.judge.WORKER"


@pytest.fixture
def breakable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge's process can be told to do harm."""
    monkeypatch.setattr(WORKER, "tests.adapters.mail_judging.worker")


@pytest.mark.usefixtures("breakable")
def test_a_mail_that_crashes_the_judge_is_quarantined_whole_and_the_next_becomes_a_course(
    house: House,
) -> None:
    crashing = harmful(b"die")
    for raw in (crashing, house.referral(), harmful(b"drivel")):
        house.arrives(raw)
    with house.office() as office:
        fetched = fetch_mails(office)
        fates, left = asyncio.run(settle_all(office))
        file_mails(office, fetched)
        kept = {office.ledger.open_raw(fate.mail_id) for fate in fates if fate.reason == "parser-failed"}
        entries = office.ledger.mails()
    assert not left
    assert sorted(fate.verdict for fate in fates) == ["accepted", "quarantined", "quarantined"]
    assert sorted(entry.fate for entry in entries) == [Fate.COURSE, Fate.QUARANTINED, Fate.QUARANTINED]
    assert crashing in kept


@pytest.mark.usefixtures("breakable")
def test_a_mail_that_crashed_the_judge_is_judged_again_when_a_coordinator_looks(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.arrives(harmful(b"die"))
    with house.office() as office:
        fetch_mails(office)
        ((fate,), _) = asyncio.run(settle_all(office))
        assert look_at(office, fate.mail_id).reason_now == "parser-failed"
    monkeypatch.undo()
    monkeypatch.setenv("MENTOR_HOME", str(house.home))
    with house.office() as office:
        assert look_at(office, fate.mail_id).reason_now == "no-smime", "by a judge that has been mended"


@pytest.mark.usefixtures("breakable")
def test_mail_verify_says_which_mail_broke_it_and_judges_the_next(house: House) -> None:
    with house.office() as office:
        broken = judged_as_json(office, "a.eml", harmful(b"die"), SeenFile(None))
        assert (broken["verdict"], broken["reason"]) == ("quarantined", "parser-failed")
        assert broken["problems"] == ["confined:ended"]
        assert json.loads(json.dumps(broken)) == broken
        after = judged_as_json(office, "b.eml", house.referral(), SeenFile(None))
    assert after["verdict"] == "accepted"


def test_the_office_leaves_no_process_behind(house: House) -> None:
    before = psutil.Process().children()
    house.arrives(house.referral())
    with house.office() as office:
        fetch_mails(office)
        asyncio.run(settle_all(office))
        office.reader.read(blank())
        assert len(psutil.Process().children()) == len(before) + 2
    assert psutil.Process().children() == before


def test_where_no_process_can_start_the_mail_waits_and_is_settled_by_the_next_intake(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.arrives(house.referral())
    with monkeypatch.context() as without:
        without.setattr(WORKER, "tests.adapters.mail_judging.nowhere")
        with house.office() as office:
            fetch_mails(office)
            fates, (waiting,) = asyncio.run(settle_all(office))
            assert (fates, type(waiting.error)) == ([], Unavailable)
    with house.office(later(MORNING, minutes=5)) as office:
        ((fate,), left) = asyncio.run(settle_all(office))
    assert (fate.verdict, left) == ("accepted", [])
