"""The authority's manager: its key figures and the decisions that are hers, and nothing more of anybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casework.access.reading_log import must_be_allowed
from casework.lists.my_day import my_day
from casework.office import PROGRAMMES
from domain import commands as c
from domain.errors import Refused
from domain.events import ExtensionDecided
from domain.history import of_type
from domain.values import Actor, Role
from tests.factories import KIRSTEN, at
from tests.portal.pages.test_extension import seen
from tests.portal.test_seeing_parts import account
from tests.portal.town import ELSEWHERE, Portal, Town, Visitor

RIKKE = "head:D-0005"
HERS = pytest.mark.requirement("S1.ladder", "outside.controllers")
DECISION = {"granted": "ja", "hours": "20", "starts_on": "2026-06-01", "ends_on": "2026-07-31"}


@pytest.fixture
def deciding(town: Town) -> None:
    """Viborg's programme, in a folder of the installation's own, lets managers decide too."""
    folder, settings = town.home / "programmes", town.home / "mentor.toml"
    folder.mkdir()
    for path in PROGRAMMES.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text.replace('"job_consultant"]', '"job_consultant", "manager"]'))
    settings.write_text('programme_folder = "programmes"\n' + settings.read_text(encoding="utf-8"))


@HERS
def test_a_course_in_her_unit_is_told_neutrally_and_another_one_not_at_all(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    rikke, town = visitor(RIKKE), portal.town
    page = rikke.get(f"/forloeb/{town.active}")
    assert page.status_code == 200
    assert "Maja" not in page.text + rikke.get(f"/forloeb/{town.active}/historik").text
    assert "Nødadgang" not in page.text
    assert rikke.get(f"/forloeb/{town.elsewhere}").status_code == 404
    for path in ("/forloeb", "/soeg", "/hold", "/timer", "/opbevaring", "/post", "/brugere", "/henvis"):
        assert rikke.get(path).status_code == 403, path
    assert rikke.get(f"/forloeb/{town.elsewhere}/noedadgang").status_code == 403
    assert 'action="/soeg"' not in rikke.get("/min-dag").text, "no box that she may not use"
    assert portal.office.readings.of_course(town.active) == []


@HERS
def test_key_figures_are_those_of_her_own_municipality(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    page = visitor(RIKKE).get("/noegletal").text
    assert ELSEWHERE not in page
    assert "Mentorernes belastning" not in page
    assert ELSEWHERE not in visitor(RIKKE).get("/noegletal?kommune=kommune-b").text.replace(
        "kommune=kommune-b", ""
    )


@HERS
def test_where_the_programme_lets_her_decide_nothing_nothing_waits_and_no_draft_is_shown(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    office, ref = portal.office, portal.town.active
    office.casebook.handle(ref, c.OpenExtensionReview(), KIRSTEN, office.now)
    rikke = visitor(RIKKE)
    assert rikke.get(f"/forloeb/{ref}/forlaengelse").status_code == 404
    assert rikke.get(f"/forloeb/{ref}/kode").status_code == 404
    assert rikke.send_form(f"/forloeb/{ref}/kode", page="/mine-logins", timer="24").status_code == 404
    assert "Hvad vil du gøre?" not in rikke.get(f"/forloeb/{ref}").text
    assert "/mine-adgange" not in rikke.get("/mine-logins").text, "a page that is not hers"
    assert all(one.total == 0 for one in my_day(office, account(office, RIKKE)).values())
    for what in ("course_page", "timeline", "extension_draft", "search"):
        with pytest.raises(Refused):
            must_be_allowed(office, Actor(Role.HEAD, "D-0005"), what, ref)


@HERS
def test_where_it_is_hers_she_finds_it_on_her_day_and_decides_signed_in(
    deciding: None, portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    office, ref = portal.office, portal.town.active
    office.casebook.handle(ref, c.OpenExtensionReview(), KIRSTEN, office.now)
    portal.town.set_clock(at("2026-05-15 09:00"))
    rikke, page = visitor(RIKKE), f"/forloeb/{ref}/forlaengelse"
    assert page in rikke.get("/min-dag").text
    assert f'href="{page}' in rikke.get(f"/forloeb/{ref}").text, "and from the course's page"
    assert rikke.get(f"/forloeb/{ref}/kode").status_code == 200
    assert "Foreslå" not in rikke.get(page).text
    assert rikke.send_form(f"{page}/forslag", page=page, hours="20").status_code == 403
    answer = rikke.send_form(page, seen=seen(rikke, page), **DECISION)
    assert answer.status_code == 303
    ((recorded, event),) = of_type(office.casebook.recorded(ref), ExtensionDecided)
    assert (str(recorded.actor), event.decider, event.decider_role, event.channel) == (
        RIKKE,
        "D-0005",
        "manager",
        "portal",
    )
    assert "extension_draft" in [one.what for one in office.readings.of_course(ref) if one.actor == RIKKE]
