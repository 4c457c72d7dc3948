"""What a course is found by follows its newest referral, and goes with the course."""

from __future__ import annotations

import pytest

from domain import commands as c
from models.blind_index import caseworker_digest, unit_digest
from models.erasing import make_unreadable
from models.name_signature import Wanted
from models.sight import EVERYTHING, Sight
from tests.factories import CITIZEN, KIRSTEN, MAILROOM, START, accept, referral, register, update
from tests.models.vault import Vault

NEW = {"name": "Ida Holm", "cpr": "0303505678"}


def found(vault: Vault, name: str) -> list[str]:
    return list(vault.casebook.named(EVERYTHING, Wanted(vault.keyring, name), 20))


def handled_by(vault: Vault, person: str = "", unit: str = "") -> list[str]:
    sight = Sight(
        caseworkers=(caseworker_digest(vault.keyring, "viborg", person),),
        units=(unit_digest(vault.keyring, "viborg", unit),),
    )
    refs = [row.ref for row in vault.casebook.courses()]
    return [ref for ref in refs if vault.casebook.sees(sight, ref)]


@pytest.mark.requirement("outside.controllers")
def test_a_course_is_found_by_name_and_belongs_to_caseworker_and_unit(vault: Vault) -> None:
    ref = vault.casebook.register(register(), MAILROOM, START).course.ref
    assert found(vault, CITIZEN.name) == [ref]
    assert found(vault, "Findes Ikke") == []
    assert handled_by(vault, "JONAS.KJAER@jobcenter.example ") == [ref]
    assert handled_by(vault, "Jonas Kjær") == [], "her address is hers alone, her name may be another's"
    assert handled_by(vault, unit="jobcenter viborg,  team afklaring") == [ref]
    assert handled_by(vault, unit="") == handled_by(vault, "") == []


def test_what_came_later_is_what_counts(vault: Vault) -> None:
    ref = vault.casebook.register(register(referral(consent=None)), MAILROOM, START).course.ref
    completed = c.CompleteReferral(
        referral=referral(NEW, unit="Ungeteamet", caseworker_contact="87 00 00 00")
    )
    vault.casebook.handle(ref, completed, MAILROOM, START)
    assert (found(vault, "Ida"), found(vault, CITIZEN.name)) == ([ref], [])
    assert handled_by(vault, "Jonas  KJÆR") == handled_by(vault, unit="Ungeteamet") == [ref]
    assert handled_by(vault, unit="Jobcenter Viborg, Team Afklaring") == []


def test_a_changed_caseworker_keeps_the_unit_that_was_not_told_anew(vault: Vault) -> None:
    ref = vault.casebook.register(register(), MAILROOM, START).course.ref
    vault.casebook.handle(ref, accept(), KIRSTEN, START)
    vault.casebook.handle(ref, c.ChangeCaseworker(caseworker="Liv Bach"), KIRSTEN, START)
    assert handled_by(vault, "Liv Bach") == [ref]
    assert handled_by(vault, "jonas.kjaer@jobcenter.example") == []
    assert handled_by(vault, unit="Jobcenter Viborg, Team Afklaring") == [ref]


@pytest.mark.requirement("outside.protected")
def test_who_becomes_protected_is_not_found_by_name_any_more(vault: Vault) -> None:
    ref = vault.casebook.register(register(), MAILROOM, START).course.ref
    vault.casebook.handle(ref, accept(), KIRSTEN, START)
    changed = update(referral({"protected": True}))
    vault.casebook.handle(ref, changed, MAILROOM, START)
    assert found(vault, CITIZEN.name) == []
    assert vault.casebook.find("viborg", CITIZEN.cpr) == [ref]


@pytest.mark.requirement("outside.erasure")
def test_an_erased_course_is_found_by_nothing(vault: Vault) -> None:
    ref = vault.casebook.register(register(), MAILROOM, START).course.ref
    make_unreadable(vault.database, vault.keyring, ref, START)
    assert found(vault, CITIZEN.name) == []
    assert handled_by(vault, "jonas.kjaer@jobcenter.example") == []
    assert vault.value("SELECT count(*) FROM blind_index") == 0
