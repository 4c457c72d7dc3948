"""The API is as it describes itself: schemathesis draws calls from the description, right and wrong ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from casework.acting import BY_THEMSELVES
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
DRAWN = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
QUIETLY = {"suppress_health_check": DRAWN, "deadline": None, "database": None}


def test_every_command_that_a_person_does_is_described_with_its_fields() -> None:
    paths = described()["paths"]
    named = {path.rpartition("/")[2] for path in paths if "/commands/" in path}
    assert named == set(COMMANDS) - set(BY_THEMSELVES)
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
        settings(max_examples=2, derandomize=True, phases=[Phase.generate], **QUIETLY)(tried)()


@pytest.mark.soak
@pytest.mark.parametrize(("mode", "checks"), MODES, ids=["right-calls", "wrong-calls"])
@pytest.mark.parametrize("key", ["coordinator:kirsten", "mentor:amira", "caseworker:D-0001"])
def test_many_calls_are_answered_as_described(
    program: Made, town: Town, mode: GenerationMode, checks: list[object], key: str
) -> None:
    for tried in _each_operation(program(key), town, mode, checks):
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
    """Whether that part of a call was drawn to be wrong."""
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
        answer = case.call(headers={"Authorization": program.headers["Authorization"]})
        case.validate_response(answer, checks=checks)

    return tried
