from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.documents.danish import decimal_comma
from adapters.referral_reading.values import (
    Unreadable,
    read_cpr,
    read_line,
    read_lines,
    read_mentor_form,
    read_months,
    read_phone,
    read_total_hours,
    read_weekly_hours,
    read_yes_no,
)


@pytest.mark.parametrize(
    "written", ["0101505678", "010150-5678", "010150 5678", "010150 - 5678", "010150–5678"]
)
def test_a_cpr_number_is_ten_digits(written: str) -> None:
    assert read_cpr(written) == "0101505678"


@pytest.mark.parametrize(
    "written", ["", "010150", "010150-567", "320150-5678", "011350-5678", "010150-5678 (mor)"]
)
def test_what_is_not_a_cpr_number_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        read_cpr(written)


@pytest.mark.parametrize(
    "written",
    [
        "2,5",
        "2.5",
        "2½",
        "2,50 timer",
        "2,5 timer/uge",
        "2,5 timer pr. uge",
        "2,5 t. om ugen",
        "2 ½ time ugentligt",
    ],
)
def test_weekly_hours_are_read(written: str) -> None:
    assert read_weekly_hours(written) == Decimal("2.5")


@pytest.mark.parametrize("written", ["48", "48 timer", "48,0 timer i alt", "48 t"])
def test_total_hours_are_read(written: str) -> None:
    assert read_total_hours(written) == Decimal(48)


@pytest.mark.parametrize(
    "written",
    ["", "timer", "2.30", "1.200", "2-3", "ca. 2", "-2", "2,555", "2 timer 30 min", "2,5½", "48 timer/uge"],
)
def test_uncertain_hours_are_not_guessed(written: str) -> None:
    with pytest.raises(Unreadable):
        read_total_hours(written)


def test_a_total_is_not_taken_for_hours_a_week() -> None:
    with pytest.raises(Unreadable):
        read_weekly_hours("32,5 timer i alt")


@given(st.decimals(min_value=Decimal("0.01"), max_value=9999, places=2))
def test_hours_written_with_a_comma_are_read_back(hours: Decimal) -> None:
    assert read_total_hours(f"{decimal_comma(hours, thousands=False)} timer") == hours


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Ja", True), ("ja.", True), ("X", True), ("☒", True), ("Nej", False), ("☐", False), ("Off", False)],
)
def test_yes_and_no_are_read(written: str, meant: bool) -> None:
    assert read_yes_no(written) is meant


@pytest.mark.parametrize("written", ["", "måske", "ja/nej", "ja, men kun delvist", "ikke oplyst"])
def test_an_answer_that_is_more_than_yes_or_no_is_not_guessed(written: str) -> None:
    with pytest.raises(Unreadable):
        read_yes_no(written)


@pytest.mark.parametrize(
    ("written", "months"), [("19", 19), ("19 måneder", 19), ("2 år", 24), ("1 år og 7 mdr.", 19)]
)
def test_months_are_counted(written: str, months: int) -> None:
    assert read_months(written) == months


@pytest.mark.parametrize("written", ["", "længe", "over et år", "1,5 år", "siden 2024"])
def test_uncertain_months_are_not_guessed(written: str) -> None:
    with pytest.raises(Unreadable):
        read_months(written)


def test_the_form_of_mentor_is_one_of_two() -> None:
    assert read_mentor_form("Individuel mentor") == "individual"
    assert read_mentor_form("virksomhedsmentor") == "workplace"
    with pytest.raises(Unreadable):
        read_mentor_form("begge")


def test_a_word_broken_after_its_hyphen_stays_one_word() -> None:
    assert read_line("Åse Ærø-\n  Østergaard") == "Åse Ærø-Østergaard"
    assert read_line("kontant-\nog uddannelseshjælp") == "kontant- og uddannelseshjælp"


def test_lists_have_items_by_bullet_or_semicolon() -> None:
    assert read_lines("• op om morgenen\n• bus\n  og tog") == ("op om morgenen", "bus og tog")
    assert read_lines("op; bus, tog ;") == ("op", "bus, tog")


@pytest.mark.parametrize(
    "written",
    [
        "20001042",
        "20 00 10 42",
        "2000 1042",
        "20-00-10-42",
        "20.00.10.42",
        "+45 20 00 10 42",
        "+4520001042",
        "(+45) 20001042",
        "0045 20 00 10 42",
        " 20 00\u00a010 42 ",
    ],
)
def test_a_danish_phone_number_is_the_same_however_it_is_grouped(written: str) -> None:
    assert read_phone(written) == "20 00 10 42"


def test_a_foreign_phone_number_keeps_its_country() -> None:
    assert read_phone("+46 (0)70 123 45 67") == read_phone("0046701234567") == "+46701234567"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ukendt",
        "2000104",
        "200010423",
        "4520001042",
        "+45 2000104",
        "20001042 / 20001043",
        "20001042 20001043",
        "20001042 (mor)",
        "٢٠٠٠١٠٤٢",
    ],
)
def test_a_phone_number_that_is_not_certain_is_not_guessed(written: str) -> None:
    with pytest.raises(Unreadable, match="telefonnummeret"):
        read_phone(written)


@given(st.from_regex(r"[2-9][0-9]{7}", fullmatch=True), st.sampled_from(["", "+45", "+45 ", "0045 "]))
def test_a_phone_number_that_was_read_is_read_the_same_again(number: str, country: str) -> None:
    read = read_phone(country + number)
    assert read.replace(" ", "") == number
    assert read_phone(read) == read


@pytest.mark.parametrize(
    "written", ["010150-5678", "010150 5678", "0101505678", "010150 - 5678", "010150–5678", " 010150-5678 "]
)
def test_a_cpr_number_is_the_same_however_it_is_parted(written: str) -> None:
    assert read_cpr(written) == "0101505678"


@pytest.mark.parametrize(
    "written", ["2,5 timer/uge", "2½ time", "2,5 timer om ugen", "2.5", "2,50 timer pr. uge", "2½ t/uge"]
)
def test_weekly_hours_are_the_same_however_they_are_written(written: str) -> None:
    assert read_weekly_hours(written) == Decimal("2.5")


@pytest.mark.parametrize("written", ["2-3 timer", "ca. 2 timer", "2:30", "2.30 timer", "2 timer og 30 min"])
def test_weekly_hours_that_are_not_certain_are_not_guessed(written: str) -> None:
    with pytest.raises(Unreadable, match="timetallet"):
        read_weekly_hours(written)
