"""The page about the process is made of the table, and the committed one is current."""

from __future__ import annotations

import subprocess
import sys

from domain.diagram import page
from domain.lifecycle import STARTED, TABLE, Phase
from tests.factory.playing import ROOT


def test_the_committed_page_is_the_one_the_table_makes() -> None:
    committed = (ROOT / "docs" / "lifecycle.md").read_text(encoding="utf-8")
    assert committed == page(), "run: python -m domain.diagram > docs/lifecycle.md"


def test_the_module_prints_the_page() -> None:
    made = subprocess.run([sys.executable, "-m", "domain.diagram"], cwd=ROOT, capture_output=True, check=True)
    assert made.stdout.decode() == page()


def arrows() -> set[tuple[str, str, str]]:
    """What the diagram draws: from, to, and each command on the arrow."""
    drawn = set()
    for line in page().splitlines():
        ends, separator, names = line.strip().partition(" : ")
        if separator and " --> " in ends:
            source, _, target = ends.partition(" --> ")
            drawn |= {(source, target, name) for name in names.split(", ")}
    return drawn


def test_the_diagram_draws_every_move_and_no_other() -> None:
    wanted = {(row.command, source, target) for row in TABLE for source, target in row.moves}
    drawn: set[tuple[str, Phase | None, Phase]] = set()
    for source, target, name in arrows():
        sources = STARTED if source == "started" else {None if source == "[*]" else Phase(source)}
        targets = STARTED if target == "started" else {Phase(target)}
        drawn |= {(name, one, other) for one in sources for other in targets}
    assert drawn == wanted


def test_every_phase_and_every_command_is_on_the_page() -> None:
    for phase in Phase:
        assert f"| `{phase}` |" in page()
        assert f" as {phase}\n" in page() or f" as {phase}" in page()
    for row in TABLE:
        assert f"| `{row.command}` |" in page()
