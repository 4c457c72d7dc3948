"""The board shows what everybody carries, and moves several courses after they were looked through."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.domain.corps.cast import profile
from tests.factories import KIRSTEN
from tests.portal.town import Portal, Town, Visitor

pytestmark = pytest.mark.slow


@pytest.mark.requirement("local.caseload")
def test_everybody_is_on_the_board_with_what_she_carries(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    portal.office.corps.profiles.put([profile("amira"), profile("bo")], str(KIRSTEN), portal.office.now)
    board = visitor("coordinator:kirsten").get("/hold").text
    assert 'href="/hold/amira"' in board
    assert "Bo " in board
    assert 'data-name="Ledigt pr. uge"' in board
    assert 'href="/hold/amira"' not in visitor("manager:soren").get("/hold").text
    assert visitor("mentor:amira").get("/hold").status_code == 403
    assert "Uge 12" in visitor("manager:soren").get("/hold/vagtplan").text


@pytest.mark.requirement("S1.handover", "local.handover_note")
def test_chosen_courses_are_looked_through_and_then_handed_over_one_by_one(
    portal: Portal, town: Town, visitor: Callable[[str], Visitor]
) -> None:
    kirsten, page = visitor("coordinator:kirsten"), "/hold/amira"
    both = {"valgt": [town.active, town.matched]}
    nothing = kirsten.send_form("/hold/amira/se", page=page, til="bo")
    assert nothing.status_code == 422
    assert "Vælg mindst ét forløb" in nothing.text

    blank = kirsten.send_form("/hold/amira/se", page=page, **both, **{f"til.{town.active}": "bo"})
    assert blank.status_code == 422
    assert blank.text.count("Skriv en overdragelse") == 4, "beside each course, and in the summary"
    assert blank.text.count("Vælg, hvem der skal overtage") == 2

    looked = kirsten.send_form(
        "/hold/amira/se", page=page, til="bo", overdragelse="Læs <b>logbogen</b>.", **both
    )
    assert looked.status_code == 200
    assert "Læs &lt;b&gt;logbogen&lt;/b&gt;." in looked.text
    assert portal.office.casebook.course(town.active).mentor == "amira", "nothing is done yet"
    seen = {f"set.{ref}": str(portal.office.casebook.course(ref).seq) for ref in both["valgt"]}
    seen[f"set.{town.matched}"] = "1"
    done = kirsten.send_form(
        "/hold/amira/overdrag", page=page, til="bo", overdragelse="Læs logbogen.", **both, **seen
    )
    assert done.status_code == 409
    assert "Der er sket noget på forløbet" in done.text
    assert portal.office.casebook.course(town.active).mentor == "bo"
    assert portal.office.casebook.course(town.matched).mentor == "amira"


def test_a_course_that_is_not_hers_to_see_is_none_and_stops_no_other(
    portal: Portal, town: Town, visitor: Callable[[str], Visitor]
) -> None:
    fields = {"valgt": [town.matched, "M-2026-9999", "x' or 1"], "til": "bo", "overdragelse": "Læs."}
    done = visitor("coordinator:kirsten").send_form("/hold/amira/overdrag", page="/hold/amira", **fields)
    assert done.text.count("Her er ingen sag, som du kan se") == 2
    assert portal.office.casebook.course(town.matched).mentor == "bo"
    attempts = [one for one in portal.office.refusals.latest() if one.code == "out-of-sight"]
    assert [one.ref for one in attempts] == ["", "M-2026-9999"], "what is no reference is not written down"
    for other in ("mentor:amira", "manager:soren", "caseworker:D-0001", "operator:jens", "auditor:ulla"):
        client = visitor(other)
        assert client.get("/hold/amira").status_code == 403, other
    assert visitor("coordinator:kirsten").get("/hold/ukendt").status_code == 404


def test_who_fits_best_is_filled_in_and_chosen_by_nobody_but_her(
    portal: Portal, town: Town, visitor: Callable[[str], Visitor]
) -> None:
    portal.office.corps.profiles.put([profile("amira"), profile("bo")], str(KIRSTEN), portal.office.now)
    page = visitor("coordinator:kirsten").get("/hold/amira?forslag=1").text
    assert page.count('<option value="bo" selected>') == page.count('name="valgt"') > 0
    assert portal.office.casebook.course(town.active).mentor == "amira"


@pytest.mark.requirement("local.handover_note")
def test_one_tick_chooses_all_of_them_and_names_stand_there_where_she_asked(
    portal: Portal, town: Town, visitor: Callable[[str], Visitor]
) -> None:
    kirsten, page = visitor("coordinator:kirsten"), "/hold/amira"
    assert "Clara Vang" not in kirsten.get(page).text
    assert "Clara Vang" in kirsten.get(f"{page}?navne=ja").text
    looked = kirsten.send_form(f"{page}/se", page=page, alle="ja", til="bo", overdragelse="Læs logbogen.")
    hers = {town.active, town.matched, town.protected}
    assert looked.status_code == 200
    assert all(f'name="valgt" value="{ref}"' in looked.text for ref in hers)
    assert town.with_bo not in looked.text
