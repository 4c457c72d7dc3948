"""A table can be read on a narrow screen, and a number in it copied."""

from __future__ import annotations

import pytest

from deployments.printing import show_rows

HEADINGS = {"id": "Mail", "why": "Grund", "by": "Afgjort af", "ref": "Sag"}
ROWS = [
    {"id": "P-2026-0006", "why": "noget langt " * 20, "by": "", "ref": "M-2026-0001"},
    {"id": "P-2026-0007", "why": "kort", "by": None, "ref": ""},
]


def test_no_number_is_broken_in_two_and_an_empty_column_takes_no_room(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_rows("Post", ROWS, HEADINGS, json=False)
    shown = capsys.readouterr().out
    assert all(number in shown for number in ("P-2026-0006", "P-2026-0007", "M-2026-0001"))
    assert "Afgjort af" not in shown


def test_a_table_that_fits_breaks_no_word(capsys: pytest.CaptureFixture[str]) -> None:
    headings = {"ref": "Sag", "what": "Frist", "before": "Før", "after": "Efter", "why": "Hvorfor"}
    row = {
        "ref": "M-2026-0002",
        "what": "progressionsrapporten skal sendes",
        "before": "2026-07-02",
        "after": "2026-07-30",
        "why": "torsdag den 30. juli 2026: 12 uger efter 7. maj 2026 (seneste rapport)",
    }
    long = {**row, "why": f"{row['why']}; trin 1 den 30. juli 2026 kl. 08.00"}
    show_rows("Ændrede frister", [row], headings, json=False)
    shown = capsys.readouterr().out
    assert "┃" in shown
    words = " ".join(shown.replace("│", " ").split())
    assert all(word in words for text in row.values() for word in text.split())
    assert max(map(len, shown.splitlines())) <= 80
    show_rows("Ændrede frister", [long], headings, json=False)
    assert "  Hvorfor: torsdag den 30. juli 2026: 12 uger efter 7. maj" in capsys.readouterr().out


def test_a_list_of_many_courses_stays_a_table_without_lines(capsys: pytest.CaptureFixture[str]) -> None:
    headings = {
        "ref": "Sag",
        "by": "Kommune",
        "phase": "Fase",
        "who": "Mentor",
        "due": "Frist",
        "on": "Venter på",
    }
    row = {
        "ref": "M-2026-0002",
        "by": "kommune-a",
        "phase": "afslutning",
        "who": "amira",
        "due": "2026-06-17 08.00",
        "on": "mentorkoordinatoren",
    }
    show_rows("Forløb", [row], headings, json=False)
    shown = capsys.readouterr().out
    assert "┃" not in shown
    assert len(shown.splitlines()) == 4
    assert max(map(len, shown.splitlines())) <= 80


def test_where_a_table_would_break_words_each_row_is_a_paragraph(capsys: pytest.CaptureFixture[str]) -> None:
    headings = {"ref": "Sag", **{f"day_{n}": f"Dag nr. {n}" for n in range(6)}, "why": "Hvorfor", "by": "Af"}
    days: dict[str, object] = {f"day_{n}": f"2026-12-0{n + 1}" for n in range(6)}
    row = {"ref": "M-2026-0001", **days, "why": "2 × opfølgning\n1 × rapport", "by": None}
    show_rows("Sager", [row, {**row, "ref": "M-2026-0002", "by": "kirsten"}], headings, json=False)
    shown = capsys.readouterr().out
    assert shown.splitlines()[:4] == ["Sager", "", "Sag: M-2026-0001", "  Dag nr. 0: 2026-12-01"]
    assert "  Hvorfor:\n    2 × opfølgning\n    1 × rapport\n" in shown
    assert shown.count("  Af: ") == 1
    assert all(str(day) in shown for day in days.values())


def test_json_has_every_field_in_every_line(capsys: pytest.CaptureFixture[str]) -> None:
    show_rows("Post", ROWS, HEADINGS, json=True)
    assert capsys.readouterr().out.count('"by"') == len(ROWS)
