"""A programme told to people: one Danish sentence for each key, so that nothing in the file stays unread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from adapters.documents.danish import decimal_comma
from adapters.templates import counted, date_words, initial, listed
from casework import names
from casework.programmes.words import CHOICES, HEADINGS, SENTENCES
from domain.explain import MONTHS
from domain.ladders import BEFORE_THE_END, Deadline, Rung
from domain.programme import Programme
from domain.timers import TimerKind, Unit

UNITS = {
    Unit.WORKING_DAYS: ("arbejdsdag", "arbejdsdage"),
    Unit.WEEKS: ("uge", "uger"),
    Unit.DAYS: ("dag", "dage"),
    Unit.MONTHS: ("måned", "måneder"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One key of a programme: its dotted name, the heading it stands under, and what it says in Danish."""

    key: str
    heading: str
    sentence: str


def tell_programme(programme: Programme) -> tuple[Told, ...]:
    """Every key in the order of the file. Raises KeyError for a key that has no words."""
    return tuple(_section(programme, "", HEADINGS[""]))


def _section(section: BaseModel, path: str, heading: str) -> Iterator[Told]:
    for name in type(section).model_fields:
        key, value = f"{path}{name}", getattr(section, name)
        if isinstance(value, BaseModel):
            yield from _section(value, f"{key}.", HEADINGS[key])
        elif key == "deadlines":
            yield from _deadlines(value, HEADINGS[key])
        elif isinstance(value, Mapping):
            yield from _table(key, value)
        else:
            yield Told(key, heading, _sentence(key, value))


def _table(key: str, table: Mapping[str, Any]) -> Iterator[Told]:
    """A table whose names are the programme's own, name by name."""
    for code, entry in table.items():
        told = _item(key, entry) if isinstance(entry, BaseModel) else entry
        yield Told(f"{key}.{code}", HEADINGS[key], str(SENTENCES[key]).format(told, code=code))


def _sentence(key: str, value: Any) -> str:
    words = SENTENCES[key]
    something, nothing = (words, words) if isinstance(words, str) else words
    return (something if value else nothing).format(_value(key, value))


def _value(key: str, value: Any) -> str:
    if isinstance(value, tuple):
        if any(isinstance(item, BaseModel) for item in value):
            return "; ".join(f"{number}) {_item(key, item)}" for number, item in enumerate(value, 1))
        return listed([_value(key, item) for item in value])
    if isinstance(value, date):
        return date_words(value)
    if isinstance(value, time):
        return f"kl. {value:%H.%M}"
    if isinstance(value, Decimal):
        return decimal_comma(value)
    return CHOICES.get(key, {}).get(str(value)) or _day_of_year(str(value))


def _item(key: str, item: BaseModel) -> str:
    """Its words, and behind them the code that a file has (in brackets: pages leave it out)."""
    told = [_sentence(f"{key}.{name}", getattr(item, name)) for name in type(item).model_fields]
    codes = [phrase for phrase in told if phrase.startswith("[")]
    words = ", ".join(phrase for phrase in told if phrase and phrase not in codes)
    return " ".join((words, *codes))


def _day_of_year(text: str) -> str:
    """`06-05` is `5. juni`; any other text is shown as it is."""
    month, dash, day = text.partition("-")
    is_day = dash and len(text) == len("MM-DD") and month.isdecimal() and day.isdecimal()
    return f"{int(day)}. {MONTHS[int(month) - 1]}" if is_day else text


def _deadlines(deadlines: Mapping[TimerKind, Deadline], heading: str) -> Iterator[Told]:
    for kind in TimerKind:
        deadline, duty = deadlines[kind], initial(names.DUTIES[kind])
        yield Told(f"deadlines.{kind}", heading, f"{duty}: {_amount(kind, deadline)}.")
        if deadline.rungs:
            yield Told(f"deadlines.{kind}.rungs", heading, f"   Stigen: {_ladder(deadline)}.")


def _amount(kind: TimerKind, deadline: Deadline) -> str:
    if deadline.amount == 0:
        return "samme dag"
    amount = counted(abs(deadline.amount), *UNITS[deadline.unit])
    if kind in BEFORE_THE_END:
        return f"{amount} før bevillingens slutdato"
    return amount


def _ladder(deadline: Deadline) -> str:
    steps = "; ".join(_rung(rung) for rung in deadline.rungs)
    if deadline.repeat_every is None:
        return steps
    every = counted(deadline.repeat_every, *UNITS[Unit.WORKING_DAYS])
    return f"{steps}; gentages med {every} imellem, til nogen handler"


def _rung(rung: Rung) -> str:
    day = "på dagen" if rung.offset == 0 else counted(abs(rung.offset), *UNITS[Unit.WORKING_DAYS])
    side = "" if rung.offset == 0 else (" efter" if rung.offset > 0 else " før")
    clock = f" kl. {rung.at:%H.%M}" if rung.at else ""
    return f"{day}{side}{clock} {names.NOTICES[rung.notice]} til {listed(names.recipients(rung.to))}"
