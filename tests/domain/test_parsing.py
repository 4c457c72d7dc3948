"""Commands from outside: everything wrong is named at once, by field, and nothing personal is repeated."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from domain.commands import COMMANDS, RecordMeeting, RegisterReferral
from domain.errors import InvalidInput
from domain.lifecycle import Phase
from domain.parsing import parse_command
from tests.domain.staging import in_phase, samples

SAMPLES = samples(in_phase(Phase.ACTIVE))


def as_json(name: str) -> dict[str, Any]:
    """The sample command of that name as somebody might send it."""
    adapter: TypeAdapter[Any] = TypeAdapter(COMMANDS[name])
    data: dict[str, Any] = json.loads(adapter.dump_json(SAMPLES[name], exclude_none=True))
    return data


def problems(name: str, data: object) -> list[str]:
    """What is wrong, one line per field."""
    with pytest.raises(InvalidInput) as caught:
        parse_command(name, json.dumps(data))
    assert caught.value.exit_code == 2
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.requirement("local.bad_input")
def test_a_list_with_wrong_items_is_not_called_empty() -> None:
    data = {"received_on": "2026-03-02", "kinds": ["pjat"], "channel": "mail"}
    [told] = problems("RecordAccessRequest", data)
    assert told.startswith("kinds.0: er ikke en tilladt værdi")
    assert problems("RecordAccessRequest", data | {"kinds": []}) == [
        "kinds: er en tom liste (angiv mindst én)"
    ]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_can_be_given_as_json(name: str) -> None:
    assert parse_command(name, json.dumps(as_json(name))) == SAMPLES[name]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_no_command_takes_a_field_it_does_not_know(name: str) -> None:
    found = problems(name, {**as_json(name), "colour": "blue"})
    assert found == ["colour: kendes ikke (fjern det)"]


def test_an_unknown_command_names_those_that_exist() -> None:
    with pytest.raises(
        InvalidInput, match=r"command: findes ikke \(vælg en af AcceptReferral, AcknowledgeDev"
    ):
        parse_command("SellCourse", "{}")


def test_all_problems_are_named_at_once_with_their_cure() -> None:
    data = {**as_json("RecordMeeting"), "held_on": "i går", "starts": "25:00", "attendance": "late"}
    del data["category"]
    assert sorted(problems("RecordMeeting", data)) == [
        "attendance: er ikke en tilladt værdi (vælg 'present', 'excused' eller 'no_show')",
        "category: mangler (skal udfyldes)",
        "held_on: er ikke en dato (skriv en dato som 2026-03-02)",
        "starts: er ikke et klokkeslæt (skriv et klokkeslæt som 10:30)",
    ]


@pytest.mark.parametrize(
    ("name", "field", "value", "cure"),
    [
        ("RecordContactAttempt", "attempted_at", "2026-03-02T10:00:00", "med tidszone"),
        ("RecordContactAttempt", "reached", "måske", "true eller false"),
        ("ProposeExtension", "hours", 0, "mere end 0"),
        ("ProposeExtension", "hours", "12.345", "højst 2 decimaler"),
        ("ReportDeviation", "attempts", 101, "højst 100"),
        ("ReportDeviation", "attempts", "to", "skriv et helt tal"),
        ("ReportDeviation", "fact", "  ", "må ikke være tomt"),
        ("ReportDeviation", "fact", "x" * 4001, "skriv højst 4000 tegn"),
        ("MatchMentor", "mentor", "Amira Holm", "brug kun små bogstaver"),
        ("AgreeGoals", "goals", [], "angiv mindst én"),
        ("SignAgreement", "document_sha256", "abc", "64 tegn"),
        (
            "DecideExtension",
            "channel",
            "telefon",
            "vælg 'deployment_form', 'cli', 'portal', 'letter' eller 'signed_mail'",
        ),
    ],
)
def test_a_wrong_value_is_answered_with_what_to_write(name: str, field: str, value: Any, cure: str) -> None:
    found = problems(name, {**as_json(name), field: value})
    assert len(found) == 1
    assert found[0].startswith(field)
    assert cure in found[0]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "\ud800"])
def test_what_is_no_json_object_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_command("AcceptReferral", text.encode("utf-8", "surrogatepass"))
    assert [problem.field for problem in caught.value.problems] == ["(hele filen)"]


@pytest.mark.parametrize("cpr", ["3113505678", "010150567", "01015056789", "010150-5678", "abcdefghij"])
def test_a_number_that_is_no_cpr_number_is_refused_without_being_repeated(cpr: str) -> None:
    data = as_json("RegisterReferral")
    data["referral"]["citizen"]["cpr"] = cpr
    found = problems("RegisterReferral", data)
    assert found == [
        "referral.citizen.cpr: kan ikke bruges (et CPR-nummer er ti cifre, der begynder med en dato)"
    ]


@settings(max_examples=20, deadline=None)
@given(data=st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_nothing_that_was_given_is_ever_repeated(data: Any) -> None:
    secret = "Maja Hemmelig 0101505678"
    given = {"ref": secret, "controller": secret, "referral": {"citizen": {"name": data, "cpr": secret}}}
    assert not [
        line for line in problems("RegisterReferral", given) if secret in line or "0101505678" in line
    ]


def test_a_parsed_command_has_plain_values() -> None:
    command = parse_command("RecordMeeting", json.dumps(as_json("RecordMeeting")))
    assert isinstance(command, RecordMeeting)
    assert isinstance(SAMPLES["RegisterReferral"], RegisterReferral)
    assert hash(command) == hash(SAMPLES["RecordMeeting"])


def test_a_list_with_one_bad_part_is_not_called_empty_too() -> None:
    signed = as_json("SignAgreement")
    (told,) = problems("SignAgreement", {**signed, "signed_by": ["borger"]})
    assert told.startswith("signed_by.0: er ikke en tilladt værdi")
    assert problems("SignAgreement", {**signed, "signed_by": []}) == [
        "signed_by: er en tom liste (angiv mindst én)"
    ]


@pytest.mark.requirement("local.bad_input")
@pytest.mark.parametrize("far", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_is_a_slip_wherever_it_stands(far: str) -> None:
    assert problems("RecordMeeting", as_json("RecordMeeting") | {"held_on": far}) == [
        "held_on: ligger for langt væk (skriv en dag mellem 1900 og 2199)"
    ]
    at = as_json("PlanAppointment") | {"at": f"{far}T12:00:00+01:00"}
    assert problems("PlanAppointment", at)[0].startswith("at: ligger for langt væk")
    goals = as_json("AgreeGoals")
    goals["goals"][-1]["target_on"] = far
    last = len(goals["goals"]) - 1
    assert problems("AgreeGoals", goals)[0].startswith(f"goals.{last}.target_on: ligger for langt væk")
