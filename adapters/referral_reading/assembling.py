"""Builds the domain's referral from the gathered values and names what a part still lacks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from adapters.referral_reading.fields import BY_PATH, FIELDS, PART_NAMES, PARTS, Part
from adapters.referral_reading.gathering import Gathered
from domain.errors import Problem
from domain.referral import Citizen, ConsentPart, GrantPart, JobPlanPart, Referral

_CITIZEN = TypeAdapter(Citizen)
_REFERRAL = TypeAdapter(Referral)
_PARTS: dict[Part, TypeAdapter[Any]] = {
    "grant": TypeAdapter(GrantPart),
    "job_plan": TypeAdapter(JobPlanPart),
    "consent": TypeAdapter(ConsentPart),
}
_ORDERED_DAYS = (
    ("grant.starts_on", "grant.ends_on"),
    ("consent.given_on", "consent.expires_on"),
    ("consent.given_on", "consent.withdrawn_on"),
)


def assembled(gathered: Gathered, present: Collection[str]) -> tuple[Referral | None, tuple[Problem, ...]]:
    """The referral (None without a certain citizen), and the problems found while building it."""
    problems = [*_lacking(gathered, present), *_reversed_days(gathered.values)]
    spoilt = {problem.field for problem in (*gathered.problems, *problems)}
    citizen = _built(_CITIZEN, "citizen", gathered.values, spoilt, problems)
    parts = {
        part: _built(_PARTS[part], part, gathered.values, spoilt, problems)
        for part in PARTS
        if part in present
    }
    if citizen is None:
        return None, tuple(problems)
    own = {path: value for path, value in gathered.values.items() if "." not in path}
    return _referral(own | {"citizen": citizen} | parts, problems), tuple(problems)


def _lacking(gathered: Gathered, present: Collection[str]) -> list[Problem]:
    known = set(gathered.values) | {problem.field for problem in gathered.problems}
    return [
        Problem(field.path, "mangler", f"skriv »{field.labels[0]}: …« i {_paper(field.part)}")
        for field in FIELDS
        if field.required and field.path not in known and (field.part is None or field.part in present)
    ]


def _paper(part: Part | None) -> str:
    return f"delen {PART_NAMES[part]}" if part else "henvisningen"


def _reversed_days(values: dict[str, object]) -> list[Problem]:
    problems = []
    for first, last in _ORDERED_DAYS:
        starts, ends = values.get(first), values.get(last)
        if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
            cure = f"kontrollér »{BY_PATH[first].labels[0]}» og «{BY_PATH[last].labels[0]}«"
            problems.append(Problem(last, "slutter før den begynder", cure))
    return problems


def _built(
    adapter: TypeAdapter[Any],
    head: str,
    values: dict[str, object],
    spoilt: Collection[str],
    problems: list[Problem],
) -> Any:
    """The part made of the values under `head`, or None where one of them is a problem."""
    prefix = f"{head}."
    own = {path.removeprefix(prefix): value for path, value in values.items() if path.startswith(prefix)}
    try:
        built = adapter.validate_python(own)
    except ValidationError as error:
        problems.extend(_unfit(prefix, error))
        return None
    return None if any(path.startswith(prefix) for path in spoilt) else built


def _referral(values: dict[str, object], problems: list[Problem]) -> Referral | None:
    try:
        return _REFERRAL.validate_python(values)
    except ValidationError as error:
        unfit = _unfit("", error)
        problems.extend(unfit)
        heads = {problem.field.partition(".")[0] for problem in unfit}
        return _REFERRAL.validate_python({key: value for key, value in values.items() if key not in heads})


def _unfit(prefix: str, error: ValidationError) -> list[Problem]:
    """What the domain does not accept, without the value that pydantic would quote.

    What is missing is told by `_lacking`.
    """
    paths = dict.fromkeys(
        f"{prefix}{fault['loc'][0]}"
        for fault in error.errors(include_input=False)
        if fault["type"] != "missing"
    )
    wrong = "er for lang eller uden for det tilladte"
    return [Problem(path, wrong, f"»{_label(path)}«: skriv den kortere eller ret den") for path in paths]


def _label(path: str) -> str:
    return BY_PATH[path].labels[0] if path in BY_PATH else path
