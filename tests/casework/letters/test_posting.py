"""Letters to citizens wait until a person has sent them by Digital Post and says so."""

from __future__ import annotations

import asyncio
import io
import stat
from pathlib import Path

import pytest
from pypdf import PdfReader

from casework.letters.delivery import deliver
from casework.letters.posting import export_letters, letters_to_post, mark_posted
from domain.errors import Refused, Unavailable
from models.envelopes import EnvelopeState
from tests.house import KIRSTEN, House


@pytest.fixture
def written(house: House) -> House:
    """A house with one letter to a citizen, written but not posted."""
    house.matched()
    with house.office() as office:
        asyncio.run(deliver(office))
    return house


def test_a_letter_waits_with_its_kind_and_the_time_it_was_written(written: House) -> None:
    with written.office() as office:
        (letter,) = letters_to_post(office)
        assert letter.kind == "mentor_assigned"
        assert letter.created_at == office.now


def test_exported_letters_are_readable_by_their_owner_only_and_their_names_say_nothing(
    written: House, tmp_path: Path
) -> None:
    folder = tmp_path / "post"
    with written.office() as office:
        assert export_letters(office, folder, KIRSTEN) == 1
        (letter,) = letters_to_post(office)
    (file,) = folder.iterdir()
    assert file.name == f"brev-{letter.id}.pdf"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "Amira Sand" in PdfReader(io.BytesIO(file.read_bytes())).pages[0].extract_text()


def test_exporting_again_replaces_a_file_that_others_could_read(written: House, tmp_path: Path) -> None:
    with written.office() as office:
        export_letters(office, tmp_path / "post", KIRSTEN)
        (file,) = (tmp_path / "post").iterdir()
        file.chmod(0o644)
        export_letters(office, tmp_path / "post", KIRSTEN)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_said_and_the_letter_still_waits(
    written: House, tmp_path: Path
) -> None:
    (tmp_path / "post").write_text("ikke en mappe")
    with written.office() as office:
        with pytest.raises(Unavailable, match="Vælg en anden mappe"):
            export_letters(office, tmp_path / "post", KIRSTEN)
        assert len(letters_to_post(office)) == 1


def test_a_letter_that_was_sent_waits_no_longer_and_cannot_be_sent_again(written: House) -> None:
    with written.office() as office:
        (letter,) = letters_to_post(office)
        mark_posted(office, letter.id)
        assert letters_to_post(office) == []
        with pytest.raises(Refused):
            mark_posted(office, letter.id)
        states = {line.id: line.state for line in office.outbox.envelopes()}
    assert states[letter.id] == EnvelopeState.POSTED


def test_only_a_letter_can_be_posted(written: House) -> None:
    with written.office() as office:
        other = next(line for line in office.outbox.envelopes() if line.recipient == "mentor")
        with pytest.raises(Refused):
            mark_posted(office, other.id)
        with pytest.raises(Refused):
            mark_posted(office, 4711)
