"""Fills the form as a caseworker does, and writes the sample that we ship: `python -m` this module."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdf

from adapters.documents.referral_form import referral_form
from adapters.referral_reading.fields import FIELDS, SPAN, Field
from domain.referral import Referral
from tests.adapters.referral_reading.whole_referral import EXPECTED

SAMPLE = Path(__file__).parents[3] / "docs" / "samples" / "henvisning.pdf"


def values_of(referral: Referral) -> dict[str, str]:
    """What is written in each field for `referral`; parts that it lacks stay empty."""
    values = {
        field.path: _written(field, _value(referral, field.path)) for field in FIELDS if field.path != SPAN
    }
    return {path: value for path, value in values.items() if value}


def filled_elsewhere(referral: Referral) -> bytes:
    """The blank form, filled by another program (pypdf) than the one that made it."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(referral_form())))
    boxes = {field.path for field in FIELDS if field.kind == "yes_no"}
    values = {path: f"/{text}" if path in boxes else text for path, text in values_of(referral).items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    filled = io.BytesIO()
    writer.write(filled)
    return filled.getvalue()


def _value(referral: Referral, path: str) -> object:
    value: object = referral
    for name in path.split("."):
        value = getattr(value, name, None)
    return value


def _written(field: Field, value: object) -> str:
    if value is False or value in (None, "", ()):
        return ""
    if value is True:
        return "Ja"
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return {"individual": "individuel", "workplace": "virksomhedsmentor"}.get(str(value), str(value))


if __name__ == "__main__":
    SAMPLE.write_bytes(referral_form(values_of(EXPECTED)))
