from __future__ import annotations

from pathlib import Path

import pytest

from adapters.pdf_reading import PdfReader
from adapters.referral_reading import read_referral
from adapters.referral_reading.fields import FIELDS, PARTS, SPAN, Field
from adapters.referral_reading.labelled_text import found_in
from adapters.referral_reading.values import read_value
from tests.adapters.referral_reading.mails import Letter
from tests.adapters.referral_reading.whole_referral import EXPECTED

PAGE = Path(__file__).parents[3] / "docs" / "referral-form.md"


def documented() -> dict[str, list[str]]:
    """The cells of each table row by the field's path, which is the last cell."""
    rows = (line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| "))
    cells = ([cell.strip() for cell in row.strip("|").split("|")] for row in rows)
    return {row[-1].strip("`"): row[:-1] for row in cells if row[-1].startswith("`")}


def several(cell: str) -> tuple[str, ...]:
    return tuple(label for label in cell.split(", ") if label)


def test_the_page_lists_every_field_once_and_no_other() -> None:
    assert list(documented()) == [field.path for field in sorted(FIELDS, key=order_on_page)]


def order_on_page(field: Field) -> int:
    return PARTS.index(field.part) + 2 if field.part else int(not field.path.startswith("citizen."))


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.path)
def test_the_labels_on_the_page_are_the_ones_recognised(field: Field) -> None:
    label, others, local, _ = documented()[field.path]
    assert (label.strip("*"), *several(others)) == field.labels
    assert several(local) == field.local
    assert label.startswith("**") is field.required


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.path)
def test_the_examples_on_the_page_can_be_read(field: Field) -> None:
    label, *_, example = documented()[field.path]
    (found,) = found_in(f"{label.strip('*')}: {example}", field.part)
    assert found.field is field
    assert read_value(field.kind, found.raw)


def test_the_period_stands_for_both_its_days_so_it_is_not_required() -> None:
    assert not next(field for field in FIELDS if field.path == SPAN).required


def test_the_sample_of_labelled_text_is_a_whole_referral_in_the_mail_or_as_a_file(reader: PdfReader) -> None:
    sample = (PAGE.parent / "samples" / "henvisning.txt").read_bytes()
    for text, papers in ((sample.decode(), []), ("", [Letter("a.txt", sample)])):
        reading = read_referral(text, papers, reader=reader)
        assert (reading.referral, reading.missing, reading.problems) == (EXPECTED, (), ())


def test_the_three_samples_in_one_mail_agree(reader: PdfReader) -> None:
    names = ("henvisning.txt", "henvisning.pdf", "henvisning.json")
    papers = [Letter(name, (PAGE.parent / "samples" / name).read_bytes()) for name in names]
    reading = read_referral("", papers, reader=reader)
    assert (reading.referral, reading.problems) == (EXPECTED, ())
