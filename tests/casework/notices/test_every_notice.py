"""Every kind of notice can be written to everybody it is for, whatever people have typed."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from adapters.programmes import load_programme
from adapters.templates import FOLDER
from casework.letters.citizen_letters import LETTERS, letter, render_letter
from casework.letters.notice_context import NoticeContext
from casework.letters.notices import READERS, NothingToTell, render_notice
from casework.notice_facts import FACTS
from domain.errors import InvalidInput
from domain.intents import CAUSES
from domain.notices import RECIPIENTS, NoticeKind
from tests.factory.office import STAFF, context, occasion, occasions
from tests.factory.playing import ROOT
from tests.factory.wording import reworded

AWKWARD = (
    '<script>alert("x")</script> & {{ 7777 * 7777 }} {% raw %}',
    'Jens "Bølle" O\'Neill-Æbelø ' + "x" * 160,
    "en linje\r\nog en til\n\n\n\nog en sidste 🦄👩🏽‍🌾",
    "vendt \u202etxet\u202c, usynlig \u2066her\u2069\x07",
)
UNSEEN = "[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]"
EVERY = [(kind, to) for kind, readers in READERS.items() for to in sorted(readers)]


def awkward(kind: NoticeKind, words: str) -> NoticeContext:
    (course, history), trigger = occasions()[kind]
    changed = reworded(history, lambda path: words[:200] if "citizen." in path else words)
    return context((course, changed), changed[trigger.seq - 1])


def visible(html: str) -> str:
    """What a reader of the HTML sees, as one line."""
    body = re.sub(r"<head>.*</head>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def one_line(text: str) -> str:
    """The plain text as one line, without the signs that mark a list."""
    return " ".join(re.sub(r"^- ", "", text, flags=re.MULTILINE).split())


@pytest.mark.parametrize("words", AWKWARD)
@pytest.mark.parametrize("kind", sorted(READERS))
def test_every_notice_is_written_from_awkward_words(kind: NoticeKind, words: str) -> None:
    about = awkward(kind, words)
    for rendered in (render_notice(kind, to, about) for to in sorted(READERS[kind])):
        assert "<script" not in rendered.html
        assert "60481729" not in rendered.text
        assert not re.search(UNSEEN, rendered.text + rendered.html)
        assert "\n\n\n" not in rendered.text
        assert "None" not in rendered.text


@pytest.mark.parametrize(("kind", "to"), EVERY)
def test_text_and_html_say_the_same(kind: NoticeKind, to: str) -> None:
    rendered = render_notice(kind, to, occasion(kind))
    seen = re.sub(r" ([,.:;)])", r"\1", visible(rendered.html))
    assert seen == one_line(rendered.text)


@pytest.mark.parametrize("kind", sorted(LETTERS))
@pytest.mark.parametrize("words", AWKWARD)
def test_every_letter_is_written_from_awkward_words(kind: NoticeKind, words: str) -> None:
    written = letter(kind, awkward(kind, words))
    assert written.heading
    assert written.paragraphs
    assert "60481729" not in "".join(written.paragraphs)


def test_a_letter_is_a_pdf() -> None:
    assert render_letter(NoticeKind.MENTOR_ASSIGNED, occasion(NoticeKind.MENTOR_ASSIGNED)).startswith(
        b"%PDF-"
    )


def test_what_people_wrote_is_in_the_html_as_text() -> None:
    rendered = render_notice(NoticeKind.DEVIATION, "jobcentre", awkward(NoticeKind.DEVIATION, AWKWARD[0]))
    assert "&lt;script&gt;alert" in rendered.html
    assert AWKWARD[0] in rendered.text


def test_every_kind_has_its_folder_and_no_folder_is_left_over() -> None:
    folders = {path.name for path in (FOLDER / "notices").iterdir()}
    assert folders == {kind.value for kind in NoticeKind} == {kind.value for kind in FACTS}
    for kind in NoticeKind:
        expected = {"subject.txt", "body.txt", "body.html"} | ({"letter.txt"} if kind in LETTERS else set())
        assert {path.name for path in (FOLDER / "notices" / kind).iterdir()} == expected


def test_everything_an_event_causes_has_a_text() -> None:
    caused = {(kind, to) for rows in CAUSES.values() for kind, readers in rows for to in readers}
    also = {(NoticeKind.CONTACT_FAILED, "jobcentre"), (NoticeKind.CONTACT_FAILED, "coordinator")}
    assert caused | also <= set(EVERY)


@pytest.mark.parametrize("path", sorted((ROOT / "deployments" / "programmes").glob("*.toml")))
def test_everything_a_programme_s_ladders_send_has_a_text(path: Path) -> None:
    programme = load_programme(path)
    rungs = [rung for deadline in programme.deadlines.values() for rung in deadline.rungs]
    assert {(rung.notice, to) for rung in rungs for to in rung.to} <= set(EVERY)


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_a_recipient_nobody_has_written_for_is_refused(kind: NoticeKind) -> None:
    for to in RECIPIENTS - READERS[kind]:
        with pytest.raises(NothingToTell):
            render_notice(kind, to, occasion(kind))


def test_every_kind_a_citizen_reads_is_a_letter() -> None:
    assert {kind for kind, readers in READERS.items() if "citizen" in readers} == LETTERS


def test_a_notice_to_the_jobcentre_is_signed_by_the_coordinator_for_the_supplier() -> None:
    text = render_notice(NoticeKind.DEVIATION, "jobcentre", occasion(NoticeKind.DEVIATION)).text
    assert text.endswith(
        "Venlig hilsen\n"
        "Kirsten Holm, mentorkoordinator\n"
        "Telefon 70 00 00 01, kirsten@mentorhuset.example\n"
        "Mentorhuset\n"
    )


def test_nothing_is_written_in_the_name_of_one_who_is_no_longer_on_the_staff() -> None:
    gone = occasion(NoticeKind.DEVIATION, staff=replace(STAFF, coordinators=()))
    with pytest.raises(InvalidInput, match=r"staff\.toml: coordinator: kirsten findes ikke"):
        render_notice(NoticeKind.DEVIATION, "jobcentre", gone)
