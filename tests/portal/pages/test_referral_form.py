"""Referring a citizen by form: whose she is follows from the account, and what is wrong loses nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casework.referral_sheet import sheet
from domain.history import referral_of
from domain.lifecycle import Phase
from domain.values import Actor, Role
from tests.adapters.referral_reading.test_typed_form import typed
from tests.adapters.referral_reading.whole_referral import EXPECTED
from tests.portal.pages.test_extension import JONAS, KIRSTEN, PER
from tests.portal.town import HERE, UNIT, Portal, Visitor, other_cpr

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
