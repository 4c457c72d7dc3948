from __future__ import annotations

import pytest

from adapters.referral_reading.fields import FIELDS, Part, field_for
from adapters.referral_reading.labelled_text import found_in


def values(text: str, part: Part | None = None) -> dict[str, str]:
    return {found.field.path: found.raw for found in found_in(text, part)}


@pytest.mark.parametrize(
    "line",
    [
        "Navn: Åse Ærø",
        "NAVN : Åse Ærø",
        "- Navn: Åse Ærø",
        "Navn:Åse Ærø",
        "Navn (borger): Åse Ærø",
        "Navn*:\tÅse Ærø",
    ],
)
def test_a_label_is_recognised_in_every_dress(line: str) -> None:
    assert values(line) == {"citizen.name": "Åse Ærø"}


def test_several_labels_may_share_a_line() -> None:
    line = "Bevilget fra: 01.03.2026    Bevilget til: 31.05.2026 | Timer i alt: 30    Sagsnr.: 7"
    assert values(line) == {
        "grant.starts_on": "01.03.2026",
        "grant.ends_on": "31.05.2026",
        "grant.hours_total": "30",
    }


def test_a_word_inside_a_sentence_is_not_a_label() -> None:
    assert values("Mentors navn: Birgit") == {}
    assert values("> Navn: fra et citeret svar") == {}
    assert values("Skånehensyn: Ring først, navn: se kalender") == {
        "considerations": "Ring først, navn: se kalender"
    }


def test_a_value_may_stand_on_the_next_line_but_not_beyond_a_gap() -> None:
    assert values("Navn:\nÅse Ærø\n") == {"citizen.name": "Åse Ærø"}
    assert values("Sprog:\n\nBevilling") == {}
    assert values("Sprog:\nNavn: Åse Ærø") == {"citizen.name": "Åse Ærø"}


def test_a_name_ends_with_its_line_unless_the_next_is_indented_under_it() -> None:
    assert values("Navn: Åse Ærø\nBevilling") == {"citizen.name": "Åse Ærø"}
    assert values("Navn:   Åse Ærø-\n        Østergaard") == {"citizen.name": "Åse Ærø-\nØstergaard"}


def test_a_long_text_goes_on_to_the_next_label_or_gap() -> None:
    text = "Skånehensyn: Angst i bus.\nHusk: ring først.\nRisici: Hund\n\nMed venlig hilsen\nMette"
    assert values(text) == {"considerations": "Angst i bus.\nHusk: ring først.", "risks": "Hund"}


def test_a_long_text_goes_on_over_a_gap_only_where_it_clearly_does() -> None:
    assert values("Risici: Hunden bider, når\n\nman banker på.\n\nHilsen Mette") == {
        "risks": "Hunden bider, når\nman banker på."
    }
    assert values("Opgaver:\n• bus\n\n• tog\n\nHilsen") == {"tasks": "• bus\n• tog"}


def test_a_value_runs_on_over_a_page_with_its_head_and_foot_left_out() -> None:
    pages = (
        "Jobcenter Nord     27.02.2026\n\nOpgaver:   • bus\n           • tog\n\n\nSide 1 af 2",
        "Jobcenter Nord     27.02.2026\n\n           • møder\nRisici: Ingen kendte\n\nSide 2 af 2",
    )
    assert values("\f".join(pages)) == {"tasks": "• bus\n• tog\n• møder", "risks": "Ingen kendte"}


def test_a_value_in_the_head_of_every_page_is_kept_once_and_breaks_no_other() -> None:
    head = "Sag 7     CPR: 010150-5678     Dato: 27.02.2026"
    text = f"{head}\nOpgaver: • bus\n         • tog\n1\f{head}\n         • møder\n2"
    assert values(text, "grant") == {
        "citizen.cpr": "010150-5678",
        "grant.granted_on": "27.02.2026",
        "tasks": "• bus\n• tog\n• møder",
    }


def test_lines_alike_but_for_their_numbers_are_not_dropped_where_they_hold_values() -> None:
    assert values("Bevilget fra: 01.03.2026\fBevilget til: 31.05.2026\fBevilget den: 27.02.2026") == {
        "grant.starts_on": "01.03.2026",
        "grant.ends_on": "31.05.2026",
        "grant.granted_on": "27.02.2026",
    }
    twice = found_in("Bevilget fra: 01.03.2026\fBevilget fra: 08.03.2026", None)
    assert [found.raw for found in twice] == ["01.03.2026", "08.03.2026"]


def test_a_dash_means_nothing() -> None:
    assert values("Sprog: -\nNavn: –") == {}


def test_common_labels_count_only_in_the_paper_they_belong_to() -> None:
    assert values("Dato: 27.02.2026") == {}
    assert values("Dato: 27.02.2026", "grant") == {"grant.granted_on": "27.02.2026"}
    assert values("Dato: 27.02.2026", "job_plan") == {"job_plan.dated_on": "27.02.2026"}
    assert values("Dato: 27.02.2026", "consent") == {"consent.given_on": "27.02.2026"}


def test_no_label_means_two_fields() -> None:
    for field in FIELDS:
        assert all(field_for(label) is field for label in field.labels)
        assert all(field_for(label, field.part) is field for label in (*field.local, *field.labels))


def test_text_without_end_is_read_in_no_time() -> None:
    assert values(" " * 200_000 + "a b " * 50_000 + "x" * 200_000 + ":") == {}
