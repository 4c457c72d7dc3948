"""`mentor crl refresh`: revocation lists by hand."""

from __future__ import annotations

import json

import pytest

from tests.adapters.list_server import list_server
from tests.deployments.cli.shell import Shell
from tests.house import House

pytestmark = pytest.mark.slow


def test_lists_are_fetched_and_counted_and_a_failure_is_an_error(
    house: House, mentor: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with list_server() as server:
        known = (house.made.authority / "intermediate" / "crl.pem").read_bytes()
        monkeypatch.setenv("MENTOR_REVOCATION__URLS", json.dumps([server.put("/l.crl", known)]))
        assert mentor("crl", "refresh", "--json").rows == [
            {"new": 0, "unchanged": 1, "failed": 0, "judged": 0}
        ]
        server.put("/l.crl", b"ingen liste")
        typed = mentor("crl", "refresh")
        assert (typed.code, typed.out) == (
            1,
            "Nye spærrelister: 0. Uændrede: 0. Fejl: 1. Post bedømt igen: 0.\n",
        )
        assert typed.err.startswith("refused: Listen kan ikke læses.")
    typed = mentor("crl", "refresh", "--json")
    assert (typed.code, typed.rows) == (4, [{"new": 0, "unchanged": 0, "failed": 1, "judged": 0}])
    assert "127.0.0.1 kan ikke nås" in typed.err
