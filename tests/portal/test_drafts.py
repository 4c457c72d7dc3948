"""Nothing typed is lost: a draft stands in its form again, also when the session ended while she typed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.commands.drafts import MOST
from tests.portal.test_forms_pages import MEETING, path, seen, send
from tests.portal.town import NOON, Portal, Visitor

TYPED = {"observation": "Vi øvede busturen.", "held_on": "2026-03-19"}


def draft(ref: str, form: str = "RecordMeeting") -> str:
    return f"/forloeb/{ref}/kladde/{form}"


@pytest.mark.requirement("local.drafts")
def test_what_was_kept_stands_in_the_form_and_is_gone_when_it_is_done(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    opened = seen(amira.get(path(ref, "RecordMeeting")).text)
    assert (
        amira.send_form(draft(ref), page=path(ref, "RecordMeeting"), seen=opened, **TYPED).status_code == 204
    )
    again = amira.get(path(ref, "RecordMeeting"))
    assert "Vi øvede busturen." in again.text
    assert "Du er ikke færdig her" in again.text
    assert send(amira, ref, "RecordMeeting", MEETING).status_code == 303
    assert "busturen" not in amira.get(path(ref, "RecordMeeting")).text


def test_a_draft_is_hers_alone_and_can_be_deleted(portal: Portal) -> None:
    amira, kirsten = portal.visitor("mentor:amira"), portal.visitor("coordinator:kirsten")
    ref = portal.town.active
    amira.send_form(draft(ref), page=path(ref, "RecordMeeting"), **TYPED)
    assert "busturen" not in kirsten.get(path(ref, "RecordMeeting")).text
    gone = amira.send_form(f"{draft(ref)}/slet", page=path(ref, "RecordMeeting"))
    assert gone.headers["location"] == path(ref, "RecordMeeting")
    assert "busturen" not in amira.get(path(ref, "RecordMeeting")).text


def test_a_draft_of_a_page_that_keeps_none_is_no_page(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    for form in ("PassTime", "min-dag"):
        assert amira.send_form(draft(ref, form), page=path(ref, "QuickNote")).status_code == 404


def test_a_draft_has_a_longest_length(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    page = path(ref, "RecordMeeting")
    assert amira.send_form(draft(ref), page=page, observation="x" * (MOST + 1)).status_code == 422


def test_the_visit_is_kept_without_the_deviation_that_went_at_once(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    page = f"/forloeb/{ref}/besog"
    typed = {
        "seen": seen(amira.get(page).text),
        "part": ["meeting", "deviation"],
        "meeting.observation": "Vi øvede busturen.",
        "deviation.occurred_at": "2026-03-20T09:00",
        "deviation.fact": "Praktikken er stoppet.",
    }
    amira.send_form(draft(ref, "besog"), page=page, **typed)
    assert "Praktikken er stoppet" in amira.get(page).text
    amira.send_form(page, now="deviation", **typed)
    again = amira.get(page).text
    assert "Vi øvede busturen." in again
    assert "Praktikken er stoppet" not in again


def posted_later(portal: Portal, amira: Visitor, ref: str, **by: float) -> str:
    """She sends the form so long after she opened it; gives where she is led."""
    opened = amira.get(path(ref, "RecordMeeting")).text
    secret = opened.partition('name="csrf" value="')[2].partition('"')[0]
    portal.town.set_clock(NOON + timedelta(**by))
    fields = {"csrf": secret, "seen": seen(opened), **MEETING}
    return str(amira.post(path(ref, "RecordMeeting"), data=fields).headers["location"])


@pytest.mark.requirement("local.drafts")
def test_what_is_sent_after_the_session_ended_waits_as_a_draft(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    before = portal.office.casebook.course(ref).seq
    where = posted_later(portal, amira, ref, hours=2)
    assert where == f"/log-ind?til={path(ref, 'RecordMeeting')}"
    assert portal.office.casebook.course(ref).seq == before
    signed_in_again = portal.visitor("mentor:amira").get(path(ref, "RecordMeeting"))
    assert "Vi øvede busturen." in signed_in_again.text


@pytest.mark.parametrize("how", ["signed out", "too late", "not hers any more", "another's form"])
def test_nothing_is_kept_for_whoever_cannot_come_back_to_it(portal: Portal, how: str) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    opened = amira.get(path(ref, "RecordMeeting")).text
    secret = opened.partition('name="csrf" value="')[2].partition('"')[0]
    where = path(ref, "RecordMeeting")
    if how == "signed out":
        amira.post("/log-ud", data={"csrf": secret})
    if how == "not hers any more":
        where = path(portal.town.elsewhere, "RecordMeeting")
    if how == "another's form":
        secret = "f" * 64
    portal.town.set_clock(NOON + timedelta(hours=13 if how == "too late" else 2))
    answer = amira.post(where, data={"csrf": secret, **MEETING})
    assert answer.headers["location"] == "/log-ind"
    assert portal.visitor("mentor:amira").get(path(ref, "RecordMeeting")).text.count("busturen") == 0


def test_what_is_not_finished_stands_on_her_day(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    assert "Ikke færdigt" not in amira.get("/min-dag").text
    amira.send_form(draft(ref), page=path(ref, "RecordMeeting"), **TYPED)
    day = amira.get("/min-dag").text
    assert f'href="{path(ref, "RecordMeeting")}"' in day
    assert "busturen" not in day
    assert "Ikke færdigt" not in portal.visitor("coordinator:kirsten").get("/min-dag").text
