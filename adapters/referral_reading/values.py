"""Reads the values people write: dates, hours, CPR numbers, yes and no. Unreadable is never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from adapters.documents.danish import MONTHS
from adapters.referral_reading.fields import ValueKind
from domain.referral import cpr_birth_date

_SHORTEST_MONTH = 3
_MONTHS_A_YEAR = 12
_FRACTIONS = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}
_WEEKLY = re.compile(r"(?:/|pr\.?|om|hver)\s*(?:ugen|uge)|ugentligt?", re.IGNORECASE)
_HOURS = re.compile(
    r"(?:(\d{1,5}(?:,\d{1,2}|\.\d)?)|(\d{0,5})\s?([¼½¾]))\s*(?:timer|time|t\.?)?", re.IGNORECASE
)
_BROKEN_WORD = re.compile(r"(?:(?<=/)|(?<=\S-))[ ]*\n\s*(?=\S)(?!(?:og|eller|samt)\b)")
_PHONE = re.compile(r"(?:(?:\+|00)45)?(?P<danish>\d{8})|(?:\+|00)(?!45)(?P<foreign>[1-9]\d{7,14})", re.ASCII)
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_WEEKDAY = re.compile(rf"({'|'.join(_WEEKDAYS)})[,.]?\s+")
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


class Unreadable(ValueError):
    """A value that cannot be read with certainty: what is wrong with it and what it should look like."""

    def __init__(self, wrong: str, cure: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.cure = cure


def read_value(kind: ValueKind, raw: str) -> object:
    """The value of `raw` for a field of that kind. Raises Unreadable rather than guess."""
    return _READERS[kind](raw)


def read_date(raw: str) -> date:
    """A day written as `01.03.2026`, `1/3-26`, `2026-03-01` or `1. marts 2026`, optionally with `den`.

    Two-digit years mean 2000–2099. A weekday before it must be that day's. Raises Unreadable for anything
    else, also a day that does not exist.
    """
    text = raw.strip().casefold()
    weekday = _WEEKDAY.match(text)
    day = _day(text[weekday.end() :] if weekday else text)
    if weekday and _WEEKDAYS[day.weekday()] != weekday[1]:
        raise Unreadable("datoen falder ikke på den ugedag, der står", "kontrollér dato og ugedag")
    return day


def _day(written: str) -> date:
    text = re.sub(r"^(?:den|d\.)\s+", "", written).rstrip(".")
    parts = _numeric_date(text) or _iso_date(text) or _worded_date(text)
    if parts is None:
        raise Unreadable("datoen kan ikke læses", "skriv dag.måned.år, for eksempel 01.03.2026")
    if not _FIRST_YEAR <= parts[0] <= _LAST_YEAR:
        raise Unreadable("datoens årstal kan ikke passe", "kontrollér årstallet")
    try:
        return date(*parts)
    except ValueError:
        raise Unreadable("datoen findes ikke", "kontrollér dag og måned") from None


def read_span(raw: str) -> tuple[date, date]:
    """Two days with `-`, `–` or `til` between them. Raises Unreadable."""
    halves = re.split(r"\s+(?:til(?:\s+og\s+med)?|[-–])\s+", re.sub(r"^fra\s+", "", raw.strip().casefold()))
    if len(halves) != 2:  # noqa: PLR2004 - a first and a last day
        raise Unreadable("perioden kan ikke læses", "skriv for eksempel 01.03.2026 – 31.05.2026")
    return read_date(halves[0]), read_date(halves[1])


def read_cpr(raw: str) -> str:
    """Ten digits, with or without a hyphen or space after the sixth. Raises Unreadable."""
    match = re.fullmatch(r"(\d{6})\s?[-–]?\s?(\d{4})", raw.strip())
    if match is None:
        raise Unreadable("CPR-nummeret kan ikke læses", "skriv ti cifre: dag, måned, år og løbenummer")
    cpr = match[1] + match[2]
    if cpr_birth_date(cpr) is None:
        raise Unreadable("CPR-nummeret begynder ikke med en dato", "kontrollér CPR-nummeret")
    return cpr


def read_phone(raw: str) -> str:
    """A Danish number as `12 34 56 78`, however it was grouped and with or without `+45`; a foreign one as
    `+` and its digits. Raises Unreadable for anything else, also for two numbers.
    """
    compact = re.sub(r"(?<=\d)[ .-](?=\d)|(?<=\d)\s*\(0\)\s*", "", " ".join(raw.split()))
    match = _PHONE.fullmatch(re.sub(r"^\((\+?\d+)\)\s?", r"\1", compact))
    if match is None:
        raise Unreadable("telefonnummeret kan ikke læses", "skriv ét nummer med otte cifre")
    if match["danish"]:
        return " ".join(re.findall("..", match["danish"]))
    return f"+{match['foreign']}"


def read_weekly_hours(raw: str) -> Decimal:
    """Hours a week: `2,5`, `2½ time` or `2,5 timer/uge`. Raises Unreadable, also for a total."""
    return _hours(_WEEKLY.sub("", raw), "skriv for eksempel 2,5 timer/uge")


def read_total_hours(raw: str) -> Decimal:
    """Hours in all: `48`, `48 timer` or `32,5 timer i alt`. Raises Unreadable, also for hours a week."""
    return _hours(re.sub(r"\bi alt\b", "", raw, flags=re.IGNORECASE), "skriv for eksempel 48 timer")


def read_yes_no(raw: str) -> bool:
    """`Ja` or `nej`, a ticked or empty box. Raises Unreadable for everything that says more than that."""
    text = raw.strip().rstrip(".").casefold()
    if text in {"ja", "yes", "on", "x", "[x]", "☒", "☑", "1", "true"}:
        return True
    if text in {"nej", "no", "off", "[ ]", "[]", "☐", "0", "false"}:
        return False
    raise Unreadable("svaret er hverken ja eller nej", "skriv kun ja eller nej")


def read_months(raw: str) -> int:
    """A whole number of months: `14`, `14 måneder`, `2 år`, `1 år og 2 måneder`. Raises Unreadable."""
    match = re.fullmatch(
        r"(?:(\d{1,2})\s*år)?(?:\s*(?:og|,)?\s*)?(?:(\d{1,3})\s*(?:måneder|måned|mdr\.?|md\.?)?)?",
        raw.strip().casefold(),
    )
    if match is None or match.groups() == (None, None):
        raise Unreadable("antal måneder kan ikke læses", "skriv et helt tal, for eksempel 14 måneder")
    return int(match[1] or 0) * _MONTHS_A_YEAR + int(match[2] or 0)


def read_mentor_form(raw: str) -> str:
    """Whether the mentor is the citizen's own or works at the workplace. Raises Unreadable."""
    text = raw.strip().rstrip(".").casefold()
    if text in {"individuel", "individuel mentor", "ekstern", "ekstern mentor", "individual"}:
        return "individual"
    if text in {"virksomhedsmentor", "mentor på arbejdspladsen", "intern", "intern mentor", "workplace"}:
        return "workplace"
    raise Unreadable("mentorformen kan ikke læses", "skriv individuel eller virksomhedsmentor")


def read_line(raw: str) -> str:
    """The text on one line, with single spaces. What a line end broke after its hyphen or slash is joined."""
    return " ".join(_BROKEN_WORD.sub("", raw).split())


def read_lines(raw: str) -> tuple[str, ...]:
    """A list: one item per bullet or between semicolons; a line without a bullet goes on with its item."""
    text = re.sub(r"(?:^|\n)\s*[-–•*]\s+", ";", raw)
    return tuple(item for item in (read_line(part) for part in text.split(";")) if item)


def _numeric_date(text: str) -> tuple[int, int, int] | None:
    match = re.fullmatch(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./ -]\s?(\d{4}|\d{2})", text)
    return (_year(match[3]), int(match[2]), int(match[1])) if match else None


def _iso_date(text: str) -> tuple[int, int, int] | None:
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def _worded_date(text: str) -> tuple[int, int, int] | None:
    match = re.fullmatch(r"(\d{1,2})\.?\s*([a-zæøå]+)\.?\s+(\d{4}|\d{2})", text)
    if match is None or len(match[2]) < _SHORTEST_MONTH:
        return None
    months = [number for number, name in enumerate(MONTHS, 1) if name.startswith(match[2])]
    return (_year(match[3]), months[0], int(match[1])) if len(months) == 1 else None


def _year(digits: str) -> int:
    return int(digits) if len(digits) > 2 else 2000 + int(digits)  # noqa: PLR2004 - 26 is 2026


def _hours(raw: str, cure: str) -> Decimal:
    """A point with two digits (`2.30`) may be minutes or decimals, so it is not read."""
    match = _HOURS.fullmatch(raw.strip())
    if match is None:
        raise Unreadable("timetallet kan ikke læses", cure)
    if match[1]:
        return Decimal(match[1].replace(",", "."))
    return Decimal(match[2] or 0) + _FRACTIONS[match[3]]


_READERS: dict[ValueKind, Callable[[str], object]] = {
    "cpr": read_cpr,
    "phone": read_phone,
    "date": read_date,
    "span": read_span,
    "weekly_hours": read_weekly_hours,
    "total_hours": read_total_hours,
    "yes_no": read_yes_no,
    "months": read_months,
    "mentor_form": read_mentor_form,
    "line": read_line,
    "text": read_line,
    "lines": read_lines,
}
