"""Reads a referral that is typed into a page: the published form's fields, by the rules of the papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adapters.referral_reading.assembling import assembled
from adapters.referral_reading.fields import BY_PATH, SPAN, WITHDRAWN_ON, Field
from adapters.referral_reading.gathering import gathered
from adapters.referral_reading.labelled_text import Found
from domain.errors import InvalidInput, Problem
from domain.referral import Referral

TYPED: Mapping[str, Field] = {
    path: field for path, field in BY_PATH.items() if path not in {SPAN, WITHDRAWN_ON}
}
"""The fields of the page by path. A period is typed as two days; a consent is taken back elsewhere."""


def typed_referral(values: Mapping[str, str]) -> Referral:
    """The referral that was typed, by field path. A part where nothing stands is not there.

    Each line of a list is a point of its own. Raises InvalidInput naming every field that is wrong, missing
    or unknown, and no value.
    """
    odd = values.keys() - TYPED.keys()
    unknown = (Problem("formular", "har et ukendt felt", "hent siden igen"),) if odd else ()
    found = list(_filled(values))
    read = gathered(found, list(values.values()))
    referral, unusable = assembled(read, read.parts())
    problems = (*unknown, *read.problems, *unusable)
    if referral is None or problems:
        raise InvalidInput("Henvisningen", problems)
    return referral


def _filled(values: Mapping[str, str]) -> Iterable[Found]:
    for path, value in values.items():
        field = TYPED.get(path)
        if field is not None and value.strip():
            yield Found(field, ";".join(value.splitlines()) if field.kind == "lines" else value)
