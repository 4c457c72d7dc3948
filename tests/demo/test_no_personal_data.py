"""The demo's citizen has recognisable marks. Nowhere but in sealed columns and ciphertext do they appear."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from deployments.demo.words import EMAIL, NAME, PHRASE
from deployments.local_mail import maildir_of
from deployments.sample_home import JOBCENTRE, SUPPLIER
from tests.demo.canary import canaries_in, canaries_in_database, canaries_in_mail
from tests.demo.playing import PlayedDemo

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

STAFF = ("amira@leverandoer.example", "kirsten@leverandoer.example")


@pytest.mark.parametrize("name", ["prefect/prefect.db", "mentor.db", "keys.db"])
def test_no_database_holds_it_in_clear(demo: PlayedDemo, name: str) -> None:
    path = demo.place.home / name

    assert path.stat().st_size > 10_000
    assert canaries_in_database(path) == set()


def test_no_log_and_nothing_that_was_printed_holds_it(demo: PlayedDemo) -> None:
    logs = [*demo.place.home.rglob("*.log")]

    assert len(logs) >= 2
    assert canaries_in(demo.printed.encode()) == set()
    for log in logs:
        assert canaries_in(log.read_bytes()) == set(), log.name


def test_no_file_name_holds_it_but_her_own_mailbox(demo: PlayedDemo) -> None:
    """The mail server outside is told where her plain reminders go, and names her mailbox by it."""
    hers = maildir_of(demo.place.maildirs, EMAIL)

    for path in _everything(demo.out):
        name = str(path.relative_to(hers if path.is_relative_to(hers) else demo.out))
        assert canaries_in(name.encode()) == set(), name


def test_no_file_holds_it_but_the_report_and_what_went_to_herself(demo: PlayedDemo) -> None:
    hers = maildir_of(demo.place.maildirs, EMAIL)
    meant_to = demo.out / demo.summary["closing_report"]["path"]

    for path in _everything(demo.out):
        if path.is_file() and path != meant_to and not path.is_relative_to(hers):
            assert canaries_in(path.read_bytes()) == set(), path.name


@pytest.mark.parametrize("address", [JOBCENTRE, SUPPLIER, *STAFF])
def test_no_mail_between_us_tells_it_on_its_way(demo: PlayedDemo, address: str) -> None:
    mails = _mails(maildir_of(demo.place.maildirs, address))

    assert mails
    for raw in mails:
        assert canaries_in_mail(raw) == set()


def test_the_citizens_plain_reminders_hold_her_address_and_nothing_else(demo: PlayedDemo) -> None:
    mails = _mails(maildir_of(demo.place.maildirs, EMAIL))

    assert len(mails) == demo.summary["notices"]["appointment_reminder"]
    for raw in mails:
        assert canaries_in_mail(raw, allowed=[EMAIL]) == set()


def test_the_report_itself_does_tell_it(demo: PlayedDemo) -> None:
    """So the search above passes over a demo that had something to hide."""
    pages = PdfReader(demo.out / demo.summary["closing_report"]["path"]).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())

    assert NAME in text
    assert canaries_in(PHRASE.encode()) == {PHRASE}


def _everything(folder: Path) -> list[Path]:
    return [*folder.rglob("*")]


def _mails(maildir: Path) -> list[bytes]:
    return [path.read_bytes() for path in maildir.rglob("*") if path.is_file()]
