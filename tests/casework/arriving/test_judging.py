"""`mail verify`: one documented object per mail, whatever it holds, and a memory that is replaced whole."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.arriving.judging import SeenFile, judged_as_json
from casework.office import Office
from domain.errors import InvalidInput, Unavailable
from tests.adapters.referral_reading.mails import BODY, GRANT
from tests.house import PAPERS, House, plain_mail

pytestmark = pytest.mark.slow

KEYS = ["file", "verdict", "reason", "signer", "protection", "attachments", "text_sha256", "problems"]
ALONE = SeenFile(None)
NOTHING = hashlib.sha256(b"").hexdigest()


def test_an_accepted_mail_shows_signer_protection_papers_and_text(house: House) -> None:
    raw = house.referral()
    with house.office() as office:
        judged = judged_as_json(office, "mails/en.eml", raw, ALONE)
    assert list(judged) == KEYS
    assert (judged["file"], judged["verdict"], judged["reason"]) == ("mails/en.eml", "accepted", "accepted")
    signer, protection = judged["signer"], judged["protection"]
    assert isinstance(signer, dict)
    assert list(signer) == ["subject", "serial", "sha256", "partner"]
    assert signer["partner"] == "Jobcenter A"
    assert protection == {
        "encrypted": True,
        "cipher": "aes-256-cbc",
        "key_transport": "rsa-pkcs1v15",
        "signed": True,
        "digest": "sha256",
    }
    assert judged["attachments"] == [
        {"name": name, "kind": kind, "sha256": as_sent(text)} for name, kind, text in _sent()
    ]
    assert judged["text_sha256"] == hashlib.sha256(BODY.encode()).hexdigest()
    assert judged["problems"] == []


def test_a_rejected_mail_has_the_same_fields_and_hands_nothing_on(house: House) -> None:
    with house.office() as office:
        judged = judged_as_json(office, "plain.eml", plain_mail(BODY, {"bevilling.txt": GRANT}), ALONE)
    assert list(judged) == KEYS
    assert (judged["verdict"], judged["reason"]) == ("rejected", "no-smime")
    assert (judged["signer"], judged["attachments"], judged["text_sha256"]) == (None, [], NOTHING)
    assert json.loads(json.dumps(judged)) == judged


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=400))
def test_any_bytes_get_a_verdict(opened: Office, raw: bytes) -> None:
    judged = judged_as_json(opened, "x", raw, ALONE)
    assert list(judged) == KEYS
    assert judged["verdict"] != "accepted"


@pytest.fixture
def opened(house: House) -> Iterator[Office]:
    with house.office() as office:
        yield office


def test_without_a_memory_each_mail_is_judged_alone(house: House) -> None:
    raw = house.referral()
    with house.office() as office:
        verdicts = [judged_as_json(office, "a", raw, ALONE)["verdict"] for _ in range(2)]
    assert verdicts == ["accepted", "accepted"]


def test_with_a_memory_a_second_one_is_a_duplicate_also_in_another_run(house: House, tmp_path: Path) -> None:
    raw, file = house.referral(), tmp_path / "set.jsonl"
    with house.office() as office:
        first = judged_as_json(office, "a.eml", raw, SeenFile(file))
        second = judged_as_json(office, "b.eml", raw, SeenFile(file))
        other = judged_as_json(office, "c.eml", house.referral(body=BODY + "Mere.\n"), SeenFile(file))
    assert [one["reason"] for one in (first, second, other)] == [
        "accepted",
        "seen-before",
        "message-id-reused",
    ]
    assert second["attachments"] == first["attachments"]
    (line,) = file.read_text(encoding="utf-8").splitlines()
    assert list(json.loads(line)) == ["content_sha256", "message_id", "file"]
    assert json.loads(line)["file"] == "a.eml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("*.jsonl*")] == ["set.jsonl"], "no draft is left"


def test_only_what_was_accepted_is_remembered(house: House, tmp_path: Path) -> None:
    with house.office() as office:
        judged_as_json(office, "plain.eml", plain_mail(BODY, {}), SeenFile(tmp_path / "set.jsonl"))
    assert not (tmp_path / "set.jsonl").exists()


@pytest.mark.parametrize("content", [b"ikke json\n", b"[]\n", b'{"file": "a"}\n', b"\xff\xfe\n"])
def test_a_memory_that_is_none_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "set.jsonl"
    file.write_bytes(content)
    with pytest.raises(InvalidInput, match="--seen"):
        SeenFile(file)
    assert file.read_bytes() == content


def test_a_memory_that_is_a_folder_or_cannot_be_written_is_said(house: House, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="--seen"):
        SeenFile(tmp_path)
    (tmp_path / "fil").write_text("")
    with house.office() as office, pytest.raises(Unavailable):
        judged_as_json(office, "a", house.referral(), SeenFile(tmp_path / "fil" / "set.jsonl"))


def _sent() -> list[tuple[str, str, str]]:
    kinds = ("grant", "job_plan", "consent")
    return [(name, kind, text) for (name, text), kind in zip(PAPERS.items(), kinds, strict=True)]


def as_sent(text: str) -> str:
    """The hash of a text attachment: mail carries text with CRLF."""
    return hashlib.sha256(text.replace("\n", "\r\n").encode()).hexdigest()
