"""A programme in words: every key is told, in Danish, and what is changed is told otherwise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from adapters.programmes import load_programme
from casework.programmes.comparing import differences
from casework.programmes.telling import tell_programme
from casework.programmes.words import CHOICES, HEADINGS, SENTENCES
from domain.programme import Programme
from domain.timers import TimerKind
from tests.domain.test_programme import put, viborg
from tests.domain.test_programme_format_page import choices
from tests.domain.test_programme_values import OF_LADDERS, OF_RUNGS, SIMPLE, leaves
from tests.factory.playing import ROOT, VIBORG

FILES = sorted((ROOT / "deployments" / "programmes").glob("*.toml"))


def changed(path: str, value: Any) -> Programme:
    data = viborg()
    put(path, value)(data)
    return Programme.model_validate(data)


def test_every_key_has_words_and_no_words_are_left_over() -> None:
    """A new key: write its sentence in casework/programmes/words."""
    keys = set(leaves(Programme)) - OF_LADDERS - OF_RUNGS
    lists = {key.rpartition(".")[0] for key in SENTENCES} & set(SENTENCES)
    assert keys | lists == set(SENTENCES)
    sections = {key.partition(".")[0] for key in leaves(Programme) if "." in key}
    assert set(HEADINGS) == {"", "task_rules", *sections}


def test_every_closed_choice_of_a_key_has_words() -> None:
    told = {code for words in CHOICES.values() for code in words}
    of_rungs = set(choices(Programme)) - told
    assert of_rungs == set(), "write the word in CHOICES"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_programme_reads_as_danish_sentences(path: Path) -> None:
    told = tell_programme(load_programme(path))
    for one in told:
        assert re.fullmatch(r" {0,3}[A-ZÆØÅ«].*\.", one.sentence), one
        words = re.sub(r" \[[a-z0-9_.-]+\]", "", one.sentence)  # what a file has, behind the words
        assert not re.search(r"\b(True|False|None|Decimal|datetime)\b|[{}\[\]]", words), one
    assert {one.heading for one in told} <= set(HEADINGS.values())


@pytest.mark.parametrize("path", sorted(SIMPLE))
def test_a_changed_key_is_the_one_difference(path: str) -> None:
    value = "2030-12-31" if path == "valid_to" else SIMPLE[path]
    (found,) = differences(VIBORG, changed(path, value))
    assert found.key == path
    assert found.before != found.after


@pytest.mark.parametrize(
    ("path", "value", "key", "before", "after"),
    [
        ("applies_to", "running", "applies_to", "beholder deres version", "også for løbende forløb"),
        ("grants.renewals", "in_force", "grants.renewals", "forløbet har", "der gælder, den dag"),
        ("grants.steps", [{"months": 6}], "grants.steps", "2) op til 3 måneder", "1) op til 6 måneder."),
        ("deadlines.follow_up.weeks", 3, "deadlines.follow_up", "2 uger", "3 uger"),
        ("deadlines.phase_out.weeks", -3, "deadlines.phase_out", "4 uger før bevillingens", "3 uger før"),
        (
            "deadlines.update.repeat_every",
            2,
            "deadlines.update.rungs",
            "1 arbejdsdag imellem",
            "2 arbejdsdage",
        ),
        (
            "deadlines.matching.rungs",
            [{"offset": -1, "at": "11:15:00", "notice": "reminder", "to": ["coordinator", "jobcentre"]}],
            "deadlines.matching.rungs",
            "på dagen påmindelse til mentorkoordinatoren",
            "1 arbejdsdag før kl. 11.15 påmindelse til mentorkoordinatoren og jobcenteret",
        ),
    ],
)
def test_a_difference_is_told_by_key_before_and_after(
    path: str, value: Any, key: str, before: str, after: str
) -> None:
    (found,) = differences(VIBORG, changed(path, value))
    assert found.key == key
    assert before in found.before
    assert after in found.after


def test_a_programme_does_not_differ_from_itself() -> None:
    assert differences(VIBORG, VIBORG) == ()


def test_every_deadline_is_told() -> None:
    keys = {one.key for one in tell_programme(VIBORG)}
    assert {f"deadlines.{kind}" for kind in TimerKind} <= keys
