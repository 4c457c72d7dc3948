"""The file goes back to its municipality sealed, and that it has it is noted by the coordinator."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from casework.access.reading_log import readers_of
from casework.desk_work import work
from tests.portal.pages.test_extension import JONAS, KIRSTEN, seen
from tests.portal.town import Portal, Visitor

Visiting = Callable[[str], Visitor]


@pytest.mark.requirement("outside.erasure")
def test_the_file_is_sent_and_its_receipt_noted(visitor: Visiting, portal: Portal) -> None:
    ref, kirsten, office = portal.town.cancelled, visitor(KIRSTEN), portal.office
    page = f"/forloeb/{ref}/overdragelse"
    answer = kirsten.send_form(f"{page}/send", page=page)
    assert answer.status_code == 303
    digest = answer.headers["location"].partition("kontrolsum=")[2]
    assert re.fullmatch(r"[0-9a-f]{64}", digest)
    (letter,) = [one for one in office.outbox.envelopes(course_ref=ref) if one.recipient == "jobcentre"]
    assert b"Gry" not in office.outbox.plain(letter.id)[:200]
    assert [one.what for one in readers_of(office, ref)] == ["handover"]
    after = kirsten.get(answer.headers["location"]).text
    assert f'value="{digest}"' in after
    fields = {"returned_on": "2026-03-20", "how": "secure_mail", "document_sha256": digest}
    noted = kirsten.send_form(page, **fields, seen=seen(kirsten, page))
    assert noted.status_code == 303
    assert office.casebook.course(ref).file.returned_on is not None


def test_nobody_else_hands_a_file_over(visitor: Visiting, portal: Portal) -> None:
    page = f"/forloeb/{portal.town.cancelled}/overdragelse"
    for key in (JONAS, "mentor:amira", "auditor:ulla", "manager:soren"):
        other = visitor(key)
        assert other.get(page).status_code in {403, 404}
        answer = other.post(f"{page}/send", data={"csrf": other.csrf("/mine-logins")})
        assert answer.status_code in {403, 404}


def test_an_open_course_can_be_sent_and_not_noted_as_returned(visitor: Visiting, portal: Portal) -> None:
    page = f"/forloeb/{portal.town.active}/overdragelse?kontrolsum=%3Cscript%3E"
    shown = visitor(KIRSTEN).get(page).text
    assert "når forløbet er afsluttet" in shown
    assert "%3Cscript" not in shown


@pytest.mark.requirement("outside.erasure", "outside.controllers")
def test_all_files_of_a_municipality_are_sent_outside_of_the_page(visitor: Visiting, portal: Portal) -> None:
    kirsten, office = visitor(KIRSTEN), portal.office
    assert 'href="/overdragelse"' in kirsten.get("/opbevaring").text
    nothing = kirsten.send_form("/overdragelse")
    assert nothing.status_code == 422
    for told in ("Kommunen er ikke valgt", "Du har ikke bekræftet"):
        assert told in nothing.text
    assert kirsten.send_form("/overdragelse", kommune="kommune-a", bekraeft="ja").status_code == 303
    assert "Det står i kø" in kirsten.get("/overdragelse").text
    assert office.outbox.envelopes(course_ref=portal.town.active) == []
    assert work(office) == 1
    done = kirsten.get("/overdragelse").text
    assert "7 sager er sendt" in done
    assert f"/forloeb/{portal.town.active}/overdragelse?kontrolsum=" in done
    assert portal.town.elsewhere not in done
