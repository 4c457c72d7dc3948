"""A list is fetched only within its limits, only from the host that was named, and without credentials."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.revocation_fetching import Limits, fetch
from adapters.web_answers import web_client
from domain.errors import Unavailable
from tests.adapters.list_server import ListServer, Page, list_server

SMALL = Limits(most_bytes=1000, seconds=0.4, redirects=2)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ListServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with list_server() as served:
        yield served


async def _fetched(address: str) -> bytes:
    async with web_client() as client:
        return await fetch(client, address, SMALL)


async def _why_not(address: str) -> str:
    with pytest.raises(Unavailable) as caught:
        await _fetched(address)
    return caught.value.message


async def test_the_bytes_come_as_they_are_and_nothing_of_ours_goes_out(server: ListServer) -> None:
    address = server.put("/a.crl", b"\x30\x00whatever")
    assert await _fetched(address) == b"\x30\x00whatever"
    ((_, headers),) = server.asked
    assert headers["accept-encoding"] == "identity"
    assert not {"authorization", "cookie"} & set(headers)


async def test_a_list_that_is_not_there_or_too_large_is_refused(server: ListServer) -> None:
    assert "svarer med fejl 404" in await _why_not(server.address("/away.crl"))
    assert "for stor" in await _why_not(server.put("/large.crl", bytes(1001)))
    assert len(await _fetched(server.put("/fits.crl", bytes(1000)))) == 1000


async def test_a_server_that_drips_bytes_is_left_in_time(server: ListServer) -> None:
    server.pages["/slow.crl"] = Page(bytes(100), slowly=0.05)
    assert "for langsomt" in await _why_not(server.address("/slow.crl"))


async def test_a_server_that_is_away_is_said_so_and_only_its_host_is_named(server: ListServer) -> None:
    with list_server() as gone:
        address = gone.address("/hemmelig-sti.crl")
    message = await _why_not(address)
    assert "127.0.0.1 kan ikke nås" in message
    assert "hemmelig" not in message


async def test_a_redirect_within_the_host_is_followed_a_few_times(server: ListServer) -> None:
    server.put("/new.crl", b"list")
    server.pages["/old.crl"] = Page(goes_to="/new.crl")
    server.pages["/round.crl"] = Page(goes_to="/round.crl")
    assert await _fetched(server.address("/old.crl")) == b"list"
    assert "for mange gange" in await _why_not(server.address("/round.crl"))
    assert [path for path, _ in server.asked].count("/round.crl") == 3


@pytest.mark.parametrize("target", ["localhost", "bruger:kode@127.0.0.1.example", "bruger:kode{at}127.0.0.1"])
async def test_a_redirect_to_another_host_or_with_a_login_is_not_followed(
    server: ListServer, target: str
) -> None:
    server.put("/new.crl", b"list")
    server.pages["/old.crl"] = Page(goes_to=f"http://{target.format(at=chr(64))}:{server.port}/new.crl")
    assert "viser videre til en anden adresse" in await _why_not(server.address("/old.crl"))
    assert [path for path, _ in server.asked] == ["/old.crl"]


async def test_a_redirect_to_something_that_is_not_the_web_is_refused(server: ListServer) -> None:
    server.pages["/old.crl"] = Page(goes_to="file:///etc/hostname")
    assert "127.0.0.1" in await _why_not(server.address("/old.crl"))
