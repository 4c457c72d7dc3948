"""A responder is asked within limits, and only the one that the certificate names."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from adapters.revocation_asking import AskingLimits, ask_responder
from deployments.prefect_server import free_port
from domain.errors import Unavailable
from tests.adapters.ocsp_responder import Responder, responder

pytestmark = pytest.mark.slow


SMALL = AskingLimits(most_bytes=1000)
HASTY = AskingLimits(most_bytes=1000, seconds=0.4)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Responder]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with responder() as served:
        yield served


def why_not(address: str, limits: AskingLimits = SMALL) -> str:
    with pytest.raises(Unavailable) as caught:
        ask_responder(address, b"?", limits)
    return caught.value.message


def test_the_question_goes_out_as_it_is_and_the_answer_comes_back_unread(asked: Responder) -> None:
    asked.answer = lambda request: request[::-1]
    assert ask_responder(asked.address, b"abc", SMALL) == b"cba"
    assert asked.asked == [b"abc"]


def test_an_answer_that_is_too_big_too_slow_or_an_error_is_none(asked: Responder) -> None:
    asked.answer = lambda _: bytes(1001)
    assert "for stort" in why_not(asked.address)
    asked.answer = lambda _: time.sleep(0.6) or b""  # type: ignore[func-returns-value]
    assert "for langsomt" in why_not(asked.address, HASTY)
    asked.answer, asked.status = lambda _: b"", 503
    assert "svarer med fejl 503" in why_not(asked.address)


def test_nobody_is_asked_in_the_responders_place(asked: Responder) -> None:
    with responder() as elsewhere:
        asked.goes_to = elsewhere.address
        assert "svarer med fejl 302" in why_not(asked.address)
        asked.goes_to = asked.address.replace("/ocsp", "/andet")
        assert "svarer med fejl 302" in why_not(asked.address)
    assert elsewhere.asked == []
    assert len(asked.asked) == 2


def test_a_responder_that_is_away_is_told_by_its_host_alone() -> None:
    told = why_not(f"http://127.0.0.1:{free_port()}/hemmelig?sti=1")
    assert told.startswith("127.0.0.1 kan ikke nås.")
    assert "hemmelig" not in told
