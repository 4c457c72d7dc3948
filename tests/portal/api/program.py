"""A program that uses the API, without a server."""

from __future__ import annotations

import json
from typing import Any

from models.api_tokens import ApiToken
from tests.portal.in_process import Client
from tests.portal.town import ADDRESS, Portal

API = "/api/v1"


class Program(Client):
    """Comes with a token, never with a cookie."""

    def __init__(self, portal: Portal, secret: str, token: ApiToken | None = None) -> None:
        header = {"Authorization": f"Bearer {secret}"} if secret else {}
        super().__init__(portal.app, portal.loop, ADDRESS, headers=header)
        self.token, self.token_header = token, header

    def read(self, path: str, status: int = 200, **query: Any) -> dict[str, Any]:
        """What an address answers."""
        answer = self.get(API + path, params=query)
        assert answer.status_code == status, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def do(
        self, ref: str, name: str, status: int = 200, seen: int | None = None, **fields: Any
    ) -> dict[str, Any]:
        """Do a command."""
        query = {} if seen is None else {"seen": seen}
        path = f"{API}/courses/{ref}/commands/{name}"
        answer = self.post(path, params=query, content=json.dumps(fields))
        assert answer.status_code == status, answer.text
        found: dict[str, Any] = answer.json()
        return found
