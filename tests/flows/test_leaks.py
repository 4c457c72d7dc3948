"""The search for leaks is itself searched."""

from __future__ import annotations

from pathlib import Path

from tests.flows.leaks import leaks


def test_the_search_finds_what_is_there_however_it_is_spelt(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"\0\0Opdigtet All\\u00e9 17\0")
    (tmp_path / "b.log").write_text("Opdigtet Allé 17", encoding="utf-8")
    (tmp_path / "c Opdigtet Allé 17").mkdir()
    assert leaks(tmp_path, ["Opdigtet Allé 17"]) == ["a.db: 0", "b.log: 0", "c Opdigtet Allé 17: 0"]
    assert leaks(tmp_path, ["noget andet"]) == []
