from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import date

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.documents import Letter, render_letter
from adapters.documents.form_fields import FormField, fillable
from adapters.pdf_reading import Limits, PdfReader, UnreadablePdf
from tests.adapters.pdf_reading import hostile

MANY_WORDS = b"BT /F 9 Tf " + b"1 0 0 1 5 5 Tm (hej) Tj " * 60_000 + b"ET"


@pytest.fixture(scope="module")
def reader() -> Iterator[PdfReader]:
    with closing(PdfReader()) as shared:
        yield shared


def letter(*paragraphs: str) -> bytes:
    return render_letter(
        Letter(
            ref="M-2026-0042",
            addressee_name="Åse Ærø-Østergaard",
            heading="Din mentor",
            paragraphs=paragraphs,
            signed_by="Kirsten Åkjær",
            dated_on=date(2026, 3, 4),
        )
    ).content


GOOD = letter("Birgit ringer til dig.")


def refusal(reader: PdfReader, content: bytes) -> UnreadablePdf:
    with pytest.raises(UnreadablePdf) as refused:
        reader.read(content)
    return refused.value


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children()}


def test_the_text_is_read_as_it_lies_on_the_page(reader: PdfReader) -> None:
    read = reader.read(letter("Birgit ringer til dig på tirsdag."))
    assert "Birgit ringer til dig på tirsdag." in read.text
    assert (read.pages, read.fields, read.active_content) == (1, {}, False)


def test_form_fields_are_read_by_their_whole_name(reader: PdfReader) -> None:
    fields = [
        FormField(name="citizen.name", label="Navn", value="Åse Ærø"),
        FormField(name="consent.purpose", label="Formål", multiline=True),
    ]
    form = fillable("demo_samtykke", {"sender": "Prøve", "dated": "i dag"}, fields, dated_on=date(2026, 3, 4))
    assert reader.read(form).fields == {"citizen.name": "Åse Ærø", "consent.purpose": ""}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a pdf",
        b"%PDF-1.7",
        b"%PDF-1.7\n" + bytes(range(256)) * 40,
        letter("Hej")[:5000],
        letter("Hej").replace(b"/Type/Page/", b"/Type/Papir/").replace(b"/Kids", b"/Kinder"),
        hostile.with_circular_pages(),
    ],
    ids=["empty", "text", "only a head", "garbage", "cut off", "torn page tree", "circular"],
)
def test_what_is_broken_is_refused_without_a_word_of_it(reader: PdfReader, content: bytes) -> None:
    assert refusal(reader, content).reason in ("broken", "limits")


@pytest.mark.parametrize(
    "content",
    [
        re.sub(rb"startxref\n\d+", b"startxref\n17", GOOD),
        GOOD + b"\nsendt fra min telefon",
        GOOD.replace(b"/Type/Page/", b"/Type/Page/Rotate 0/Rotate 0/"),
    ],
    ids=["table not where it should be", "words after the end", "said twice, and all moved"],
)
def test_a_fault_that_can_be_mended_is(reader: PdfReader, content: bytes) -> None:
    assert content != GOOD
    assert reader.read(content) == reader.read(GOOD)


@pytest.mark.parametrize("password", ["", "hemmelig"])
def test_a_locked_file_is_refused_even_if_anyone_could_open_it(reader: PdfReader, password: str) -> None:
    refused = refusal(reader, hostile.encrypted(password))
    assert refused.reason == "encrypted"
    assert "adgangskode" in refused.message


@pytest.mark.parametrize(
    "content",
    [
        hostile.with_script(),
        hostile.with_escaped_script(),
        hostile.with_packed_script(),
        hostile.with_attached_file(),
        *map(hostile.with_open_action, ("/JavaScript", "/Launch", "/SubmitForm", "/GoToR")),
    ],
)
def test_what_would_act_in_a_viewer_is_marked(reader: PdfReader, content: bytes) -> None:
    assert reader.read(content).active_content


@pytest.mark.parametrize("content", [hostile.blank(), hostile.with_link(), letter("Hej")])
def test_what_only_lies_there_is_not_active(reader: PdfReader, content: bytes) -> None:
    assert not reader.read(content).active_content


@pytest.mark.parametrize(
    ("limits", "made"),
    [
        (Limits(content_bytes=1000), lambda: GOOD),
        (Limits(pages=3), lambda: hostile.with_pages(4)),
        (Limits(characters=50), lambda: GOOD),
        (Limits(seconds=0.2), lambda: hostile.with_content(MANY_WORDS)),
        (Limits(processor_seconds=0), lambda: hostile.with_content(MANY_WORDS * 4)),
        (Limits(), lambda: hostile.with_content(b" " * 200_000_000)),
    ],
    ids=["bytes", "pages", "characters", "clock", "processor", "unpacked size"],
)
def test_every_limit_ends_in_the_same_refusal_and_the_next_file_is_read(
    limits: Limits, made: Callable[[], bytes]
) -> None:
    content = made()
    with closing(PdfReader(limits)) as reader:
        assert refusal(reader, content).reason == "limits"
    with closing(PdfReader()) as reader:
        assert reader.read(hostile.blank()).pages == 1


def test_a_reader_goes_on_after_its_child_was_killed() -> None:
    before = children()
    with closing(PdfReader(Limits(seconds=5))) as reader:
        reader.read(hostile.blank())
        (child,) = children() - before
        os.kill(child, signal.SIGKILL)
        psutil.Process(child).wait(5)
        assert reader.read(hostile.blank()).pages == 1


def test_half_a_character_is_read_as_a_visible_mark(reader: PdfReader) -> None:
    assert reader.read(hostile.with_half_a_character()).text.strip() == "A\ufffdC"


def test_no_child_is_left_behind_by_a_refusal_or_by_closing() -> None:
    before = children()
    with closing(PdfReader(Limits(seconds=0.2))) as reader:
        refusal(reader, hostile.with_content(MANY_WORDS))
        assert children() == before
    with closing(PdfReader()) as reader:
        reader.read(hostile.blank())
        assert children() != before
    assert children() == before


def test_a_child_is_replaced_after_its_share_of_files() -> None:
    before = children()
    with closing(PdfReader(Limits(reads_per_child=2))) as reader:
        seen = set()
        for _ in range(4):
            reader.read(hostile.blank())
            seen |= children() - before
    assert len(seen) == 2


def test_threads_may_share_a_reader_and_each_gets_its_own_file(reader: PdfReader) -> None:
    files = [letter(f"Brev nummer {number}.") for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        texts = list(threads.map(lambda content: reader.read(content).text, files))
    assert all(f"Brev nummer {number}." in text for number, text in enumerate(texts))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(
    reader: PdfReader, places: list[tuple[int, int]]
) -> None:
    content = bytearray(GOOD)
    for place, value in places:
        content[place] = value
    with suppress(UnreadablePdf):
        assert reader.read(bytes(content)).pages >= 1
