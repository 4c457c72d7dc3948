"""Only one refresh of revocation lists at a time: the flow and a person's command may meet."""

from __future__ import annotations

import asyncio
import json
import shutil

import pytest

from casework.arriving.revocation import RefreshResult, refresh_lists
from casework.office import Office
from domain.errors import Unavailable
from tests.adapters.list_server import list_server
from tests.house import House

pytestmark = pytest.mark.slow


def test_two_refreshes_at_once_take_turns_and_one_that_waits_too_long_says_so(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(house.home / "crls")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    list_of = (house.made.authority / "intermediate" / "crl.pem").read_bytes()

    async def both(office: Office, patience: float) -> list[RefreshResult | BaseException]:
        work = (refresh_lists(office, patience=patience) for _ in range(2))
        return await asyncio.gather(*work, return_exceptions=True)

    with list_server() as server:
        monkeypatch.setenv("MENTOR_REVOCATION__URLS", json.dumps([server.put("/l.crl", list_of)]))
        with house.office() as office:
            results = asyncio.run(both(office, 10))
            assert set(results) == {RefreshResult(1, 0, ()), RefreshResult(0, 1, ())}
            assert len(server.asked) == 2
            (told,) = [one for one in asyncio.run(both(office, 0)) if isinstance(one, BaseException)]
    assert isinstance(told, Unavailable)
    assert "allerede i gang" in told.message
