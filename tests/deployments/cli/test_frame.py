"""The frame of the command line: exit codes, help in Danish, errors that repeat nothing they were given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deployments.cli import course
from domain.errors import Conflict, MentorError
from models.casebook import Casebook
from tests.deployments.cli.shell import Shell, leaves
from tests.house import House

ENGLISH = re.compile(r"\b(Usage|Commands|Parameters|Arguments|Options|required|default|Display|Show|Error)\b")
GROUPS = sorted({chain[:1] for chain in leaves() if len(chain) > 1})
CPR = "010150-5678"


@pytest.mark.parametrize("chain", [(), *GROUPS, *leaves()], ids=" ".join)
def test_every_help_page_is_in_danish_and_describes_every_option(
    mentor: Shell, chain: tuple[str, ...]
) -> None:
    page = mentor(*chain, "--help")
    assert page.code == 0
    assert page.out.startswith(f"Brug: {' '.join(('mentor', *chain))}")
    assert ENGLISH.findall(page.out) == []
    for line in page.out.splitlines():
        if option := re.match(r"│ +(--?[a-z-]+(?: [A-Z]+)?|[A-Z]+) *│", line):
            raise AssertionError(f"{option[1]} is not described")


def test_the_version_is_that_of_the_distribution(mentor: Shell) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", mentor("--version").out)


@pytest.mark.parametrize(
    "words",
    [
        ("slet",),
        (CPR,),
        ("course", CPR),
        ("course", "list", CPR),
        ("course", "list", f"--{CPR}"),
        ("course", "list", f"--navn={CPR}"),
        ("course", "list", "--cpr", CPR),
        ("course", "list", "--phase", CPR),
        ("course", "list", "--json", "--json=" + CPR),
        ("course", "show"),
        ("course", "show", CPR),
        ("course", "show", "M-2026-0001", CPR),
        ("course", "act", "M-2026-0001", "Cancel", "--from", CPR, "--as", "coordinator:kirsten"),
        ("course", "act", "M-2026-0001", CPR, "--from", "/dev/null", "--as", "coordinator:kirsten"),
        ("course", "act", "M-2026-0001", "Cancel", "--from", "-", "--as", f"coordinator:{CPR}"),
        ("course", "act", "M-2026-0001", "Cancel", "--from", "/dev/null", "--as", CPR),
        ("course", "act", "M-2026-0001", "Cancel", "--from", "/dev/null", "--as", "a:b", "--at", CPR),
        ("mail", "show", CPR),
        ("mail", "verify"),
        ("mail", "verify", f"/findes/ikke/{CPR}.eml"),
        ("decision-code", "M-2026-0001", "--decider", CPR),
        ("decision-code", "M-2026-0001", "--decider", "D-0001", "--hours", CPR),
        ("letters", "--posted", CPR),
        ("round", "--as-of", CPR),
        ("report", "closing", CPR),
        ("access", "readers", CPR),
        ("audit", "verify", "--against", f"/findes/ikke/{CPR}"),
        ("init", "--at", CPR),
    ],
    ids=" ".join,
)
def test_a_wrong_line_exits_with_2_says_why_and_repeats_no_value(
    house: House, mentor: Shell, words: tuple[str, ...]
) -> None:
    typed = mentor(*words)
    assert typed.code == 2
    assert typed.out == ""
    assert typed.err.count("\n") == 1
    assert typed.err.endswith((")\n", "--help\n", ".\n"))
    assert "5678" not in typed.err


def test_a_mistyped_option_is_named_and_a_missing_one_too(house: House, mentor: Shell) -> None:
    assert "--jsn" in mentor("course", "list", "--jsn").err
    assert "--as" in mentor("course", "act", "M-2026-0001", "Cancel", "--from", "-").err


def test_a_rule_that_says_no_exits_with_1(house: House, mentor: Shell) -> None:
    ref = house.matched()
    typed = mentor("report", "closing", ref, "--as", "coordinator:kirsten")
    assert typed.code == 1
    assert typed.err.startswith("refused: ")
    assert typed.err.rstrip().endswith(")")
    assert " (regel: " in typed.err


def test_an_unknown_course_exits_with_2(house: House, mentor: Shell) -> None:
    typed = mentor("course", "show", "M-2026-0099")
    assert typed.code == 2
    assert typed.err.startswith("unknown-course: ")


def test_somebody_faster_exits_with_3(house: House, mentor: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = house.matched()
    monkeypatch.setattr(Casebook, "handle", _overtaken)
    (house.home / "felter.json").write_text("{}")
    typed = mentor("course", "act", ref, "Resume", "--from", house.home / "felter.json", "--as", "mentor:bo")
    assert (typed.code, typed.err) == (3, "conflict: En anden var hurtigere.\n")


def test_something_that_is_not_there_exits_with_4(
    mentor: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MENTOR_HOME", str(tmp_path))
    typed = mentor("course", "list")
    assert typed.code == 4
    assert "mentor init" in typed.err


def test_settings_that_are_wrong_exit_with_2_and_name_file_and_key(house: House, mentor: Shell) -> None:
    settings = house.home / "mentor.toml"
    settings.write_text('ukendt = "hemmelig"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    typed = mentor("course", "list")
    assert typed.code == 2
    assert typed.err.startswith("invalid-input: mentor.toml: ukendt")
    assert "hemmelig" not in typed.err


def test_an_error_nobody_planned_for_tells_its_kind_and_place_but_not_its_words(
    house: House, mentor: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("Maja 0101505678")

    monkeypatch.setattr(course, "Wanted", broken)
    typed = mentor("course", "list")
    assert typed.code == 4
    assert re.fullmatch(
        r"unexpected: Uventet fejl \(KeyError\) i deployments/cli/course\.py linje \d+\. "
        r"Meld det som en fejl i programmet\.\n",
        typed.err,
    )


def test_an_interrupted_command_ends_quietly(mentor: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(course, "open_office", interrupted)
    typed = mentor("course", "list")
    assert (typed.code, typed.err) == (130, "")


def test_every_error_of_ours_has_an_exit_code_of_the_contract() -> None:
    def below(kind: type[MentorError]) -> set[type[MentorError]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    assert {kind.exit_code for kind in below(MentorError)} == {1, 2, 3, 4}


def _overtaken(*_: object, **__: object) -> None:
    raise Conflict("En anden var hurtigere.")
