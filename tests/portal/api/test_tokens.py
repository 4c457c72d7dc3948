"""A token lasts as long as it was made for and its owner is there, and no longer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from casework.access.accounts import account_of
from casework.access.api_tokens import end_token
from casework.signing_in.second_factor import reset_factor
from domain.signing_in import Outcome
from portal.api.app import CALLS, LOT, TRIES
from tests.factories import KIRSTEN
from tests.portal.api.program import API, Program
from tests.portal.town import NOON, Portal, Town

Made = Callable[..., Program]


def test_a_token_says_whose_it_is(program: Made) -> None:
    told = program("mentor:amira").read("/me")
    assert (told["account"], told["role"], told["may_act"]) == ("mentor:amira", "mentor", True)


@pytest.mark.parametrize("secret", ["", "mentor_unknown", "x" * 5000, "mentor_ and more"])
def test_without_a_token_that_holds_nothing_is_answered(portal: Portal, secret: str) -> None:
    answer = Program(portal, secret).get(f"{API}/me")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "token-needed"


def test_a_sign_in_of_the_portal_is_none_for_the_api(portal: Portal) -> None:
    assert portal.visitor("mentor:amira").get(f"{API}/me").status_code == 401


def test_a_token_holds_to_its_last_instant(program: Made, town: Town) -> None:
    mine = program("mentor:amira", days=1)
    town.set_clock(NOON + timedelta(days=1, seconds=-1))
    mine.read("/me")
    town.set_clock(NOON + timedelta(days=1))
    mine.read("/me", 401)


def test_a_token_that_is_ended_ends_at_once(program: Made, portal: Portal) -> None:
    mine, other = program("mentor:amira"), program("mentor:amira")
    assert mine.token
    amira = account_of(portal.office, "mentor:amira")
    assert amira
    assert end_token(portal.office, amira, mine.token.id)
    mine.read("/me", 401)
    other.read("/me")


def test_a_token_stops_with_its_owner(program: Made, portal: Portal, town: Town) -> None:
    hers, theirs = program("mentor:bo"), program("caseworker:D-0001")
    hers.read("/me")
    theirs.read("/me")
    file = town.home / "staff.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"bo"', '"bodil"'), encoding="utf-8")
    portal.office.deciders.end("D-0001", NOON)
    hers.read("/me", 401)
    theirs.read("/me", 401)


def test_with_the_second_factor_her_tokens_are_taken_away_too(program: Made, portal: Portal) -> None:
    hers, his, amira = (
        program("mentor:amira"),
        program("mentor:bo"),
        account_of(portal.office, "mentor:amira"),
    )
    assert amira
    reset_factor(portal.office, amira, KIRSTEN)
    hers.read("/me", 401)
    his.read("/me")


def test_a_token_does_not_pass_to_who_comes_after_her(program: Made, town: Town) -> None:
    mine = program("mentor:amira")
    file = town.home / "staff.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("amira@leverandoer", "amina@leverandoer"), encoding="utf-8")
    mine.read("/me", 401)


def test_too_many_calls_have_to_wait_and_the_first_is_written_down(
    program: Made, town: Town, portal: Portal
) -> None:
    mine = program("mentor:amira")
    for _ in range(CALLS.tries * LOT):
        assert mine.get(f"{API}/me").status_code == 200
    for _ in range(3):
        answer = mine.get(f"{API}/me")
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert [one.code for one in portal.office.refusals.latest(5)] == ["too-many"]
    program("mentor:bo").read("/me")
    town.set_clock(NOON + timedelta(minutes=1))
    mine.read("/me")


def test_trying_tokens_out_has_to_wait_and_is_counted(portal: Portal) -> None:
    stranger = Program(portal, "mentor_guess")
    answers = [stranger.get(f"{API}/me").status_code for _ in range(TRIES.tries + 1)]
    assert answers == [401] * TRIES.tries + [429]
    counts = portal.office.sign_ins.log.counts(NOON - timedelta(hours=1))
    assert counts[Outcome.BEARER_REFUSED] == TRIES.tries
