from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from adapters.documents import Phase, StageReached, Statement, render_closing_report
from tests.adapters.documents.reading_back import alternative_texts, opened, pages, roles, text
from tests.adapters.documents.samples import GOAL, HEAD, USED, closing_report

EMPTY: dict[str, tuple[()]] = {
    "review": (),
    "goals": (),
    "hours_granted": (),
    "hours_used": (),
    "attendance": (),
    "deviations": (),
    "extensions": (),
    "phases": (),
    "manages_alone": (),
    "hand_over": (),
    "unresolved_needs": (),
    "citizen_evaluation": (),
}


@pytest.fixture(scope="module")
def printed() -> str:
    """The text of the whole report."""
    return text(render_closing_report(closing_report()))


@pytest.mark.parametrize(
    ("statement", "numbers"),
    [
        ("Bevillingen udløb.", "nr. 41"),
        ("Ansat i småjob 12 timer om ugen.", "nr. 40, 41"),
        ("Forløbet begyndte med to forgæves opkald.", "nr. 3–5"),
        ("Har mødt til 46 af 48 vagter.", "nr. 30, 33, 36"),
        ("Mødte ikke til praktik.", "nr. 24"),
        ("Kvitteret af sagsbehandleren.", "nr. 26"),
        ("Praktik er aftalt fra 15. juni.", "nr. 20"),
        ("Står op og tager bussen selv.", "nr. 36"),
        ("Souschefen er kontaktperson.", "nr. 39"),
        ("Breve om ydelse er svære.", "nr. 38"),
        ("»Nu savner de mig, hvis jeg ikke kommer.«", "nr. 42"),
        ("Personlig kontakt 41,25", "nr. 9, 12, 15"),
        ("02.03.2026 – 31.05.2026 32,5", "nr. 1"),
        ("Møder med mentor 26 3 2 1", "nr. 9–12"),
        ("Aktivt forløb 04.03.2026 01.11.2026 243", "nr. 8"),
        ("15.06.2026 handling", "nr. 19"),
    ],
)
def test_each_statement_stands_with_the_events_it_rests_on(
    printed: str, statement: str, numbers: str
) -> None:
    assert f"{statement} {numbers}" in printed


def test_a_statement_without_an_event_cannot_be_made() -> None:
    with pytest.raises(ValidationError):
        Statement("Det gik godt.", ())
    with pytest.raises(ValidationError):
        Statement("Det gik godt.", 0)


def test_the_last_page_prints_the_head_of_the_chain() -> None:
    last = pages(render_closing_report(closing_report()))[-1]
    assert HEAD in last.replace(" ", "")
    assert "43 hændelser" in last


def test_hours_are_added_up_and_what_is_left_is_said() -> None:
    printed = text(render_closing_report(closing_report()))
    assert "53,25 af 58,5 bevilgede timer er brugt" in printed
    assert "Der er 5,25 bevilgede timer, som ikke er brugt." in printed


def test_the_decision_behind_an_extension_is_named_and_a_special_case_marked() -> None:
    printed = text(render_closing_report(closing_report()))
    assert "26 timer. Afgjort 12. maj 2026 af sagsbehandler og jobkonsulent." in printed
    assert "Givet som helt særligt tilfælde. nr. 20" in printed


def test_it_is_archival_accessible_and_danish() -> None:
    document = render_closing_report(closing_report())
    pdf = opened(document)
    metadata = str(pdf.trailer["/Root"]["/Metadata"].get_object().get_data(), "utf-8")
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert str(pdf.trailer["/Root"]["/Lang"]).lower().startswith("da")
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= roles(document)


def test_charts_say_in_words_what_they_show() -> None:
    phases, stages, marks = alternative_texts(render_closing_report(closing_report()))
    assert "Aktivt forløb: 4. marts 2026 til 1. november 2026." in phases
    assert "20. marts 2026: overvejelse. 15. juni 2026: handling." in stages
    assert "Fremgang på en skala fra 0 til 10 over tid. 20. marts 2026: 3. 15. juni 2026: 7." in marks


def test_nothing_personal_stands_in_metadata_heads_and_feet() -> None:
    document = render_closing_report(closing_report())
    pdf = opened(document)
    everything_about = f"{pdf.metadata} {pdf.trailer['/Root']['/Metadata'].get_object().get_data()!r}"
    assert "Åse" not in everything_about
    assert "M-2026-0042" in everything_about
    for number, page in enumerate(pages(document), 1):
        assert page.startswith("Afsluttende rapport M-2026-0042")
        assert page.endswith(f"Side {number} af {document.pages}")


def test_a_protected_name_is_not_printed() -> None:
    printed = text(render_closing_report(closing_report(citizen_name=None)))
    assert "Navn og adresse er beskyttet" in printed


def test_an_empty_course_says_so_in_every_section() -> None:
    document = render_closing_report(closing_report(**EMPTY))
    printed = text(document)
    assert "Der blev ikke aftalt mål i forløbet." in printed
    assert "Der var ingen fravigelser fra planen." in printed
    assert "Forløbet blev ikke forlænget." in printed
    assert "Der er ikke registreret faser." in printed
    assert alternative_texts(document) == []


def test_the_same_course_gives_the_same_bytes() -> None:
    first, second = (render_closing_report(closing_report()) for _ in range(2))
    assert first.content == second.content


@pytest.mark.slow
@pytest.mark.parametrize(
    "awkward",
    [
        "#panic(1) *fed* _kursiv_ $x^2$ @henvisning <mærke> \\ // ikke en kommentar",
        "\"citat\" 'enkelt' \\u{41} {{ jinja }} <b>html</b> &amp; ]) #",
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 4,
    ],
)
def test_markup_and_endless_words_are_printed_as_they_are(awkward: str) -> None:
    document = render_closing_report(closing_report(review=(Statement(awkward, 3),), citizen_name=awkward))
    breaks = str.maketrans("", "", " -\u200b")
    assert awkward.translate(breaks) in text(document).translate(breaks)


@pytest.mark.slow
def test_a_table_longer_than_a_page_loses_no_row() -> None:
    days = [date(2026, 3, 2) + timedelta(days=3 * number) for number in range(90)]
    stages = tuple(StageReached(on=day, stage="handling", event=number) for number, day in enumerate(days, 1))
    phases = tuple(Phase(name="Pause", starts_on=day, ends_on=day, event=1) for day in days)
    used = tuple(
        replace(USED[0], category=f"Kategori {number}", event=tuple(range(1, 90, 2))) for number in range(25)
    )
    goals = (replace(GOAL, stages=stages),)
    printed = text(render_closing_report(closing_report(goals=goals, phases=phases, hours_used=used)))
    assert all(f"{day:%d.%m.%Y} handling nr. {number}" in printed for number, day in enumerate(days, 1))
    assert all(f"Pause {day:%d.%m.%Y}" in printed for day in days)
    assert all(f"Kategori {number} 41,25" in printed for number in range(25))


@pytest.mark.slow
def test_a_long_course_keeps_its_heads_its_feet_and_its_tables() -> None:
    many = tuple(
        Statement(f"Opfølgning {number}: " + "det går fremad. " * 12, number) for number in range(1, 60)
    )
    goals = tuple(GOAL for _ in range(8))
    document = render_closing_report(closing_report(review=many, goals=goals))
    assert document.pages > 8
    assert pages(document)[-1].endswith(f"Side {document.pages} af {document.pages}")
