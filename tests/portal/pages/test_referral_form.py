"""Referring a citizen by form: whose she is follows from the account, and what is wrong loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from casework.commands.drafts import MOST
from casework.referrals.referral_drafts import MOST_BEGUN, keep_referral
from casework.referrals.referral_sheet import sheet
from domain.history import referral_of
from domain.lifecycle import Phase
from domain.values import Actor, Role
from tests.adapters.referral_reading.test_typed_form import typed
from tests.adapters.referral_reading.whole_referral import EXPECTED
from tests.portal.pages.test_extension import JONAS, KIRSTEN, PER
from tests.portal.town import HERE, NOON, UNIT, Portal, Visitor, other_cpr

Visiting = Callable[[str], Visitor]


def form(**changes: str) -> dict[str, str]:
    """The whole sample as a browser posts it; `grant__track` is the field `grant.track`."""
    values = typed(EXPECTED) | {"citizen.cpr": other_cpr(12), "citizen.name": "Åse Ærø"}
    values |= {name.replace("__", "."): value for name, value in changes.items()}
    names = {field.path: field.name for section in sheet({}) for field in section.fields}
    return {names[path]: value for path, value in values.items() if value}


def page_of(visitor: Visitor) -> str:
    _, _, rest = visitor.get("/henvis").text.partition('name="side" value="')
    return rest.partition('"')[0]


@pytest.mark.requirement("S3.referral_form", "outside.controllers")
def test_a_citizen_is_referred_to_her_own_municipalitys_programme(visitor: Visiting, portal: Portal) -> None:
    jonas, casebook = visitor(JONAS), portal.office.casebook
    empty = jonas.get("/henvis").text
    assert "Jobcenter A" in empty
    assert 'value="Jonas Kjær"' in empty
    side = page_of(jonas)
    answer = jonas.send_form("/henvis", **form(), side=side)
    assert answer.status_code == 303
    ref = answer.headers["location"].rpartition("/")[2]
    course, history = casebook.course(ref), casebook.recorded(ref)
    assert (course.controller, course.phase) == (HERE, Phase.RECEIVED)
    assert history[0].actor == Actor(Role.CASEWORKER, "D-0001")
    assert referral_of(history).unit == UNIT
    again = jonas.send_form("/henvis", **form(), side=side)
    assert again.headers["location"] == answer.headers["location"], "the same page sent twice is one"
    assert jonas.get(f"/forloeb/{ref}").status_code == 200
    twice = jonas.send_form("/henvis", **form(), side=page_of(jonas))
    assert twice.status_code == 409
    assert ref in twice.text
    assert "Ordinære timer i en butik." in twice.text, "nothing typed is lost"


@pytest.mark.requirement("S2.missing_part")
def test_a_part_of_which_only_our_own_words_stand_is_missing(visitor: Visiting, portal: Portal) -> None:
    jonas = visitor(JONAS)
    fields = {name: value for name, value in form().items() if "consent" not in name and "grant" not in name}
    granter = form(grant__granter="Jonas Kjær", grant__granted_on="2026-03-20")
    ours = {name: value for name, value in granter.items() if name.endswith((".granter", ".granted_on"))}
    answer = jonas.send_form("/henvis", **fields, **ours, side="en-side")
    assert answer.status_code == 303
    ref = answer.headers["location"].rpartition("/")[2]
    assert portal.office.casebook.course(ref).missing == ("grant", "consent")


@pytest.mark.requirement("S3.referral_form")
def test_everything_wrong_is_told_at_once_beside_its_field(visitor: Visiting, portal: Portal) -> None:
    before = len(portal.office.casebook.courses())
    fields = form(citizen__cpr="123", grant__starts_on="snart", considerations='<script>"x"</script>')
    answer = visitor(JONAS).send_form("/henvis", **fields, side="s")
    assert answer.status_code == 422
    for text in ("CPR-nummeret kan ikke læses", "datoen kan ikke læses", "&lt;script&gt;", 'value="snart"'):
        assert text in answer.text
    assert "<script>" not in answer.text.replace("<script src", "")
    assert len(portal.office.casebook.courses()) == before


def test_only_the_authority_refers(visitor: Visiting, portal: Portal) -> None:
    for key in (KIRSTEN, "mentor:amira"):
        assert visitor(key).get("/henvis").status_code == 403
    per = visitor(PER)
    answer = per.send_form("/henvis", **form(), side="s")
    ref = answer.headers["location"].rpartition("/")[2]
    assert portal.office.casebook.course(ref).controller == "kommune-b"


LIV = "caseworker:D-0003"


def began(portal: Portal, **fields: str) -> tuple[Visitor, str]:
    """Jonas, who has typed some of a referral, and its page."""
    jonas = portal.visitor(JONAS)
    side = page_of(jonas)
    assert jonas.send_form("/henvis/kladde", page="/henvis", side=side, **fields).status_code == 204
    return jonas, side


@pytest.mark.requirement("local.drafts", "S3.referral_form")
def test_a_referral_that_is_not_sent_yet_is_gone_on_with(portal: Portal) -> None:
    jonas, side = began(portal, **{"felt.citizen.name": "Åse Ærø", "felt.grant.granter": "Jonas"})
    day, empty = jonas.get("/min-dag").text, jonas.get("/henvis").text
    for text in (day, empty):
        assert f'href="/henvis/kladde/{side}"' in text
        assert "Ærø" not in text
    assert page_of(jonas) != side, "the empty form is another referral"
    again = jonas.get(f"/henvis/kladde/{side}").text
    assert 'value="Åse Ærø"' in again
    assert f'name="side" value="{side}"' in again
    gone = jonas.send_form(f"/henvis/kladde/{side}/slet", page="/henvis")
    assert gone.headers["location"] == "/henvis"
    assert jonas.get(f"/henvis/kladde/{side}").status_code == 404
    assert jonas.send_form(f"/henvis/kladde/{side}/slet", page="/henvis").status_code == 303


@pytest.mark.requirement("local.drafts")
def test_what_is_sent_leaves_no_draft_and_what_is_wrong_does(portal: Portal) -> None:
    jonas = portal.visitor(JONAS)
    side, kept = page_of(jonas), portal.office.referral_drafts
    assert jonas.send_form("/henvis", **form(citizen__cpr="123"), side=side).status_code == 422
    assert [one.page for one in kept.of_account(Actor(Role.CASEWORKER, "D-0001"), NOON)] == [side]
    assert jonas.send_form("/henvis", **form(), side=side).status_code == 303
    assert kept.of_account(Actor(Role.CASEWORKER, "D-0001"), NOON) == []


@pytest.mark.requirement("local.drafts")
def test_a_draft_of_a_referral_is_hers_alone(portal: Portal) -> None:
    _, side = began(portal, **{"felt.citizen.name": "Åse Ærø"})
    liv = portal.visitor(LIV)
    assert liv.get(f"/henvis/kladde/{side}").status_code == 404
    liv.send_form(f"/henvis/kladde/{side}/slet", page="/henvis")
    assert "Ærø" in portal.visitor(JONAS).get(f"/henvis/kladde/{side}").text
    assert portal.visitor(KIRSTEN).get(f"/henvis/kladde/{side}").status_code == 403


@pytest.mark.requirement("local.drafts")
@pytest.mark.parametrize("path", ["/henvis", "/henvis/kladde"])
def test_a_referral_sent_after_the_session_ended_waits_as_a_draft(portal: Portal, path: str) -> None:
    jonas = portal.visitor(JONAS)
    secret, side = jonas.csrf("/henvis"), page_of(jonas)
    before = len(portal.office.casebook.courses())
    portal.town.set_clock(NOON + timedelta(hours=2))
    answer = jonas.post(path, data={"csrf": secret, "side": side, **form()})
    assert answer.headers["location"] == f"/log-ind?til=/henvis/kladde/{side}"
    assert len(portal.office.casebook.courses()) == before
    assert "Åse Ærø" in portal.visitor(JONAS).get(f"/henvis/kladde/{side}").text


@pytest.mark.parametrize("how", ["another's form", "no page of ours", "too much"])
def test_no_referral_is_kept_for_whoever_cannot_come_back_to_it(portal: Portal, how: str) -> None:
    jonas = portal.visitor(JONAS)
    secret, side = jonas.csrf("/henvis"), page_of(jonas)
    portal.town.set_clock(NOON + timedelta(hours=2))
    data = {"csrf": secret, "side": side, "felt.citizen.name": "Åse Ærø"}
    data |= {
        "another's form": {"csrf": "f" * 64},
        "no page of ours": {"side": "../x"},
        "too much": {"felt.considerations": "x" * (MOST + 1)},
    }[how]
    assert jonas.post("/henvis", data=data).headers["location"] == "/log-ind"
    assert "ikke har sendt" not in portal.visitor(JONAS).get("/henvis").text


def test_so_many_referrals_may_be_begun_and_so_much_be_kept_of_each(portal: Portal) -> None:
    jonas, _ = began(portal, **{"felt.unit": "x"})
    for number in range(MOST_BEGUN - 1):
        keep_referral(portal.office, Actor(Role.CASEWORKER, "D-0001"), f"side-{number:016}", {"unit": "x"})
    for field, side in (("x", page_of(jonas)), ("x" * (MOST + 1), f"side-{0:016}")):
        answer = jonas.send_form("/henvis/kladde", page="/henvis", side=side, **{"felt.unit": field})
        assert answer.status_code == 422
    sent = jonas.send_form("/henvis", **form(), side=page_of(jonas))
    assert sent.status_code == 303, "what is too much for a draft can be sent"
