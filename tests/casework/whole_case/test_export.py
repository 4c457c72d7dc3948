"""A course written out: everything is in it, told in words, and nothing lies open."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from msgspec import Struct, to_builtins

from casework.access.reading_log import readers_of
from casework.whole_case.contents import contents_of
from casework.whole_case.export import export_case
from casework.whole_case.labels import LABELS, NOT_NAMED, label
from casework.whole_case.marking import mark
from domain.commands import AcceptReferral, Cancel, DropGoal, RecordClosing, ShowLogEntry
from domain.errors import Refused
from domain.events import EVENT_TYPES, GoalResult, sealed_fields
from domain.values import Actor, Role
from tests.adapters.referral_reading.mails import CPR
from tests.casework.whole_case.exported import NOTE, WORDS, by_mail, exported, marked
from tests.factories import CITIZEN, at, beginning, deviation, follow_up
from tests.factory.blocks import answers
from tests.house import KIRSTEN, MORNING, House, later

LETTERS = {("jobcentre", "law"), ("mentor", "work"), ("citizen", "own")}
"""For whom the letters are, and what they rest on."""


@pytest.mark.requirement("outside.legal_basis")
def test_everything_is_in_it_the_papers_too_and_only_the_owner_can_read_it(
    house: House, tmp_path: Path
) -> None:
    ref = by_mail(house)
    with house.office() as office:
        data, printed = exported(office, ref, tmp_path)
        course = office.casebook.course(ref)
        assert data["course"] == json.loads(json.dumps(to_builtins(course)))
        assert [event["number"] for event in data["events"]] == list(range(1, course.seq + 1))
        assert data["events"][1]["sentence"] in printed
        letters = [line.id for line in office.outbox.envelopes(course_ref=ref)]
        assert [letter["number"] for letter in data["letters"]] == letters
        assert {(letter["to"], *letter["rests_on"]) for letter in data["letters"]} == LETTERS
    assert "grundlag: bevillingen og loven" in printed
    assert data["events"][0]["personal"]["referral"]["citizen"]["cpr"] == CPR
    (mail,) = data["mails"]
    assert [paper["name"] for paper in mail["enclosures"]] == ["bevilling.txt", "jobplan.txt", "samtykke.txt"]
    assert NOTE in printed
    assert "Intet er udeladt." in printed
    files = [path for path in (tmp_path / ref).rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert {path.name for path in files} >= {f"{mail['id']}-bilag-1.txt"}
    assert all(CITIZEN.name.split()[0] not in str(path) for path in files)


def test_who_writes_it_out_is_written_down_and_stands_in_it(house: House, tmp_path: Path) -> None:
    ref = house.matched()
    with house.office() as office:
        data, printed = exported(office, ref, tmp_path)
        assert [one.what for one in readers_of(office, ref)] == ["export"]
        assert [reading["actor"] for reading in data["readings"]] == ["coordinator:kirsten"]
        with pytest.raises(Refused):
            export_case(office, ref, tmp_path / "andre", Actor(Role.OPERATOR, "drift"))
    assert "udskriften af hele sagen" in printed
    assert not (tmp_path / "andre").exists()


def test_to_the_controller_nothing_is_hidden_and_the_marks_go_with_it(house: House) -> None:
    ref = by_mail(house)
    with house.office() as office:
        mark(office, ref, marked(WORDS), KIRSTEN)
        whole = contents_of(office, ref, "handover", KIRSTEN)
        assert len(whole.marks) == 1
        assert whole.history == whole.case.history
        assert len(whole.papers) >= 3


def test_papers_are_opened_though_the_sender_s_certificate_counts_no_more(house: House) -> None:
    """Years later the lists and certificates of that day are gone; the mail was accepted then."""
    ref = by_mail(house)
    with house.office(later(MORNING, days=2000)) as office:
        (found,) = contents_of(office, ref, "access", KIRSTEN).mails
    assert found[0].opened
    assert len(found[1]) == 3


def test_what_a_deviation_says_is_in_it_once(house: House, tmp_path: Path) -> None:
    ref = house.course(*beginning()[1:], starts=MORNING)
    with house.office() as office:
        fact = replace(deviation(), occurred_at=later(office.now, hours=-1))
        office.casebook.handle(ref, fact, Actor(Role.MENTOR, "amira"), office.now)
        _, printed = exported(office, ref, tmp_path)
    for words in (fact.fact, fact.plan_item, fact.citizen_explanation):
        assert printed.count(words[:16]) == 1


def test_it_is_told_in_words_and_the_referral_part_by_part(house: House, tmp_path: Path) -> None:
    """Outside: the citizen can read her file; no code of ours stands in it."""
    taken = AcceptReferral(coordinator="kirsten", section_85="no", tasks=("morning", "public_transport"))
    answered = follow_up("2026-03-13", answers("contemplation"), reached=("g2",))
    steps = (taken, *beginning()[3:], at("2026-03-13 13:00"), answered)
    ref = house.course(*steps, starts=at("2026-02-26 09:14"))
    with house.office() as office:
        data, printed = exported(office, ref, tmp_path)
    assert "public_transport" not in printed + data["events"][1]["sentence"]
    told = "opgaver: komme op om morgenen og hjælp til at benytte offentlig transport"
    assert told in data["events"][1]["sentence"]
    assert "Jobplan Dateret 20. februar 2026" in printed
    assert printed.count("Dateret 20. februar 2026") == 1
    assert "nået: mål 2; mål 1: fremgang 3" in printed
    assert "mål: 3; nået: nej; er indsatsen tilstrækkelig: ja; er der brug for mere: ja" in printed


def test_the_goals_stand_as_they_were_closed(house: House, tmp_path: Path) -> None:
    results = tuple(GoalResult(f"g{number}", how) for number, how in enumerate(("partly", "reached"), 1))
    dropped = DropGoal(goal="g3", reason="Praktikpladsen er lukket.")
    closed = RecordClosing(reason="moved", outcome="none", results=results, review="Kort.")
    steps = (*beginning()[1:], dropped, Cancel(cause="moved", reason="Flytter."), closed)
    ref = house.course(*steps, starts=at("2026-02-26 09:14"))
    with house.office() as office:
        _, printed = exported(office, ref, tmp_path)
    table = printed[printed.index("Mål Nr. Mål Status") : printed.index("Timer Bevilget")]
    assert [table.count(word) for word in ("delvist nået", "opgivet", "inden")] == [1, 1, 0]


def test_everything_personal_in_an_event_has_a_danish_name() -> None:
    """A new field fails here until somebody has said what it is called in the printed file (labels.py)."""
    names: set[str] = set()
    for kind in EVENT_TYPES.values():
        hints = get_type_hints(kind)
        for name in sealed_fields(kind):
            names |= {name, *members(hints[name])}
    assert {name for name in names if label(name) == NOT_NAMED} == set()
    assert all(words[0].isupper() for words in LABELS.values())


def members(hint: Any) -> Iterator[str]:
    """The names of every field of the values that a type is made of."""
    if isinstance(hint, type) and (is_dataclass(hint) or issubclass(hint, Struct)):
        for name, inner in get_type_hints(hint).items():
            if not name.startswith("_"):
                yield from (name, *members(inner))
    for part in get_args(hint):
        if part is not hint:
            yield from members(part)


def test_a_note_that_was_withheld_is_named_to_whoever_writes_the_file_out(
    house: House, tmp_path: Path
) -> None:
    """S3: not shown because …; a person looks before it is handed out."""
    ref = house.course(*beginning()[1:], starts=MORNING)
    with house.office() as office:
        shown = ShowLogEntry(entries=(1,), shown="withheld", shown_on=office.now.date(), reason="Af hensyn.")
        office.casebook.handle(ref, shown, Actor(Role.MENTOR, "amira"), office.now)
        done = export_case(office, ref, tmp_path, KIRSTEN)
        (number,) = done.withheld
        assert type(office.casebook.recorded(ref)[number - 1].event).__name__ == "MeetingRecorded"
