"""The citizen asks to see her file: days, marks, the draft and the answer, by coordinators alone."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest

from casework.access.reading_log import readers_of
from casework.commands.acting import act
from domain.events import AccessDraftDelivered, MatterSettled
from domain.history import of_type
from tests.factories import KIRSTEN as HER
from tests.portal.pages.test_extension import JONAS, KIRSTEN, seen
from tests.portal.town import Portal, Visitor

Visiting = Callable[[str], Visitor]
REQUEST = {"received_on": "2026-03-20", "kinds": ["file_access"], "channel": "phone", "wish": "Alt."}


@pytest.fixture
def page(portal: Portal) -> str:
    ref = portal.town.active
    act(portal.office, ref, "RecordAccessRequest", json.dumps(REQUEST).encode(), HER)
    return f"/forloeb/{ref}/indsigt"


@pytest.mark.requirement("outside.access_request")
def test_the_file_is_gone_through_drafted_and_answered(visitor: Visiting, portal: Portal, page: str) -> None:
    kirsten, office, ref = visitor(KIRSTEN), portal.office, portal.town.active
    shown = kirsten.get(page).text
    assert "Udkast mangler" in shown
    assert "tirsdag den 31. marts 2026" in shown, "seven working days on"
    marked = kirsten.send_form(f"{page}/udelad", page=page, what="words", words="Maja får", why="third_party")
    assert marked.status_code == 303
    assert "»Maja får«" in kirsten.get(page).text
    export = kirsten.send_form(f"{page}/udskrift", page=page)
    with zipfile.ZipFile(io.BytesIO(export.content)) as archive:
        told = archive.read(f"{ref}/{ref}.json").decode()
    assert "Maja får" not in told
    assert {one.what for one in readers_of(office, ref)} == {"marking", "export"}
    sent = kirsten.send_form(f"{page}/i1/udkast", page=page)
    assert sent.status_code == 303, sent.text
    assert list(of_type(office.casebook.neutral(ref), AccessDraftDelivered))
    answer = kirsten.send_form(f"{page}/i1/svar", page=page, outcome="given", seen=seen(kirsten, page))
    assert answer.status_code == 303
    assert [one.outcome for _, one in of_type(office.casebook.neutral(ref), MatterSettled)] == ["given"]
    back = kirsten.send_form(f"{page}/tag-med", page=page, id="u1")
    assert back.status_code == 303
    assert "Intet er markeret" in kirsten.get(page).text


@pytest.mark.requirement("outside.access_request")
def test_a_mark_that_hits_nothing_is_told_and_not_noted(visitor: Visiting, page: str) -> None:
    kirsten = visitor(KIRSTEN)
    for fields, id_ in (
        ({"what": "words", "words": "findes ikke her"}, "words"),
        ({"what": "event", "event": "mange"}, "event"),
        ({"what": "enclosure", "mail": "P-2026-0009", "number": "1"}, "mail"),
    ):
        answer = kirsten.send_form(f"{page}/udelad", page=page, why="safety", **fields)
        assert answer.status_code == 422
        assert f'href="#{id_}"' in answer.text
        assert all(f'value="{value}"' in answer.text for value in fields.values())
    assert "Intet er markeret" in kirsten.get(page).text
    gone = kirsten.send_form(f"{page}/i9/udkast", page=page)
    assert gone.status_code == 409


def test_the_authority_and_mentors_do_not_work_on_the_file(visitor: Visiting, page: str) -> None:
    for key in (JONAS, "mentor:amira", "auditor:ulla"):
        other = visitor(key)
        assert other.get(page).status_code == 403
        assert other.post(f"{page}/udskrift", data={"csrf": other.csrf("/mine-logins")}).status_code == 403


@pytest.mark.requirement("S3.log_shown")
def test_what_the_citizen_was_not_shown_is_named_before_it_is_handed_out(
    visitor: Visiting, portal: Portal, page: str
) -> None:
    kirsten, ref = visitor(KIRSTEN), portal.town.active
    assert "ikke vist hændelse" not in kirsten.get(page).text
    withheld = {
        "entries": [1],
        "shown_on": "2026-03-20",
        "shown": "withheld",
        "reason": "Hensyn til en anden.",
    }
    act(portal.office, ref, "ShowLogEntry", json.dumps(withheld).encode(), HER)
    assert "ikke vist hændelse 10." in kirsten.get(page).text
