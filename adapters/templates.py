"""Texts from `templates/`, filled in with Jinja2: a value that is missing is an error, HTML is escaped."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from adapters.documents.danish import decimal_comma
from adapters.documents.statements import numbers
from domain.calendar import local
from domain.explain import danish_date

FOLDER = Path(__file__).resolve().parents[1] / "templates"

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Control characters and direction marks: they could make a text read differently from what it says."""

_INDENT = "  "


def render(name: str, values: Mapping[str, object]) -> str:
    """Fill in `templates/<name>`. Raises jinja2.UndefinedError if the text asks for a value not given."""
    return _environment().get_template(name).render(values).strip()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        finalize=_visible,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        date=date_words,
        day=day_words,
        time=time_words,
        hours=hours_words,
        amount=decimal_comma,
        listed=listed,
        indented=indented,
        phrase=phrase,
        counted=counted,
        initial=initial,
        numbers=numbers,
    )
    return environment


def _visible(value: object) -> object:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _INVISIBLE.sub("", value.replace("\r\n", "\n"))


def date_words(value: date) -> str:
    """`2. marts 2026`; an instant is shown as the Danish day it falls on."""
    return danish_date(_day(value))


def day_words(value: date) -> str:
    """`mandag den 2. marts 2026`; an instant is shown as the Danish day it falls on."""
    return danish_date(_day(value), weekday=True)


def time_words(value: datetime) -> str:
    """`kl. 10.20`: a UTC instant as Danish clocks show it."""
    return f"kl. {local(value):%H.%M}"


def hours_words(value: Decimal) -> str:
    """`2,5 timer`, `1 time`."""
    return f"{decimal_comma(value)} {'time' if value == 1 else 'timer'}"


def listed(values: Sequence[str], word: str = "og") -> str:
    """`a`, `a og b`, `a, b og c`."""
    if len(values) <= 1:
        return "".join(values)
    return f"{', '.join(values[:-1])} {word} {values[-1]}"


def indented(text: str) -> str:
    """Somebody's own words, set in from the rest of a plain text, line by line."""
    return textwrap.indent(text, _INDENT)


def phrase(text: str) -> str:
    """Somebody's own words, fit to stand within a sentence: without the last full stop."""
    return text.strip().removesuffix(".")


def counted(number: int, one: str, many: str) -> str:
    """`1 gang`, `3 gange`."""
    return f"{number} {one if number == 1 else many}"


def initial(text: str) -> str:
    """The text with a capital first letter; the rest is left as it is."""
    return text[:1].upper() + text[1:]


def _day(value: date) -> date:
    return local(value).date() if isinstance(value, datetime) else value
