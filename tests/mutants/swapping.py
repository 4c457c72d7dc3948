"""Puts a mutant in the place of the function that is loaded already: nothing has to be imported anew."""

from __future__ import annotations

import ast
import functools
import gc
from collections import defaultdict
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from tests.mutants.mutant import Mutant

OURS = ("domain", "models", "adapters", "casework", "templates", "deployments", "tests")


class NotLoaded(Exception):
    """No loaded function has that name, or it cannot be replaced in place."""


class Loaded:
    """Every function of ours that is loaded now, and every memory of earlier answers."""

    def __init__(self) -> None:
        self._functions: defaultdict[tuple[str, str], list[FunctionType]] = defaultdict(list)
        self._memories: list[Any] = []
        gc.unfreeze()  # what is frozen is not listed
        for each in gc.get_objects():
            if isinstance(each, FunctionType):
                self._functions[each.__code__.co_filename, each.__code__.co_qualname].append(each)
            elif isinstance(each, functools._lru_cache_wrapper) and str(each.__module__).startswith(OURS):
                self._memories.append(each)

    def forget(self, within: str = "") -> None:
        """Nothing is answered from what was said before, by modules whose name begins like that."""
        for memory in self._memories:
            if memory.__module__.startswith(within):
                memory.cache_clear()

    def swap(self, mutant: Mutant) -> None:
        """The function does from now on what the mutant does, whoever holds a reference to it.

        To be undone only by the end of the process. Raises: NotLoaded.
        """
        file = str(Path(mutant.file).resolve())
        living = self._functions.get((file, mutant.function), [])
        code = _code(compile(mutant.source, file, "exec"), mutant.function)
        if not living or any(len(code.co_freevars) != len(each.__code__.co_freevars) for each in living):
            raise NotLoaded(mutant.name)
        for function in living:
            function.__code__ = code
            _swap_defaults(function, mutant)
        self.forget()


def load_as(mutant: Mutant) -> None:
    """Whoever imports the file gets the mutant, in a process that has not imported it yet."""
    unchanged = SourceFileLoader.get_code
    file = str(Path(mutant.file).resolve())

    def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
        if self.path == file:
            return compile(mutant.source, file, "exec")
        return unchanged(self, fullname)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def _code(within: CodeType, qualified_name: str) -> CodeType:
    """The code of the function, wherever it stands in the file: at the top or in a class."""
    inner = [constant for constant in within.co_consts if isinstance(constant, CodeType)]
    nearest = [code for code in inner if f"{qualified_name}.".startswith(f"{code.co_qualname}.")]
    return nearest[-1] if nearest[-1].co_qualname == qualified_name else _code(nearest[-1], qualified_name)


def _swap_defaults(function: FunctionType, mutant: Mutant) -> None:
    before, after = (_arguments(source, mutant.function) for source in (mutant.original, mutant.source))
    if ast.dump(before) != ast.dump(after):
        names = function.__globals__
        function.__defaults__ = tuple(_value(node, names) for node in after.defaults) or None
        pairs = zip(after.kwonlyargs, after.kw_defaults, strict=True)
        function.__kwdefaults__ = {name.arg: _value(node, names) for name, node in pairs if node is not None}


def _arguments(source: str, qualified_name: str) -> ast.arguments:
    body: list[ast.stmt] = ast.parse(source).body
    *classes, name = qualified_name.split(".")
    for each in classes:
        body = next(node.body for node in body if isinstance(node, ast.ClassDef) and node.name == each)
    return next(node.args for node in body if isinstance(node, ast.FunctionDef) and node.name == name)


def _value(node: ast.expr, names: dict[str, object]) -> object:
    return eval(compile(ast.Expression(node), "<default>", "eval"), names)
