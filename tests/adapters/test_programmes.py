"""Programme files: what is wrong is told with file, key and reason, and the right version is found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from adapters.programmes import load_programme, load_programmes
from domain.errors import InvalidInput
from domain.timers import TimerKind
from tests.factory.playing import ROOT

FOLDER = ROOT / "deployments" / "programmes"
VIBORG = (FOLDER / "viborg.toml").read_text(encoding="utf-8")


def write(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """Viborg's file under another name, with some text replaced."""
    text = VIBORG
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_installed_programmes_can_be_read() -> None:
    programmes = load_programmes(FOLDER)
    (viborg,) = programmes.versions("viborg")
    assert programmes.get("viborg", viborg.version) is viborg
    assert viborg.name == "Mentorstøtte (Viborg)"


@pytest.mark.parametrize(
    ("old", "new", "reasons"),
    [
        ('key = "viborg"', 'key = "viborg', ["(hele filen)", "ikke gyldig TOML", "linje 3"]),
        ("decide_within = 10", 'decide_within = "ten"', ["grants.decide_within", "et helt tal"]),
        ("[grants]", "[grant]", ["grant", "kendes ikke", "grants", "skal udfyldes"]),
        ('"local-2026-1"', '"local-1999-1"', ["builds_on", "local-1999-1 findes ikke", "mappen defaults"]),
        ('"local-2026-1"', '"../viborg"', ["builds_on", "kan ikke bruges", "mappen defaults"]),
        (
            'builds_on = "local-2026-1"',
            "",
            ["corps: mangler", "deadlines: mangler"],
        ),
    ],
)
def test_a_mistake_is_named_with_file_key_and_reason(
    tmp_path: Path, old: str, new: str, reasons: list[str]
) -> None:
    with pytest.raises(InvalidInput) as caught:
        load_programme(write(tmp_path, "forkert.toml", (old, new)), FOLDER)
    assert caught.value.message.startswith("Programfil forkert.toml: ")
    for reason in reasons:
        assert reason in caught.value.message
    assert caught.value.exit_code == 2


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "billede.toml").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(InvalidInput, match=r"billede\.toml.*ikke gyldig TOML"):
        load_programmes(tmp_path, FOLDER)


def test_a_file_that_cannot_be_read_names_itself(tmp_path: Path) -> None:
    (tmp_path / "mappe.toml").mkdir()
    with pytest.raises(InvalidInput, match=r"mappe\.toml.*kan ikke læses"):
        load_programmes(tmp_path, FOLDER)


def test_the_version_of_the_day_is_found_and_older_ones_remain(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", ('version = "2026-1"', 'version = "2026-2"'), ("2020-01-01", "2026-07-01"))
    write(tmp_path, "b.toml")
    programmes = load_programmes(tmp_path, FOLDER)
    assert programmes.on("viborg", date(2026, 7, 1)).version == "2026-2"
    assert programmes.on("viborg", date(2026, 6, 30)).version == "2026-1"
    assert programmes.get("viborg", "2026-1").version == "2026-1"


def test_the_same_version_twice_is_refused_because_nobody_could_tell_which_one_counts(tmp_path: Path) -> None:
    write(tmp_path, "a.toml")
    write(tmp_path, "b.toml")
    with pytest.raises(InvalidInput, match=r"b\.toml: version: viborg 2026-1 findes også i a\.toml"):
        load_programmes(tmp_path, FOLDER)


def test_a_programme_that_is_not_installed_is_said_to_be_missing(tmp_path: Path) -> None:
    programmes = load_programmes(tmp_path, FOLDER)
    with pytest.raises(InvalidInput, match="viborg findes ikke"):
        programmes.versions("viborg")
    with pytest.raises(InvalidInput, match="viborg 2026-1 findes ikke"):
        programmes.get("viborg", "2026-1")


def test_a_programme_says_only_what_differs_from_the_defaults_it_builds_on(tmp_path: Path) -> None:
    path = write(tmp_path, "a.toml")
    path.write_text(path.read_text(encoding="utf-8") + "[deadlines.follow_up]\nworking_days = 8\n")
    changed, plain = load_programme(path, FOLDER), load_programme(FOLDER / "viborg.toml")
    assert changed.deadlines.pop(TimerKind.FOLLOW_UP).working_days == 8
    assert plain.deadlines.pop(TimerKind.FOLLOW_UP).weeks == 2
    assert changed == plain


def version(folder: Path, name: str, builds_on: str, text: str) -> Path:
    """A file that says only what a version has that is new."""
    path = folder / f"{name}.toml"
    path.write_text(f'builds_on = "{builds_on}"\n{text}', encoding="utf-8")
    return path


@pytest.mark.requirement("outside.dated_law")
def test_a_new_version_says_only_what_is_new_in_it(tmp_path: Path) -> None:
    """outside: rules that change on a date are a few lines, and the rest stays as it was."""
    write(tmp_path, "a.toml", ("2020-01-01", '2020-01-01\napplies_to = "running"'))
    version(tmp_path, "b", "a", 'version = "b"\nvalid_from = 2026-07-01\n[grants]\ndecide_within = 5\n')
    text = 'version = "c"\nvalid_from = 2026-08-01\n[contact]\nfailed_attempts = 5\n'
    last = version(tmp_path, "c", "b", text)
    found = load_programme(last, FOLDER)
    viborg = load_programme(FOLDER / "viborg.toml")
    assert (found.key, found.version, found.applies_to) == ("viborg", "c", "new_grants")
    assert (found.grants.decide_within, found.contact.failed_attempts) == (5, 5)
    assert found.grants.steps == viborg.grants.steps
    assert found.deadlines == viborg.deadlines
    assert [one.version for one in load_programmes(tmp_path, FOLDER).versions("viborg")] == [
        "2026-1",
        "b",
        "c",
    ]


@pytest.mark.requirement("outside.dated_law")
@pytest.mark.parametrize(
    ("on", "version"),
    [
        ("2025-12-31", "2026-1"),
        ("2026-01-01", "lov-2026-01"),
        ("2026-01-31", "lov-2026-01"),
        ("2026-02-01", "lov-2026-02"),
        ("2026-06-30", "lov-2026-02"),
        ("2026-07-01", "lov-2026-07"),
    ],
)
def test_the_law_of_2026_is_three_dated_rule_sets(on: str, version: str) -> None:
    """outside: LAB chapter 26 changed on 1 January, 1 February and 1 July 2026."""
    assert load_programmes(FOLDER).on("naestved", date.fromisoformat(on)).version == version


@pytest.mark.requirement("local.bad_input")
def test_a_version_says_itself_when_it_holds_and_builds_on_no_ring(tmp_path: Path) -> None:
    """local: what would be misread in silence is refused, with file, line and cure."""
    write(tmp_path, "a.toml")
    with pytest.raises(InvalidInput, match=r"b\.toml: valid_from: mangler"):
        load_programme(version(tmp_path, "b", "a", 'version = "b"\n'), FOLDER)
    version(tmp_path, "d", "c", "")
    with pytest.raises(InvalidInput, match=r"Programfil d\.toml: linje 1, builds_on: går i ring"):
        load_programme(version(tmp_path, "c", "d", ""), FOLDER)


def test_a_mistake_is_found_in_whichever_file_it_stands(tmp_path: Path) -> None:
    base = write(tmp_path, "a.toml", ("decide_within = 10", "decide_within = 0"))
    lines = base.read_text(encoding="utf-8").splitlines()
    text = 'version = "b"\nvalid_from = 2026-07-01\n[contact]\nfailed_attempts = 0\n'
    with pytest.raises(InvalidInput) as caught:
        load_programme(version(tmp_path, "b", "a", text), FOLDER)
    places = [problem.field for problem in caught.value.problems]
    beneath = f"a.toml linje {lines.index('decide_within = 0') + 1}, grants.decide_within"
    assert places == [beneath, "linje 5, contact.failed_attempts"]


def test_a_folders_own_defaults_come_before_those_that_are_shipped(tmp_path: Path) -> None:
    path = write(tmp_path, "a.toml")
    (tmp_path / "defaults").mkdir()
    text = (FOLDER / "defaults" / "local-2026-1.toml").read_text(encoding="utf-8")
    (tmp_path / "defaults" / "local-2026-1.toml").write_text(text.replace("attempts = 3", "attempts = 4"))
    assert load_programme(path, FOLDER).contact.failed_attempts == 4


@pytest.mark.parametrize(
    "key", ["fastholdelsesmentor", "viborg", "hoeje-taastrup", "ressourceforloeb", "naestved"]
)
def test_each_of_the_five_programmes_is_a_file(key: str) -> None:
    assert load_programme(FOLDER / f"{key}.toml") in load_programmes(FOLDER).versions(key)
