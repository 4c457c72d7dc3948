"""What the rules say for the command line is told on pages without commands."""

from __future__ import annotations

import re

import pytest

from portal.on_pages import on_pages
from tests.factory.playing import ROOT

COMMANDS = re.findall(
    r"^### `(mentor [a-z -]*[a-z])", (ROOT / "docs/commands.md").read_text("utf-8"), re.MULTILINE
)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "Der er intet forløb. Se listen med: mentor course list",
            "Der er intet forløb. Se listen på siden Forløb",
        ),
        ("Indfør det med: mentor corps document enter.", "Indfør det på siden Korpset."),
        ("Ikke registreret. Brug: mentor decider add.", "Ikke registreret. Brug siden Brugere."),
        ("Kun en leder sletter. Skriv --as manager:id.", "Kun en leder sletter."),
        ("Kun en koordinator afgør det: --as coordinator:id", "Kun en koordinator afgør det"),
        ("Kør »mentor audit verify«, og meld det.", "Spørg driften, og meld det."),
        (
            "Se den med »mentor course explain M-2026-0001«, og sig det.",
            "Se den på forløbets side, og sig det.",
        ),
        ("Bekræft, at du har læst det (risk_read).", "Bekræft, at du har læst det."),
        ("En mentor kan ikke være sin egen vikar.", "En mentor kan ikke være sin egen vikar."),
    ],
)
def test_a_command_becomes_the_page_that_does_the_same(written: str, told: str) -> None:
    assert on_pages(written) == told


@pytest.mark.parametrize("command", COMMANDS)
def test_every_documented_command_has_a_page_or_is_the_operators(command: str) -> None:
    for sentence in (f"Se det med: {command}.", f"Brug: {command}.", f"Se det med »{command}«."):
        assert "mentor " not in on_pages(sentence)
        assert "  " not in on_pages(sentence)
