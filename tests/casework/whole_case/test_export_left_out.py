"""What was marked or is protected is in no file of an export, and only how much it is is told."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.documents import Letter, render_letter
from casework.letters.delivery import deliver
from casework.whole_case.as_json import HEAD
from casework.whole_case.gathering import File, gather
from casework.whole_case.leaving_out import LEFT_OUT, Omission
from casework.whole_case.marking import mark, marks_of
from domain.errors import InvalidInput
from tests.casework.whole_case.exported import WORDS, by_mail, exported, marked
from tests.factories import CITIZEN, REFERRAL, beginning
from tests.house import KIRSTEN, MORNING, House
from tests.models.desk import Desk


@pytest.mark.requirement("outside.third_party")
def test_marked_words_are_nowhere_and_only_their_number_is_told(house: House, tmp_path: Path) -> None:
    """Outside: a person checks third-party data; how many is told, never what."""
    ref = by_mail(house)
    with house.office() as office:
        mark(office, ref, marked(WORDS), KIRSTEN)
        data, printed = exported(office, ref, tmp_path)
        assert [one.words for one in marks_of(office, ref, KIRSTEN)] == ["naboen Per Madsen"]
    told = json.dumps(data, ensure_ascii=False)
    assert "Madsen" not in told + printed
    assert LEFT_OUT in told
    assert data["left_out"] == {"events": 0, "words": 1, "letters": 0, "papers": 0}
    assert "bestemte ord 1 sted" in printed


def test_a_marked_event_is_gone_with_its_words_and_what_tells_of_it(house: House, tmp_path: Path) -> None:
    ref = by_mail(house)
    with house.office() as office:
        last = office.casebook.course(ref).seq
        mark(office, ref, marked({"what": "event", "why": "safety", "event": last}), KIRSTEN)
        data, printed = exported(office, ref, tmp_path)
    assert last not in [event["number"] for event in data["events"]]
    assert "Madsen" not in json.dumps(data) + printed
    assert data["left_out"]["events"] == 1
    assert "1 hændelse" in printed
    assert sorted(data["course"]) == sorted(set(HEAD) & set(data["course"]))


def test_a_marked_paper_stays_behind_and_a_mark_taken_back_counts_no_more(
    house: House, tmp_path: Path
) -> None:
    ref = by_mail(house)
    paper = {"what": "enclosure", "why": "authority", "mail": "P-2026-0001", "number": 2}
    with house.office() as office:
        mark(office, ref, marked(paper), KIRSTEN)
        data, _ = exported(office, ref, tmp_path / "uden")
        names = [one["name"] for one in data["mails"][0]["enclosures"]]
        assert (names, data["left_out"]["papers"]) == (["bevilling.txt", "samtykke.txt"], 1)
        mark(office, ref, marked(put_back=("u1",)), KIRSTEN)
        data, _ = exported(office, ref, tmp_path / "med")
    assert len(data["mails"][0]["enclosures"]) == 3


def test_a_mark_that_hits_nothing_is_told_all_at_once_without_its_words(house: House) -> None:
    ref = by_mail(house)
    wrong = (
        {**WORDS, "words": "fætter Hannibal"},
        {"what": "enclosure", "why": "safety", "mail": "P-2026-0001", "number": 9},
    )
    with house.office() as office:
        with pytest.raises(InvalidInput) as caught:
            mark(office, ref, marked(*wrong), KIRSTEN)
        assert [problem.field for problem in caught.value.problems] == ["marks.0.words", "marks.1.mail"]
        assert "Hannibal" not in caught.value.message
        assert office.casebook.course(ref).file.marks == 0


@pytest.mark.requirement("outside.protected")
def test_a_protected_name_and_address_are_in_no_file_of_an_export(house: House, tmp_path: Path) -> None:
    """Outside: protected name or address is hidden from every export."""
    hidden = replace(CITIZEN, protected=True)
    with house.office() as office:
        desk = Desk(office.casebook, now=MORNING)
        desk.play([house.registration(replace(REFERRAL, citizen=hidden)), *beginning()[1:]])
        house.set_clock(desk.now)
        asyncio.run(deliver(office))
        data, printed = exported(office, desk.ref, tmp_path)
    everything = json.dumps(data, ensure_ascii=False) + printed
    for words in (CITIZEN.name, CITIZEN.name.split()[0], CITIZEN.address, CITIZEN.phone):
        assert words not in everything
    assert "navn og adresse er beskyttet" in printed


def test_a_paper_that_names_a_protected_person_stays_behind_and_a_text_is_cleaned(house: House) -> None:
    """Outside: protected name or address is hidden from every export, also in what the jobcentre wrote."""
    hidden = replace(REFERRAL, citizen=replace(CITIZEN, protected=True))
    with house.office() as office:
        desk = Desk(office.casebook, now=MORNING)
        desk.play([house.registration(hidden)])
        omission = Omission(gather(office, desk.ref), office.reader)
        named, other = (
            File("a.pdf", "application/pdf", letter_to(name)) for name in (CITIZEN.name, "Jobcenter A")
        )
        assert omission.paper(named) is None
        assert omission.paper(other) == other
        assert omission.paper(File("b.pdf", "application/pdf", b"%PDF-ikke en")) is None
        text = omission.paper(File("c.txt", "text/plain", f"Kære {CITIZEN.name}".encode()))
        assert text is not None
        assert CITIZEN.name.encode() not in text.content
        assert omission.counted.papers == 2


def letter_to(name: str) -> bytes:
    written = Letter(
        ref="M-2026-0001",
        addressee_name=name,
        heading="Hej",
        paragraphs=("Vi ses.",),
        signed_by="Kirsten",
        dated_on=MORNING.date(),
    )
    return render_letter(written).content
