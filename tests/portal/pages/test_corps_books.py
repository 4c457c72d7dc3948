"""Time off in lieu, supervision and the corps's goals on pages: who sees what, and what is wrong is told."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from casework.corps.goals import corps_goals
from casework.corps.goals_asked import ask_for_goals, goals_in
from casework.corps.lieu import balances
from casework.desk_work import work
from domain import commands as c
from domain.values import Span
from tests.factories import AMIRA, KIRSTEN, day
from tests.portal.town import HERE, Portal, Visitor

Visits = Callable[[str], Visitor]
EARNED = {"mentor": "amira", "kind": "earned", "on": "2026-03-10", "hours": "2,5"}
HELD = {
    "held_on": "2026-03-11",
    "kind": "supervision",
    "mentors": ["amira"],
    "notes": "Om grænser i samtaler.",
}


@pytest.mark.requirement("S3.rota")
def test_hours_in_lieu_are_entered_by_a_coordinator_and_each_mentor_sees_her_own(
    portal: Portal, visitor: Visits
) -> None:
    kirsten = visitor("coordinator:kirsten")
    assert kirsten.send_form("/afspadsering", **EARNED).status_code == 303
    assert kirsten.send_form("/afspadsering", **EARNED | {"kind": "taken", "hours": "1"}).status_code == 303
    (amira,) = balances(portal.office)
    assert (amira.earned, amira.taken, amira.left) == (Decimal("2.5"), Decimal(1), Decimal("1.5"))
    hers = visitor("mentor:amira").get("/afspadsering").text
    assert "optjent 2,5 timer" in hers
    assert "Indfør timer" not in hers
    bo = visitor("mentor:bo").get("/afspadsering?mentor=amira").text
    assert "optjent 2,5 timer" not in bo
    assert "Amira" not in bo
    manager = visitor("manager:soren")
    assert "optjent 2,5 timer" in manager.get("/afspadsering?mentor=amira").text
    assert manager.send_form("/afspadsering", **EARNED).status_code == 403


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    [
        ({"hours": "mange"}, 422, '<a href="#hours">Timer</a>: er ikke et tal'),
        ({"on": "i går"}, 422, '<a href="#on">Dag</a>: er ikke en dag'),
        ({"mentor": "vera"}, 422, '<a href="#mentor">Mentor</a>: er ikke valgt'),
        ({"kind": "lent"}, 422, '<a href="#kind">Hvad</a>: er ikke valgt'),
        ({"on": "10.4.2026"}, 422, "ligger i fremtiden"),
        ({"kind": "taken"}, 409, "Der er kun optjent 0 timer"),
        ({"hours": "25"}, 409, "Angiv timerne for én dag"),
    ],
)
def test_hours_that_cannot_be_entered_are_told_and_nothing_typed_is_lost(
    portal: Portal, visitor: Visits, changed: dict[str, str], status: int, told: str
) -> None:
    answer = visitor("coordinator:kirsten").send_form("/afspadsering", **EARNED | changed)
    assert (answer.status_code, told in answer.text) == (status, True), answer.text
    assert f'value="{(EARNED | changed)["hours"]}"' in answer.text
    assert balances(portal.office) == []


@pytest.mark.requirement("S3.supervision")
def test_supervision_is_noted_and_seen_by_those_who_were_there(visitor: Visits) -> None:
    bo = visitor("mentor:bo")
    assert bo.send_form("/supervision", **HELD | {"mentors": []}).status_code == 303, "he was there himself"
    assert visitor("coordinator:kirsten").send_form("/supervision", **HELD).status_code == 303
    assert bo.get("/supervision").text.count("Om grænser i samtaler.") == 1
    assert visitor("coordinator:kirsten").get("/supervision").text.count("Om grænser i samtaler.") == 2
    assert visitor("manager:soren").get("/supervision").status_code == 403


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    [
        ({"mentors": []}, 422, '<a href="#mentors">Hvem var med</a>'),
        ({"held_on": "", "notes": ""}, 422, '<a href="#held_on">Dag</a>'),
        ({"notes": "Som i M-2026-0001."}, 409, "Supervision holdes adskilt fra sagerne."),
    ],
)
def test_a_session_that_cannot_be_noted_is_told_in_words(
    visitor: Visits, changed: dict[str, object], status: int, told: str
) -> None:
    answer = visitor("coordinator:kirsten").send_form("/supervision", **HELD | changed)
    assert (answer.status_code, told in answer.text) == (status, True)
    assert "Der er ikke noteret noget endnu" in answer.text


@pytest.mark.requirement("S3.corps_goals")
def test_the_corps_s_goals_are_counted_beside_the_page_and_shown_when_they_are_there(
    portal: Portal, visitor: Visits
) -> None:
    marked = c.RecordEvaluation(given_on=day("2026-03-19"), score=5)
    portal.office.casebook.handle(portal.town.active, marked, AMIRA, portal.office.now)
    manager = visitor("manager:soren")
    asked = {"fra": "2026-01-01", "til": "2026-03-20", "kommune": ""}
    answer = manager.send_form("/korpsets-maal", **asked)
    assert answer.status_code == 303
    path = answer.headers["location"].partition("#")[0]
    assert "data-under-way" in manager.get(path).text
    work(portal.office)
    page = manager.get(path).text
    assert "data-under-way" not in page
    assert "Gennemførte forløb" in page
    assert "Borgernes oplevelse" in page
    assert "1 af 1" in page
    span = Span(day("2026-01-01"), day("2026-03-20"))
    job = ask_for_goals(portal.office, span, HERE, KIRSTEN)
    work(portal.office)
    assert goals_in(portal.office, job) == corps_goals(portal.office, span, HERE)


def test_a_period_that_is_none_is_told_and_asked_for_by_nobody(portal: Portal, visitor: Visits) -> None:
    kirsten = visitor("coordinator:kirsten")
    wrong = kirsten.send_form("/korpsets-maal", fra="2026-03-20", til="2026-01-01", kommune="kommune-c")
    assert wrong.status_code == 422
    assert "ligger før den første dag" in wrong.text
    assert '<a href="#kommune">Kommune</a>: er ikke valgt' in wrong.text
    wrong = kirsten.send_form("/korpsets-maal", fra="x", til="", kommune="")
    assert wrong.text.count("er ikke en dag") >= 2
    assert portal.office.jobs.waiting() == (0, None)


@pytest.mark.requirement("outside.controllers")
def test_a_coordinator_of_one_municipality_counts_no_other(portal: Portal, visitor: Visits) -> None:
    staff = portal.town.home / "staff.toml"
    text = staff.read_text(encoding="utf-8")
    staff.write_text(
        text.replace('id = "kirsten"', 'id = "kirsten"\ncontrollers = ["kommune-b"]', 1), encoding="utf-8"
    )
    kirsten = visitor("coordinator:kirsten")
    for controller in ("", HERE):
        form = {"fra": "2026-01-01", "til": "2026-03-20", "kommune": controller}
        assert kirsten.send_form("/korpsets-maal", **form).status_code == 422
    span = Span(day("2026-01-01"), day("2026-03-20"))
    ask_for_goals(portal.office, span, HERE, KIRSTEN)
    work(portal.office)
    assert "Gjort op" not in kirsten.get(f"/korpsets-maal?fra=2026-01-01&til=2026-03-20&kommune={HERE}").text
