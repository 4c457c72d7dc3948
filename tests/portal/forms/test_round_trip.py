"""Every command can be shown as a form and read back as itself."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from casework.commands.acting import BY_THEMSELVES
from domain.commands import COMMANDS, Command
from domain.parsing import parse_command
from portal.forms.posted import in_order
from portal.forms.reading import Reading
from portal.forms.shape import Kind, Spec, shape_of
from portal.forms.writing import written
from tests.portal.forms.valued import some_fields

BY_HAND = sorted(COMMANDS.keys() - BY_THEMSELVES.keys())
OTHERWISE = {"DecideExtension", "EndEffort"}
"""Handed in with a code: what is read is not the command itself (`casework.decisions.extension`)."""


def fields_of(command: Command) -> dict[str, Any]:
    """A command as the JSON of its fields."""
    shown: dict[str, Any] = TypeAdapter(type(command)).dump_python(command, mode="json")
    return shown


@pytest.mark.parametrize("name", [name for name in BY_HAND if name not in OTHERWISE])
@settings(max_examples=12)
@given(data=st.data())
def test_a_command_becomes_a_form_and_the_same_command_again(name: str, data: st.DataObject) -> None:
    command = parse_command(name, json.dumps(data.draw(some_fields(shape_of(name)))))
    shown = written(shape_of(name), fields_of(command))
    reading = Reading(in_order(shown, shape_of(name)))
    read = reading.whole(shape_of(name))
    assert not reading.problems
    assert parse_command(name, json.dumps(read)) == command


def test_every_kind_of_field_is_met() -> None:
    def kinds(shape: tuple[Spec, ...]) -> set[Kind]:
        return {kind for spec in shape for kind in {spec.kind} | kinds(spec.inner)}

    assert set().union(*(kinds(shape_of(name)) for name in BY_HAND)) == set(Kind)
