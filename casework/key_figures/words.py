"""Key figures as people read them: with unit, what they rest on, and how they have changed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from adapters.documents.danish import decimal_comma
from casework.key_figures.definitions import Unit, Value

NOTHING = "–"
_UNITS = {
    Unit.PERCENT: ("%", "%"),
    Unit.DAYS: ("dag", "dage"),
    Unit.MINUTES: ("minut", "minutter"),
    Unit.HOURS: ("time", "timer"),
    Unit.NUMBER: ("", ""),
}
_STEP = {Unit.PERCENT: Decimal(1), Unit.NUMBER: Decimal(1)}
TENTH = Decimal("0.1")


def shown(value: Value, unit: Unit) -> str:
    """`85 %`, `3,5 dage`, `12`; a dash where there was nothing to count."""
    if value.number is None:
        return NOTHING
    return _with_unit(_rounded(value.number, unit), unit)


def rests_on(value: Value) -> str:
    """`af 40, 3 ukendte`; empty for a plain number, and where there was nothing to count."""
    of = f"af {value.of}" if value.of else ""
    unknown = f"{value.unknown} {'ukendt' if value.unknown == 1 else 'ukendte'}" if value.unknown else ""
    return ", ".join(part for part in (of, unknown) if part)


def changed(now: Value, before: Value, unit: Unit) -> str:
    """`5 procentpoint op`, `0,5 dage ned`, `uændret`; empty where one of them is not known."""
    if now.number is None or before.number is None:
        return ""
    difference = _rounded(now.number, unit) - _rounded(before.number, unit)
    if not difference:
        return "uændret"
    size = "procentpoint" if unit is Unit.PERCENT else ""
    amount = f"{decimal_comma(abs(difference))} {size}" if size else _with_unit(abs(difference), unit)
    return f"{amount} {'op' if difference > 0 else 'ned'}"


def _rounded(number: Decimal, unit: Unit) -> Decimal:
    return number.quantize(_STEP.get(unit, TENTH), ROUND_HALF_UP)


def _with_unit(number: Decimal, unit: Unit) -> str:
    one, many = _UNITS[unit]
    return f"{decimal_comma(number)} {one if number == 1 else many}".rstrip()
