"""All files of one controller, handed back: sealed to its certificate, indexed, resumable, not in clear."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from email import message_from_string
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from adapters.secure_mail import NoUsableCertificate
from casework.access.reading_log import readers_of
from casework.whole_case.handover import INDEX, hand_over
from deployments.sample_home import CONTROLLER
from domain.errors import InvalidInput, Refused
from domain.values import Actor, Role
from tests.factories import CITIZEN
from tests.house import KIRSTEN, MORNING, House, later


def index_of(folder: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    return found


def opened(house: House, file: Path) -> zipfile.ZipFile:
    """What the jobcentre finds in a file, opened and verified by `openssl`."""
    mail = message_from_string(house.opened_by_jobcentre(file.read_bytes()), policy=SMTP)
    (attachment,) = (part for part in mail.walk() if part.get_filename())
    return zipfile.ZipFile(io.BytesIO(attachment.get_payload(decode=True)))  # type: ignore[arg-type]


@pytest.mark.requirement("outside.controllers")
def test_the_controller_alone_can_open_every_file_and_the_index_has_their_hashes(
    house: House, tmp_path: Path
) -> None:
    """Outside: the files are the controller's; handed back encrypted to it, nothing deleted."""
    out = tmp_path / "ud"
    refs = [house.matched(), house.course()]
    with house.office() as office:
        done = hand_over(office, CONTROLLER, out, KIRSTEN)
        assert [one.ref for one in done.courses] == refs
        assert [one.what for one in readers_of(office, refs[0])] == ["handover"]
        assert office.casebook.recorded(refs[0])
    for line in index_of(out)["courses"]:
        content = (out / line["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == line["sha256"]
        assert CITIZEN.name.encode() not in content
    archive = opened(house, out / f"{refs[0]}.eml")
    data = json.loads(archive.read(f"{refs[0]}/{refs[0]}.json"))
    assert data["purpose"] == "handover"
    assert data["events"][0]["personal"]["referral"]["citizen"]["name"] == CITIZEN.name
    assert archive.read(f"{refs[0]}/{refs[0]}.pdf").startswith(b"%PDF-")
    assert {path.suffix for path in out.iterdir()} == {".eml", ".json"}


def test_run_again_only_what_is_missing_broken_or_moved_on_is_made(house: House, tmp_path: Path) -> None:
    first, second, third = house.matched(), house.matched(), house.matched()
    with house.office(later(MORNING, hours=1)) as office:
        before = hand_over(office, CONTROLLER, tmp_path, KIRSTEN)
        (tmp_path / f"{second}.eml").write_bytes(b"halv")
        (tmp_path / f"{third}.eml").unlink()
        seen: list[tuple[int, int]] = []
        after = hand_over(office, CONTROLLER, tmp_path, KIRSTEN, progress=lambda *so_far: seen.append(so_far))
        changed = [new.ref for old, new in zip(before.courses, after.courses, strict=True) if old != new]
        assert changed == [second, third]
        assert seen == [(1, 3), (2, 3), (3, 3)]
        assert len(readers_of(office, first)) == 1


def test_without_a_certificate_nothing_lies_in_clear(house: House, tmp_path: Path) -> None:
    house.matched()
    house.certificate_file.unlink()
    with house.office() as office, pytest.raises(NoUsableCertificate):
        hand_over(office, CONTROLLER, tmp_path, KIRSTEN)
    assert list(tmp_path.glob("*.eml")) == []


def test_only_a_coordinator_of_a_known_controller_hands_over(house: House, tmp_path: Path) -> None:
    with house.office() as office:
        with pytest.raises(Refused, match="koordinator"):
            hand_over(office, CONTROLLER, tmp_path, Actor(Role.MENTOR, "amira"))
        with pytest.raises(InvalidInput, match="kommune-x"):
            hand_over(office, "kommune-x", tmp_path, KIRSTEN)
        (tmp_path / INDEX).write_text("{}")
        with pytest.raises(InvalidInput, match="tom mappe"):
            hand_over(office, CONTROLLER, tmp_path, KIRSTEN)


def test_a_course_that_cannot_be_opened_is_named_and_others_are_made(house: House, tmp_path: Path) -> None:
    broken, whole = house.matched(), house.matched()
    with house.office() as office:
        with office.database.casebook.connection() as connection:
            spoil = text("UPDATE event SET sealed = :x WHERE course_id = 1 AND seq = 1")
            connection.execute(spoil, {"x": b"x"})
        done = hand_over(office, CONTROLLER, tmp_path, KIRSTEN)
    assert [one.ref for one in done.courses] == [whole]
    assert [(ref, error.code) for ref, error in done.failed] == [(broken, "tampered")]
    assert index_of(tmp_path)["failed"] == [{"ref": broken, "code": "tampered"}]
