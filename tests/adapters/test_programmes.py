"""Programme files: what is wrong is told with file, key and reason, and the right version is found."""

from __future__ import annotations

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
    viborg = programmes.current("viborg")
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
            ["office: mangler", "deadlines: mangler"],
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


def test_the_newest_version_is_current_and_older_ones_remain(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", ('version = "2026-1"', 'version = "2026-2"'), ("2020-01-01", "2026-07-01"))
    write(tmp_path, "b.toml")
    programmes = load_programmes(tmp_path, FOLDER)
    assert programmes.current("viborg").version == "2026-2"
    assert programmes.get("viborg", "2026-1").version == "2026-1"


def test_the_same_version_twice_is_refused_because_nobody_could_tell_which_one_counts(tmp_path: Path) -> None:
    write(tmp_path, "a.toml")
    write(tmp_path, "b.toml")
    with pytest.raises(InvalidInput, match=r"b\.toml: version: viborg 2026-1 findes også i a\.toml"):
        load_programmes(tmp_path, FOLDER)


def test_a_programme_that_is_not_installed_is_said_to_be_missing(tmp_path: Path) -> None:
    programmes = load_programmes(tmp_path, FOLDER)
    with pytest.raises(InvalidInput, match="viborg findes ikke"):
        programmes.current("viborg")
    with pytest.raises(InvalidInput, match="viborg 2026-1 findes ikke"):
        programmes.get("viborg", "2026-1")


def test_a_programme_says_only_what_differs_from_the_defaults_it_builds_on(tmp_path: Path) -> None:
    path = write(tmp_path, "a.toml")
    path.write_text(path.read_text(encoding="utf-8") + "[deadlines.follow_up]\nworking_days = 8\n")
    changed, plain = load_programme(path, FOLDER), load_programme(FOLDER / "viborg.toml")
    assert changed.deadlines.pop(TimerKind.FOLLOW_UP).working_days == 8
    assert plain.deadlines.pop(TimerKind.FOLLOW_UP).weeks == 2
    assert changed == plain


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
    assert load_programmes(FOLDER).current(key) == load_programme(FOLDER / f"{key}.toml")
