"""A programme that could never work is refused when it is read, with the key and the reason."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from pydantic import ValidationError

from adapters.programme_files import programme_data
from domain.ladders import MAY_END, SILENT
from domain.parsing import problems_of
from domain.programme import Programme
from domain.timers import TimerKind
from tests.factory.playing import ROOT

VIBORG_FILE = ROOT / "deployments" / "programmes" / "viborg.toml"
Data = dict[str, Any]
REFUND_WITHOUT_A_BEGINNING = {"code": "a", "name": "A", "refundable_to": "2026-01-01"}
REMINDER = {"notice": "reminder", "to": ["coordinator"]}


@cache
def _read() -> bytes:
    return pickle.dumps(programme_data(VIBORG_FILE, VIBORG_FILE.parent))


def viborg() -> Data:
    """The file with its defaults as it is read, to be changed by a test."""
    data: Data = pickle.loads(_read())
    return data


def put(path: str, value: Any) -> Callable[[Data], None]:
    """A change of one key; `None` takes it away."""

    def change(data: Data) -> None:
        *sections, key = path.split(".")
        for section in sections:
            data = data[section]
        if value is None:
            del data[key]
        else:
            data[key] = value

    return change


def problems(*changes: Callable[[Data], None]) -> str:
    """What is wrong with Viborg's file after the changes, or nothing."""
    data = viborg()
    for change in changes:
        change(data)
    try:
        Programme.model_validate(data)
    except ValidationError as error:
        return "; ".join(str(problem) for problem in problems_of(error))
    return ""


def test_viborgs_own_file_is_in_order() -> None:
    assert problems() == ""


@pytest.mark.parametrize(
    ("path", "value", "key", "reason"),
    [
        ("colour", "blue", "colour", "kendes ikke (fjern det)"),
        ("office.colour", "blue", "office.colour", "kendes ikke (fjern det)"),
        ("deadlines.lunch", {"days": 1}, "deadlines.lunch", "ikke en tilladt værdi"),
        ("name", None, "name", "skal udfyldes"),
        ("key", "Viborg Kommune", "key", "brug kun små bogstaver"),
        ("valid_to", "2019-12-31", "valid_to", "valid_to ligger før valid_from"),
        ("referral.required_parts", ["grant", "photo"], "referral.required_parts.1", "vælg 'grant'"),
        ("office.closes", "07:00:00", "office", "kontoret skal åbne, før det lukker"),
        ("office.closing_days", ["24-12"], "office.closing_days", "24-12 er ikke en dag"),
        ("office.closing_days", ["02-29"], "office.closing_days", "findes hvert år"),
        ("grants.steps", [], "grants.steps", "angiv mindst én"),
        ("grants.steps", [{"months": 0}], "grants.steps.0.months", "mindst 1"),
        ("grants.decide_within", 0, "grants.decide_within", "mindst 1"),
        ("grants.deciders", ["mayor"], "grants.deciders.0", "ikke en tilladt værdi"),
        ("contact.failed_attempts", 0, "contact.failed_attempts", "mindst 1"),
        (
            "hours.categories",
            [{"code": "Kontakt", "name": "Kontakt"}],
            "hours.categories.0.code",
            "brug kun små bogstaver",
        ),
        ("hours.categories", [{"code": "a", "name": "A"}] * 2, "hours", "kun stå én gang"),
        ("hours.categories", [REFUND_WITHOUT_A_BEGINNING], "hours.categories.0", "refundable_from"),
        ("log_book.observation_kinds", [{"code": "a", "name": "A"}] * 2, "log_book", "kun stå én gang"),
        ("work.signers", [], "work.signers", "angiv mindst én"),
        ("work.no_show_is_deviation", "perhaps", "work.no_show_is_deviation", "true eller false"),
    ],
)
def test_a_wrong_key_is_named_with_its_reason(path: str, value: Any, key: str, reason: str) -> None:
    found = problems(put(path, value))
    assert found.startswith(f"{key}")
    assert reason in found


@pytest.mark.parametrize("kind", sorted(TimerKind))
def test_no_deadline_may_be_missing(kind: TimerKind) -> None:
    assert f"deadlines.{kind}: kan ikke bruges (mangler;" in problems(put(f"deadlines.{kind}", None))


@pytest.mark.parametrize("kind", sorted(set(TimerKind) - SILENT))
def test_no_ladder_may_be_without_a_rung(kind: TimerKind) -> None:
    bare = (put(f"deadlines.{kind}.rungs", []), put(f"deadlines.{kind}.repeat_every", None))
    assert f"deadlines.{kind}: kan ikke bruges (har ingen trin" in problems(*bare)


@pytest.mark.parametrize("kind", sorted(set(TimerKind) - MAY_END))
def test_no_ladder_but_an_appointments_may_end_before_somebody_has_acted(kind: TimerKind) -> None:
    found = problems(put(f"deadlines.{kind}.repeat_every", None))
    assert f"deadlines.{kind}: kan ikke bruges (mangler repeat_every" in found


def test_an_appointments_ladder_may_end() -> None:
    assert problems(put("deadlines.appointment.repeat_every", None)) == ""


@pytest.mark.parametrize("kind", sorted(SILENT))
def test_what_acts_by_itself_takes_no_rungs(kind: TimerKind) -> None:
    assert f"deadlines.{kind}.rungs: kan ikke bruges (virker af sig selv" in problems(
        put(f"deadlines.{kind}.rungs", [REMINDER])
    )


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("acceptance.days", 2, "angiv netop én af working_days, weeks, days og months"),
        ("acceptance.working_days", None, "angiv netop én af working_days, weeks, days og months"),
        ("acceptance.working_days", 100000, "højst 400"),
        ("acceptance.working_days", -1, "skal være mindst 0"),
        ("follow_up.weeks", 0, "skal være mindst 1"),
        ("grant_end.days", 0, "skal være mindst 1"),
        ("deviation.working_days", 1, "regnes fra selve tidspunktet"),
        ("appointment.days", 1, "regnes fra selve tidspunktet"),
        ("extension_review.weeks", 5, "regnes tilbage fra bevillingens slutdato"),
        ("phase_out.weeks", 0, "regnes tilbage fra bevillingens slutdato"),
        ("extension_review.weeks", -2, "skal ligge før extension_decision"),
        ("matching.rungs", [REMINDER, {**REMINDER, "offset": 0}], "umulig stige"),
        ("matching.rungs", [{**REMINDER, "offset": 3}, {**REMINDER, "offset": 1}], "umulig stige"),
        ("matching.rungs", [{**REMINDER, "to": ["mayor"]}], "ukendt modtager mayor; vælg blandt citizen"),
        ("matching.rungs", [{**REMINDER, "to": []}], "angiv mindst én"),
        ("matching.rungs", [{**REMINDER, "notice": "poem"}], "ikke en tilladt værdi"),
        ("matching.rungs", [{**REMINDER, "notice": "closing_report"}], "closing_report er ikke en rykker"),
        ("matching.rungs", [{**REMINDER, "notice": "deviation_next_rung"}], "hører til deviation"),
        ("matching.rungs", [{**REMINDER, "to": ["citizen"]}], "reminder er ikke skrevet til citizen"),
        (
            "appointment.rungs",
            [{"notice": "appointment_reminder", "to": ["citizen"]}],
            "borgeren rykkes ikke gentagne gange",
        ),
        ("matching.rungs", [{**REMINDER, "at": "20:00:00"}], "kl. 20.00 ligger uden for åbningstiden"),
        ("matching.rungs", [{**REMINDER, "at": "16:00:00"}], "kl. 16.00 ligger uden for åbningstiden"),
        ("grant_end.repeat_every", 2, "repeat_every kræver et trin"),
        ("matching.repeat_every", 0, "mindst 1"),
    ],
)
def test_a_deadline_that_could_never_work_is_refused(path: str, value: Any, reason: str) -> None:
    found = problems(put(f"deadlines.{path}", value))
    assert reason in found
    assert f"deadlines.{path.partition('.')[0]}" in found


def test_all_problems_are_told_at_once() -> None:
    found = problems(put("colour", "blue"), put("name", None), put("contact.failed_attempts", 0))
    assert found.count("; ") >= 2
    assert {"colour", "name", "contact.failed_attempts"} <= {part.split(":")[0] for part in found.split("; ")}


def test_what_cannot_be_read_does_not_hide_what_could_never_work() -> None:
    wrong = (
        put("deadlines.matching.working_days", "many"),
        put("deadlines.acceptance.repeat_every", None),
        put("deadlines.first_contact", None),
        put("deadlines.deviation.days", 1),
        put("deadlines.deviation.repeat_every", 0),
        put("office.opens", "noon"),
    )
    found = [part.split(":")[0] for part in problems(*wrong).split("; ") if part.startswith(("dead", "off"))]
    assert sorted(found) == [
        "deadlines.acceptance",
        "deadlines.deviation.repeat_every",
        "deadlines.first_contact",
        "deadlines.matching.working_days",
        "office.opens",
    ]


def test_a_rungs_several_mistakes_are_told_together() -> None:
    found = problems(put("deadlines.matching.rungs", [{"notice": "closing_report", "to": ["mayor"]}]))
    assert "ukendt modtager mayor" in found
    assert "closing_report er ikke en rykker" in found


@pytest.mark.requirement("local.bad_input")
def test_the_several_mistakes_of_one_section_are_told_together() -> None:
    """local: bad input tells all its problems at once, also where one check judges a whole section."""
    template = [{"code": "a", "text": "Et"}, {"code": "a", "text": "To"}]
    questions = [{"code": "more", "text": "Mere?"}, {"code": "more", "text": "Andet?"}]
    wrong = (
        put("goals", {"change_plan": "none", "scale": 0, "final_aim": False, "template": template}),
        put("follow_up.questions", questions),
        put("office.closing_days", ["06-05", "24-12", "02-29"]),
    )
    assert [part.split(":")[0] for part in problems(*wrong).split("; ") if ":" in part] == [
        "office.closing_days.1",
        "office.closing_days.2",
        "goals",
        "goals.template",
        "follow_up.questions",
        "follow_up.questions.1.code",
    ]
