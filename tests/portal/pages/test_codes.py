"""The single-use code: shown once, to the decider alone, and it decides."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from casework.decisions.extension import DecisionForm, decide, propose
from casework.names.states import StateName
from tests.portal.pages.test_extension import JONAS, KIRSTEN, LIV, PER
from tests.portal.town import Portal, Visitor

PERIOD = {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 7, 31), "hours": Decimal(20)}


@pytest.mark.requirement("outside.who_decided")
def test_the_code_is_hers_is_shown_once_and_decides(
    visitor: Callable[[str], Visitor], portal: Portal
) -> None:
    ref, jonas = portal.town.active, visitor(JONAS)
    page = f"/forloeb/{ref}/kode"
    answer = jonas.send_form(page, timer="1")
    assert answer.headers["cache-control"] == "no-store"
    code = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", answer.text)
    assert code
    assert "kl. 13.00" in answer.text, "an hour from noon"
    assert code[0] not in jonas.get(page).text
    asyncio.run(propose(portal.office, DecisionForm(ref=ref, granted=True, **PERIOD)))
    form = DecisionForm(ref=ref, granted=True, decider_ref="D-0001", decision_code=code[0], **PERIOD)
    assert asyncio.run(decide(portal.office, form)).state_name is StateName.EXTENSION_GRANTED


@pytest.mark.requirement("outside.who_decided")
def test_nobody_else_has_a_code_made(visitor: Callable[[str], Visitor], portal: Portal) -> None:
    page = f"/forloeb/{portal.town.active}/kode"
    for key, status in ((KIRSTEN, 403), ("mentor:amira", 403), (LIV, 404), (PER, 404)):
        other = visitor(key)
        assert other.get(page).status_code == status
        assert other.post(page, data={"csrf": other.csrf("/mine-logins")}).status_code == status
