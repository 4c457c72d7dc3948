"""Where the rules raise: read from their code, so that one that tells only its first fault is found."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.factory.playing import ROOT

DECIDING = ROOT / "domain" / "deciding"
RAISING = frozenset({"refuse_all", "not_later_than_today"})
"""What raises a refusal when it is called."""
Functions = Mapping[str, ast.FunctionDef]


@cache
def functions() -> Functions:
    """Every function of the rules by its qualified name, as `module.function`."""
    return {
        f"{path.stem}.{node.name}": node
        for path in sorted(DECIDING.glob("*.py"))
        for node in _tree(path).body
        if isinstance(node, ast.FunctionDef)
    }


@cache
def names_in(module: str) -> Mapping[str, str]:
    """What a module calls another one's functions, and their qualified names."""
    nodes = _tree(DECIDING / f"{module}.py").body
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    return {
        alias.asname or alias.name: f"{str(node.module).rpartition('.')[2]}.{alias.name}"
        for node in froms
        if str(node.module).startswith("domain.deciding.")
        for alias in node.names
    }


def raising_places(name: str, path: tuple[str, ...] = ()) -> int:
    """How many places of a function can raise a refusal, itself or through what it calls."""
    node = functions()[name]
    raised = sum(isinstance(one, ast.Raise) for one in ast.walk(node))
    called = [callee for callee in _called(name, node) if callee not in path]
    return raised + sum(
        callee in RAISING or (callee in functions() and raising_places(callee, (*path, name)) > 0)
        for callee in called
    )


def _called(name: str, node: ast.FunctionDef) -> Iterator[str]:
    """The functions it calls, ours by their qualified names."""
    module = name.partition(".")[0]
    for call in (one.func for one in ast.walk(node) if isinstance(one, ast.Call)):
        if isinstance(call, ast.Name):
            own = f"{module}.{call.id}"
            yield own if own in functions() else names_in(module).get(call.id, call.id)
        elif isinstance(call, ast.Attribute):
            owner = call.value.id if isinstance(call.value, ast.Name) else ""
            yield call.attr if call.attr in RAISING else f"{owner}.{call.attr}"


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def rules_within(name: str, path: tuple[str, ...] = ()) -> frozenset[str]:
    """The names of all rules that a function may refuse by, itself or through what it calls."""
    node = functions()[name]
    own = {
        str(one.args[0].value)
        for one in ast.walk(node)
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "Refused"
        if isinstance(one.args[0], ast.Constant)
    }
    called = [callee for callee in _called(name, node) if callee not in path]
    if any(callee.endswith(".in_the_future") for callee in called):
        own.add("not-in-the-future")
    deeper = (rules_within(callee, (*path, name)) for callee in called if callee in functions())
    return frozenset(own).union(*deeper)
