"""What a release stored is read for as long as courses are kept, and leads to the same course."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from domain.events import EVENT_TYPES
from domain.evolve import fold
from tests.domain.golden_files import FOLDER, Kept, courses, decided, line_of, state_of, write
from tests.factory.playing import ROOT

AGAIN = "a rule decides otherwise: if that is meant, delete the file and write it with golden_files"
RELEASES = sorted(FOLDER.glob("*.jsonl"))


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_the_events_of_a_release_lead_to_the_courses_they_led_to(path: Path) -> None:
    for lines, state in courses(path):
        assert state_of(fold(Kept.of_line(line).whole() for line in lines)) == state


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_an_erased_course_still_folds_to_the_same_snapshot(path: Path) -> None:
    for lines, state in courses(path):
        assert state_of(fold(Kept.of_line(line).neutral() for line in lines)) == state


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_an_event_of_todays_version_is_stored_as_it_was(path: Path) -> None:
    for lines, _ in courses(path):
        for line in lines:
            if line["version"] == EVENT_TYPES[line["type"]].version:
                assert line_of(Kept.of_line(line).whole()) == line


def test_the_first_release_has_every_type_of_event_in_its_first_version() -> None:
    lines = [line for events, _ in courses(FOLDER / "0.1.0.jsonl") for line in events]
    assert {(line["type"], line["version"]) for line in lines} >= {(name, 1) for name in EVENT_TYPES}


def test_the_release_in_the_making_stores_what_todays_rules_decide_word_for_word() -> None:
    release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    stored = (FOLDER / f"{release}.jsonl").read_text(encoding="utf-8").splitlines()
    made = list(decided())
    assert len(stored) == len(made), AGAIN
    for was, now in zip(stored, made, strict=True):
        assert json.loads(was) == json.loads(now), AGAIN


def test_a_golden_file_is_never_written_again() -> None:
    with pytest.raises(FileExistsError):
        write("0.1.0")
