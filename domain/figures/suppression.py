"""What may leave the office of a table of counts: no cell about fewer than five, nor what gives one away.

The table's rows and columns have totals, so a single hidden cell could be worked out from the others.
Therefore more is hidden, the smallest first, until nobody who adds and subtracts along rows and columns can
tell a small count; totals are hidden like any other cell where nothing else is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from domain.corps.measures import SMALLEST

Grid = Sequence[Sequence[int]]
Place = tuple[int, int]
Line = list[Place]
"""The cells of a row or column, their total last."""
Range = tuple[float, float]


class Hidden(StrEnum):
    """Why a cell is not told: it is about one to four, or it would give such a one away."""

    FEW = "<5"
    BESIDE = "skjult"


Told = int | Hidden
_KNOWN: dict[Hidden, Range] = {Hidden.FEW: (1, SMALLEST - 1), Hidden.BESIDE: (0, float("inf"))}
"""What a reader knows of a cell that is hidden."""


def suppressed(grid: Grid) -> list[list[Told]]:
    """The table with a last column and a last row of totals, with what may not be told hidden.

    `grid` has at least one row and one column of counts that are not negative. A table of one row or one
    column is its own total: what is hidden in the one is hidden in the other.
    """
    counts = _with_totals(grid)
    told: dict[Place, Told] = {
        (row, column): Hidden.FEW if _is_small(count) else count
        for row, cells in enumerate(counts)
        for column, count in enumerate(cells)
    }
    lines = _lines(grid)
    while (line := _given_away(counts, told, lines)) is not None:
        told[_to_hide(counts, told, line)] = Hidden.BESIDE
    return _with_copies(grid, told)


def _is_small(count: int) -> bool:
    return 0 < count < SMALLEST


def _with_totals(grid: Grid) -> list[list[int]]:
    rows = [[*row, sum(row)] if len(row) > 1 else list(row) for row in grid]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]] if len(rows) > 1 else rows


def _with_copies(grid: Grid, told: dict[Place, Told]) -> list[list[Told]]:
    """The told cells as a table in which a single row or column stands as its own total too."""
    last_row, last_column = max(told)
    down, across = range(len(grid) + 1), range(len(grid[0]) + 1)
    return [[told[min(row, last_row), min(column, last_column)] for column in across] for row in down]


def _lines(grid: Grid) -> list[Line]:
    """Every row and every column that has a total beside its only cell."""
    height, width = len(grid), len(grid[0])
    down, across = range(height + (height > 1)), range(width + (width > 1))
    rows = [[(row, column) for column in across] for row in down] if width > 1 else []
    columns = [[(row, column) for row in down] for column in across] if height > 1 else []
    return [*rows, *columns]


def _given_away(counts: Grid, told: dict[Place, Told], lines: list[Line]) -> Line | None:
    """A line by which a hidden small count can be worked out, that count's place first; None if none is."""
    known: dict[Place, Range] = {
        place: _KNOWN[value] if isinstance(value, Hidden) else (value, value) for place, value in told.items()
    }
    changed = True
    while changed:
        changed = False
        for line in lines:
            for place, narrower in _narrowed(known, line):
                if narrower == known[place]:
                    continue
                known[place], changed = narrower, True
                if narrower[0] == narrower[1] and _is_small(counts[place[0]][place[1]]):
                    return [place, *(other for other in line if other != place)]
    return None


def _narrowed(known: dict[Place, Range], line: Line) -> Iterator[tuple[Place, Range]]:
    """What the line says of each of its cells: its parts make up its total."""
    *parts, total = line
    least, most = (sum(known[part][end] for part in parts) for end in (0, 1))
    yield total, _both(known[total], (least, most))
    for part in parts:
        others = [known[other] for other in parts if other != part]
        at_least = known[total][0] - sum(highest for _, highest in others)
        at_most = known[total][1] - sum(lowest for lowest, _ in others)
        yield part, _both(known[part], (at_least, at_most))


def _both(one: Range, other: Range) -> Range:
    return max(one[0], other[0]), min(one[1], other[1])


def _to_hide(counts: Grid, told: dict[Place, Told], line: Line) -> Place:
    """The cell of that line to hide beside its first one: no total if it can be helped, one that other hidden
    ones already stand with, the smallest; where all are hidden, one that says `<5`.
    """
    hidden = [place for place, value in told.items() if isinstance(value, Hidden) and place not in line]
    last_row, last_column = max(told)

    def cost(place: Place) -> tuple[bool, bool, int, Place]:
        row, column = place
        is_total = row == last_row > 0 or column == last_column > 0
        alone = not any(other[0] == row or other[1] == column for other in hidden)
        return is_total, alone, counts[row][column], place

    shown = [place for place in line if not isinstance(told[place], Hidden) and told[place]]
    few = [place for place in line if told[place] is Hidden.FEW]
    return min(shown or few or [place for place in told if told[place] is not Hidden.BESIDE], key=cost)
