"""`mentor programme`: a coordinator checks her file, reads it and compares it; the doctor looks at it too."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.programme_files import programme_paths
from casework.office import PROGRAMMES
from deployments import doctor
from domain.calendar import local
from domain.errors import Refused
from tests.deployments.cli.shell import Shell
from tests.deployments.cli.written import FROM_JULY, NEW_VERSION, Write, install, line
from tests.factories import at
from tests.house import House

CPR = "010150-5678"


def test_every_mistake_is_told_at_once_with_file_line_key_and_cure(mentor: Shell, write: Write) -> None:
    """local: one look at the answer is enough to repair the whole file."""
    path = write(
        "ny.toml",
        NEW_VERSION,
        ("decide_within = 10", 'decide_within = "ti"'),
        ("{ months = 3, special = true },\n]", "{ months = 30, special = true },\n]"),
        ("[work]", "[wrok]"),
        more='\n[deadlines.matching]\nrungs = [\n    { notice = "reminder", to = ["borgmester"] },\n]\n',
    )
    beneath = line(PROGRAMMES / "defaults" / "local-2026-1.toml", "[work]")
    typed = mentor("programme", "check", path)
    assert typed.code == 2
    assert typed.out.startswith("✗ ny.toml: kan ikke bruges\n")
    for place, cure in (
        (f"{line(path, 'decide_within')}, grants.decide_within", "skriv et helt tal"),
        (f"{line(path, 'months = 30')}, grants.steps.3.months", "højst 24"),
        (f"{line(path, '[wrok]')}, wrok", "kendes ikke (fjern det)"),
        (f"{line(path, 'borgmester')}, deadlines.matching.rungs.0.to", "ukendt modtager borgmester; vælg"),
        (f"defaults/local-2026-1.toml {beneath}, work.signers", "skal udfyldes"),
    ):
        (told,) = [text for text in typed.out.splitlines() if text.startswith(f"    {place}: ")]
        assert cure in told
    assert typed.out.endswith("når fejlene er rettet. Kør kontrollen igen bagefter.\n")


def test_a_mistake_in_the_defaults_beneath_is_told_where_it_stands(
    mentor: Shell, write: Write, tmp_path: Path
) -> None:
    path = write("ny.toml", NEW_VERSION, FROM_JULY)
    (tmp_path / "defaults").mkdir()
    shipped = (PROGRAMMES / "defaults" / "local-2026-1.toml").read_text(encoding="utf-8")
    own = tmp_path / "defaults" / "local-2026-1.toml"
    own.write_text(shipped.replace("failed_attempts = 3", "failed_attempts = 0"), encoding="utf-8")
    (row,) = mentor("programme", "check", path, "--json").rows
    assert (row["ok"], row["unread"]) == (False, True)
    assert [problem["field"] for problem in row["mistakes"]] == [
        f"defaults/local-2026-1.toml {line(own, 'failed_attempts')}, contact.failed_attempts"
    ]


def test_what_is_doubtful_is_remarked_and_the_file_can_still_be_used(mentor: Shell, write: Write) -> None:
    ended = ("valid_from = 2020-01-01", "valid_from = 2026-07-01\nvalid_to = 2026-12-31")
    later = write("b.toml", ('version = "2026-1"', 'version = "2026-9"'), ("2020-01-01", "2026-09-01"))
    ladder = '[deadlines.follow_up]\nrungs = [{ notice = "reminder", to = ["mentor"] }]\n'
    path = write("a.toml", NEW_VERSION, ended, more=ladder)
    typed = mentor("programme", "check", path, later)
    assert typed.code == 0
    assert typed.out.startswith("✓ a.toml: i orden\n")
    assert "igen bagefter" not in typed.out
    told = "valid_to: 2026-7 gælder til og med 31. december 2026, men 2026-9 begynder"
    assert f"bemærk: {line(path, 'valid_to')}, {told}" in typed.out
    assert "deadlines.follow_up.rungs: stigen når aldrig mentorkoordinatoren" in typed.out
    assert [row["ok"] for row in mentor("programme", "check", path, later, "--json").rows] == [True, True]


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        ((NEW_VERSION,), "valid_from: er den samme dag som version 2026-1"),
        ((NEW_VERSION, FROM_JULY), ""),
        ((('builds_on = "local-2026-1"', 'builds_on = "uden"'), NEW_VERSION, FROM_JULY), "closing_days"),
    ],
)
def test_each_remark_has_its_reason(
    mentor: Shell, write: Write, tmp_path: Path, changes: tuple[tuple[str, str], ...], remark: str
) -> None:
    (tmp_path / "defaults").mkdir()
    shipped = (PROGRAMMES / "defaults" / "local-2026-1.toml").read_text(encoding="utf-8")
    kept = [line for line in shipped.splitlines() if not line.startswith("closing_days")]
    (tmp_path / "defaults" / "uden.toml").write_text("\n".join(kept), encoding="utf-8")
    typed = mentor("programme", "check", write("a.toml", *changes))
    assert typed.code == 0
    assert ("bemærk" in typed.out) is bool(remark)
    assert remark in typed.out


def test_a_version_that_is_installed_already_must_not_be_changed(mentor: Shell, write: Write) -> None:
    path = write("viborg.toml", ("decide_within = 10", "decide_within = 9"))
    typed = mentor("programme", "check", path)
    assert typed.code == 2
    wrong = "viborg 2026-1 findes også i viborg.toml (giv filen en ny version)"
    assert f"{line(path, 'version')}, version: {wrong}" in typed.out


def test_without_a_file_the_installed_programmes_are_checked(mentor: Shell) -> None:
    typed = mentor("programme", "check")
    assert typed.code == 0
    assert typed.out.count("✓") == len(programme_paths(PROGRAMMES)) >= 8
    assert "bemærk" not in typed.out


def test_a_file_that_is_not_there_exits_with_2_and_is_not_repeated(mentor: Shell) -> None:
    for words in (("check", f"{CPR}.toml"), ("show", f"{CPR}.toml"), ("show", CPR), ("diff", "viborg", CPR)):
        typed = mentor("programme", *words)
        assert typed.code == 2
        assert CPR not in typed.err + typed.out
    assert mentor("programme", "show", "viborg", "--on", CPR).code == 2
    assert "vælg en af 2026-1" in mentor("programme", "show", "viborg", "--version", "9").err


def test_the_list_says_which_version_is_in_force_today(house: House, mentor: Shell, write: Write) -> None:
    install(house, write("viborg-7.toml", NEW_VERSION, FROM_JULY))
    for instant, current in ((at("2026-06-30 23:59"), "2026-1"), (at("2026-07-01 00:00"), "2026-7")):
        house.set_clock(instant)
        rows = [row for row in mentor("programme", "list", "--json").rows if row["key"] == "viborg"]
        assert [row["version"] for row in rows if row["in_force"]] == [current], local(instant)


def test_a_programme_is_shown_as_it_is_on_a_day(house: House, mentor: Shell, write: Write) -> None:
    install(house, write("viborg-7.toml", NEW_VERSION, FROM_JULY, ("months = 3 },", "months = 4 },")))
    assert "op til 3 måneder" in mentor("programme", "show", "viborg", "--on", "2026-06-30").out
    assert "op til 4 måneder" in mentor("programme", "show", "viborg", "--on", "2026-07-01").out
    assert "op til 4 måneder" in mentor("programme", "show", "viborg", "--version", "2026-7").out
    rows = mentor("programme", "diff", "viborg@2026-1", "viborg@2026-7", "--json").rows
    assert [row["key"] for row in rows] == ["version", "valid_from", "grants.steps"]
    assert "ingen forskel" in mentor("programme", "diff", "viborg@2026-1", "viborg@2026-1").out


@pytest.mark.requirement("S3.task_matrix", "S3.law_tags")
def test_the_tasks_of_a_programme_are_a_table_with_what_a_mentor_may_and_may_not(mentor: Shell) -> None:
    shown = mentor("programme", "tasks", "ressourceforloeb")
    assert shown.code == 0
    assert "Praktiske opgaver" in shown.out
    assert "nej (applications)" in shown.out
    assert "applications: En mentor søger ikke bevillinger for borgeren" in shown.out
    rows = {row["code"]: row for row in mentor("programme", "tasks", "ressourceforloeb", "--json").rows}
    assert (rows["hygiene"]["may"], rows["hygiene"]["law"]) == ("nej", "SEL § 83")
    assert rows["morning"] == {
        "area": "praktiske opgaver", "task": "vækning", "may": "ja", "law": "LAB", "code": "morning",
        "rule": "", "why": "",
    }  # fmt: skip


ANOTHERS = ("2020-01-01", "2026-03-01\ncontrollers = ['kommune-b']")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (("decide_within = 10", "decide_within = 0"), "grants.decide_within"),
        (ANOTHERS, "må ikke bruges af kommune-a"),
    ],
)
def test_the_doctor_looks_at_programmes_with_the_same_check(
    house: House, write: Write, change: tuple[str, str], found: str
) -> None:
    install(house, write("viborg-7.toml", NEW_VERSION, change))
    with house.office() as office, pytest.raises(Refused, match=found):
        doctor._programmes(office)
