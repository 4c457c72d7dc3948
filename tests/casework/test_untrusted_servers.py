"""Whoever listens where our mail server should: without its certificate no letter is given to it."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller

from deployments.sample_home import JOBCENTRE
from deployments.test_authority import TestAuthority
from tests.casework.letters.test_delivery import delivered
from tests.house import MORNING, House, later

pytestmark = pytest.mark.slow


class Eager:
    """Takes whatever it is given, and counts."""

    def __init__(self) -> None:
        self.taken = 0

    async def handle_DATA(self, *_: object) -> str:  # noqa: N802 - named by aiosmtpd
        self.taken += 1
        return "250 OK"


@contextmanager
def without_starttls(house: House, port: int) -> Iterator[Eager]:
    """What is left of a server when somebody on the way removes its offer of STARTTLS."""
    eager = Eager()
    server = Controller(eager, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield eager
    finally:
        server.stop()


@contextmanager
def with_a_certificate_for_another_name(house: House, port: int) -> Iterator[Eager]:
    """Somebody else's server, with a good certificate of its own."""
    authority = TestAuthority(house.made.authority, MORNING, datetime.now(UTC) + timedelta(days=1))
    key, certificate = authority.tls_server("elsewhere", "DNS:mail.anden.example")
    eager, context = Eager(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    server = Controller(eager, hostname="127.0.0.1", port=port, tls_context=context)
    server.start()
    try:
        yield eager
    finally:
        server.stop()


@pytest.mark.parametrize("served", [without_starttls, with_a_certificate_for_another_name])
def test_a_server_that_cannot_be_trusted_gets_nothing_and_every_letter_waits_for_the_right_one(
    house: House, served: Callable[[House, int], AbstractContextManager[Eager]]
) -> None:
    house.matched()
    with house.office() as office:
        with served(house, office.settings.mail_out.port) as eager:
            result = delivered(office)
        assert (result.sent, result.retried, result.server_away, eager.taken) == (0, 2, True, 0)
        assert {line.state for line in office.outbox.envelopes()} == {"queued", "to_post"}
        house.set_clock(later(MORNING, minutes=2))
        with house.mail_server():
            assert delivered(office).sent == 2
    assert len(house.inbox(JOBCENTRE)) == 1
