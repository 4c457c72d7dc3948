"""`mentor corps …`: the corps by hand, as a coordinator does it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from domain.corps.documents import Document
from tests.deployments.cli.shell import Shell
from tests.domain.corps.papers import paper
from tests.factories import accept, at
from tests.house import House

pytestmark = pytest.mark.slow
KIRSTEN = ("--as", "coordinator:kirsten")
HER = ("--as", "mentor:amira")
AMIRA = {
    "mentor": "amira",
    "competences": ["struktur", "misbrug"],
    "target_groups": ["kontanthjælp"],
    "places": ["Viborg"],
    "hours_per_week": "10",
    "max_courses": 12,
    "starts_on": "2025-01-01",
}
BO = {"mentor": "bo", "hours_per_week": 20, "starts_on": "2025-01-01", "languages": ["dansk", "arabisk"]}


def written(folder: Path, content: object) -> tuple[str, str]:
    """The option that names a file with that content."""
    path = folder / "indhold.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return "--from", str(path)


def test_profiles_are_entered_and_a_course_gets_proposals_that_say_why(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    """S3: profiles and matching by the coordinator."""
    ref = house.course(accept())
    assert mentor("corps", "propose", ref).code == 1
    assert mentor("corps", "enter", *written(tmp_path, [AMIRA, BO]), *KIRSTEN).code == 0
    assert [row["mentor"] for row in mentor("corps", "list", "--json").rows] == ["amira", "bo"]
    assert "misbrug" in mentor("corps", "list").out
    first, second = mentor("corps", "propose", ref, "--json").rows
    assert (first["mentor"], first["rank"], second["rank"]) == ("amira", 1, 2)
    assert "kompetence: struktur" in first["reasons"]
    wishes = written(tmp_path, {"language": "arabisk"})
    assert mentor("corps", "propose", ref, *wishes, "--json").rows[0]["reasons"][0].startswith("taler")
    told = mentor("corps", "propose", ref).out
    assert "1. amira (10 ledige timer om ugen, 0 forløb)\n" in told
    assert "     kender målgruppen\n" in told
    lines = mentor("corps", "caseload", "--json").rows
    assert {(line["mentor"], line["free"]) for line in lines} == {("amira", "10"), ("bo", "20")}
    assert mentor("corps", "caseload").code == 0


def test_a_bad_file_names_every_problem_and_enters_nothing(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    """outside: bad input lists all problems at once, by field, and repeats no value."""
    bad = [
        {**AMIRA, "leaves_on": "2024-01-01"},
        {**BO, "mentor": "ukendt"},
        {"mentor": "bo", "gender": "hemmelig"},
        AMIRA,
    ]
    answer = mentor("corps", "enter", *written(tmp_path, bad), *KIRSTEN)
    assert answer.code == 2
    told = " ".join(answer.err.split())
    for field in ("0.leaves_on", "0.mentor", "1.mentor", "2.gender", "2.hours_per_week", "2.starts_on"):
        assert f"{field}:" in told
    assert "hemmelig" not in told
    for nothing in (b"{}", b"[]", b"\xff"):
        assert mentor("corps", "enter", *written(tmp_path, nothing), *KIRSTEN).code == 2
    assert mentor("corps", "list", "--json").rows == []
    assert mentor("corps", "enter", *written(tmp_path, [AMIRA]), "--as", "mentor:amira").code == 1


def test_absence_is_entered_shown_in_the_rota_and_ended(house: House, mentor: Shell, tmp_path: Path) -> None:
    """S3: rota and holidays."""
    mentor("corps", "enter", *written(tmp_path, [AMIRA, BO]), *KIRSTEN)
    dates = ("--first", "2026-03-03", "--last", "2026-03-04")
    added = mentor("corps", "absence", "add", "amira", *dates, "--substitute", "bo", *KIRSTEN, "--json")
    assert added.rows[0]["uncovered"] == []
    week = mentor("corps", "rota", "--weeks", "1", "--json").rows[0]
    assert (week["away"], week["covers"]) == (["2026-03-03", "2026-03-04"], ["bo"])
    assert (week["capacity"], week["free"]) == ("6.00", "6.00")
    assert "tirsdag, onsdag" in " ".join(mentor("corps", "rota").out.split())
    assert "bo" in mentor("corps", "absence", "list").out
    alone = mentor("corps", "absence", "add", "bo", "--first", "2026-03-09", *KIRSTEN).out
    assert "indtil videre" in alone
    assert "9. marts 2026" in alone
    ended = mentor("corps", "absence", "end", "2", "--last", "2026-03-08", *KIRSTEN)
    assert "gælder ikke mere" in ended.out
    assert [row["id"] for row in mentor("corps", "absence", "list", "--json").rows] == [1]
    assert mentor("corps", "absence", "add", "amira", *dates, *KIRSTEN).code == 1
    assert mentor("corps", "absence", "add", "bo", "--first", "i morgen", *KIRSTEN).code == 2
    assert mentor("corps", "rota", "--weeks", "0").code == 2


def test_time_off_in_lieu_is_earned_and_taken(house: House, mentor: Shell) -> None:
    """S3: time off in lieu."""
    add = ("corps", "lieu", "add", "amira", "--on", "2026-03-02")
    assert mentor(*add, "--earned", "2,5", *KIRSTEN, "--json").rows == [{"mentor": "amira", "left": "2.50"}]
    assert "1,5 timer tilbage" in mentor(*add, "--taken", "1", *KIRSTEN).out
    assert mentor(*add, "--taken", "2", *KIRSTEN).code == 1
    for wrong in (("--taken", "NaN"), ("--taken", "to"), (), ("--taken", "1", "--earned", "1")):
        assert mentor(*add, *wrong, *KIRSTEN).code == 2
    assert mentor("corps", "lieu", "list", "--json").rows[0]["left"] == "1.50"
    assert "1,5" in mentor("corps", "lieu", "list").out


def test_who_waits_for_a_mentor_is_listed_with_what_the_jobcentre_was_told(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    """S3: waiting list with a reason to the jobcentre."""
    assert mentor("corps", "waiting").out == "Alle forløb har en mentor.\n"
    ref = house.course(accept())
    assert "jobcenteret har ikke" in " ".join(mentor("corps", "waiting").out.split())
    act = ("course", "act", ref, "PutOnWaitingList", *KIRSTEN)
    assert mentor(*act, *written(tmp_path, {"reason": "language", "expected_on": "2026-03-16"})).code == 0
    (row,) = mentor("corps", "waiting", "--json").rows
    assert (row["course"], row["reason"], row["expected_on"]) == (ref, "language", "2026-03-16")
    assert "taler" in mentor("corps", "waiting").out
    assert "Sat på venteliste" in mentor("course", "timeline", ref).out


def test_a_mentor_who_leaves_hands_over_by_a_file_that_was_drafted(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    """S1: hand-over with a note; the draft has room for it."""
    ref = house.matched()
    mentor("corps", "enter", *written(tmp_path, [AMIRA, BO]), *KIRSTEN)
    drafted = json.loads(mentor("corps", "leave-draft", "amira").out)
    assert drafted == [{"course": ref, "mentor": "bo", "cover": "", "handover": ""}]
    assert mentor("corps", "leave", "amira", *written(tmp_path, drafted), *KIRSTEN).code == 2
    drafted[0]["handover"] = "Møderne ligger bedst om formiddagen."
    done = mentor("corps", "leave", "amira", *written(tmp_path, drafted), "--last", "2026-03-31", *KIRSTEN)
    assert (done.code, f"Overdraget: {ref}." in done.out) == (0, True)


def test_documents_are_entered_listed_and_read(house: House, mentor: Shell, tmp_path: Path) -> None:
    """S3: crisis plan, contact list, intake plan; every mentor can read them."""
    assert mentor("corps", "document", "show", "crisis_plan").code == 2
    for kind in Document:
        entered = mentor("corps", "document", "enter", kind, *written(tmp_path, paper(kind)), *KIRSTEN)
        assert "er indført som version 1" in entered.out
    listed = mentor("corps", "document", "list", "--json").rows
    assert {row["kind"] for row in listed} == {kind.value for kind in Document}
    assert "Bring dig selv i sikkerhed." in mentor("corps", "document", "show", "crisis_plan").out
    contacts = mentor("corps", "document", "show", "contact_list").out
    assert "psykiatrisk skadestue, Skadestuen, 70 00 00 90" in contacts
    assert mentor("corps", "document", "show", "andet").code == 2


def test_a_visit_alone_is_planned_watched_and_ended(house: House, mentor: Shell, tmp_path: Path) -> None:
    """local: visit risk, check-in and who is out."""
    ref = house.matched()
    house.set_clock(at("2026-03-02 12:00"))
    times = {"starts_at": "2026-03-02T13:00:00+01:00", "ends_at": "2026-03-02T14:00:00+01:00"}
    asked = written(tmp_path, {**times, "place": "Biblioteket"})
    planned = mentor("corps", "visit", "plan", ref, *asked, *HER)
    assert "2026-03-02 kl. 14.30" in planned.out
    assert mentor("corps", "visit", "place", "1", *HER).out == "Biblioteket\n"
    assert mentor("corps", "visit", "risk", ref, *HER).out == "Henvisningen nævner ingen risiko.\n"
    assert mentor("corps", "visit", "list", "--json").rows[0]["state"] == "planlagt eller ude"
    house.set_clock(at("2026-03-02 15:00"))
    assert "ikke hørt fra" in mentor("corps", "visit", "list").out
    assert mentor("corps", "visit", "back", "1", *HER).code == 0
    assert mentor("corps", "visit", "back", "1", *HER).code == 1
    assert mentor("corps", "visit", "list").out == "Ingen er på besøg alene.\n"


def test_incidents_and_supervision_are_noted_and_followed_up(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    """S3: incident record, and supervision apart from the case."""
    happened = {
        "mentor": "amira",
        "occurred_at": "2026-03-02T08:00:00+01:00",
        "kind": "threat",
        "what": "Råbte.",
    }
    assert mentor("corps", "incident", "add", *written(tmp_path, happened), *HER).code == 0
    later = written(tmp_path, {**happened, "occurred_at": "2027-03-02T08:00:00+01:00"})
    assert mentor("corps", "incident", "add", *later, *HER).code == 2
    assert "trussel" in mentor("corps", "incident", "list").out
    assert mentor("corps", "incident", "show", "1", *HER).code == 1
    assert "Råbte." in mentor("corps", "incident", "show", "1", *KIRSTEN).out
    assert mentor("corps", "incident", "settle", "1", *KIRSTEN).code == 0
    assert mentor("corps", "incident", "list", "--json").rows[0]["settled_at"]
    held = {"held_on": "2026-03-02", "kind": "supervision", "mentors": ["amira"], "notes": "Om grænser."}
    assert mentor("corps", "supervision", "add", *written(tmp_path, held), *HER).code == 0
    named = written(tmp_path, {**held, "notes": "Om M-2026-0001."})
    assert mentor("corps", "supervision", "add", *named, *HER).code == 1
    assert "Om grænser." in mentor("corps", "supervision", "list", *HER).out
