"""Where a demo is played: an interrupted one goes on, a finished one starts anew, nothing else is lost."""

from __future__ import annotations

from pathlib import Path

from deployments.demo.play import MARK, SUMMARY, _make_room


def test_a_finished_demo_is_cleared_and_what_else_lies_there_stays(tmp_path: Path) -> None:
    _a_demo(tmp_path, SUMMARY, MARK, "notes.txt")

    _make_room(tmp_path)

    assert {path.name for path in tmp_path.iterdir()} == {MARK, "notes.txt"}


def test_an_interrupted_demo_keeps_everything(tmp_path: Path) -> None:
    _a_demo(tmp_path, MARK)

    _make_room(tmp_path)

    assert (tmp_path / "home" / "mentor.db").read_text() == "mentor.db"


def test_a_clearing_that_was_interrupted_is_finished(tmp_path: Path) -> None:
    _a_demo(tmp_path, SUMMARY, MARK)
    (tmp_path / "home" / "mentor.db").unlink()
    (tmp_path / "home").rmdir()

    _make_room(tmp_path)

    assert {path.name for path in tmp_path.iterdir()} == {MARK}


def test_a_folder_that_is_no_demos_is_never_cleared(tmp_path: Path) -> None:
    _a_demo(tmp_path, SUMMARY)

    _make_room(tmp_path)

    assert (tmp_path / "home" / "mentor.db").exists()


def _a_demo(folder: Path, *files: str) -> None:
    for part in ("home", "secrets"):
        (folder / part).mkdir()
    for name in ("home/mentor.db", "secrets/master-key.json", *files):
        (folder / name).write_text(Path(name).name)
