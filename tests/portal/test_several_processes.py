"""Two processes over one home that take every other visit: nobody notices which of them answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import cycle

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from casework.access.accounts import account_of
from casework.access.api_tokens import make_token
from casework.signing_in import posting
from domain.signing_in import LINKS_TO_ADDRESS
from portal.api.app import CALLS, LOT
from portal.app import create_app
from tests.portal.api.program import API, Program
from tests.portal.pages.people_signing_in import AMIRA, set_up, signed_in
from tests.portal.test_drafts import TYPED, draft
from tests.portal.test_forms_pages import path
from tests.portal.town import NOON, Portal, Town, Visitor


class InTurn:
    """Every visit comes to another process than the one before it."""

    def __init__(self, apps: Sequence[ASGIApp]) -> None:
        self._next = cycle(apps)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await next(self._next)(scope, receive, send)


@pytest.fixture
def portal(town: Town) -> Iterator[Portal]:
    with town.office() as one, town.office() as other:
        yield Portal(town, one, InTurn([create_app(one), create_app(other)]))


def test_a_sign_in_goes_on_and_ends_in_whichever_process(
    portal: Portal, visitor: Callable[[str], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "WAITS", ())
    amira = visitor("")
    set_up(portal, amira)
    answer = amira.send_form("/log-ind/rolle", rolle="mentor:amira")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert [signed_in(amira), signed_in(amira)] == [True, True]
    assert amira.send_form("/log-ud", page="/min-dag").status_code == 303
    assert [signed_in(amira), signed_in(amira)] == [False, False]


def test_links_to_an_address_are_counted_together(
    visitor: Callable[[str], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "WAITS", ())
    answers = [
        visitor("").send_form("/log-ind", email=AMIRA).status_code for _ in range(LINKS_TO_ADDRESS.tries + 1)
    ]
    assert answers[-1] == 429
    assert 429 not in answers[:-1]


def test_what_is_typed_in_one_stands_in_the_other(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    amira.send_form(draft(ref), page=path(ref, "RecordMeeting"), **TYPED)
    assert ["busturen" in amira.get(path(ref, "RecordMeeting")).text for _ in range(2)] == [True, True]


def test_a_name_on_a_list_is_written_down_once_a_day_in_all(portal: Portal) -> None:
    amira, town = portal.visitor("mentor:amira"), portal.town

    def noted() -> int:
        return sum(one.what == "names" for one in portal.office.readings.of_course(town.active))

    for day in (1, 2):
        for _ in range(4):
            assert "Maja Nørgaard" in amira.get("/min-dag").text
        assert noted() == day
        town.set_clock(NOON + timedelta(days=day))
        amira = portal.visitor("mentor:amira")


def test_no_program_calls_more_often_because_there_are_two(portal: Portal) -> None:
    account = account_of(portal.office, "mentor:amira")
    assert account is not None
    token, secret = make_token(portal.office, account, "Kalender", 30, may_act=False)
    program = Program(portal, secret, token)
    answers = [program.get(f"{API}/me").status_code for _ in range(CALLS.tries * LOT + 5)]
    assert answers == [200] * (CALLS.tries * LOT) + [429] * 5
    assert [one.code for one in portal.office.refusals.latest(5)] == ["too-many"]
