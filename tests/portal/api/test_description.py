"""The API is as it describes itself: schemathesis draws calls from the description, right and wrong ones."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyStrategyDefinition
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from casework.commands.acting import BY_THEMSELVES
from domain.commands import COMMANDS
from portal.api.description import described
from tests.portal.api.program import API, Program
from tests.portal.town import NOON, Town

Made = Callable[..., Program]
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
MODES = [(GenerationMode.POSITIVE, CHECKS), (GenerationMode.NEGATIVE, [*CHECKS, negative_data_rejection])]
FEW = 2
"""Of each operation in the suite; `make soak` draws many."""
DRAWN = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
QUIETLY = {"suppress_health_check": DRAWN, "deadline": None, "database": None}


def test_every_command_that_a_person_does_is_described_with_its_fields() -> None:
    paths = described()["paths"]
    named = {path.rpartition("/")[2] for path in paths if "/commands/" in path}
    assert named == set(COMMANDS) - set(BY_THEMSELVES)
    told = {name: paths[f"/courses/{{ref}}/commands/{name}"]["post"]["description"] for name in named}
    assert told["Reopen"] == "Hvem: mentorkoordinator."
    assert told["RecordMeeting"] == "Hvem: mentorkoordinator og mentor."
    assert told["EndEffort"].startswith("Hvem: sagsbehandler. Med beslutningstagerens egen kode")
    body = described()["components"]["schemas"]["RecordMeeting"]
    assert {"held_on", "starts", "ends", "category"} <= set(body["properties"])
    assert "decision_code" in described()["components"]["schemas"]["DecideExtension"]["properties"]


def test_the_description_names_no_other_place_and_needs_no_token(program: Made) -> None:
    answer = program("mentor:amira").get(f"{API}/openapi.json", headers={"Authorization": ""})
    assert answer.status_code == 200
    assert not re.search(r"https?://", answer.text)


@pytest.mark.parametrize(("mode", "checks"), MODES, ids=["right-calls", "wrong-calls"])
def test_what_is_drawn_from_the_description_is_answered_as_described(
    program: Made, town: Town, mode: GenerationMode, checks: list[object]
) -> None:
    for tried in _each_operation(program("coordinator:kirsten"), town, mode, checks):
        settings(max_examples=FEW, derandomize=True, phases=[Phase.generate], **QUIETLY)(tried)()


@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("mode", "checks"), MODES, ids=["right-calls", "wrong-calls"])
@pytest.mark.parametrize("key", ["coordinator:kirsten", "mentor:amira", "caseworker:D-0001"])
def test_many_calls_are_answered_as_described(
    program: Made, town: Town, mode: GenerationMode, checks: list[object], key: str
) -> None:
    for tried in _each_operation(program(key), town, mode, checks):
        with suppress(FlakyStrategyDefinition):  # the drawing itself, where schemathesis remembers too much
            settings(max_examples=25, **QUIETLY)(tried)()


def _each_operation(
    program: Program, town: Town, mode: GenerationMode, checks: list[object]
) -> Iterator[Callable[[], None]]:
    """A try of each operation, a minute after the one before, so that none has to wait."""
    schema = schemathesis.openapi.from_asgi(f"{API}/openapi.json", program.app)
    operations = [found.ok() for found in schema.get_all_operations()]
    for number, operation in enumerate(operations):
        town.set_clock(NOON + timedelta(minutes=number))
        yield _try_of(operation, program, town, mode, checks)


def _is_wrong(case: Case, part: ParameterLocation) -> bool:
    """Whether that part of a call was drawn to be wrong. (What is wrong in an address may be nothing any more
    once it is written there: an empty list.)"""
    drawn = case.meta.components.get(part) if case.meta else None
    return drawn is not None and drawn.mode is GenerationMode.NEGATIVE


def _try_of(
    operation: APIOperation, program: Program, town: Town, mode: GenerationMode, checks: list[object]
) -> Callable[[], None]:
    strategy = operation.as_strategy(generation_mode=mode)

    @given(case=strategy)
    def tried(case: Case) -> None:
        if "ref" in case.path_parameters and not _is_wrong(case, ParameterLocation.PATH):
            case.path_parameters["ref"] = town.active
        token = {} if _is_wrong(case, ParameterLocation.HEADER) else program.token_header
        answer = case.call(headers=token)
        case.validate_response(answer, checks=checks if _is_wrong(case, ParameterLocation.BODY) else CHECKS)

    return tried


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
BODIES = st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode())
ODD = string.printable.replace("\r", "").replace("\n", "")


def test_whatever_is_sent_is_answered_by_a_problem(program: Made, town: Town) -> None:
    mine, course = program("mentor:amira"), f"{API}/courses/{town.active}"

    @settings(max_examples=25, **QUIETLY)
    @given(BODIES, st.sampled_from(["batch", "commands/RecordMeeting", "commands/AgreeGoals"]))
    def tried(body: bytes, where: str) -> None:
        answer = mine.post(f"{course}/{where}", content=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-input")

    tried()


def test_whatever_comes_as_a_token_is_none(program: Made, town: Town) -> None:
    mine = program("mentor:amira")

    @settings(max_examples=25, **QUIETLY)
    @given(st.text(ODD, max_size=80), st.sampled_from(["", "Bearer ", "bearer", "Basic "]))
    def tried(token: str, scheme: str) -> None:
        answer = mine.get(f"{API}/me", headers={"Authorization": (scheme + token).strip()})
        assert answer.status_code in {401, 429}

    tried()
