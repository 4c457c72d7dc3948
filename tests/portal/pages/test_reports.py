"""A progress report that waits is read, approved or sent back by another than its author."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from adapters.programmes import Programmes
from casework.access.reading_log import readers_of
from casework.commands.acting import act
from domain.events import MatterSettled
from domain.history import of_type
from domain.values import Actor, Role
from tests.factories import VIBORG
from tests.portal.pages.test_extension import JONAS, KIRSTEN, seen
from tests.portal.town import Portal, Visitor

Visiting = Callable[[str], Visitor]
REPORT = {"covers_to": "2026-03-20", "summary": "Indsatsen virker.", "recommendation": "Fortsæt <som nu>."}


@pytest.fixture
def page(portal: Portal) -> str:
    return waiting_report(portal)


def waiting_report(portal: Portal) -> str:
    """The page of Amira's report, under a programme in which a coordinator approves."""
    rules = VIBORG.reports.model_copy(update={"approval": "coordinator"})
    portal.office.__dict__["programmes"] = Programmes((VIBORG.model_copy(update={"reports": rules}),))
    portal.office.__dict__.pop("casebook", None)
    act(
        portal.office,
        portal.town.active,
        "SendProgressReport",
        json.dumps(REPORT).encode(),
        Actor(Role.MENTOR, "amira"),
    )
    (matter,) = portal.office.casebook.course(portal.town.active).open_matters("report_approval")
    return f"/forloeb/{portal.town.active}/rapport/{matter.id}"


def outcomes(portal: Portal) -> list[str]:
    history = portal.office.casebook.recorded(portal.town.active)
    return [event.outcome for _, event in of_type(history, MatterSettled)]


@pytest.mark.requirement("S0.progress_report")
def test_the_coordinator_reads_it_and_approves(visitor: Visiting, portal: Portal, page: str) -> None:
    kirsten = visitor(KIRSTEN)
    shown = kirsten.get(page).text
    for text in ("Indsatsen virker.", "Fortsæt &lt;som nu&gt;.", "Skrevet 20. marts 2026 af mentor Amira"):
        assert text in shown
    assert "Macro" not in shown
    assert [one.what for one in readers_of(portal.office, portal.town.active)] == ["progress_report"]
    answer = kirsten.send_form(f"{page}/godkend", page=page, seen=seen(kirsten, page))
    assert answer.status_code == 303
    assert outcomes(portal) == ["approved"]
    assert kirsten.get(page).status_code == 404, "nothing waits any more"


@pytest.mark.requirement("S0.progress_report")
def test_it_is_sent_back_with_a_reason(visitor: Visiting, portal: Portal, page: str) -> None:
    kirsten = visitor(KIRSTEN)
    without = kirsten.send_form(f"{page}/retur", page=page, seen=seen(kirsten, page))
    assert without.status_code in {409, 422}
    assert outcomes(portal) == []
    answer = kirsten.send_form(f"{page}/retur", page=page, note="Skriv om mål 2.", seen=seen(kirsten, page))
    assert answer.status_code == 303
    assert outcomes(portal) == ["returned"]


def test_only_a_coordinator_approves(visitor: Visiting, page: str) -> None:
    for key in (JONAS, "mentor:amira", "manager:soren"):
        other = visitor(key)
        assert other.get(page).status_code == 403
        answer = other.post(f"{page}/godkend", data={"csrf": other.csrf("/mine-logins")})
        assert answer.status_code == 403
    assert visitor(KIRSTEN).get(page.rpartition("/")[0] + "/g9").status_code == 404
