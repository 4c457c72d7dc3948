"""Nothing personal is shown before it is written down to whom; and only to those who may see it."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from casework.access.reading_log import READ, note_reading, readers_of
from casework.access.seeing_parts import shown_timeline
from casework.history.timeline import open_timeline
from casework.letters.delivery import deliver
from casework.letters.posting import export_letters
from domain.errors import InvalidInput, Refused, UnknownCourse
from domain.values import Actor, Role
from tests.factory.playing import ROOT
from tests.house import KIRSTEN, MORNING, House

AMIRA = Actor(Role.MENTOR, "amira")
NOTED = "|".join(
    (
        r"^READ_AS =",
        r"\bwhat=",
        r"note_reading\(\s*office, [\w.]+,",
        r"_write\(office, ref, path, reader,",
        r"_shown\(office, ref, reader,",
        r"record_each\(\s*account.actor,",
    )
)
SHOWN = rf'(?:{NOTED}) ?"([a-z_]+)"'


def test_who_reads_the_sealed_words_is_written_down_and_who_reads_the_open_ones_is_not(house: House) -> None:
    """Outside: the log of who read what."""
    ref = house.matched()
    with house.office() as office:
        assert open_timeline(office, ref)
        assert readers_of(office, ref) == []
        shown_timeline(office, ref, AMIRA)
        shown_timeline(office, ref, KIRSTEN)
        assert [(one.actor, one.what, one.at) for one in readers_of(office, ref)] == [
            ("mentor:amira", "timeline", MORNING),
            ("coordinator:kirsten", "timeline", MORNING),
        ]


@pytest.mark.parametrize(
    ("reader", "error"),
    [
        (Actor(Role.MENTOR, "fremmed"), InvalidInput),
        (Actor(Role.COORDINATOR, "fremmed"), InvalidInput),
        (Actor(Role.CASEWORKER, "D-0001"), Refused),
        (Actor(Role.OPERATOR, "drift"), Refused),
    ],
)
def test_a_stranger_reads_nothing(house: House, reader: Actor, error: type[Exception]) -> None:
    ref = house.matched()
    with house.office() as office:
        with pytest.raises(error):
            shown_timeline(office, ref, reader)
        assert readers_of(office, ref) == []


def test_a_mentor_reads_her_own_courses_and_no_others(house: House) -> None:
    ref, other = house.matched(), house.course()
    with house.office() as office:
        course = office.casebook.course(ref)
        note_reading(office, Actor(Role.MENTOR, course.mentor), "timeline", ref=ref)
        for where, what in ((other, "timeline"), (None, "timeline"), (ref, "export"), (ref, "mail")):
            with pytest.raises(Refused):
                note_reading(office, AMIRA, what, ref=where)
        with pytest.raises(UnknownCourse):
            note_reading(office, KIRSTEN, "timeline", ref="M-2026-0099")


def test_a_refused_reader_gets_no_letters(house: House, tmp_path: Path) -> None:
    house.matched()
    with house.office() as office:
        asyncio.run(deliver(office))
        with pytest.raises(Refused):
            export_letters(office, tmp_path / "post", Actor(Role.OPERATOR, "drift"))
    assert not (tmp_path / "post").exists()


def test_whatever_is_written_down_as_read_has_its_words_and_the_page_names_it() -> None:
    noted = set()
    for path in (*(ROOT / "casework").rglob("*.py"), ROOT / "models" / "break_glass.py"):
        noted |= set(re.findall(SHOWN, path.read_text(encoding="utf-8"), re.MULTILINE))
    assert noted == set(READ)
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert all(f"`{what}`" in page for what in READ)


def test_every_kind_of_reading_has_its_words() -> None:
    assert all(words and words[0].islower() for words in READ.values())
