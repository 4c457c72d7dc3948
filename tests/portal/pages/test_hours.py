"""Settled months in the portal: who sees which, what can be fetched, and a changed copy is found."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from tests.portal.town import HERE, Portal, Visitor

KIRSTEN, MANAGER = "coordinator:kirsten", "manager:soren"
MARCH = {"kommune": HERE, "maaned": "2026-03"}


@pytest.fixture
def kirsten(visitor: Callable[[str], Visitor]) -> Visitor:
    return visitor(KIRSTEN)


def settled(kirsten: Visitor) -> str:
    answer = kirsten.send_form("/timer/goer-op", page="/timer", **MARCH)
    assert answer.status_code == 303
    return answer.headers["location"]


@pytest.mark.requirement("S3.refund_basis", "local.reconciliation")
def test_a_month_is_settled_shown_and_fetched(kirsten: Visitor, portal: Portal) -> None:
    page = kirsten.get(settled(kirsten)).text
    assert "Marts 2026" in page
    assert portal.town.active in page
    assert "Amira" in page
    for basis in ("faktura", "refusion"):
        for kind, media in (("zip", "application/zip"), ("pdf", "application/pdf"), ("csv", "text/csv")):
            got = kirsten.get(f"/timer/1/hent/{basis}/{kind}")
            assert got.status_code == 200
            assert got.headers["content-type"].startswith(media)
            assert "attachment" in got.headers["content-disposition"]
            assert "Maja" not in got.text, "no citizen is named"
    assert kirsten.get("/timer/1?aendret=ja").text.count("Intet er ændret") == 1
    assert "Der er ikke ført timer" in kirsten.get("/timer/1?mentor=bo").text


@pytest.mark.requirement("S3.refund_basis")
def test_a_copy_is_looked_at_where_it_came_from(kirsten: Visitor) -> None:
    settled(kirsten)
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


def test_a_manager_reads_and_settles_nothing(visitor: Callable[[str], Visitor], kirsten: Visitor) -> None:
    settled(kirsten)
    manager = visitor(MANAGER)
    assert manager.get("/timer/1").status_code == 200
    assert "Gør en måned op" not in manager.get("/timer").text
    assert manager.send_form("/timer/goer-op", page="/timer", **MARCH).status_code == 403


@pytest.mark.requirement("outside.controllers")
def test_a_coordinator_of_another_municipality_sees_no_settled_month_of_this(
    kirsten: Visitor, portal: Portal
) -> None:
    settled(kirsten)
    staff = portal.town.home / "staff.toml"
    text = staff.read_text(encoding="utf-8")
    staff.write_text(
        text.replace('id = "kirsten"', 'id = "kirsten"\ncontrollers = ["kommune-b"]', 1), encoding="utf-8"
    )
    assert kirsten.get("/timer/1").status_code == 404
    assert HERE not in kirsten.get("/timer").text
    assert kirsten.get("/timer/2").status_code == 404
    assert kirsten.get("/timer/1/hent/faktura/zip").status_code == 404
