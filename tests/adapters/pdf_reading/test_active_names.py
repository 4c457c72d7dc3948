"""The quick look never says no where the walk through the whole file would say yes."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.pdf_reading.active_names import ACTIONS, ANNOTATIONS, KEYS, may_act

SAMPLE = Path(__file__).parents[3] / "docs" / "samples" / "henvisning.pdf"


@pytest.mark.parametrize("name", sorted(ACTIONS | ANNOTATIONS | KEYS | {"/ObjStm"}))
def test_every_telling_name_asks_for_the_walk_also_with_escaped_letters(name: str) -> None:
    escaped = name[0] + "".join(f"#{ord(letter):02x}" for letter in name[1:])

    for written in (name, escaped, name[:-1] + escaped[-3:]):
        for after in (" ", "/", "(", "<", "[", "%", "\n", "\0", ""):
            assert may_act(f"<</S{written}{after}".encode())


@pytest.mark.parametrize(
    "content", [b"<</URI(x)>>", b"<</JSON 1>>", b"<</EFfekt 1>>", b"JS", b"/J S", b"/J##53"]
)
def test_what_is_no_telling_name_is_passed(content: bytes) -> None:
    assert not may_act(content)


def test_our_own_form_is_not_walked_through() -> None:
    assert not may_act(SAMPLE.read_bytes())
