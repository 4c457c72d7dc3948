"""Every command, every field of it, and every way to get it wrong: the answer names all of it, in Danish,
and repeats none of it. The fields are read from the commands themselves, so a new one is tried too.
"""

from __future__ import annotations

import dataclasses
import json
import re
import types
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from pydantic import TypeAdapter, ValidationError

from domain.commands import COMMANDS
from domain.errors import InvalidInput, Problem
from domain.lifecycle import Phase
from domain.parsing import parse_command, problems_of
from domain.programme import Programme
from tests.domain.staging import in_phase, samples
from tests.factories import VIBORG

SAMPLES = samples(in_phase(Phase.ACTIVE))
NAME, CPR = "Maja Hemmelig", "0101505678"
SECRET = f"<b>{NAME}</b> {CPR} \x1b[31m\x00"
LONG = f"{NAME} " * 400
"""Longer than any text may be."""
ENGLISH = re.compile(
    r"\b(should|must|valid|input|field|string|unexpected|missing|forbidden|parsing|greater|less|than|error|"
    r"not|value|expected|character|decimal places|required|integer|boolean)\b"
)
Path = tuple[str | int, ...]


def kind_of(hint: Any) -> Any:
    """A hint without what is only said about it, and without the None it allows."""
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, types.UnionType):
        return kind_of(next(one for one in get_args(hint) if one is not type(None)))
    return hint


def fields_of(kind: type, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every field of a command, and of what is within it, with its kind."""
    hints = get_type_hints(kind, include_extras=True)
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        inner = kind_of(hints[field.name])
        here: Path = (*path, field.name)
        yield here, inner
        element = kind_of(get_args(inner)[0]) if get_origin(inner) is tuple else inner
        if dataclasses.is_dataclass(element):
            yield from fields_of(element, (*here, 0) if element is not inner else here)  # type: ignore[arg-type]


FIELDS = [(name, path, kind) for name in sorted(COMMANDS) for path, kind in fields_of(COMMANDS[name])]
LEAVES = [one for one in FIELDS if not (dataclasses.is_dataclass(one[2]) or get_origin(one[2]) is tuple)]


def wrong_for(kind: Any) -> list[Any]:
    """Values that no field of this kind can take: wrong types, bad dates, markup, controls, too much."""
    wrong: list[Any] = [{"navn": SECRET}, [SECRET, {"navn": SECRET}]]
    if kind is str:
        return [*wrong, 150567, True, LONG]
    wrong += [SECRET, LONG]
    if kind in (date, datetime):
        wrong += ["31-12-2026", "2026-02-30", f"2026-02-28 {NAME}"]
    if kind in (time, Decimal, int, datetime):
        wrong += ["25:61", "1e999"]
    return wrong


def planted(name: str, values: dict[Path, Any]) -> str:
    """The sample command as JSON, with these values at these places, whether they were there or not."""
    data: dict[str, Any] = json.loads(sample(name))
    for path, value in values.items():
        at: Any = data
        for part, following in pairwise(path):
            at = within(at, part, [] if following == 0 else {})
        if isinstance(at, dict):
            at[path[-1]] = value
    return json.dumps(data)


def within(at: Any, part: str | int, empty: Any) -> Any:
    """What lies at a place, made anew where nothing of that form is there."""
    if isinstance(part, int):
        if not at:
            at.append({})
        return at[part]
    if not isinstance(at.get(part), type(empty)):
        at[part] = empty
    return at[part]


@cache
def sample(name: str) -> str:
    """The sample of a command as JSON."""
    return TypeAdapter(COMMANDS[name]).dump_json(SAMPLES[name], exclude_none=True).decode()


def told(name: str, text: str) -> tuple[Problem, ...]:
    """The problems of a refused input; Danish, with a cure, and nothing of what was planted in them."""
    with pytest.raises(InvalidInput) as caught:
        parse_command(name, text)
    for problem in caught.value.problems:
        assert problem.wrong
        assert problem.cure
    said = caught.value.message
    assert not ENGLISH.search(re.sub(r"vælg '.*?\)", "", said.partition(": ")[2])), said
    assert NAME not in said
    assert CPR not in said
    assert "150567" not in said
    assert "\x1b" not in said
    return caught.value.problems


def places(problems: tuple[Problem, ...]) -> set[str]:
    """The fields that problems name."""
    return {problem.field for problem in problems}


def named(path: Path) -> str:
    """A field as it is told."""
    return ".".join(map(str, path))


@pytest.mark.requirement("local.bad_input")
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_wrong_value_of_every_field_is_told_by_field_and_never_repeated(name: str) -> None:
    """local: bad input names field, what is wrong and cure, never the value."""
    for path, kind in fields_of(COMMANDS[name]):
        for value in wrong_for(kind):
            found = places(told(name, planted(name, {path: value})))
            assert any(field.startswith(named(path)) for field in found), (path, str(value)[:40], found)


@pytest.mark.requirement("local.bad_input")
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_all_wrong_values_are_told_at_once(name: str) -> None:
    """local: one message lists all problems."""
    leaves = [(path, kind) for command, path, kind in LEAVES if command == name]
    wrong = {path: {"navn": SECRET} for path, _ in leaves}
    if wrong:
        found = places(told(name, planted(name, wrong)))
        for path in wrong:
            assert any(field.startswith(named(path)) for field in found), path


@pytest.mark.requirement("local.bad_input")
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_everything_that_is_missing_or_unknown_is_told_at_once(name: str) -> None:
    """local: missing fields and fields nobody knows, at every depth."""
    kind = COMMANDS[name]
    required = [
        field.name
        for field in dataclasses.fields(kind)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    ]
    found = told(name, json.dumps({NAME: SECRET, CPR: 1, "farve": 1}))
    assert places(found) == {*required, "farve", "(ukendt felt)"}
    for path, inner in fields_of(kind):
        element = kind_of(get_args(inner)[0]) if get_origin(inner) is tuple else inner
        if dataclasses.is_dataclass(element):
            deep: Path = (*path, 0) if element is not inner else path
            extra = places(told(name, planted(name, {(*deep, NAME): SECRET, (*deep, "farve"): SECRET})))
            assert {f"{named(deep)}.farve", f"{named(deep)}.(ukendt felt)"} <= extra, (path, extra)


@pytest.mark.requirement("local.bad_input")
@pytest.mark.parametrize("text", ["", "{", "[]", "null", f'"{SECRET}"', f'{{"a": {SECRET}}}', "[" * 100_000])
def test_what_is_no_json_object_is_told_without_being_repeated(text: str) -> None:
    """local: a file that cannot be read at all is told as a whole, with the place where it breaks."""
    assert places(told("AcceptReferral", text)) == {"(hele filen)"}


@pytest.mark.requirement("local.bad_input")
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_megabyte_is_not_read_at_all(name: str) -> None:
    """local: far too much is told as a whole, whichever field it is in."""
    megabyte = json.dumps({**json.loads(sample(name)), "farve": SECRET * 25_000})
    assert places(told(name, megabyte)) == {"(hele filen)"}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_no_text_of_a_command_is_without_a_limit(name: str) -> None:
    """What has no limit of its own is a number, a date, a choice, or checked sign by sign."""
    for path, kind in fields_of(COMMANDS[name]):
        if kind is str:
            with pytest.raises(InvalidInput):
                parse_command(name, planted(name, {path: "a" * 5000}))


@pytest.mark.requirement("local.bad_input")
@pytest.mark.parametrize("wrong", [{"navn": SECRET}, SECRET, [SECRET], -10_000, True, LONG])
def test_a_programme_with_everything_wrong_is_told_in_danish_without_repeating_it(wrong: Any) -> None:
    """local: files are answered as commands are, every section and every key of them at once."""
    data = VIBORG.model_dump(mode="json")
    for nonsense in (dict.fromkeys(data, wrong), spoilt(data, wrong)):
        with pytest.raises(ValidationError) as caught:
            Programme.model_validate(nonsense)
        problems = problems_of(caught.value)
        assert {problem.field.partition(".")[0] for problem in problems} >= {"office", "grants", "deadlines"}
        said = "; ".join(map(str, problems))
        assert not ENGLISH.search(re.sub(r"(vælg|mangler|uden).*?\)", "", said)), said
        assert not any(secret in said for secret in (NAME, CPR, "\x1b"))


def spoilt(data: Any, wrong: Any) -> Any:
    """The same with every value in it wrong."""
    if isinstance(data, dict):
        return {key: spoilt(value, wrong) for key, value in data.items()}
    if isinstance(data, list):
        return [spoilt(value, wrong) for value in data]
    return wrong
