"""The table of requirements, made from the tests that name them.

`python -m tests.requirements.table > docs/requirements.md` writes the page.
"""

from __future__ import annotations

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
ROWS: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "rows.toml").read_text("utf-8"))
"""Source by source: its title, its programme, and its rows by name."""
MARK = "requirement"
CALL = f"mark.{MARK}("
HEAD = """# Requirements

This page is made by `python -m tests.requirements.table > docs/requirements.md` from the tests that name
a row with `@pytest.mark.requirement`. S0 to S4 are the five source documents, *outside* is law and practice,
*local* a default of ours that a programme can change.
"""


def row_names() -> list[str]:
    """Every row as `source.name`, in the order of the list."""
    return [f"{source}.{name}" for source, part in ROWS.items() for name in part["rows"]]


@cache
def shown_by() -> Mapping[str, list[str]]:
    """For each row that a test names: the tests as `file::name`, in order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        if CALL in (text := path.read_text(encoding="utf-8")):
            for node in ast.parse(text).body:
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    for row in _named(node):
                        found[row].append(f"{path.relative_to(TESTS.parent)}::{node.name}")
    return found


def _named(test: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """The rows that the decorators of a test name."""
    for mark in test.decorator_list:
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr == MARK:
            yield from (str(argument.value) for argument in mark.args if isinstance(argument, ast.Constant))


def page() -> str:
    """The whole page."""
    tests = shown_by()
    return "\n".join([HEAD, *(_section(source, part, tests) for source, part in ROWS.items())])


def _section(source: str, part: Mapping[str, Any], tests: Mapping[str, list[str]]) -> str:
    programme = f"`{part['programme']}`" if part["programme"] else "every programme"
    lines = [f"## {source}: {part['title']}", "", f"Programme: {programme}.", ""]
    lines += ["| row | requirement | shown by |", "|---|---|---|"]
    for name, words in part["rows"].items():
        shown = "<br>".join(_linked(test) for test in tests.get(f"{source}.{name}", ()))
        lines.append(f"| `{source}.{name}` | {words} | {shown or '*not shown yet*'} |")
    return "\n".join([*lines, ""])


def _linked(test: str) -> str:
    path, name = test.split("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../{path})"


if __name__ == "__main__":
    print(page(), end="")
