"""The coordinator's guide names every flow, every state a run may end in, and where things are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.names.states import FailureName, StateName
from deployments.serve import ALL
from tasks.courses import COMING_DUE_KEY, card_key

GUIDE = (Path(__file__).parents[2] / "docs" / "flows.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*StateName, *FailureName])
def test_every_state_a_run_may_end_in_is_explained(name: StateName | FailureName) -> None:
    assert name.value in GUIDE


@pytest.mark.parametrize("flow", [served.flow.name for served in ALL])
def test_every_served_flow_is_described(flow: str) -> None:
    assert f"`{flow}`" in GUIDE


def test_the_guide_knows_the_keys_of_card_and_table() -> None:
    assert card_key("M-2026-0042") in GUIDE
    assert COMING_DUE_KEY in GUIDE
