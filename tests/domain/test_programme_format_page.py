"""The page about programme files names every key, deadline, choice and notice, and none that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from domain.ladders import MOMENTS, RUNG_NOTICES, SILENT
from domain.notices import READERS, RECIPIENTS
from domain.programme import Programme
from domain.timers import PAUSABLE, TimerKind
from tests.domain.test_programme_values import leaves
from tests.factory.playing import ROOT

PAGE = (ROOT / "docs" / "programme-format.md").read_text(encoding="utf-8")
LISTS = {
    "corps.targets",
    "grants.steps",
    "hours.categories",
    "log_book.observation_kinds",
    "deadlines.rungs",
    "goals.template",
    "follow_up.questions",
}


def rows(heading: str) -> list[list[str]]:
    """The cells of the tables under a heading."""
    section = re.split(r"^#+ ", PAGE.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line] for line in lines]


def first_cells(page: str) -> list[str]:
    """The first cell of every table row that begins with code."""
    return re.findall(r"^\| `([^`]+)` \|", page, flags=re.MULTILINE)


def choices(model: type[BaseModel]) -> Iterator[str]:
    """Every closed choice a programme file can make."""
    for field in model.model_fields.values():
        yield from _choices(field.annotation)


def _choices(annotation: Any) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and not get_args(annotation):
        yield from choices(annotation)
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _choices(part)


def test_every_key_is_on_the_page_and_no_other() -> None:
    documented = [cell for cell in first_cells(PAGE) if cell not in {*TimerKind, *RUNG_NOTICES}]
    assert sorted(documented) == sorted(set(leaves(Programme)) | LISTS)


def test_every_deadline_is_on_the_page_with_what_a_pause_does_to_it() -> None:
    table = {cells[0].strip("`"): cells for cells in rows("Fristerne")}
    assert list(table) == [kind.value for kind in TimerKind]
    for kind in TimerKind:
        assert table[kind.value][-1].startswith("står stille") is (kind in PAUSABLE), kind
        assert ("ingen trin" in " ".join(table[kind.value])) is (kind in SILENT)
        assert ("antallet er 0" in " ".join(table[kind.value])) is (kind in MOMENTS)


def test_every_notice_of_a_ladder_is_on_the_page_with_its_deadline_and_its_readers() -> None:
    table = {cells[0].strip("`"): cells for cells in rows("Beskederne på en stige")}
    assert list(table) == [notice.value for notice in RUNG_NOTICES]
    for notice, kind in RUNG_NOTICES.items():
        assert table[notice.value][1] == (f"`{kind.value}`" if kind else "alle frister med trin")
        assert set(re.findall(r"`(\w+)`", table[notice.value][2])) == READERS[notice]


def test_every_choice_is_on_the_page() -> None:
    code = set(re.findall(r"`([^`\n]+)`", PAGE))
    assert set(choices(Programme)) | RECIPIENTS <= code
