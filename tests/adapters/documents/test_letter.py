from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.documents import Letter, RenderedDocument, render_letter
from adapters.documents.printable import BOX
from tests.adapters.documents.reading_back import opened, text


def letter(*paragraphs: str) -> RenderedDocument:
    return render_letter(
        Letter(
            ref="M-2026-0042",
            addressee_name="Åse Ærø-Østergaard",
            heading="Din mentor hedder Birgit",
            paragraphs=paragraphs,
            signed_by="Kirsten Åkjær, mentorkoordinator",
            dated_on=date(2026, 3, 4),
        )
    )


def test_a_letter_has_its_addressee_its_date_its_words_and_its_sender() -> None:
    printed = text(letter("Birgit ringer til dig.", "Du kan altid ringe til os."))
    for expected in (
        "Åse Ærø-Østergaard",
        "4. marts 2026",
        "Din mentor hedder Birgit",
        "Birgit ringer til dig. Du kan altid ringe til os.",
        "Venlig hilsen Kirsten Åkjær, mentorkoordinator",
    ):
        assert expected in printed


def test_a_telephone_number_and_a_date_stay_on_one_line() -> None:
    """However the words before them fall: one of these letters would break each of them."""
    for filler in range(44, 84, 3):
        said = f"{'n' * filler} på telefon 70 00 00 03 den 22. november 2026 og så videre, hele vejen ned."
        page = opened(letter(said)).pages[0].extract_text()
        assert "70 00 00 03" in page
        assert "22. november 2026" in page


def test_the_title_of_the_file_does_not_tell_what_the_letter_is_about() -> None:
    metadata = opened(letter("Hej")).metadata
    assert metadata is not None
    assert metadata.title == "Brev M-2026-0042"


def test_characters_without_a_glyph_become_boxes_and_are_listed() -> None:
    document = letter("漢字 og 😀 og \ue000.")
    assert document.replaced == ("U+E000", "U+5B57", "U+6F22", "U+1F600")
    printed = text(document)
    assert f"{BOX}{BOX} og {BOX} og {BOX}." in printed
    assert "U+6F22" in printed


def test_a_known_letter_with_an_accent_is_composed_and_not_replaced() -> None:
    document = letter(unicodedata.normalize("NFD", "Åse, Zoë og Łukasz spiser crème brûlée – for 12 €"))
    assert document.replaced == ()
    assert "Åse, Zoë og Łukasz spiser crème brûlée – for 12 €" in text(document)


@pytest.mark.parametrize("hidden", ["\x00", "\x07", "\u202e", "\u2066", "\ufeff", "\u200d"])
def test_control_and_direction_marks_are_left_out_silently(hidden: str) -> None:
    document = letter(f"Vi ses{hidden} tirsdag.")
    assert document.replaced == ()
    assert "Vi ses tirsdag." in text(document)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
@pytest.mark.slow
def test_any_text_whatever_makes_a_letter(anything: str) -> None:
    document = letter(anything, "Slut.")
    assert document.pages >= 1
    assert "Slut." in text(document)
    points = {f"U+{ord(character):04X}" for character in unicodedata.normalize("NFC", anything)}
    assert set(document.replaced) <= points
