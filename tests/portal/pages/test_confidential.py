"""A worry about a child and knowledge of a crime, by page: to those they concern alone, and nowhere else."""

from __future__ import annotations

import re

import pytest

from casework.confidential.reporting import standing
from tests.casework.confidential.reported import CANARY, CRIME_CANARY
from tests.portal.pages.test_extension import JONAS, KIRSTEN
from tests.portal.town import Portal, Visitor

AMIRA, SOREN = "mentor:amira", "manager:soren"


def receipt_on(page: str) -> str:
    found = re.search(r'<p class="code"[^>]*>([^<]+)</p>', page)
    assert found, "a receipt is shown"
    return found[1]


def reported(portal: Portal, path: str, **fields: str) -> tuple[Visitor, str]:
    """Amira has reported it; her browser and the receipt."""
    amira, page = portal.visitor(AMIRA), f"/forloeb/{portal.town.active}/{path}"
    answer = amira.send_form(page, **fields)
    assert answer.status_code == 200
    return amira, receipt_on(answer.text)


@pytest.mark.requirement("outside.child_welfare")
def test_a_child_is_reported_from_the_phone_and_nobody_else_sees_it(portal: Portal) -> None:
    ref = portal.town.active
    before = portal.office.casebook.recorded(ref)
    assert "112" in portal.visitor(AMIRA).get(f"/forloeb/{ref}/underretning").text
    assert f'href="/forloeb/{ref}/underretning"' in portal.visitor(AMIRA).get(f"/forloeb/{ref}").text
    amira, receipt = reported(portal, "underretning", concern=CANARY, in_danger_now="ja")
    assert standing(portal.office, receipt).about == "child"
    assert portal.office.casebook.recorded(ref) == before
    told = amira.send_form("/kvittering", kvittering=receipt).text
    assert "Underretning om et barn" in told
    assert "Ring til" in told
    kirsten = portal.visitor(KIRSTEN)
    for page in ("/min-dag", f"/forloeb/{ref}", f"/forloeb/{ref}/historik", f"/forloeb/{ref}/laest"):
        text = kirsten.get(page).text
        assert CANARY not in text
        assert receipt not in text
    rang = amira.send_form("/kvittering", kvittering=receipt, ringet="ja").text
    assert "Det er noteret, at du har ringet" in rang
    assert standing(portal.office, receipt).state == "phoned"


def test_where_it_cannot_be_encrypted_she_is_told_to_ring_and_her_words_stay(portal: Portal) -> None:
    file = portal.town.home / "partners.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"\[\[child_protection\]\][^\[]*\[[^\]]*\]", "", text), encoding="utf-8")
    page = f"/forloeb/{portal.town.active}/underretning"
    answer = portal.visitor(AMIRA).send_form(page, concern=CANARY)
    assert answer.status_code == 503
    assert "IKKE sendt og IKKE gemt" in answer.text
    assert CANARY in answer.text


@pytest.mark.requirement("outside.crime")
def test_a_manager_reads_what_was_entrusted_to_her_and_decides(portal: Portal) -> None:
    _, receipt = reported(portal, "betro", facts=CRIME_CANARY, manager="soren")
    soren = portal.visitor(SOREN)
    listed = soren.get("/betroet").text
    assert receipt not in listed
    assert "Ikke afgjort" in listed
    assert CRIME_CANARY in soren.send_form("/betroet", kvittering=receipt).text
    wrong = {"may_be_passed_on": "nej", "passed_to": "police"}
    refused = soren.send_form("/betroet/afgoer", page="/betroet", kvittering=receipt, **wrong)
    assert (refused.status_code, "Tavshedspligten er til hinder" in refused.text) == (409, True)
    empty = soren.send_form("/betroet/afgoer", page="/betroet", kvittering=receipt)
    assert empty.status_code == 422
    assert "Må den gives videre?</a>: mangler" in empty.text
    right = {"may_be_passed_on": "ja", "passed_to": "police", "legal_basis": "Straffeloven § 141"}
    done = soren.send_form("/betroet/afgoer", page="/betroet", kvittering=receipt, **right)
    assert done.headers["location"] == "/betroet"
    assert standing(portal.office, receipt).state == "decided"
    assert "gives til politiet" in soren.send_form("/betroet", kvittering=receipt).text


def test_what_is_missing_is_told_and_a_receipt_that_fits_nothing_tells_nothing(portal: Portal) -> None:
    amira, ref = portal.visitor(AMIRA), portal.town.active
    empty = amira.send_form(f"/forloeb/{ref}/betro", facts="<b>x</b>")
    assert empty.status_code == 422
    assert "Vælg en leder" in empty.text
    assert "&lt;b&gt;x" in empty.text
    assert amira.send_form(f"/forloeb/{ref}/underretning").status_code == 422
    assert amira.send_form("/kvittering", kvittering="x").status_code == 409
    assert portal.visitor(SOREN).send_form("/betroet", kvittering="x").status_code == 409


@pytest.mark.requirement("outside.child_welfare", "outside.crime")
def test_only_who_has_the_course_reports_and_only_a_manager_is_entrusted(portal: Portal) -> None:
    active, elsewhere = portal.town.active, portal.town.elsewhere
    for path in ("underretning", "betro"):
        assert portal.visitor(JONAS).get(f"/forloeb/{active}/{path}").status_code == 403
        assert portal.visitor(SOREN).get(f"/forloeb/{active}/{path}").status_code == 403
        assert portal.visitor(AMIRA).get(f"/forloeb/{elsewhere}/{path}").status_code == 404
    for key in (AMIRA, KIRSTEN, JONAS):
        assert portal.visitor(key).get("/betroet").status_code == 403
    _, receipt = reported(portal, "underretning", concern=CANARY)
    read = portal.visitor(SOREN).send_form("/betroet", kvittering=receipt)
    assert (read.status_code, CANARY in read.text) == (409, False), "a manager is told nothing of a child"
