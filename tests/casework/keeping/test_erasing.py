"""A course is erased on the controller's instruction alone: unreadable for good, and still in the chain."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from casework.access.seeing_parts import shown_timeline
from casework.arriving.mailbox_copies import destroy_copies
from casework.assurance import assure, verify_books
from casework.corps.goals import corps_goals
from casework.history.timeline import open_timeline
from casework.keeping.erasing import approve, finish_begun
from casework.keeping.erasure_certificate import Traces, certificate_of, write_certificate
from casework.keeping.retention import Kept, retention_list
from casework.key_figures.keeping import keep_all_figures
from casework.lists.cards import coming_due, course_card
from casework.lists.forecasting import forecast_of
from casework.office import Office
from casework.rounds import pass_round
from deployments.sample_home import CONTROLLER
from domain.corps.measures import Measure, Tally
from domain.errors import InvalidInput, Refused
from domain.figures.periods import Period
from domain.values import Span
from models.erasing import holdings_of
from models.errors import KeyDestroyed
from models.figures import ERASED
from tests.adapters.referral_reading.mails import CPR
from tests.casework.keeping.ended import FIVE_YEARS, ended_course, instruction
from tests.casework.keeping.listed import states
from tests.house import KIRSTEN, House


@pytest.mark.requirement("S3.corps_goals", "outside.erasure")
def test_an_erased_course_is_counted_in_no_figure_of_the_corps_and_that_is_told(
    due: tuple[Office, str],
) -> None:
    office, ref = due
    always = Span(date(2020, 1, 1), date(2040, 1, 1))
    assert {one.erased for one in corps_goals(office, always)} == {0}
    approve(office, instruction(office, ref))
    assert [(one.tally, one.erased) for one in corps_goals(office, always)] == [(Tally(), 1)] * len(Measure)


@pytest.mark.requirement("local.key_figures", "outside.erasure")
def test_after_an_erasure_the_figures_are_as_they_were_and_do_not_say_whose(due: tuple[Office, str]) -> None:
    office, ref = due
    years = [Period(year, 1, 12) for year in range(2025, 2033)]

    def told() -> list[str]:
        keep_all_figures(office)
        figures = office.figures
        return [
            str(sorted(map(str, found)))
            for year in years
            for found in (figures.of(year), figures.hours_of_mentors(year), figures.carried(year))
        ]

    before, kept = told(), lines_kept(office, ref)
    assert len(kept) > len("[]")
    approve(office, instruction(office, ref))
    assert told() == before
    assert lines_kept(office, ref) == ERASED
    assert office.figures.left_out() == {}


def lines_kept(office: Office, ref: str) -> str:
    """What the table of figures holds by the course's name."""
    with office.database.casebook.connection() as connection:
        found = text("SELECT lines FROM figure_course JOIN course ON course.id = course_id WHERE ref = :ref")
        return str(connection.execute(found, {"ref": ref}).scalar_one())


@pytest.mark.requirement("outside.erasure")
def test_after_an_erasure_nothing_of_the_citizen_can_be_read(erased: tuple[Office, str]) -> None:
    """Outside: key destruction takes events, mails and their copies, letters and the blind index."""
    office, ref = erased
    with pytest.raises(KeyDestroyed):
        office.casebook.recorded(ref)
    mails = [mail.id for mail in office.ledger.mails()]
    assert len(mails) == 2
    for mail in mails:
        with pytest.raises(KeyDestroyed):
            office.ledger.open_raw(mail)
    for line in office.outbox.envelopes(course_ref=ref):
        with pytest.raises(KeyDestroyed):
            office.outbox.plain(line.id)
    assert office.casebook.find(CONTROLLER, CPR) == []
    stored = [office.settings.home / "mentor.db", office.settings.home / "mentor.db-wal"]
    assert all(CPR.encode() not in file.read_bytes() for file in stored if file.exists())


def test_the_erased_course_stays_in_the_chain_and_everything_goes_on(erased: tuple[Office, str]) -> None:
    """Outside: what remains still verifies; lists, rounds, forecasts and the daily proof work on."""
    office, ref = erased
    assert verify_books(office).ok
    findings = assure(office).findings
    assert [finding for finding in findings if ref in finding] == []
    entries = open_timeline(office, ref)
    assert "Sagen blev slettet" in entries[-1].sentence
    with pytest.raises(Refused, match="slettet"):
        shown_timeline(office, ref, KIRSTEN)
    with pytest.raises(KeyDestroyed):
        office.casebook.recorded(ref)
    assert [row.ref for row in office.casebook.courses()] == [ref]
    assert states(office) == {ref: Kept.ERASED}
    assert retention_list(office, within=timedelta(0)) == []
    assert pass_round(office) == []
    assert coming_due(office) == []
    assert "afbrudt" in course_card(office, ref)[1]
    assert forecast_of(office, 8) is not None
    assert office.shown_cards.outdated() == []


def test_an_older_copy_of_the_books_leaves_it_unreadable(house: House, due: tuple[Office, str]) -> None:
    """Outside: keys apart: who puts an older backup of the data back reads nothing in it."""
    office, ref = due
    kept = house.home.parent / "backup.db"
    with closing(sqlite3.connect(house.home / "mentor.db")) as books, closing(sqlite3.connect(kept)) as copy:
        books.backup(copy)
    approve(office, instruction(office, ref))
    office.close()
    for name in ("mentor.db", "mentor.db-wal", "mentor.db-shm"):
        (house.home / name).unlink(missing_ok=True)
    shutil.copy(kept, house.home / "mentor.db")
    with house.office(FIVE_YEARS) as restored:
        assert restored.casebook.find(CONTROLLER, CPR) == [ref]
        with pytest.raises(KeyDestroyed):
            restored.casebook.recorded(ref)
        with pytest.raises(KeyDestroyed):
            restored.ledger.open_raw("P-2026-0001")
        assert verify_books(restored).ok
        told = [finding for finding in assure(restored).findings if ref in finding]
        assert any("ældre kopi" in finding for finding in told)


def test_a_power_cut_between_the_word_and_the_deed_is_made_good(
    due: tuple[Office, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, ref = due
    with monkeypatch.context() as cut:
        cut.setattr("casework.keeping.erasing.make_unreadable", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            approve(office, instruction(office, ref))
    assert office.casebook.recorded(ref)
    assert any("retention finish" in finding for finding in assure(office).findings)
    assert finish_begun(office) == [ref]
    with pytest.raises(KeyDestroyed):
        office.casebook.recorded(ref)
    assert finish_begun(office) == []


def _power_cut(*_: object) -> None:
    raise KeyboardInterrupt


def test_the_certificate_says_what_is_gone_by_whose_word_and_that_the_rest_holds(
    erased: tuple[Office, str], tmp_path: Path
) -> None:
    """Outside: a certificate that what remains still verifies."""
    office, ref = erased
    found = certificate_of(office, ref, Traces(runs=3, artifacts=2))
    pdf = write_certificate(office, found, tmp_path)
    data = json.loads((tmp_path / f"{ref}-sletning.json").read_text("utf-8"))
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert (data["course"], data["instruction"]["decider"], data["instruction"]["unit"]) == (
        ref,
        "D-0001",
        "Arkivet",
    )
    assert data["destroyed"] == {
        "keys": 3,
        "mails": 2,
        "letters": len(office.outbox.envelopes(course_ref=ref)),
        "index_entries": 1,
        "mailbox_copies": None,
        "prefect": {"runs": 3, "artifacts": 2},
    }
    assert data["unreadable"] is True
    assert data["remains"]["audit"]["ok"] is True
    assert data["returned"]["document_sha256"] == "f" * 64
    assert CPR not in json.dumps(data)
    assert write_certificate(office, certificate_of(office, ref)).parent == office.settings.home / "erasures"


def test_the_copies_in_the_mailbox_go_too_and_no_other_mail(house: House) -> None:
    """Outside: files in folders go with the course: what was put away as done."""
    ref = ended_course(house)
    done = house.place.maildirs.rglob(".done/cur/*")
    assert len(list(done)) == 2
    (another := next(house.place.maildirs.rglob(".done/cur")) / "en-anden:2,S").write_bytes(b"Subject: andet")
    with house.office(FIVE_YEARS) as office:
        assert destroy_copies(office, ref) == 2
        assert destroy_copies(office, ref) == 0
    assert list(house.place.maildirs.rglob(".done/cur/*")) == [another]


def test_erasing_twice_takes_nothing_more(erased: tuple[Office, str]) -> None:
    office, ref = erased
    assert holdings_of(office.database, ref).index_entries == 0
    with pytest.raises(InvalidInput, match="Sagen er slettet"):
        approve(office, instruction(office, ref))
