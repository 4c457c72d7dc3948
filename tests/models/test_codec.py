"""Events and snapshots come back from the table as they were, whole or without what is personal."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events import EVENT_TYPES, Event
from domain.evolve import fold
from domain.history import Recorded
from domain.upcasting import UnknownEvent
from models import packing
from models.codec import dump_course, facts_of, load_course, neutral_event, personal_of, whole_event
from models.errors import Tampered
from models.packing import packed, unpacked
from tests.factory.every_story import every_story
from tests.factory.playing import Played

EVENTS = [recorded.event for _, history in every_story() for recorded in history]


def read_back(event: Event) -> Event:
    """The event after a stay in the table."""
    return whole_event(type(event).__name__, event.version, facts_of(event), personal_of(event), "her")


def neutral(event: Event) -> Event:
    """The event as it is read without a key."""
    return neutral_event(type(event).__name__, event.version, facts_of(event), "her")


def test_the_stories_hold_every_event_there_is() -> None:
    assert {type(event).__name__ for event in EVENTS} == set(EVENT_TYPES)


def test_every_event_comes_back_as_it_was() -> None:
    for event in EVENTS:
        assert read_back(event) == event


@pytest.mark.parametrize("played", every_story())
def test_a_course_is_folded_without_reading_anything_personal(played: Played) -> None:
    course, history = played

    assert fold(neutral(recorded.event) for recorded in history) == course
    assert load_course(dump_course(course), course.ref) == course


def test_nothing_personal_is_among_the_facts() -> None:
    for recorded in personal_events():
        open_text = unpacked(facts_of(recorded.event)).decode()
        for word in ("Maja", "Vinterberg", "0101505678", "Lyngvejen", "jonas.kjaer"):
            assert word not in open_text


def personal_events() -> list[Recorded]:
    """The events of the longest story that have personal fields."""
    return [recorded for recorded in every_story()[0][1] if personal_of(recorded.event)]


def test_a_neutral_event_differs_in_its_personal_fields_only() -> None:
    for recorded in personal_events():
        event, without = recorded.event, neutral(recorded.event)
        differing = {
            name for name in event.__struct_fields__ if getattr(event, name) != getattr(without, name)
        }
        assert differing
        assert not differing & set(unpacked(facts_of(event)).decode().split('"'))


def test_an_event_of_a_newer_release_is_refused() -> None:
    for kind, version in (("CourseTeleported", 1), ("CourseClosed", 99)):
        with pytest.raises(UnknownEvent):
            whole_event(kind, version, b"{}", None, "her")


@pytest.mark.parametrize(
    "facts", [b"", b"[]", b'{"closed_on": 1', b'{"closed_on": "hemmeligt"}', b"\x01broken", b"\x02"]
)
def test_facts_that_are_no_facts_are_refused_without_being_repeated(facts: bytes) -> None:
    where = "M-2026-0001 hændelse 9"
    with pytest.raises(Tampered, match=where) as whole:
        whole_event("CourseClosed", 1, facts, None, where)
    with pytest.raises(Tampered, match=where) as without:
        neutral_event("CourseClosed", 1, facts, where)

    assert "hemmeligt" not in repr((whole.value, without.value))


@given(st.text(max_size=3000))
def test_packing_gives_back_what_it_was_given(content: str) -> None:
    text = b'{"x":"' + content.encode() + b'"}'

    assert unpacked(packed(text)) == text


def test_packing_pays_from_the_length_at_which_it_is_done() -> None:
    long = [text for event in EVENTS if (text := facts_text(event)) and len(text) >= packing.WORTH_IT]

    assert long
    assert all(len(packed(text)) < len(text) / 2 for text in long)
    assert packed(b'{"a":1}') == b'{"a":1}'


def facts_text(event: Event) -> bytes:
    """The facts of an event as JSON."""
    return unpacked(facts_of(event))


def test_the_dictionary_is_part_of_the_format() -> None:
    """What was deflated with it can be read for ever: it may be followed by another, never changed."""
    digest = hashlib.sha256(packing.DICTIONARY_1).hexdigest()

    assert digest == "da383f289465f72b8aeda53f319c06e83c8d7357c8d055dbf8e68e056a611ef7"
