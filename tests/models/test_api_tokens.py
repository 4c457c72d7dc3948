"""A token holds until it expires or is ended; the database knows neither it nor what it is called."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.api_tokens import PREFIX, ApiTokens
from models.database import Database
from models.keyring import Keyring
from models.statements import Statement, table_of
from models.tables.api_tokens import ApiTokenRow
from tests.factories import at

NOW = at("2026-05-05 09:00")
AMIRA, BO = "mentor:amira", "mentor:bo"
HER, HIM = b"her", b"him"
A_WEEK = timedelta(days=7)


@pytest.fixture
def tokens(database: Database, keyring: Keyring) -> ApiTokens:
    return ApiTokens(database, keyring)


def test_a_token_is_known_by_its_secret_alone(tokens: ApiTokens) -> None:
    made, secret = tokens.make(AMIRA, HER, "Kalender", NOW, valid=A_WEEK, may_act=False)
    assert secret.startswith(PREFIX)
    assert tokens.known(secret, NOW) == made
    assert tokens.known(secret[:-1], NOW) is None
    assert tokens.known("", NOW) is None


def test_it_holds_to_the_last_instant_before_it_expires(tokens: ApiTokens) -> None:
    made, secret = tokens.make(AMIRA, HER, "Kalender", NOW, valid=A_WEEK, may_act=True)
    assert tokens.known(secret, made.expires_at - timedelta(microseconds=1))
    assert tokens.known(secret, made.expires_at) is None
    assert tokens.of(AMIRA, made.expires_at) == []


def test_only_its_owner_ends_it_and_it_ends_at_once(tokens: ApiTokens) -> None:
    made, secret = tokens.make(AMIRA, HER, "Kalender", NOW, valid=A_WEEK, may_act=True)
    assert not tokens.end(BO, made.id, NOW)
    assert tokens.known(secret, NOW)
    assert tokens.end(AMIRA, made.id, NOW)
    assert tokens.known(secret, NOW) is None
    assert not tokens.end(AMIRA, made.id, NOW)


def test_the_list_tells_of_ones_own_with_their_last_use_to_the_minute(tokens: ApiTokens) -> None:
    _, secret = tokens.make(AMIRA, HER, "Kalender", NOW, valid=A_WEEK, may_act=True)
    tokens.make(BO, HIM, "Bos", NOW, valid=A_WEEK, may_act=False)
    for seconds in (10, 50, 75):
        tokens.known(secret, NOW + timedelta(seconds=seconds))
    (listed,) = tokens.of(AMIRA, NOW)
    assert (listed.label, listed.may_act, listed.last_used_at) == (
        "Kalender",
        True,
        NOW + timedelta(seconds=75),
    )


def test_a_use_within_the_minute_is_not_written_again(tokens: ApiTokens) -> None:
    _, secret = tokens.make(AMIRA, HER, "Kalender", NOW, valid=A_WEEK, may_act=True)
    tokens.known(secret, NOW)
    tokens.known(secret, NOW + timedelta(seconds=59))
    assert tokens.of(AMIRA, NOW)[0].last_used_at == NOW


def test_neither_the_secret_nor_what_it_is_called_is_stored(tokens: ApiTokens, database: Database) -> None:
    _, secret = tokens.make(AMIRA, HER, "Kalenderen i Aarhus", NOW, valid=A_WEEK, may_act=True)
    with database.read() as transaction:
        (row,) = transaction.all(Statement(select(*table_of(ApiTokenRow).columns)))
    stored = b"".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
    assert secret.removeprefix(PREFIX).encode() not in stored
    assert b"Aarhus" not in stored
