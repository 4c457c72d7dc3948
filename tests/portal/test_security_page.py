"""What the page for auditors says is tested is there to be looked at."""

from __future__ import annotations

import re

from tests.factory.playing import ROOT

PAGE = ROOT / "docs" / "security.md"


def test_every_test_and_page_that_it_names_exists() -> None:
    text = PAGE.read_text(encoding="utf-8")
    tests = set(re.findall(r"`(tests/[\w/]+\.py)`", text))
    pages = {f"docs/{name}" for name in re.findall(r"\]\(([\w/.-]+)\)", text)}
    assert len(tests) > 15
    assert [name for name in sorted(tests | pages) if not (ROOT / name).exists()] == []


def test_every_chapter_of_the_standard_is_answered() -> None:
    chapters = re.findall(r"^\| V(\d+) ", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert chapters == [str(number) for number in range(1, 18)]
