"""Erasing is the authority's own decision, of files she sees, that the municipality has, and for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256

import pytest

from casework.access.accounts import account_of
from casework.access.break_glass import break_glass
from domain.commands import RecordFileReturn
from domain.events import ErasureApproved
from domain.history import of_type
from domain.values import Actor, Role
from models.erasing import letters_not_out
from tests.casework.keeping.ended import letters_out
from tests.factories import KIRSTEN as HER
from tests.portal.pages.test_extension import JONAS, KIRSTEN, LIV
from tests.portal.town import NOON, Portal, Visitor

Visiting = Callable[[str], Visitor]


@pytest.fixture
def due(portal: Portal) -> str:
    """The cancelled course, five years later, with all its letters out."""
    ref = portal.town.cancelled
    letters_out(portal.office, ref)
    portal.town.set_clock(NOON + timedelta(days=5 * 365 + 3))
    return ref


def handed_back(portal: Portal, ref: str) -> None:
    done = RecordFileReturn(returned_on=date(2031, 3, 20), how="secure_mail", document_sha256="f" * 64)
    portal.office.casebook.handle(ref, done, HER, portal.office.now)


@pytest.mark.requirement("outside.erasure")
def test_the_caseworker_erases_what_the_municipality_has(visitor: Visiting, portal: Portal, due: str) -> None:
    jonas, kirsten, office = visitor(JONAS), visitor(KIRSTEN), portal.office
    assert "Skal afleveres til kommunen" in kirsten.get("/opbevaring").text
    assert f'value="{due}"' not in jonas.get("/opbevaring").text
    early = jonas.send_form("/opbevaring/slet", page="/opbevaring", ref=due, bekraeft="ja")
    assert early.status_code == 409
    assert "kan ikke slettes" in early.text
    handed_back(portal, due)
    unsure = jonas.send_form("/opbevaring/slet", page="/opbevaring", ref=due)
    assert (unsure.status_code, "du har ikke bekræftet" in unsure.text.lower()) == (422, True)
    done = jonas.send_form("/opbevaring/slet", page="/opbevaring", ref=due, bekraeft="ja")
    assert f"{due}</span>: slettet" in done.text
    ((recorded, event),) = of_type(office.casebook.neutral(due), ErasureApproved)
    assert (recorded.actor, event.decider) == (Actor(Role.CASEWORKER, "D-0001"), "D-0001")
    assert office.casebook.course(due).file.erased_on is not None
    assert due not in jonas.get("/opbevaring").text
    proof = kirsten.get(f"/forloeb/{due}/sletningsbevis")
    assert proof.content.startswith(b"%PDF-")


@pytest.mark.requirement("outside.erasure", "outside.controllers")
def test_one_file_she_does_not_see_stops_all_and_is_written_down(
    visitor: Visiting, portal: Portal, due: str
) -> None:
    handed_back(portal, due)
    jonas = visitor(JONAS)
    for foreign in (portal.town.elsewhere, "M-2026-9999", "Åse"):
        answer = jonas.post(
            "/opbevaring/slet",
            data={"csrf": jonas.csrf("/opbevaring"), "ref": [due, foreign], "bekraeft": "ja"},
        )
        assert answer.status_code == 404
    assert portal.office.casebook.course(due).file.erased_on is None
    assert letters_not_out(portal.office.database, due) == 0


@pytest.mark.requirement("outside.erasure", "outside.controllers")
def test_what_was_opened_in_an_emergency_is_not_erased(visitor: Visiting, portal: Portal, due: str) -> None:
    handed_back(portal, due)
    liv = account_of(portal.office, LIV)
    assert liv is not None
    break_glass(portal.office, liv, due, "Borgeren er i fare, og ingen andre kan nås.")
    hers = visitor(LIV)
    assert hers.get(f"/forloeb/{due}").status_code == 200
    answer = hers.send_form("/opbevaring/slet", page="/opbevaring", ref=due, bekraeft="ja")
    assert answer.status_code == 404
    assert portal.office.casebook.course(due).file.erased_on is None
    assert portal.office.refusals.latest(1)[0].ref == due


def test_a_coordinator_erases_nothing(visitor: Visiting, due: str) -> None:
    kirsten = visitor(KIRSTEN)
    page = kirsten.get("/opbevaring").text
    assert "Slet de valgte" not in page
    answer = kirsten.send_form("/opbevaring/slet", page="/opbevaring", ref=due, bekraeft="ja")
    assert answer.status_code == 403
    assert "ikke gået for nogen sag" in visitor(LIV).get("/opbevaring").text


@pytest.mark.requirement("outside.erasure")
def test_the_caseworker_erases_before_the_years_are_over_when_she_says_so_twice(portal: Portal) -> None:
    jonas, ref, office = portal.visitor(JONAS), portal.town.cancelled, portal.office
    letters_out(office, ref)
    page = f"/forloeb/{ref}/slet-foer-tid"
    for typed, where in ((ref.lower(), page), ("Åse", "/opbevaring")):
        led = jonas.send_form("/opbevaring/foer-tid", page="/opbevaring", sag=typed)
        assert led.headers["location"] == where
    unsure = jonas.send_form(page, sag="M-2026-0001")
    assert unsure.status_code == 422
    assert "du har ikke bekræftet" in unsure.text.lower()
    not_returned = jonas.send_form(page, sag=ref, bekraeft="ja")
    assert (not_returned.status_code, office.casebook.course(ref).file.erased_on) == (409, None)
    done = RecordFileReturn(returned_on=date(2026, 3, 20), how="secure_mail", document_sha256="f" * 64)
    office.casebook.handle(ref, done, HER, office.now)
    data = {"csrf": jonas.csrf(page), "sag": ref, "bekraeft": "ja"}
    erased = jonas.post(page, data=data, files={"brev": ("brev.pdf", b"Slet den.", "application/pdf")})
    assert erased.headers["location"] == "/opbevaring"
    ((_, event),) = of_type(office.casebook.neutral(ref), ErasureApproved)
    assert event.early
    assert event.document_sha256 == sha256(b"Slet den.").hexdigest()
    assert office.casebook.course(ref).file.erased_on is not None
    assert jonas.get(page).status_code == 404


def test_a_file_of_an_open_course_and_of_another_unit_is_not_erased_early(portal: Portal) -> None:
    jonas = portal.visitor(JONAS)
    open_page = f"/forloeb/{portal.town.active}/slet-foer-tid"
    assert "kun slettes, når forløbet er afsluttet" in jonas.get(open_page).text
    data = {"csrf": jonas.csrf("/opbevaring"), "sag": portal.town.active, "bekraeft": "ja"}
    assert jonas.post(open_page, data=data).status_code == 409
    assert portal.visitor(KIRSTEN).get(open_page).status_code == 403
    assert portal.visitor(LIV).get(f"/forloeb/{portal.town.elsewhere}/slet-foer-tid").status_code == 404
