"""Settled months in the portal: who sees which, what can be fetched, and a changed copy is found."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest

from casework.desk_work import KEPT, work
from casework.settling.hours_jobs import ask_to_settle
from tests.factories import AMIRA, meeting
from tests.factories import KIRSTEN as KIRSTEN_ACTS
from tests.portal.town import HERE, NOON, SESSION_COOKIE, Portal, Visitor

KIRSTEN, MANAGER = "coordinator:kirsten", "manager:soren"
MARCH = {"kommune": HERE, "maaned": "2026-03"}


@pytest.fixture
def kirsten(visitor: Callable[[str], Visitor]) -> Visitor:
    return visitor(KIRSTEN)


def settled(kirsten: Visitor, portal: Portal) -> str:
    """March, settled outside of every request as she asked for it, with its files."""
    answer = kirsten.send_form("/timer/goer-op", page="/timer", **MARCH)
    assert (answer.status_code, answer.headers["location"]) == (303, "/timer")
    assert work(portal.office) == 3
    return "/timer/1"


@pytest.mark.requirement("S3.refund_basis", "local.reconciliation")
def test_a_month_is_settled_shown_and_fetched(kirsten: Visitor, portal: Portal) -> None:
    page = kirsten.get(settled(kirsten, portal)).text
    assert "Marts 2026" in page
    assert portal.town.active in page
    assert "Amira" in page
    for basis in ("faktura", "refusion"):
        for kind, media in (("zip", "application/zip"), ("pdf", "application/pdf"), ("csv", "text/csv")):
            got = kirsten.get(f"/timer/1/hent/{basis}/{kind}")
            assert got.status_code == 200
            assert got.headers["content-type"].startswith(media)
            assert f"{basis}-nr-1.{kind}" in got.headers["content-disposition"]
            assert "Maja" not in got.text, "no citizen is named"
    assert kirsten.get("/timer/1/hent/faktura/exe").status_code == 404
    assert "Der er ikke ført timer" in kirsten.get("/timer/1?mentor=bo").text


@pytest.mark.requirement("local.reconciliation")
def test_what_corrections_changed_is_seen_when_somebody_has_asked(kirsten: Visitor, portal: Portal) -> None:
    """S3: documented hours per citizen; what changed after a month was reconciled is listed as such."""
    page = settled(kirsten, portal)
    assert kirsten.send_form("/timer/1/sammenlign", page=page).status_code == 303
    assert "data-under-way" in kirsten.get(page).text
    work(portal.office)
    assert kirsten.get(page).text.count("Intet er ændret") == 1
    portal.office.casebook.handle(
        portal.town.active, meeting("2026-03-05", "10:00", "11:00", corrects=1), AMIRA, portal.office.now
    )
    kirsten.send_form("/timer/1/sammenlign", page=page)
    work(portal.office)
    shown = kirsten.get(page).text
    assert "1,50 / 1,50 / 0,00" in shown
    assert "1,00 / 1,00" in shown
    assert "data-under-way" not in shown


def test_who_asked_and_how_far_it_is_stands_on_the_page(
    kirsten: Visitor, visitor: Callable[[str], Visitor], portal: Portal
) -> None:
    kirsten.send_form("/timer/goer-op", page="/timer", **MARCH)
    kirsten.send_form("/timer/goer-op", page="/timer", **MARCH)
    page = visitor(MANAGER).get("/timer").text
    assert page.count("Det står i kø") == 1, "asked for twice, it is done once"
    assert "Kirsten" in page
    assert "Det burde være begyndt" not in page
    portal.town.set_clock(NOON + timedelta(minutes=2))
    assert "Det burde være begyndt" in visitor(MANAGER).get("/timer").text
    assert work(portal.office) == 3
    page = kirsten.get("/timer").text
    assert "Det står i kø" not in page
    assert len(portal.office.reconciliations.newest(9)) == 1


def test_why_a_month_could_not_be_settled_is_told_to_whoever_asked(kirsten: Visitor, portal: Portal) -> None:
    """She was made coordinator of another municipality, or left, before it was done."""
    ask_to_settle(portal.office, HERE, "2026-03", KIRSTEN_ACTS)
    job = portal.office.jobs.take(portal.office.now)
    assert job is not None
    assert "Måneden gøres op nu" in kirsten.get("/timer").text
    portal.office.jobs.end(job, portal.office.now, problem="Kommunen er ikke i mentor.toml.")
    page = kirsten.get("/timer").text
    assert "Det kunne ikke lade sig gøre" in page
    assert "Kommunen er ikke i mentor.toml." in page
    settled(kirsten, portal)
    assert "Det kunne ikke lade sig gøre" not in kirsten.get("/timer").text


def test_files_that_are_gone_are_made_again(kirsten: Visitor, portal: Portal) -> None:
    page = settled(kirsten, portal)
    before = kirsten.get("/timer/1/hent/refusion/zip").content
    portal.town.set_clock(NOON + timedelta(days=31))
    portal.office.jobs.forget(portal.office.now - KEPT)
    kirsten.cookies.set(SESSION_COOKIE, portal.session(KIRSTEN))
    answer = kirsten.get("/timer/1/hent/refusion/zip")
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    kirsten.send_form("/timer/1/lav/refusion", page=page)
    work(portal.office)
    assert kirsten.get("/timer/1/hent/refusion/zip").content == before


@pytest.mark.requirement("S3.refund_basis")
def test_a_copy_is_looked_at_where_it_came_from(kirsten: Visitor, portal: Portal) -> None:
    settled(kirsten, portal)
    content = kirsten.get("/timer/1/hent/faktura/zip").content
    changed = io.BytesIO(content)
    with zipfile.ZipFile(changed, "a") as archive:
        archive.writestr("til.txt", "x")

    def looked_at(copy: bytes) -> tuple[int, str]:
        answer = kirsten.post(
            "/timer/efterproev", data={"csrf": kirsten.csrf("/timer")}, files={"fil": ("t.zip", copy)}
        )
        return answer.status_code, answer.text

    assert "Seglet er vores" in looked_at(content)[1]
    status, page = looked_at(changed.getvalue())
    assert (status, "som seglet ikke kender" in page) == (200, True)
    status, page = looked_at(b"noget andet")
    assert (status, "er ikke en mappe med timer fra os" in page) == (422, True)


def test_what_was_not_chosen_is_told_beside_its_field(kirsten: Visitor) -> None:
    answer = kirsten.send_form("/timer/goer-op", page="/timer", kommune="kommune-c", maaned="2027-01")
    assert answer.status_code == 422
    assert '<a href="#kommune">Kommune</a> er ikke valgt' in answer.text
    assert '<a href="#maaned">Måned</a> er ikke valgt' in answer.text


def test_a_manager_reads_and_settles_nothing(
    visitor: Callable[[str], Visitor], kirsten: Visitor, portal: Portal
) -> None:
    settled(kirsten, portal)
    manager = visitor(MANAGER)
    assert manager.get("/timer/1").status_code == 200
    assert "Gør en måned op" not in manager.get("/timer").text
    assert manager.send_form("/timer/goer-op", page="/timer", **MARCH).status_code == 403


@pytest.mark.requirement("outside.controllers")
def test_a_coordinator_of_another_municipality_sees_no_settled_month_of_this(
    kirsten: Visitor, portal: Portal
) -> None:
    settled(kirsten, portal)
    staff = portal.town.home / "staff.toml"
    text = staff.read_text(encoding="utf-8")
    staff.write_text(
        text.replace('id = "kirsten"', 'id = "kirsten"\ncontrollers = ["kommune-b"]', 1), encoding="utf-8"
    )
    assert kirsten.get("/timer/1").status_code == 404
    assert HERE not in kirsten.get("/timer").text
    assert kirsten.get("/timer/2").status_code == 404
    assert kirsten.get("/timer/1/hent/faktura/zip").status_code == 404
    for done in ("lav/faktura", "sammenlign"):
        assert kirsten.send_form(f"/timer/1/{done}", page="/timer").status_code == 404
