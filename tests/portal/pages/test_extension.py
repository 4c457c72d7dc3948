"""Proposing and deciding an extension on one page: who may do which, and that the sign-in is the code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from domain.events import ExtensionDecided, ExtensionProposed
from domain.history import of_type
from domain.values import Actor, Role
from tests.factories import at, follow_up
from tests.factory.blocks import answers
from tests.models.desk import Desk
from tests.portal.town import Portal, Visitor

KIRSTEN, JONAS, METTE, LIV, PER = (
    "coordinator:kirsten",
    "caseworker:D-0001",
    "job_consultant:D-0002",
    "caseworker:D-0003",
    "caseworker:D-0004",
)
PERIOD = {"starts_on": "2026-06-01", "ends_on": "2026-07-31", "hours": "20,5"}
Visiting = Callable[[str], Visitor]


@pytest.fixture
def page(portal: Portal) -> str:
    return f"/forloeb/{portal.town.active}/forlaengelse"


def seen(visitor: Visitor, page: str) -> str:
    """The event that the page was opened at."""
    _, _, rest = visitor.get(page).text.partition('name="seen" value="')
    return rest.partition('"')[0]


def proposed(visitor: Visitor, page: str, **changes: str) -> int:
    fields = {**PERIOD, "need": "Endnu ikke i job.", "seen": seen(visitor, page), **changes}
    return visitor.send_form(f"{page}/forslag", page=page, **fields).status_code


@pytest.mark.requirement("S1.granters", "S3.authority_decides", "outside.who_decided")
def test_the_coordinator_proposes_and_the_caseworker_decides_as_herself(
    visitor: Visiting, portal: Portal, page: str
) -> None:
    kirsten, jonas = visitor(KIRSTEN), visitor(JONAS)
    assert "Din afgørelse" not in kirsten.get(page).text
    assert proposed(kirsten, page) == 303
    shown = jonas.get(page).text
    assert "Endnu ikke i job." in shown
    assert 'value="20,5"' in shown, "the proposal stands in the form"
    fields = {**PERIOD, "hours": "18", "granted": "ja", "reason": "To måneder er nok."}
    answer = jonas.send_form(page, **fields, seen=seen(jonas, page))
    assert answer.status_code == 303
    history = portal.office.casebook.recorded(portal.town.active)
    ((recorded, event),) = of_type(history, ExtensionDecided)
    assert recorded.actor == Actor(Role.CASEWORKER, "D-0001")
    assert (event.decider, event.unit, event.channel) == (
        "D-0001",
        "Jobcenter Viborg, Team Afklaring",
        "portal",
    )
    assert portal.office.casebook.course(portal.town.active).periods[1].ends_on == date(2026, 7, 31)
    assert "To måneder er nok." in jonas.get(page).text


@pytest.mark.requirement("S1.granters")
def test_a_refusal_is_the_deciders_too(visitor: Visiting, portal: Portal, page: str) -> None:
    proposed(visitor(KIRSTEN), page)
    mette = visitor(METTE)
    answer = mette.send_form(page, granted="nej", reason="Målet er nået.", seen=seen(mette, page))
    assert answer.status_code == 303
    history = portal.office.casebook.recorded(portal.town.active)
    ((_, event),) = of_type(history, ExtensionDecided)
    assert (event.granted, event.decider_role) == (False, "job_consultant")


@pytest.mark.requirement("outside.who_decided", "outside.controllers")
def test_nobody_else_decides(visitor: Visiting, portal: Portal, page: str) -> None:
    proposed(visitor(KIRSTEN), page)
    for key, status in ((KIRSTEN, 403), ("mentor:amira", 403), (LIV, 404), (PER, 404)):
        other = visitor(key)
        token = other.csrf(page) or other.csrf("/mine-logins")
        answer = other.post(page, data={"csrf": token, "granted": "nej", "seen": "1"})
        assert answer.status_code == status, key
    assert not list(of_type(portal.office.casebook.recorded(portal.town.active), ExtensionDecided))


@pytest.mark.requirement("S1.ladder")
def test_everything_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    visitor: Visiting, portal: Portal, page: str
) -> None:
    proposed(visitor(KIRSTEN), page)
    jonas = visitor(JONAS)
    fields = {"starts_on": "30.2.2026", "ends_on": "", "hours": "mange", "reason": "<b>Fordi</b>"}
    answer = jonas.send_form(page, **fields, seen=seen(jonas, page))
    assert answer.status_code == 422
    for text in ('href="#f-granted"', 'href="#f-starts_on"', 'href="#f-hours"', "&lt;b&gt;Fordi&lt;/b&gt;"):
        assert text in answer.text
    too_early = jonas.send_form(
        page, **PERIOD | {"starts_on": "2026-05-01"}, granted="ja", seen=seen(jonas, page)
    )
    assert too_early.status_code == 409
    assert "tidligst dagen efter" in too_early.text
    assert not list(of_type(portal.office.casebook.recorded(portal.town.active), ExtensionDecided))


def test_what_somebody_did_meanwhile_is_shown_and_then_it_can_be_decided(
    visitor: Visiting, portal: Portal, page: str
) -> None:
    kirsten, jonas = visitor(KIRSTEN), visitor(JONAS)
    proposed(kirsten, page)
    opened_at = seen(jonas, page)
    assert proposed(kirsten, page, hours="25") == 303
    answer = jonas.send_form(page, **PERIOD, granted="ja", seen=opened_at)
    assert answer.status_code == 409
    assert "Forløbet er ændret, siden du åbnede siden" in answer.text
    assert "med 25 timer" in answer.text
    again = jonas.send_form(page, **PERIOD, granted="ja", seen=str(int(opened_at) + 1))
    assert again.status_code == 303
    assert len(list(of_type(portal.office.casebook.recorded(portal.town.active), ExtensionProposed))) == 2


@pytest.mark.requirement("local.extension_draft")
def test_the_draft_and_the_ladder_lie_beside_the_form(visitor: Visiting, page: str) -> None:
    shown = visitor(KIRSTEN).get(page).text
    assert "Udkast fra opfølgningerne" in shown
    assert "nr. 2 af 4" in shown
    assert "Afgøres senest" not in shown


@pytest.mark.requirement("local.extension_draft")
def test_a_proposal_may_begin_with_the_draft_s_words(visitor: Visiting, portal: Portal, page: str) -> None:
    assert "udkast=ja" not in visitor(KIRSTEN).get(page).text, "nobody has followed up yet"
    steps = (at("2026-03-26 13:00"), follow_up("2026-03-26", answers("contemplation")))
    Desk(portal.office.casebook, now=portal.office.now, ref=portal.town.active).play(steps)
    portal.town.set_clock(at("2026-03-26 14:00"))
    kirsten = visitor(KIRSTEN)
    assert f'href="{page}?udkast=ja"' in kirsten.get(page).text
    assert "Mål 1 er ikke nået" in typed_need(kirsten.get(f"{page}?udkast=ja").text)
    assert typed_need(kirsten.get(page).text) == "", "only where she asks for it"


def typed_need(page: str) -> str:
    """What stands in the field about what is still needed."""
    return page.partition('name="need"')[2].partition(">")[2].partition("</textarea>")[0].strip()


def test_a_course_without_a_grant_has_no_such_page(visitor: Visiting, portal: Portal) -> None:
    assert visitor(KIRSTEN).get(f"/forloeb/{portal.town.received}/forlaengelse").status_code == 404


def test_a_field_that_must_sometimes_be_filled_in_is_not_said_to_be_left_out(
    visitor: Visiting, portal: Portal, page: str
) -> None:
    shown = visitor(KIRSTEN).get(page).text
    assert "kan udelades" not in shown.partition("Særlige grunde")[2].partition("</label>")[0]
    assert "kan udelades" in shown.partition("Timer om ugen")[2].partition("</label>")[0]
