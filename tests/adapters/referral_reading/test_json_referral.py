from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from adapters.pdf_reading import PdfReader
from adapters.referral_reading import ReferralReading, classify, read_referral
from adapters.referral_reading.json_referral import read_json_referral
from adapters.referral_reading.json_schema import json_fields, referral_schema
from tests.adapters.referral_reading.mails import BODY, GRANT, Letter, paper, three_papers
from tests.adapters.referral_reading.whole_referral import EXPECTED, wrongs

DOCS = Path(__file__).parents[3] / "docs"
SAMPLE = (DOCS / "samples" / "henvisning.json").read_text(encoding="utf-8")
SCHEMA = Draft202012Validator(referral_schema())


def sent(document: object, name: str = "henvisning.json") -> Letter:
    return Letter(name, json.dumps(document).encode(), "application/json")


def changed(path: str, value: object) -> dict[str, Any]:
    """The sample with one value otherwise."""
    document: dict[str, Any] = copy.deepcopy(json.loads(SAMPLE))
    head, _, own = path.rpartition(".")
    (document[head] if head else document)[own] = value
    return document


def reading_of(reader: PdfReader, document: object) -> ReferralReading:
    return read_referral("", [sent(document)], reader=reader)


def test_the_sample_alone_is_a_whole_referral(reader: PdfReader) -> None:
    reading = read_referral("", [Letter("x.json", SAMPLE.encode())], reader=reader)
    assert reading.referral == EXPECTED
    assert (reading.missing, reading.problems) == ((), ())


def test_the_page_shows_the_sample_and_the_published_schema_is_the_one_we_read_by() -> None:
    assert f"```json\n{SAMPLE}```" in (DOCS / "referral-json.md").read_text(encoding="utf-8")
    published = (DOCS / "samples" / "henvisning.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == referral_schema()


def test_the_schema_is_a_schema_that_the_sample_fits_and_it_describes_every_field() -> None:
    schema = referral_schema()
    Draft202012Validator.check_schema(schema)
    SCHEMA.validate(json.loads(SAMPLE))
    for path in json_fields():
        head, _, own = path.rpartition(".")
        properties = schema["properties"][head]["properties"] if head else schema["properties"]
        assert properties[own]["description"]


WRONG = [
    ("citizen.cpr", "010150 5678", "CPR-nummeret kan ikke læses"),
    ("citizen.name", "", "er tomt"),
    ("citizen.name", None, "har ikke den form, skemaet siger"),
    ("citizen.phone", "ring til 20001042", "telefonnummeret kan ikke læses"),
    ("citizen.protected", "ja", "svaret er hverken ja eller nej"),
    ("grant.starts_on", "02.03.2026", "datoen kan ikke læses"),
    ("grant.hours_total", "32,5", "timetallet kan ikke læses"),
    ("grant.hours_total", True, "timetallet kan ikke læses"),
    ("grant.hours_total", 100000, "er for lang eller uden for det tilladte"),
    ("grant.mentor_form", "både og", "mentorformen kan ikke læses"),
    ("grant.reason", "x" * 4001, "er for lang eller uden for det tilladte"),
    ("grant.hourz", 4, "er et ukendt felt"),
    ("months_unemployed", 1.5, "antal måneder kan ikke læses"),
    ("months_unemployed", 901, "er for lang eller uden for det tilladte"),
    ("tasks", "kun én", "har ikke den form, skemaet siger"),
    ("tasks", [1], "har ikke den form, skemaet siger"),
    ("grant", [], "er ikke et objekt"),
    ("jobplan", {}, "er et ukendt felt"),
    ("version", 2, "er ikke en version, vi kender"),
    ("version", True, "er ikke en version, vi kender"),
]


@pytest.mark.parametrize(("path", "value", "wrong"), WRONG)
def test_what_the_schema_refuses_is_a_problem_of_that_field(
    reader: PdfReader, path: str, value: object, wrong: str
) -> None:
    document = changed(path, value)
    assert path == "version" or not SCHEMA.is_valid(document)
    assert wrongs(reading_of(reader, document))[path] == wrong


@pytest.mark.parametrize(
    ("path", "value", "wrong"),
    [
        ("grant.ends_on", "2025-05-31", "slutter før den begynder"),
        ("grant.granted_on", "2026-02-30", "datoen findes ikke"),
        ("citizen.cpr", "9999999999", "CPR-nummeret begynder ikke med en dato"),
    ],
)
def test_the_rules_beyond_the_schema_hold_as_for_every_other_carrier(
    reader: PdfReader, path: str, value: str, wrong: str
) -> None:
    assert wrongs(reading_of(reader, changed(path, value)))[path] == wrong


def test_a_missing_version_and_a_missing_field_are_named(reader: PdfReader) -> None:
    document = json.loads(SAMPLE)
    del document["version"], document["job_plan"]["aim"]
    assert wrongs(reading_of(reader, document)) == {"version": "mangler", "job_plan.aim": "mangler"}


def test_a_key_that_may_be_a_persons_name_or_number_is_not_repeated(reader: PdfReader) -> None:
    document = json.loads(SAMPLE) | {"0101505678": 1, "Åse Ærø": 2}
    assert wrongs(reading_of(reader, document)) == {"?": "er et ukendt felt"}


def test_the_same_key_twice_is_not_decided_between(reader: PdfReader) -> None:
    doubled = SAMPLE.replace('"version": 1,', '"version": 1, "version": 1,')
    reading = read_referral("", [Letter("a.json", doubled.encode())], reader=reader)
    assert wrongs(reading)["json"] == "samme nøgle står to gange"
    assert reading.referral is None


@pytest.mark.parametrize("content", [b"{", b"[1]", b'{"a": NaN}', b"\xff\xfe{}", b'{"a":' * 100_000])
def test_a_json_file_that_is_none_is_a_problem_by_its_number(reader: PdfReader, content: bytes) -> None:
    reading = read_referral(BODY, [*three_papers(), Letter("a.json", content)], reader=reader)
    assert wrongs(reading) == {"attachment.4": "JSON-filen kan ikke læses"}


@pytest.mark.parametrize(
    ("parts", "kind", "why"),
    [
        (("grant",), "grant", "indholdet: JSON-henvisning med delen bevilling"),
        (("consent",), "consent", "indholdet: JSON-henvisning med delen samtykke"),
        (("grant", "job_plan"), "other", "indholdet: JSON-henvisning med flere dele"),
        ((), "other", "intet peger på en del"),
    ],
)
def test_a_json_file_is_known_by_the_parts_in_it(
    reader: PdfReader, parts: tuple[str, ...], kind: str, why: str
) -> None:
    whole = json.loads(SAMPLE)
    letter = sent({key: whole[key] for key in ("version", "citizen", *parts)})
    assert classify(letter.name, letter.content, reader) == (kind, why)


def test_json_and_papers_that_agree_are_one_referral(reader: PdfReader) -> None:
    reading = read_referral(BODY, [sent(json.loads(SAMPLE)), *three_papers()], reader=reader)
    assert (reading.referral, reading.problems) == (EXPECTED, ())


@pytest.mark.parametrize(
    ("path", "value"),
    [("grant.hours_total", 33), ("grant.ends_on", "2026-06-01"), ("job_plan.aim", "Et andet mål.")],
)
def test_json_and_papers_that_disagree_are_not_decided_between(
    reader: PdfReader, path: str, value: object
) -> None:
    reading = read_referral(BODY, [sent(changed(path, value)), *three_papers()], reader=reader)
    assert wrongs(reading) == {path: "der står to forskellige oplysninger"}


def test_somebody_elses_cpr_number_in_a_json_text_stops_it(reader: PdfReader) -> None:
    reading = reading_of(reader, changed("risks", "Barnet 020250-5678 bor hos borgeren."))
    assert wrongs(reading) == {"citizen.cpr": "der står to forskellige CPR-numre"}


def test_a_withdrawal_may_be_all_that_is_said_of_the_consent(reader: PdfReader) -> None:
    document = json.loads(SAMPLE) | {"consent": {"withdrawn_on": "2026-05-03"}}
    SCHEMA.validate(document)
    reading = reading_of(reader, document)
    assert (reading.problems, reading.missing) == ((), ("consent",))
    assert reading.consent_withdrawn_on == date(2026, 5, 3)
    assert reading.referral == replace(EXPECTED, consent=None)


def test_problems_of_json_never_repeat_a_value(reader: PdfReader) -> None:
    document = json.loads(SAMPLE)
    for part in ("grant", "job_plan", "consent"):
        document[part] = {key: {"Hemmelig": "Hemmelig"} for key in document[part]}
    reading = reading_of(reader, document)
    assert len(reading.problems) >= 18
    assert "Hemmelig" not in " ".join(map(str, reading.problems))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(sorted([*json_fields(), "grant", "version"])), value=JSON)
def test_whatever_stands_in_a_field_what_the_schema_refuses_is_never_accepted(
    reader: PdfReader, path: str, value: object
) -> None:
    document = changed(path, value)
    reading = reading_of(reader, document)
    if not SCHEMA.is_valid(document):
        named = [*reading.missing, *(problem.field for problem in reading.problems)]
        assert any(name == path or name.startswith(f"{path}.") for name in named)


@pytest.mark.parametrize("number", ["Infinity", "-Infinity", "NaN"])
def test_what_only_looks_like_a_number_makes_no_referral(reader: PdfReader, number: str) -> None:
    content = json.dumps(changed("grant.hours_total", 1)).replace(
        '"hours_total": 1', f'"hours_total": {number}'
    )
    assert number in content
    reading = read_json_referral(content.encode())
    assert reading is None or reading.problems


@given(content=st.binary(max_size=60))
def test_no_bytes_make_the_reading_of_json_fail(content: bytes) -> None:
    read = read_json_referral(content)
    assert read is None or read.problems


def test_a_text_that_only_speaks_of_json_is_still_a_text(reader: PdfReader) -> None:
    assert classify("a.txt", paper("{ikke json}\n" + GRANT).content, reader)[0] == "grant"
