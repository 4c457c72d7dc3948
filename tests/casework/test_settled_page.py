"""The page of commands says of every open matter who settles it, and as what."""

from __future__ import annotations

import pytest

from casework.names import MATTERS
from domain.matters import RULES, MatterKind
from domain.words import ACTORS, OUTCOMES, listed
from tests.factory.playing import ROOT

PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", [kind for kind, rule in RULES.items() if rule.outcomes])
def test_the_page_tells_who_settles_a_matter_and_as_what(kind: MatterKind) -> None:
    rule = RULES[kind]
    outcomes = ", ".join(f"`{code}` ({OUTCOMES[code]})" for code in rule.outcomes)
    who = listed(sorted(rule.settled_by), ACTORS)
    assert f"| `{rule.letter}…` | {MATTERS[kind]} | {who} | {outcomes} |" in PAGE


def test_the_page_tells_it_once() -> None:
    assert PAGE.count("`SettleMatter` afslutter") == 1
    assert PAGE.count("`DecideExtension` tager") == 1
