"""Charts as SVG of our own: few marks, each with its number; what they show stands as a table beside them.

Drawn 360 units wide, the width of a phone, so that their text is never smaller than the page's. Colours come
from the stylesheet, so they follow light and dark and print; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import ceil, log10

from markupsafe import Markup

WIDTH = 360
BAR_ROW, BAR_HEIGHT = 44, 14
PLOT_TOP, PLOT_BOTTOM, PLOT_LEFT, PLOT_RIGHT = 14, 170, 40, 350
LEGEND_ROW = 22
GRID = 2
"""Lines above the ground line."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length, and the number as people read it."""

    name: str
    number: Decimal | int
    text: str


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its name and its numbers, None where there was nothing to count."""

    name: str
    numbers: Sequence[Decimal | None]


def bars(key: str, title: str, described: str, shown: Sequence[Bar]) -> Markup:
    """Bars below each other, each under its name with its number; `key` tells charts of a page apart."""
    longest = max((bar.number for bar in shown), default=0)
    parts = [_bar(row, bar, float(bar.number) / float(longest or 1)) for row, bar in enumerate(shown)]
    return _picture(key, title, described, BAR_ROW * len(shown), parts)


def lines(
    key: str, title: str, described: str, names: Sequence[str], series: Sequence[Series], most: int = 0
) -> Markup:
    """Lines over time, told apart by their dashes and marks; `names` are those of the points in time. The
    upper edge is `most`, or what the numbers need.
    """
    numbers = [float(one) for line in series for one in line.numbers if one is not None]
    highest = most or _round_up(max(numbers, default=0))
    parts = [
        *_grid(highest),
        *(_name(place, name) for place, name in _spread(names)),
        *(part for number, line in enumerate(series) for part in _line(number, line, highest)),
        *(_legend(number, line.name) for number, line in enumerate(series)),
    ]
    return _picture(key, title, described, PLOT_BOTTOM + 30 + LEGEND_ROW * len(series), parts)


def _picture(key: str, title: str, described: str, height: int, parts: Sequence[Markup]) -> Markup:
    return Markup(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-navn {}-hvad">'
        '<title id="{}-navn">{}</title><desc id="{}-hvad">{}</desc>{}</svg>'
    ).format(WIDTH, height, key, key, key, title, key, described, Markup("").join(parts))


def _bar(row: int, bar: Bar, share: float) -> Markup:
    top = row * BAR_ROW
    return Markup(
        '<text x="0" y="{}">{}</text><text x="{}" y="{}" class="chart-number">{}</text>'
        '<rect x="0" y="{}" width="{}" height="{}" class="chart-rail"/>'
        '<rect x="0" y="{}" width="{}" height="{}" class="chart-bar"/>'
    ).format(
        top + 15,
        bar.name,
        WIDTH,
        top + 15,
        bar.text,
        top + 21,
        WIDTH,
        BAR_HEIGHT,
        top + 21,
        _units(share * WIDTH),
        BAR_HEIGHT,
    )


def _grid(highest: float) -> Iterator[Markup]:
    for step in range(GRID + 1):
        value = highest * step / GRID
        y = _y(value, highest)
        yield Markup('<line x1="{}" x2="{}" y1="{}" y2="{}" class="chart-grid"/>').format(
            PLOT_LEFT, PLOT_RIGHT, y, y
        )
        yield Markup('<text x="{}" y="{}" class="chart-number">{}</text>').format(
            PLOT_LEFT - 6, y + 4, f"{value:g}".replace(".", ",")
        )


def _spread(names: Sequence[str]) -> Iterator[tuple[float, str]]:
    """Every second name, counted from the last one: there is no room for all."""
    for number, name in enumerate(names):
        if (len(names) - 1 - number) % 2 == 0:
            yield _x(number, len(names)), name


def _name(place: float, name: str) -> Markup:
    return Markup('<text x="{}" y="{}" class="chart-name">{}</text>').format(
        _units(place), PLOT_BOTTOM + 18, name
    )


def _line(number: int, line: Series, highest: float) -> Iterator[Markup]:
    points = [
        None if value is None else (_x(place, len(line.numbers)), _y(float(value), highest))
        for place, value in enumerate(line.numbers)
    ]
    for start, end in pairwise(points):
        if start and end:
            yield Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="chart-line chart-line-{}"/>').format(
                *map(_units, (*start, *end)), number
            )
    yield from (_mark(number, *point) for point in points if point)


def _mark(number: int, x: float, y: float) -> Markup:
    """A dot on the first line, a square on the second."""
    if number == 0:
        return Markup('<circle cx="{}" cy="{}" r="4" class="chart-mark"/>').format(_units(x), _units(y))
    return Markup('<rect x="{}" y="{}" width="8" height="8" class="chart-mark chart-mark-open"/>').format(
        _units(x - 4), _units(y - 4)
    )


def _legend(number: int, name: str) -> Markup:
    y = PLOT_BOTTOM + 40 + number * LEGEND_ROW
    line = Markup('<line x1="{}" x2="{}" y1="{}" y2="{}" class="chart-line chart-line-{}"/>').format(
        PLOT_LEFT, PLOT_LEFT + 36, y - 4, y - 4, number
    )
    words = Markup('<text x="{}" y="{}">{}</text>').format(PLOT_LEFT + 46, y, name)
    return line + _mark(number, PLOT_LEFT + 18, y - 4) + words


def _x(place: int, count: int) -> float:
    middle = (PLOT_RIGHT - PLOT_LEFT) / max(count, 1)
    return PLOT_LEFT + middle * (place + 0.5)


def _y(value: float, highest: float) -> float:
    return PLOT_BOTTOM - (PLOT_BOTTOM - PLOT_TOP) * value / highest


def _round_up(highest: float) -> float:
    """The next of 1, 2, 4, 5, 10 times a power of ten; 1 for nothing."""
    if highest <= 0:
        return 1
    power = 10.0 ** (ceil(log10(highest)) - 1)
    return next(step * power for step in (1, 2, 4, 5, 10, 20) if step * power >= highest)


def _units(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
