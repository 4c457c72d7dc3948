"""The table of requirements says what the tests say."""

from __future__ import annotations

from tests.factory.playing import ROOT
from tests.requirements.table import page, row_names, shown_by


def test_the_page_is_the_one_the_tests_make() -> None:
    committed = (ROOT / "docs" / "requirements.md").read_text(encoding="utf-8")
    assert committed == page(), "run: python -m tests.requirements.table > docs/requirements.md"


def test_a_test_names_only_rows_that_there_are() -> None:
    assert set(shown_by()) <= set(row_names())


def test_a_page_that_promises_a_row_says_when_nothing_shows_it() -> None:
    lacking = [row for row in row_names() if row not in shown_by()]
    assert page().count("*not shown yet*") == len(lacking)
