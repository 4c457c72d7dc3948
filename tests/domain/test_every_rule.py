"""No rule is without a test that names it, and no test names a rule that is not there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.factory.playing import ROOT


def first_arguments(folder: Path, name: str) -> Iterator[str]:
    """The first argument of every call of that name in a folder's modules."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                argument = node.args[0]
                assert isinstance(argument, ast.Constant), (
                    f"{path}: {name} with a name that is not written out"
                )
                yield str(argument.value)


def test_every_rule_has_a_test_that_names_it() -> None:
    rules = set(first_arguments(ROOT / "domain", "Refused"))
    tested = set(first_arguments(ROOT / "tests" / "domain", "refused"))
    assert rules == tested
    assert len(rules) > 30
