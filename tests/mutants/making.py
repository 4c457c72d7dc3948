"""The mutants of a source file: mutmut says what is changed, one small thing each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper
from mutmut.mutation.file_mutation import Mutation, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

from tests.mutants.mutant import Mutant


class DecoratedToo(MutationVisitor):
    """mutmut leaves decorated functions out for its trampolines' sake; here they are changed as well."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef) and node.decorators:
            return False
        return super()._skip_node_and_children(node)


def names_in(files: Iterable[Path]) -> list[str]:
    """What every mutant of those files is called."""
    return [name for file in files for name, *_ in _named(file)]


def made(files: Iterable[Path], names: Sequence[str]) -> list[Mutant]:
    """The mutants of those names, in their order."""
    asked = set(names)
    found = {mutant.name: mutant for file in files for mutant in _rendered(file, asked)}
    return [found[name] for name in names]


def _rendered(file: Path, names: set[str]) -> Iterator[Mutant]:
    original = file.read_text(encoding="utf-8")
    for name, module, change in _named(file):
        if name in names:
            function, _, number = name.partition("::")[2].partition("#")
            changed = module.deep_replace(change.original_node, change.mutated_node)
            assert isinstance(changed, cst.Module)
            kind = type(change.original_node).__name__
            yield Mutant(file.as_posix(), function, int(number), kind, original, changed.code)


def _named(file: Path) -> Iterator[tuple[str, cst.Module, Mutation]]:
    module, mutations = _mutations(file)
    names = _qualified_names(module)
    numbers: dict[str, int] = {}
    for change in mutations:
        assert change.contained_by_top_level_function is not None
        function = names[change.contained_by_top_level_function]
        numbers[function] = number = numbers.get(function, 0) + 1
        yield f"{file.as_posix()}::{function}#{number}", module, change


def _mutations(file: Path) -> tuple[cst.Module, list[Mutation]]:
    """What can be changed inside the file's functions and methods; tables outside them stay as they are."""
    wrapper = MetadataWrapper(cst.parse_module(file.read_text(encoding="utf-8")))
    visitor = DecoratedToo(mutation_operators, IgnoredCode(set(), set(), set()))
    wrapper.visit(visitor)
    within = [m for m in visitor.mutations if isinstance(m.contained_by_top_level_function, cst.FunctionDef)]
    return wrapper.module, within


def _qualified_names(module: cst.Module) -> dict[cst.CSTNode, str]:
    names: dict[cst.CSTNode, str] = {}
    for statement in module.body:
        if isinstance(statement, cst.FunctionDef):
            names[statement] = statement.name.value
        elif isinstance(statement, cst.ClassDef):
            methods = (part for part in statement.body.body if isinstance(part, cst.FunctionDef))
            names.update({method: f"{statement.name.value}.{method.name.value}" for method in methods})
    return names
