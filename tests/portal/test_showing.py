"""The citizen reads her log book on her mentor's phone, and answers herself (S3)."""

from __future__ import annotations

import html
import re

import pytest
from httpx2 import Response

from casework.access.reading_log import readers_of
from domain.events import LogEntryShown
from tests.factories import AMIRA, at, meeting
from tests.portal.pages.people_signing_in import code_at, later, set_up
from tests.portal.town import Portal, Visitor


def written(portal: Portal) -> str:
    """A course with two entries she has not seen."""
    ref = portal.town.active
    for number, words in enumerate(("Vi øvede busturen.", "Hun ringede selv til lægen.")):
        entry = meeting("2026-03-19", f"1{number}:00", f"1{number}:30", observation=words)
        portal.office.casebook.handle(ref, entry, AMIRA, at("2026-03-19 15:00"))
    return ref


def answer(who: Visitor, ref: str, **fields: object) -> Response:
    return who.send_form(f"/forloeb/{ref}/vis/borger", **fields)


def last_shown(portal: Portal, ref: str) -> LogEntryShown:
    event = portal.office.casebook.recorded(ref)[-1].event
    assert isinstance(event, LogEntryShown)
    return event


def test_she_reads_what_she_has_not_seen_with_no_menu_and_no_way_on(portal: Portal) -> None:
    ref, amira = written(portal), portal.visitor("mentor:amira")
    chosen = amira.get(f"/forloeb/{ref}/vis")
    assert "Torsdag den 19. marts 2026" in chosen.text
    assert "busturen" not in chosen.text
    page = amira.get(f"/forloeb/{ref}/vis/borger")
    assert "Vi øvede busturen." in page.text
    assert "Hun ringede selv til lægen." in page.text
    assert "<nav" not in page.text
    ways = re.findall(r'<a [^>]*href="([^"]*)"', page.text)
    assert ways == ["#indhold", f"/forloeb/{ref}/vis/tilbage"]
    assert ("mentor:amira", "log_book") in [(one.actor, one.what) for one in readers_of(portal.office, ref)]


@pytest.mark.requirement("S3.log_shown")
@pytest.mark.parametrize("says", ["accepted", "shown_not_accepted", "declined"])
def test_her_answer_and_her_own_words_are_written_down(portal: Portal, says: str) -> None:
    ref, amira = written(portal), portal.visitor("mentor:amira")
    done = answer(amira, ref, notat=["2", "3"], svar=says, kommentar="Jeg var stolt.")
    assert done.status_code == 200
    assert "Tak" in done.text
    event = last_shown(portal, ref)
    assert (event.entries, event.shown, event.comment) == ((2, 3), says, "Jeg var stolt.")
    assert "Du har set alt" in amira.get(f"/forloeb/{ref}/vis/borger").text


@pytest.mark.requirement("S3.log_shown")
def test_what_is_not_shown_has_its_reason(portal: Portal) -> None:
    ref, amira = written(portal), portal.visitor("mentor:amira")
    where = f"/forloeb/{ref}/vis"
    assert amira.send_form(where, notat="2", begrundelse="").status_code == 422
    done = amira.send_form(where, notat="2", begrundelse="Borgeren var for træt.")
    assert done.status_code == 303
    event = last_shown(portal, ref)
    assert (event.entries, event.shown, event.reason) == ((2,), "withheld", "Borgeren var for træt.")


def test_only_the_entries_that_were_chosen_are_shown(portal: Portal) -> None:
    ref, amira = written(portal), portal.visitor("mentor:amira")
    page = amira.get(f"/forloeb/{ref}/vis/borger?notat=3")
    assert "lægen" in page.text
    assert "busturen" not in page.text


@pytest.mark.parametrize(
    "fields", [{"svar": ""}, {"svar": "withheld"}, {"svar": "accepted", "kommentar": "x" * 5000}]
)
def test_an_answer_that_cannot_be_used_loses_nothing(portal: Portal, fields: dict[str, str]) -> None:
    ref, amira = written(portal), portal.visitor("mentor:amira")
    before = portal.office.casebook.course(ref).seq
    shown = answer(amira, ref, **({"notat": ["2", "3"], "kommentar": "Jeg <b>siger</b>"} | fields))
    assert shown.status_code == 422
    kept = fields.get("kommentar", "Jeg <b>siger</b>")
    assert kept in html.unescape(shown.text)
    assert "<b>siger" not in shown.text
    assert portal.office.casebook.course(ref).seq == before


def test_the_authority_and_another_mentor_see_no_raw_log(portal: Portal) -> None:
    ref = written(portal)
    assert portal.visitor("caseworker:D-0001").get(f"/forloeb/{ref}/vis/borger").status_code == 403
    elsewhere = portal.town.elsewhere
    assert portal.visitor("mentor:amira").get(f"/forloeb/{elsewhere}/vis/borger").status_code == 404


@pytest.mark.requirement("local.handed_over")
def test_the_phone_shows_nothing_else_until_its_owner_takes_it_back(portal: Portal) -> None:
    ref, amira = written(portal), portal.visitor()
    secret, _ = set_up(portal, amira)
    amira.send_form("/log-ind/rolle", rolle="mentor:amira")
    handed = amira.send_form(f"/forloeb/{ref}/vis/laas", page=f"/forloeb/{ref}/vis", notat=["2", "3"])
    shown = handed.headers["location"]
    assert shown == f"/forloeb/{ref}/vis/borger?notat=2&notat=3"
    for path in ("/min-dag", "/", f"/forloeb/{ref}", f"/forloeb/{ref}/vis", "/mine-logins", "/log-ind"):
        assert amira.get(path).headers["location"] == f"/forloeb/{ref}/vis/borger", path
    assert amira.get(f"/forloeb/{portal.town.matched}/vis/borger").status_code == 303
    assert "Vi øvede busturen." in amira.get(shown).text
    back = f"/forloeb/{ref}/vis/tilbage"
    assert amira.send_form(back, kode="000000").status_code == 422
    assert amira.get("/min-dag").status_code == 303
    later(portal, 2)
    assert amira.send_form(back, kode=code_at(portal, secret)).headers["location"] == f"/forloeb/{ref}"
    assert amira.get("/min-dag").status_code == 200


def test_what_a_citizen_tried_to_open_is_written_down(portal: Portal) -> None:
    ref, amira = written(portal), portal.visitor("mentor:amira")
    amira.send_form(f"/forloeb/{ref}/vis/laas", page=f"/forloeb/{ref}/vis", notat="2")
    amira.get("/soeg")
    assert "handed-over" in [one.code for one in portal.office.refusals.latest(5)]
    amira.send_form("/log-ud", page=f"/forloeb/{ref}/vis/tilbage")
    assert amira.get(f"/forloeb/{ref}/vis/borger").headers["location"].startswith("/log-ind")


@pytest.mark.requirement("local.handed_over")
def test_with_the_phone_she_reads_only_what_was_chosen_for_her(portal: Portal) -> None:
    """What stands in the address is hers to change; what the mentor chose is not."""
    ref, amira = written(portal), portal.visitor("mentor:amira")
    amira.send_form(f"/forloeb/{ref}/vis/laas", page=f"/forloeb/{ref}/vis", notat=["2", "99"])
    for address in ("", "?notat=3", "?notat=2&notat=3", "?notat=99", "?notat="):
        page = amira.get(f"/forloeb/{ref}/vis/borger{address}")
        assert "busturen" in page.text, address
        assert "lægen" not in page.text, address
    before = portal.office.casebook.course(ref).seq
    for fields in ({"notat": "3", "svar": "accepted"}, {"notat": ["2", "3"], "svar": ""}):
        refused = answer(amira, ref, **fields)
        assert refused.status_code == 422
        assert "lægen" not in refused.text
    assert portal.office.casebook.course(ref).seq == before
    assert answer(amira, ref, notat=["2", "3"], svar="accepted").status_code == 200
    assert last_shown(portal, ref).entries == (2,)
    assert "lægen" not in amira.get(f"/forloeb/{ref}/vis/borger").text
