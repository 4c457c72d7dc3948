from __future__ import annotations

from collections.abc import Callable

import pytest

from casework.access.accounts import account_of
from casework.access.api_tokens import make_token
from tests.portal.api.program import Program
from tests.portal.town import Portal


@pytest.fixture
def program(portal: Portal) -> Callable[..., Program]:
    """`program("mentor:amira")` is a program with a token of hers that may act."""

    def made(key: str, *, may_act: bool = True, days: int = 30) -> Program:
        account = account_of(portal.office, key)
        assert account is not None, key
        token, secret = make_token(portal.office, account, "Kalender", days, may_act=may_act)
        return Program(portal, secret, token)

    return made
