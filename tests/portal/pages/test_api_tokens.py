"""One makes tokens for one's own programs, sees them once, and closes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from casework.access.accounts import Account, account_of
from casework.access.api_tokens import tokens_of
from tests.portal.api.program import Program
from tests.portal.pages.people_signing_in import code_at, later, set_up
from tests.portal.town import NOON, Portal, Town, Visitor

HERE = "/mine-adgange"
Visits = Callable[[str], Visitor]


def account(key: str, portal: Portal) -> Account:
    found = account_of(portal.office, key)
    assert found is not None
    return found


def made(browser: Visitor, **fields: str) -> str:
    """The secret of a new token, as the page shows it."""
    answer = browser.send_form(HERE, **{"label": "Kalender", "days": "30", "may": "read", **fields})
    assert answer.status_code == 200, answer.text
    found = re.search(r'id="adgang">(mentor_[\w-]{43})<', answer.text)
    assert found
    return found[1]


def test_a_token_is_shown_once_and_works_at_once(visitor: Visits, portal: Portal) -> None:
    amira = visitor("mentor:amira")
    secret = made(amira, may="act")
    told = Program(portal, secret).read("/me")
    assert (told["account"], told["may_act"]) == ("mentor:amira", True)
    again = amira.get(HERE).text
    assert secret not in again
    assert "Kalender" in again
    assert "læser og handler" in again


def test_at_a_desk_that_was_left_no_token_is_made_without_the_code(portal: Portal, visitor: Visits) -> None:
    """It would hold for months, and the sign-in for half an hour."""
    amira = visitor("")
    secret, codes = set_up(portal, amira)
    amira.send_form("/log-ind/rolle", rolle="mentor:amira")
    assert 'name="kode"' not in amira.get(HERE).text
    later(portal, 16)
    fields = {"label": "Kalender", "days": "30", "may": "act"}
    for code in ("", "000000"):
        answer = amira.send_form(HERE, **fields, kode=code)
        assert (answer.status_code, 'id="kode-wrong"' in answer.text) == (422, True)
    assert tokens_of(portal.office, account("mentor:amira", portal)) == []
    assert made(amira, kode=code_at(portal, secret))
    assert made(amira, kode=codes[0], label="Regneark")


def test_unless_it_is_asked_for_a_token_only_reads(visitor: Visits, portal: Portal) -> None:
    assert Program(portal, made(visitor("mentor:amira"))).read("/me")["may_act"] is False


def test_the_page_tells_when_a_token_was_used_and_until_when_it_holds(
    visitor: Visits, portal: Portal, town: Town
) -> None:
    amira = visitor("mentor:amira")
    secret = made(amira, days="7")
    assert "Aldrig brugt" in amira.get(HERE).text
    town.set_clock(NOON + timedelta(minutes=5))
    Program(portal, secret).read("/me")
    text = amira.get(HERE).text
    assert "Sidst brugt 20. marts 2026 kl. 12.05" in text
    assert "Gælder til 27. marts 2026" in text


def test_a_closed_token_is_worth_nothing(visitor: Visits, portal: Portal) -> None:
    amira = visitor("mentor:amira")
    program = Program(portal, made(amira))
    program.read("/me")
    number = re.search(r'name="adgang" value="(\d+)"', amira.get(HERE).text)
    assert number
    assert visitor("mentor:bo").send_form(f"{HERE}/luk", page=HERE, adgang=number[1]).status_code == 303
    program.read("/me")
    amira.send_form(f"{HERE}/luk", page=HERE, adgang=number[1])
    program.read("/me", 401)
    assert "Du har ingen." in amira.get(HERE).text


@pytest.mark.parametrize(
    "fields",
    [{"label": ""}, {"label": "x" * 2000}, {"days": "365"}, {"days": "²"}],
    ids=["no-name", "long-name", "a-year", "no-number"],
)
def test_what_cannot_be_used_is_told_and_nothing_is_made(visitor: Visits, fields: dict[str, str]) -> None:
    amira = visitor("mentor:amira")
    answer = amira.send_form(HERE, **{"label": "Kalender", "days": "30", "may": "read", **fields})
    assert answer.status_code == 422
    assert "Det gik ikke" in answer.text
    assert "Du har ingen." in amira.get(HERE).text


def test_what_was_typed_is_not_lost_and_stays_text(visitor: Visits) -> None:
    answer = visitor("mentor:amira").send_form(HERE, label="<b>Min</b>", days="365", may="act")
    assert "&lt;b&gt;Min&lt;/b&gt;" in answer.text
    assert 'value="act" checked' in answer.text


def test_ten_at_once_are_enough(visitor: Visits) -> None:
    amira = visitor("mentor:amira")
    for _ in range(10):
        made(amira)
    answer = amira.send_form(HERE, label="Nr. 11", days="30", may="read")
    assert answer.status_code == 422
    assert "luk en af dine 10 adgange først" in answer.text.casefold()


def test_an_odd_number_closes_nothing(visitor: Visits) -> None:
    amira = visitor("mentor:amira")
    for odd in ("", "x", "²", "9" * 40, "-1"):
        assert amira.send_form(f"{HERE}/luk", page=HERE, adgang=odd).status_code == 303


def test_the_operator_who_sees_no_citizen_makes_none(visitor: Visits) -> None:
    assert visitor("operator:jens").get(HERE).status_code == 403


EVERYBODYS = "/brugere/adgange"


@pytest.mark.parametrize("key", ["coordinator:kirsten", "operator:jens"])
def test_everybodys_tokens_are_seen_without_what_they_are_called_and_one_is_withdrawn(
    visitor: Visits, portal: Portal, key: str
) -> None:
    program = Program(portal, made(visitor("mentor:amira"), label="Min telefon"))
    program.read("/me")
    made(visitor("caseworker:D-0004"), may="act")
    watcher = visitor(key)
    page = watcher.get(EVERYBODYS).text
    assert "Amira" in page
    assert "Per Friis" in page
    assert "Sidst brugt 20. marts 2026 kl. 12.00" in page
    assert "Min telefon" not in page
    assert watcher.send_form(f"{EVERYBODYS}/luk", page=EVERYBODYS, adgang="1").status_code == 303
    program.read("/me", 401)
    assert "Amira" not in watcher.get(EVERYBODYS).text
    told = visitor("mentor:amira").get("/mine-logins").text
    assert "Et programs adgang blev lukket" in told
    assert watcher.send_form(f"{EVERYBODYS}/luk", page=EVERYBODYS, adgang="1").status_code == 409


def test_a_coordinator_of_one_municipality_withdraws_no_token_of_anothers_people(
    visitor: Visits, portal: Portal
) -> None:
    program = Program(portal, made(visitor("caseworker:D-0004")))
    staff = portal.town.home / "staff.toml"
    text = staff.read_text(encoding="utf-8")
    staff.write_text(
        text.replace('id = "kirsten"', 'id = "kirsten"\ncontrollers = ["kommune-a"]', 1), encoding="utf-8"
    )
    kirsten = visitor("coordinator:kirsten")
    assert "Ingen har en adgang" in kirsten.get(EVERYBODYS).text
    for number in ("1", "x", ""):
        assert kirsten.send_form(f"{EVERYBODYS}/luk", page=EVERYBODYS, adgang=number).status_code == 409
    program.read("/me")


def test_a_token_of_somebody_who_left_is_shown_as_nobodys(visitor: Visits, portal: Portal) -> None:
    made(visitor("mentor:amira"))
    staff = portal.town.home / "staff.toml"
    text = staff.read_text(encoding="utf-8")
    staff.write_text(text.replace("amira@", "en.anden@"), encoding="utf-8")
    page = visitor("operator:jens").get(EVERYBODYS).text
    assert "den åbner intet" in page
    portal.town.set_clock(NOON + timedelta(days=31))
    assert "ikke brugt i en måned" not in visitor("operator:jens").get(EVERYBODYS).text


def test_a_token_that_nobody_uses_says_so(visitor: Visits, portal: Portal) -> None:
    made(visitor("mentor:amira"), days="90")
    portal.town.set_clock(NOON + timedelta(days=31))
    assert "ikke brugt i en måned" in visitor("operator:jens").get(EVERYBODYS).text
