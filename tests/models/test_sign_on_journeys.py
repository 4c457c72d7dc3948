"""A journey to a municipality's sign-in is taken once, in time, and by the browser that set out."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from models.database import Database
from models.keyring import Keyring
from models.sign_on_journeys import VALID_FOR, SignOnJourneys
from tests.factories import at

NOW = at("2026-05-05 09:00")
HERE, ELSEWHERE = "this-browser", "another-browser"


@pytest.fixture
def journeys(database: Database, keyring: Keyring) -> SignOnJourneys:
    return SignOnJourneys(database, keyring)


def test_one_comes_back_with_what_one_set_out_with(journeys: SignOnJourneys) -> None:
    out = journeys.begin("kommune-a", HERE, "/min-dag", NOW)
    assert journeys.end("kommune-a", HERE, out.state, NOW) == out


def test_a_journey_is_taken_once_also_by_two_at_the_same_instant(journeys: SignOnJourneys) -> None:
    state = journeys.begin("kommune-a", HERE, "/min-dag", NOW).state
    with ThreadPoolExecutor(4) as pool:
        back = list(pool.map(lambda _: journeys.end("kommune-a", HERE, state, NOW), range(4)))
    assert len([journey for journey in back if journey]) == 1


def test_it_holds_to_the_last_instant(journeys: SignOnJourneys) -> None:
    early, late = (journeys.begin("kommune-a", HERE, "/", NOW).state for _ in range(2))
    assert journeys.end("kommune-a", HERE, early, NOW + VALID_FOR - timedelta(microseconds=1))
    assert journeys.end("kommune-a", HERE, late, NOW + VALID_FOR) is None


@pytest.mark.parametrize(
    ("provider", "browser", "state"),
    [("kommune-b", HERE, ""), ("kommune-a", ELSEWHERE, ""), ("kommune-a", HERE, "x"), ("kommune-a", "", "")],
)
def test_another_provider_browser_or_number_does_not_count_and_spends_nothing(
    journeys: SignOnJourneys, provider: str, browser: str, state: str
) -> None:
    out = journeys.begin("kommune-a", HERE, "/", NOW).state
    assert journeys.end(provider, browser, state or out, NOW) is None
    assert journeys.end("kommune-a", HERE, out, NOW)


def test_no_two_journeys_share_anything_and_all_of_it_may_stand_in_an_address(
    journeys: SignOnJourneys,
) -> None:
    first, second = (journeys.begin("kommune-a", HERE, "", NOW) for _ in range(2))
    parts = [part for out in (first, second) for part in (out.state, out.nonce, out.verifier)]
    assert len(set(parts)) == len(parts)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", part) for part in parts)


def test_old_journeys_are_forgotten_when_somebody_sets_out(
    journeys: SignOnJourneys, database: Database
) -> None:
    journeys.begin("kommune-a", HERE, "/", NOW)
    journeys.begin("kommune-a", HERE, "/", NOW + VALID_FOR)
    with database.session() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM sign_on_journey").scalar() == 1
