"""What happens to a mentor is noted and followed up; who is out alone is watched over until she is back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.portal.town import Portal, Town, Visitor

pytestmark = pytest.mark.slow
TRUE = {"kind": "threat", "occurred_at": "2026-03-20T10:30", "what": "Råb og <trusler>."}


@pytest.mark.requirement("local.check_in", "local.incident_told")
def test_an_incident_is_noted_by_a_mentor_and_followed_up_by_a_coordinator(
    portal: Portal, town: Town, visitor: Callable[[str], Visitor]
) -> None:
    amira, kirsten = visitor("mentor:amira"), visitor("coordinator:kirsten")
    wrong = amira.send_form("/haendelser/ny", what="Noget skete.", occurred_at="i går")
    assert wrong.status_code == 422
    assert "Noget skete." in wrong.text
    foreign = amira.send_form("/haendelser/ny", course=town.cancelled, **TRUE)
    assert foreign.status_code == 422, "an ended course is not among hers"
    done = amira.send_form("/haendelser/ny", course=town.active, **TRUE)
    assert done.headers["location"] == "/min-dag"
    assert "trusler" not in kirsten.get("/haendelser").text
    page = kirsten.get("/haendelser/1").text
    assert "Råb og &lt;trusler&gt;." in page
    assert "kl. 10.30" in page
    assert [one.what for one in portal.office.readings.of_course(town.active)] == ["incident"]
    assert amira.get("/haendelser/1").status_code == 403
    assert kirsten.send_form("/haendelser/1/fulgt-op", page="/haendelser/1").status_code == 303
    assert kirsten.send_form("/haendelser/1/fulgt-op", page="/haendelser/ny").status_code == 409
    assert kirsten.get("/haendelser/9").status_code == 404
    assert not portal.office.casebook.course(town.active).open_matters("incident")


@pytest.mark.requirement("local.check_in")
def test_a_visit_alone_is_planned_watched_and_reported_back_from(
    portal: Portal, town: Town, visitor: Callable[[str], Visitor]
) -> None:
    amira, page = visitor("mentor:amira"), f"/forloeb/{town.active}/besoeg-alene"
    assert f'href="{page}"' in amira.get(f"/forloeb/{town.active}").text
    blank = amira.send_form(page, place="", starts_at="nu", ends_at="senere")
    assert blank.status_code == 422
    assert 'id="starts_at-fejl"' in blank.text
    assert 'id="ends_at-fejl"' in blank.text
    times = {"starts_at": "2026-03-20T13:00", "ends_at": "2026-03-20T14:00"}
    planned = amira.send_form(page, place="Hos borgeren, 2. sal", **times)
    assert planned.headers["location"] == "/besoeg"
    (out,) = portal.office.corps.visits.out()
    assert (out.mentor, out.course, out.starts_at.hour) == ("amira", town.active, 12)
    assert "Jeg er tilbage" in amira.get("/besoeg").text
    assert "2. sal" not in amira.get("/besoeg").text
    assert "2. sal" in amira.send_form(f"/besoeg/{out.id}/sted", page="/besoeg").text
    assert "visit_place" in {one.what for one in portal.office.readings.of_course(town.active)}
    bo = visitor("mentor:bo")
    assert "Jeg er tilbage" not in bo.get("/besoeg").text
    someone = bo.send_form(f"/besoeg/{out.id}/tilbage", page="/haendelser/ny")
    assert someone.status_code == 404, "she reports herself back"
    assert amira.send_form(f"/besoeg/{out.id}/tilbage", page="/besoeg").status_code == 303
    assert portal.office.corps.visits.out() == []
    twice = amira.send_form(f"/besoeg/{out.id}/tilbage", page="/mine-logins")
    assert (twice.status_code, f"Ingen er på besøg nr. {out.id}" in twice.text) == (409, True)
    foreign = amira.get(f"/forloeb/{town.elsewhere}/besoeg-alene")
    assert foreign.status_code == 404
