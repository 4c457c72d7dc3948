"""Texts for people: Danish dates and hours, nothing left out silently, nothing read as markup."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from jinja2 import Environment, UndefinedError

from adapters import templates
from tests.factory.playing import ROOT


def test_days_and_instants_are_written_as_danes_read_them() -> None:
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert templates.date_words(date(2026, 3, 2)) == "2. marts 2026"
    assert templates.day_words(late) == "mandag den 2. marts 2026"
    assert templates.time_words(late) == "kl. 00.30"


@pytest.mark.parametrize(
    ("hours", "words"), [("2.50", "2,5 timer"), ("1.00", "1 time"), ("0", "0 timer"), ("1200", "1.200 timer")]
)
def test_hours_have_a_decimal_comma(hours: str, words: str) -> None:
    assert templates.hours_words(Decimal(hours)) == words


@pytest.mark.parametrize(
    ("values", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_lists_are_joined_with_og(values: list[str], words: str) -> None:
    assert templates.listed(values) == words


def test_words_within_a_sentence_lose_their_last_full_stop_only() -> None:
    assert templates.phrase("Godt. Meget godt. ") == "Godt. Meget godt"
    assert templates.initial("mål æ") == "Mål æ"
    assert templates.counted(1, "gang", "gange") == "1 gang"
    assert templates.counted(0, "gang", "gange") == "0 gange"


def test_a_value_that_was_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        templates.render("notices/course_assigned/body.txt", {})


def test_every_template_can_be_compiled() -> None:
    environment = Environment(autoescape=True)
    environment.filters.update(templates._environment().filters)
    for path in templates.FOLDER.rglob("*.txt"):
        environment.parse(path.read_text(encoding="utf-8"))
    for path in templates.FOLDER.rglob("*.html"):
        environment.parse(path.read_text(encoding="utf-8"))


def test_all_kinds_of_template_files_ship_with_the_package() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    shipped = {
        f".{pattern.rpartition('.')[2]}" for pattern in settings["package-data"]["*"] if "**" in pattern
    }
    found = {path.suffix for path in templates.FOLDER.rglob("*") if path.is_file()}
    assert found - {".py", ".pyc"} <= shipped
    assert "templates*" in settings["packages"]["find"]["include"]
