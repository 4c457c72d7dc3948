"""A mail that breaks what reads it is kept and shown to a person, and stops no other mail."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing

import psutil
import pytest

from adapters.mail_judging import judging_process
from casework.arriving.confined_children import CHILDREN, ConfinedChildren
from casework.arriving.intake import fetch_mails, file_mails, settle_all
from casework.arriving.judging import SeenFile, judged_as_json
from casework.arriving.quarantine import look_at
from domain.errors import Unavailable
from models.mails import Fate
from tests.adapters.mail_judging.worker import harmful
from tests.adapters.pdf_reading.hostile import blank
from tests.house import MORNING, House, later

pytestmark = pytest.mark.slow


@pytest.fixture
def breakable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The judge's process can be told to do harm."""
    with monkeypatch.context() as patch:
        patch.setattr("adapters.mail_judging.judge.WORKER", "tests.adapters.mail_judging.worker")
        process = judging_process()
    monkeypatch.setattr(CHILDREN, "judging", process)
    with closing(process):
        yield


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


def test_the_processes_are_warm_from_one_office_to_the_next(house: House) -> None:
    seen = set()
    with CHILDREN.held():
        for number in (1, 2):
            house.arrives(house.referral(number=number))
            with house.office() as office:
                fetch_mails(office)
                asyncio.run(settle_all(office))
                office.reader.read(blank())
            seen.add(frozenset(child.pid for child in psutil.Process().children()))
    assert len(seen) == 1


def test_with_the_last_who_holds_them_the_processes_end() -> None:
    children = ConfinedChildren()
    before = psutil.Process().children()
    with children.held():
        with children.held():
            children.reader.read(blank())
        assert len(psutil.Process().children()) == len(before) + 1
    assert psutil.Process().children() == before


def test_where_no_process_can_start_the_mail_waits_and_is_settled_by_the_next_intake(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.arrives(house.referral())
    with monkeypatch.context() as without:
        without.setattr("adapters.mail_judging.judge.WORKER", "tests.adapters.mail_judging.nowhere")
        without.setattr(CHILDREN, "judging", judging_process())
        with house.office() as office:
            fetch_mails(office)
            fates, (waiting,) = asyncio.run(settle_all(office))
            assert (fates, type(waiting.error)) == ([], Unavailable)
    with house.office(later(MORNING, minutes=5)) as office:
        ((fate,), left) = asyncio.run(settle_all(office))
    assert (fate.verdict, left) == ("accepted", [])
