"""One workshop for all mail tests of a session: making certificates takes longer than judging mails."""

from __future__ import annotations

import pytest

from tests.adapters.mail.workshop import Workshop


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop.open(tmp_path_factory.mktemp("workshop"))
