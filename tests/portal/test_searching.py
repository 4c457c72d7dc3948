"""Searching: what is found is in sight, whom it is about is written down, protected names stay hidden."""

from __future__ import annotations

import pytest

from casework.access.accounts import Account, account_of
from casework.access.reading_log import readers_of
from casework.lists.searching import MOST, Found, Hit, search
from casework.office import Office
from domain.errors import InvalidInput
from models.erasing import make_unreadable
from tests.factories import MAILROOM, register
from tests.portal.town import HERE, NOON, Town, citizen, other_cpr

MAJA, EVA, FREJA = other_cpr(5), other_cpr(7), other_cpr(8)


def account(office: Office, key: str) -> Account:
    found = account_of(office, key)
    assert found is not None
    return found


def found(office: Office, key: str, text: str) -> Found:
    return search(office, account(office, key), text)


def refs(office: Office, key: str, text: str) -> list[str]:
    return [hit.ref for hit in found(office, key, text).hits]


@pytest.mark.parametrize("by", ["Maja Nørgaard", "nørg", "maja", MAJA, f"{MAJA[:6]}-{MAJA[6:]}", "ref"])
def test_a_course_is_found_by_those_who_see_it_and_by_nobody_else(town: Town, by: str) -> None:
    text = town.active if by == "ref" else by
    with town.office() as office:
        for key in ("coordinator:kirsten", "mentor:amira", "caseworker:D-0001", "auditor:ulla"):
            assert refs(office, key, text) == [town.active], key
        for key in ("caseworker:D-0003", "caseworker:D-0004"):
            assert refs(office, key, text) == [], key


def test_a_reference_is_understood_as_people_write_it(town: Town) -> None:
    with town.office() as office:
        number = int(town.active.rpartition("-")[2])
        for text in (town.active.lower(), f"2026-{number}", f" M 2026 {number:04d} "):
            assert refs(office, "coordinator:kirsten", text) == [town.active]
        assert refs(office, "coordinator:kirsten", "M-2026-9999") == []


@pytest.mark.requirement("outside.protected")
def test_of_a_protected_citizen_nothing_but_the_reference_is_shown(town: Town) -> None:
    with town.office() as office:
        for key in ("coordinator:kirsten", "mentor:amira", "caseworker:D-0001", "auditor:ulla"):
            assert refs(office, key, "Eva Skov") == []
            assert refs(office, key, "eva") == []
            for text in (EVA, town.protected):
                assert found(office, key, text).hits == (Hit(town.protected, None, hidden=True),)


@pytest.mark.requirement("outside.controllers")
def test_a_name_is_searched_within_ones_own_municipality(town: Town) -> None:
    with town.office() as office:
        assert refs(office, "caseworker:D-0001", "Freja") == []
        assert refs(office, "caseworker:D-0001", FREJA) == []
        assert refs(office, "caseworker:D-0004", FREJA) == [town.elsewhere]


def test_whoever_is_shown_a_name_is_written_down_before(town: Town) -> None:
    with town.office() as office:
        assert found(office, "mentor:amira", "maja").hits[0].name == "Maja Nørgaard"
        assert found(office, "mentor:amira", "findes ikke").hits == ()
        assert [(one.actor, one.what) for one in readers_of(office, town.active)] == [
            ("mentor:amira", "search")
        ]


def test_a_manager_searches_by_reference_and_is_shown_no_name(town: Town) -> None:
    with town.office() as office:
        (hit,) = found(office, "manager:soren", town.active).hits
        assert (hit.name, hit.hidden, hit.mentor) == (None, False, "amira")
        for key, text in (("manager:soren", "maja"), ("manager:soren", MAJA), ("operator:jens", MAJA)):
            with pytest.raises(InvalidInput, match="søger alene på sagsnummer"):
                found(office, key, text)
        assert refs(office, "operator:jens", town.active) == []
        assert readers_of(office, town.active) == []


@pytest.mark.parametrize("text", ["", " ", "m", "123", "010150567", "Maja 12", "9999999999", "x" * 201])
def test_what_nothing_can_be_found_by_is_told_and_not_repeated(town: Town, text: str) -> None:
    with town.office() as office, pytest.raises(InvalidInput) as refused:
        found(office, "coordinator:kirsten", text)
    assert not text.strip() or text.strip() not in refused.value.message.replace("mindst", "").split()


@pytest.mark.requirement("outside.erasure")
def test_an_erased_course_is_found_by_its_reference_alone(town: Town) -> None:
    with town.office() as office:
        make_unreadable(office.database, office.keyring, town.active, office.now)
        assert refs(office, "coordinator:kirsten", "maja") == []
        assert refs(office, "coordinator:kirsten", MAJA) == []
        (hit,) = found(office, "coordinator:kirsten", town.active).hits
        assert hit.name is None


def test_the_newest_come_first_and_it_is_said_that_there_are_more(town: Town) -> None:
    with town.office() as office:
        made = [
            office.casebook.register(
                register(citizen(number % 28 + 1, "Nanna Krog"), controller=HERE, partner="Jobcenter A"),
                MAILROOM,
                NOON,
            ).course.ref
            for number in range(MOST + 1)
        ]
        many = found(office, "coordinator:kirsten", "nanna k")
        assert [hit.ref for hit in many.hits] == made[:0:-1]
        assert many.more
        assert not found(office, "coordinator:kirsten", "maja").more
