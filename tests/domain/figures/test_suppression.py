"""What is handed on tells of nobody: small counts are hidden, and nothing else gives them away."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures.suppression import Hidden, Told, suppressed

FEW, BESIDE = Hidden.FEW, Hidden.BESIDE
COUNTS = st.integers(0, 9)
TABLES = st.lists(st.lists(COUNTS, min_size=2, max_size=2), min_size=1, max_size=2)
LARGE = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 40), min_size=width, max_size=width), min_size=1, max_size=5
    )
)


def with_totals(grid: list[list[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in grid]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def could_be(told: Told, count: int) -> bool:
    """Whether a reader who sees `told` must reckon with `count`."""
    if told is FEW:
        return 1 <= count <= 4
    return told is BESIDE or told == count


def possible(told: list[list[Told]]) -> list[list[list[int]]]:
    """Every table of small enough counts that looks like this one."""
    height, width = len(told) - 1, len(told[0]) - 1
    choices = [
        [count for count in range(15) if could_be(told[row][column], count)]
        for row in range(height)
        for column in range(width)
    ]
    tables = (
        with_totals([list(cells[row * width : (row + 1) * width]) for row in range(height)])
        for cells in product(*choices)
    )
    return [
        table
        for table in tables
        if all(
            could_be(seen, count)
            for told_row, row in zip(told, table, strict=True)
            for seen, count in zip(told_row, row, strict=True)
        )
    ]


@pytest.mark.requirement("local.small_numbers")
@given(grid=TABLES)
def test_no_small_count_can_be_worked_out_from_what_is_told(grid: list[list[int]]) -> None:
    """Checked against every table that would have been shown alike."""
    told, counts = suppressed(grid), with_totals(grid)
    alike = possible(told)
    assert counts in alike
    for row, cells in enumerate(counts):
        for column, count in enumerate(cells):
            if 0 < count < 5:
                assert len({table[row][column] for table in alike}) > 1


@pytest.mark.requirement("local.small_numbers")
@given(grid=LARGE)
def test_what_is_told_is_true_and_small_counts_never_are(grid: list[list[int]]) -> None:
    for told_row, row in zip(suppressed(grid), with_totals(grid), strict=True):
        for told, count in zip(told_row, row, strict=True):
            assert not (told is FEW and not 0 < count < 5)
            assert isinstance(told, Hidden) if 0 < count < 5 else told in (count, BESIDE)


@pytest.mark.requirement("local.small_numbers")
@pytest.mark.parametrize(
    ("grid", "told"),
    [
        ([[12, 7]], [[12, 7, 19], [12, 7, 19]]),
        ([[0, 7]], [[0, 7, 7], [0, 7, 7]]),
        ([[3, 0]], [[FEW, 0, FEW], [FEW, 0, FEW]]),
        ([[3, 20, 9]], [[FEW, 20, BESIDE, 32], [FEW, 20, BESIDE, 32]]),
    ],
)
def test_a_small_count_takes_the_smallest_other_one_with_it(
    grid: list[list[int]], told: list[object]
) -> None:
    assert suppressed(grid) == told
