"""A session lives by its cookie's secret, until it is idle, too old, or ended."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from domain.signing_in import IDLE, LONGEST, SESSIONS_KEPT, Outcome
from models.database import Database
from models.keyring import Keyring
from models.signing_in import SignIns
from tests.factories import at

NOW = at("2026-03-02 08:00")
SECOND = timedelta(seconds=1)
AMIRA = "amira@leverandoer.example"


@pytest.fixture
def sign_ins(database: Database, keyring: Keyring) -> SignIns:
    return SignIns(database, keyring)


def opened(sign_ins: SignIns, account: str = "mentor:amira", email: str = AMIRA) -> str:
    return sign_ins.sessions.open(account, email, "totp", NOW, device="Firefox, Android")


def test_the_secret_finds_the_session_and_another_does_not(sign_ins: SignIns) -> None:
    secret = opened(sign_ins)
    found = sign_ins.sessions.find(secret, NOW)
    assert found is not None
    assert (found.account, found.level, found.device) == ("mentor:amira", "totp", "Firefox, Android")
    assert sign_ins.sessions.find(secret + "x", NOW) is None
    assert sign_ins.sessions.find("", NOW) is None


def test_the_secret_is_kept_nowhere(sign_ins: SignIns, database: Database) -> None:
    secret = opened(sign_ins)
    with database.casebook.connection() as connection:
        rows = repr(connection.execute(text("SELECT * FROM sign_in_session")).all())
    assert secret not in rows
    assert AMIRA not in rows


@pytest.mark.requirement("local.sign_in")
@pytest.mark.parametrize(("after", "alive"), [(IDLE - SECOND, True), (IDLE, False)])
def test_it_ends_to_the_second_when_it_is_idle(sign_ins: SignIns, after: timedelta, alive: bool) -> None:
    secret = opened(sign_ins)
    assert (sign_ins.sessions.find(secret, NOW + after) is not None) is alive


def test_a_visit_keeps_it_alive_but_not_longer_than_the_longest(sign_ins: SignIns) -> None:
    secret = opened(sign_ins)
    instant = NOW
    while instant < NOW + LONGEST - SECOND:
        assert sign_ins.sessions.find(secret, instant) is not None
        instant += IDLE - SECOND
    assert sign_ins.sessions.find(secret, NOW + LONGEST - SECOND) is not None
    assert sign_ins.sessions.find(secret, NOW + LONGEST) is None


@pytest.mark.parametrize(("after", "written"), [(59, NOW), (60, NOW + timedelta(seconds=60))])
def test_a_visit_is_written_down_at_most_once_a_minute(
    sign_ins: SignIns, after: int, written: datetime
) -> None:
    secret = opened(sign_ins)
    sign_ins.sessions.find(secret, NOW + timedelta(seconds=after))
    assert sign_ins.sessions.of_person(AMIRA, NOW + timedelta(minutes=2))[0].seen_at == written


def test_signing_out_ends_it_once_and_is_written_down(sign_ins: SignIns) -> None:
    secret = opened(sign_ins)
    assert sign_ins.sessions.end(secret, NOW)
    assert not sign_ins.sessions.end(secret, NOW)
    assert sign_ins.sessions.find(secret, NOW) is None
    steps = [(line.outcome, line.account) for line in sign_ins.log.of_person(AMIRA)]
    assert steps == [(Outcome.SIGNED_OUT, "mentor:amira"), (Outcome.SIGNED_IN, "mentor:amira")]


def test_all_her_sessions_are_ended_but_this_one_and_nobody_elses(sign_ins: SignIns) -> None:
    here, there, other_role = opened(sign_ins), opened(sign_ins), opened(sign_ins, "coordinator:amira")
    stranger = opened(sign_ins, "mentor:bo", "bo@leverandoer.example")
    assert sign_ins.sessions.end_all(AMIRA, NOW, but=here) == 2
    alive = [
        sign_ins.sessions.find(secret, NOW) is not None for secret in (here, there, other_role, stranger)
    ]
    assert alive == [True, False, False, True]


def test_one_session_is_ended_by_its_owner_only(sign_ins: SignIns) -> None:
    secret = opened(sign_ins)
    (session,) = sign_ins.sessions.of_person(AMIRA, NOW)
    assert not sign_ins.sessions.end_one("bo@leverandoer.example", session.id, NOW)
    assert sign_ins.sessions.find(secret, NOW) is not None
    assert sign_ins.sessions.end_one(AMIRA.upper(), session.id, NOW)
    assert sign_ins.sessions.find(secret, NOW) is None


def test_another_role_is_a_new_secret_but_no_longer_day(sign_ins: SignIns) -> None:
    old = opened(sign_ins)
    later = NOW + timedelta(minutes=20)
    fresh = sign_ins.sessions.change_role(old, "coordinator:amira", later)
    assert fresh is not None
    assert sign_ins.sessions.find(old, later) is None
    found = sign_ins.sessions.find(fresh, later)
    assert found is not None
    assert (found.account, found.opened_at, found.seen_at) == ("coordinator:amira", NOW, later)
    assert sign_ins.sessions.change_role(old, "coordinator:amira", later) is None


def test_old_sessions_are_forgotten(sign_ins: SignIns) -> None:
    opened(sign_ins)
    assert sign_ins.sessions.forget_old(NOW + SESSIONS_KEPT) == 0
    assert sign_ins.sessions.forget_old(NOW + SESSIONS_KEPT + SECOND) == 1
