"""What people type is read as they mean it, and nothing that nobody asked for is taken in."""

from __future__ import annotations

from typing import Any

import pytest

from portal.forms.posted import in_order, posted, without_row
from portal.forms.reading import UNKNOWN, Reading
from portal.forms.shape import shape_of


def read(command: str, **fields: str | tuple[str, ...]) -> dict[str, Any]:
    given = {name: (value,) if isinstance(value, str) else value for name, value in fields.items()}
    reading = Reading(in_order(given, shape_of(command)))
    whole = reading.whole(shape_of(command))
    assert not reading.problems
    return whole


@pytest.mark.parametrize(
    ("typed", "meant"), [("2,5", "2.5"), ("2.5", "2.5"), ("1.048,25", "1048.25"), ("32", "32"), ("to", "to")]
)
def test_hours_are_written_with_a_comma(typed: str, meant: str) -> None:
    assert read("ProposeExtension", hours=typed)["hours"] == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2.3.2026", "2026-03-02"),
        ("02/03-2026", "2026-03-02"),
        ("i går", "i går"),
    ],
)
def test_a_day_is_written_as_danes_write_it(typed: str, meant: str) -> None:
    assert read("RecordFirstMeeting", held_on=typed)["held_on"] == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("9", "09:00:00"), ("10.30", "10:30:00"), ("10:30", "10:30:00")]
)
def test_a_time_of_day_too(typed: str, meant: str) -> None:
    assert read("RecordMeeting", starts=typed)["starts"] == meant


def test_a_list_without_choices_is_one_on_each_line() -> None:
    assert read("SetFocusAreas", areas="Transport\n\n  Søvn ")["areas"] == ["Transport", "Søvn"]


def test_chosen_tasks_and_those_in_words_are_one_list() -> None:
    assert read("SignAgreement", tasks=("transport", "Noget andet"))["tasks"] == ["transport", "Noget andet"]


def test_rows_without_a_word_in_them_are_left_out() -> None:
    rows = {
        "goals.0.text": "",
        "goals.0.target_on": "",
        "goals.3.text": "Op",
        "goals.3.target_on": "2026-05-01",
    }
    assert read("AgreeGoals", **rows)["goals"] == [{"text": "Op", "target_on": "2026-05-01"}]


def test_a_goal_nobody_answered_for_says_nothing() -> None:
    rows = {"answers.0.goal": "g1", "answers.0.reached": "nej", "answers.1.goal": "g2"}
    assert read("RecordFollowUp", **rows)["answers"] == [{"goal": "g1", "reached": False}]


def test_a_row_is_taken_away() -> None:
    given = {"goals.0.text": ("A",), "goals.1.text": ("B",), "goals.2.text": ("C",)}
    kept = in_order(without_row(given, "goals.1"), shape_of("AgreeGoals"))
    assert kept == {"goals.0.text": ("A",), "goals.1.text": ("C",)}


def test_a_part_of_a_referral_with_nothing_in_it_is_missing() -> None:
    fields = {"referral.citizen.name": "Anna Lund", "referral.grant.mentor_form": "individual"}
    whole = read("CompleteReferral", **fields)
    assert whole == {"referral": {"citizen": {"name": "Anna Lund"}}}


def test_to_move_a_goal_up_is_told_apart_from_leaving_it() -> None:
    assert read("ReviseGoal", parent="(intet)")["parent"] == ""
    assert "parent" not in read("ReviseGoal", parent="")


@pytest.mark.parametrize("name", ["admin", "goals.0.id", "goals.9999.text", "held_on.hour", "goals.-1.text"])
def test_a_field_nobody_asked_for_is_refused(name: str) -> None:
    reading = Reading({name: ("x",)})
    reading.whole(shape_of("AgreeGoals"))
    assert reading.problems == [UNKNOWN]


def test_a_file_is_no_field_and_lines_end_as_everywhere() -> None:
    assert posted([("note", "a\r\nb"), ("note", "c"), ("fil", object())]) == {"note": ("a\nb", "c")}
