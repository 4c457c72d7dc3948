"""A link opens once, in the browser that asked, within a quarter of an hour."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from domain.signing_in import CODES_OF_PERSON, LINK_HOLDS, LINKS_KEPT, MAIL_TAKES, Outcome
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


@pytest.fixture
def token(sign_ins: SignIns) -> str:
    return sign_ins.links.add(AMIRA, "her browser", "/min-dag", NOW, mailed=True)


def test_opening_it_begins_a_sign_in_that_is_not_proven(sign_ins: SignIns, token: str) -> None:
    assert sign_ins.links.under_way("her browser", NOW) is None
    assert sign_ins.links.open(token, "her browser", NOW) is Outcome.LINK_OPENED
    under_way = sign_ins.links.under_way("her browser", NOW)
    assert under_way is not None
    assert (under_way.email, under_way.next, under_way.proven) == (AMIRA, "/min-dag", False)
    assert not sign_ins.links.finish(under_way, NOW)
    assert sign_ins.links.under_way("another browser", NOW) is None


@pytest.mark.parametrize(
    ("browser", "after", "outcome"),
    [
        ("her browser", LINK_HOLDS - SECOND, Outcome.LINK_OPENED),
        ("her browser", LINK_HOLDS, Outcome.LINK_EXPIRED),
        ("another browser", SECOND, Outcome.LINK_OTHER_BROWSER),
        ("another browser", LINK_HOLDS, Outcome.LINK_EXPIRED),
        ("", SECOND, Outcome.LINK_OTHER_BROWSER),
    ],
)
def test_it_opens_in_time_and_in_that_browser(
    sign_ins: SignIns, token: str, browser: str, after: timedelta, outcome: Outcome
) -> None:
    assert sign_ins.links.open(token, browser, NOW + after) is outcome
    assert sign_ins.log.of_person(AMIRA)[0].outcome is outcome


def test_it_opens_once_and_an_unknown_one_never(sign_ins: SignIns, token: str) -> None:
    assert sign_ins.links.open(token, "her browser", NOW) is Outcome.LINK_OPENED
    assert sign_ins.links.open(token, "her browser", NOW) is Outcome.LINK_USED
    assert sign_ins.links.open("made up", "her browser", NOW) is Outcome.LINK_UNKNOWN


@pytest.mark.requirement("local.sign_in")
def test_a_wrong_browser_does_not_use_it_up(sign_ins: SignIns, token: str) -> None:
    sign_ins.links.open(token, "another browser", NOW)
    assert sign_ins.links.open(token, "her browser", NOW) is Outcome.LINK_OPENED


def test_of_several_at_once_one_opens_it(sign_ins: SignIns, token: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda _: sign_ins.links.open(token, "her browser", NOW), range(8)))
    assert outcomes.count(Outcome.LINK_OPENED) == 1
    assert outcomes.count(Outcome.LINK_USED) == 7


def test_the_second_factor_has_a_quarter_of_an_hour_too(sign_ins: SignIns, token: str) -> None:
    sign_ins.links.open(token, "her browser", NOW)
    assert sign_ins.links.under_way("her browser", NOW + LINK_HOLDS - SECOND) is not None
    assert sign_ins.links.under_way("her browser", NOW + LINK_HOLDS) is None


def test_neither_secret_nor_address_lies_open(sign_ins: SignIns, token: str, database: Database) -> None:
    with database.casebook.connection() as connection:
        rows = repr(connection.execute(text("SELECT * FROM sign_in_link")).all())
    assert token not in rows
    assert "amira" not in rows
    assert "her browser" not in rows


def test_a_mail_that_could_not_be_sent_is_counted(sign_ins: SignIns, token: str) -> None:
    def unsent() -> list[int]:
        return [sign_ins.links.unsent(NOW, NOW + later) for later in (SECOND, MAIL_TAKES + SECOND)]

    assert unsent() == [0, 1], "what waits is given up in the end"
    sign_ins.links.mailed(token, "failed")
    assert unsent() == [1, 1]
    sign_ins.links.mailed(token, "sent")
    assert unsent() == [0, 0]


def test_old_links_are_forgotten(sign_ins: SignIns, token: str) -> None:
    assert sign_ins.links.forget_old(NOW + LINKS_KEPT) == 0
    assert sign_ins.links.forget_old(NOW + LINKS_KEPT + SECOND) == 1


def test_a_limit_holds_until_its_window_is_over(sign_ins: SignIns) -> None:
    limit = CODES_OF_PERSON
    assert [sign_ins.limits.tried(limit, "amira", NOW) for _ in range(limit.tries)] == [None] * limit.tries
    assert sign_ins.limits.tried(limit, "amira", NOW + SECOND) == NOW + limit.within
    assert sign_ins.limits.tried(limit, "bo", NOW) is None
    assert sign_ins.limits.tried(limit, "amira", NOW + limit.within - SECOND) is not None
    assert sign_ins.limits.tried(limit, "amira", NOW + limit.within) is None


def test_those_who_try_at_once_are_all_counted(sign_ins: SignIns) -> None:
    with ThreadPoolExecutor(4) as pool:
        tries = list(pool.map(lambda _: sign_ins.limits.tried(CODES_OF_PERSON, "amira", NOW), range(12)))
    assert tries.count(None) == CODES_OF_PERSON.tries
