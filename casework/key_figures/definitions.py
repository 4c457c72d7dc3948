"""The key figures: what each is called, what counts in it and what does not, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from casework.key_figures.sums import Sums
from domain.figures.lines import (
    BACK,
    COMPLETED,
    LATE,
    LOST_CONTACT,
    MISSED,
    MOVED,
    ON_TIME,
    STOOD,
    STOPPED,
    UNKNOWN,
    UNTOLD,
    Kind,
)

ZERO = Decimal(0)


class Unit(StrEnum):
    """What a figure is told in."""

    PERCENT = "percent"
    DAYS = "days"
    MINUTES = "minutes"
    HOURS = "hours"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Value:
    """A figure of a period, None where there was nothing to count; `of` says how many it rests on."""

    number: Decimal | None
    of: int | None = None
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Definition:
    """One key figure. `counts` and `source` are Danish sentences for its reader."""

    key: str
    name: str
    unit: Unit
    counts: str
    source: str
    value: Callable[[Sums], Value]


def _share(met: int, of: int, unknown: int = 0) -> Value:
    return Value(Decimal(100 * met) / of if of else None, of, unknown)


def _contact_days(sums: Sums) -> Value:
    return Value(sums.median(Kind.CONTACT_DAYS), sums.count(Kind.CONTACT_DAYS))


def _contact(sums: Sums) -> Value:
    return _share(sums.count(Kind.CONTACT, ON_TIME), sums.count(Kind.CONTACT))


def _follow_up(sums: Sums) -> Value:
    return _share(sums.count(Kind.FOLLOW_UP, ON_TIME), sums.count(Kind.FOLLOW_UP, ON_TIME, LATE, MISSED))


def _minutes(sums: Sums) -> Value:
    untold = sums.count(Kind.DEVIATION, UNTOLD)
    return Value(sums.median(Kind.DEVIATION), sums.count(Kind.DEVIATION) - untold, untold)


def _at_once(sums: Sums) -> Value:
    untold = sums.count(Kind.DEVIATION, UNTOLD)
    return _share(sums.count(Kind.DEVIATION, "0"), sums.count(Kind.DEVIATION) - untold, untold)


def _goals(sums: Sums) -> Value:
    compared = sums.count(Kind.GOAL, MOVED, STOOD, BACK)
    return _share(sums.count(Kind.GOAL, MOVED), compared, sums.count(Kind.GOAL, UNKNOWN))


def _retention(sums: Sums) -> Value:
    return _share(sums.count(Kind.ENDED, COMPLETED), sums.count(Kind.ENDED, COMPLETED, STOPPED, LOST_CONTACT))


def _usage(sums: Sums) -> Value:
    granted, used = sums.hours(Kind.ENDED_GRANTED), sums.hours(Kind.ENDED_USED)
    return Value(100 * used / granted if granted else None)


def _number(kind: Kind) -> Callable[[Sums], Value]:
    return lambda sums: Value(Decimal(sums.count(kind)))


def _hours(kind: Kind) -> Callable[[Sums], Value]:
    return lambda sums: Value(sums.hours(kind))


U = Unit
DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "contact_days",
        "Tid til første kontakt",
        U.DAYS,
        "Arbejdsdage fra henvisningen kom, til borgeren blev truffet første gang i perioden: den midterste "
        "værdi (medianen). Forgæves forsøg er ikke en kontakt. Borgere, der endnu ikke er truffet, er ikke "
        "med; de står på forløbslisten som forsinkede.",
        "S2: leverandøren kontakter borgeren",
        _contact_days,
    ),
    Definition(
        "contact",
        "Første kontakt inden for fristen",
        U.PERCENT,
        "Af de borgere, der blev truffet første gang i perioden: truffet senest den dag, programmet kræver.",
        "lokal frist, sat i programmet",
        _contact,
    ),
    Definition(
        "follow_up",
        "Opfølgninger til tiden",
        U.PERCENT,
        "Af de opfølgninger, der skulle holdes i perioden: holdt senest på dagen. Det er mødedagen, der "
        "tæller, ikke hvornår den blev skrevet ind. Opfølgninger, der ikke er holdt, tæller som ikke "
        "til tiden. En pause flytter dagen.",
        "S0: løbende opfølgning; lokal frist",
        _follow_up,
    ),
    Definition(
        "deviations",
        "Fravigelser",
        U.NUMBER,
        "Fravigelser meldt i perioden. En, der er trukket tilbage som en fejl, er ikke med. Underretninger "
        "om børn og mistanke om strafbare forhold indgår ikke i noget tal her.",
        "S0: fravigelser meldes straks",
        _number(Kind.DEVIATION),
    ),
    Definition(
        "minutes",
        "Tid til besked om en fravigelse",
        U.MINUTES,
        "Hele minutter fra fravigelsen blev meldt, til jobcenterets mailserver tog imod beskeden: den "
        "midterste værdi (medianen). De, der ikke er leveret endnu, er ukendte.",
        "S0: straks",
        _minutes,
    ),
    Definition(
        "at_once",
        "Besked inden for ét minut",
        U.PERCENT,
        "Af de fravigelser, som jobcenteret har fået besked om: leveret, før der var gået et minut.",
        "S0: straks",
        _at_once,
    ),
    Definition(
        "goals",
        "Mål i fremgang",
        U.PERCENT,
        "Af de mål, der blev fulgt op på i perioden og kan sammenlignes med gangen før: nået eller højere på "
        "skalaen. Et mål tæller én gang for hver opfølgning. Første gang, og hvor der ikke er noget at "
        "sammenligne med, er ukendt. Mål, der er nået før eller opgivet, er ikke med.",
        "S0: er målet nået? S3: fremgang i delmål",
        _goals,
    ),
    Definition(
        "retention",
        "Fastholdelse: gennemførte forløb",
        U.PERCENT,
        "Af de forløb, der sluttede i perioden: støtten blev ikke stoppet før tid, og kontakten gik ikke "
        "tabt. Forløb, der blev afbrudt, før støtten begyndte, er ikke med. Et forløb, der er åbnet igen, "
        "er ikke sluttet.",
        "S3: korpsets mål om fastholdelse",
        _retention,
    ),
    Definition(
        "used",
        "Brugte timer",
        U.HOURS,
        "Timer i logbogen for møder i perioden, efter rettelser. Mentors egen transport og andre timer ved "
        "siden af bevillingen er ikke med.",
        "S3: timer pr. borger og mentor",
        _hours(Kind.USED),
    ),
    Definition(
        "granted",
        "Bevilgede timer",
        U.HOURS,
        "Timer i de bevillingsperioder, der begynder i perioden, hver med alle sine timer. Tallet skal "
        "derfor ikke sættes op mod de brugte timer måned for måned.",
        "S1: bevillinger på op til tre måneder",
        _hours(Kind.GRANTED),
    ),
    Definition(
        "usage",
        "Udnyttelse af bevillingen",
        U.PERCENT,
        "Brugte timer af bevilgede over hele forløbet, for de forløb, der sluttede i perioden.",
        "S3: dokumenterede timer",
        _usage,
    ),
    Definition(
        "received",
        "Nye forløb",
        U.NUMBER,
        "Henvisninger modtaget i perioden, også dem, der mangler dele eller senere bliver afbrudt.",
        "S2: henvisningen",
        _number(Kind.RECEIVED),
    ),
    Definition(
        "ended",
        "Sluttede forløb",
        U.NUMBER,
        "Forløb, der sluttede i perioden, uanset hvordan.",
        "S0: den afsluttende rapport",
        _number(Kind.ENDED),
    ),
    Definition(
        "running",
        "Forløb ved periodens slutning",
        U.NUMBER,
        "Forløb, der var modtaget og ikke sluttet, da perioden var slut.",
        "lokalt tal",
        lambda sums: Value(Decimal(sums.running)),
    ),
)
BY_KEY = {definition.key: definition for definition in DEFINITIONS}
ENDING_NAMES = {
    "completed": "Gennemført",
    "stopped": "Stoppet før tid",
    "lost_contact": "Kontakten gik tabt",
    "never_begun": "Afbrudt, før støtten begyndte",
}
