"""`mentor mail verify`: judging a mail without registering it, in the shape scripts rely on (see DESIGN)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from adapters.referral_reading import classify
from adapters.secure_mail import SAME_MESSAGE_ID, Attachment, Judgement
from casework.office import Office
from casework.private_files import write_private
from domain.errors import InvalidInput, Problem


class SeenFile:
    """What was judged before: JSON lines of content hash, Message-ID and file. Without a path: nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lines = _read(path) if path and path.exists() else []

    def seen(self, content_sha256: str, message_id: str) -> str | None:
        """The file with the same content, the mark of a reused Message-ID, or None. Alone, all is new."""
        for line in self._lines:
            if line["content_sha256"] == content_sha256:
                return line["file"]
        if message_id and any(line["message_id"] == message_id for line in self._lines):
            return SAME_MESSAGE_ID
        return None

    def remember(self, judgement: Judgement, file: str) -> None:
        """Add an accepted mail; the file is replaced atomically."""
        if self._path is None:
            return
        line = {
            "content_sha256": judgement.content_sha256 or "",
            "message_id": judgement.message_id or "",
            "file": file,
        }
        self._lines.append(line)
        write_private(self._path, "".join(json.dumps(one) + "\n" for one in self._lines).encode())


def judged_as_json(office: Office, file: str, raw: bytes, memory: SeenFile) -> dict[str, object]:
    """The verdict on one mail as the documented object. No bytes make it raise."""
    judgement = office.judge.judge(raw, now=office.now, seen=memory.seen)
    if judgement.verdict == "accepted":
        memory.remember(judgement, file)
    return {
        "file": file,
        "verdict": judgement.verdict.value,
        "reason": judgement.reason.value,
        "signer": asdict(judgement.signer) if judgement.signer else None,
        "protection": asdict(judgement.protection),
        "attachments": _attachments(office, judgement.attachments),
        "text_sha256": judgement.text_sha256,
        "problems": list(judgement.problems),
    }


def _attachments(office: Office, attachments: Sequence[Attachment]) -> list[dict[str, str]]:
    return [
        {
            "name": attachment.name,
            "kind": classify(attachment.name, attachment.content, office.reader)[0],
            "sha256": attachment.sha256,
        }
        for attachment in attachments
    ]


def _read(path: Path) -> list[dict[str, str]]:
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
        return [
            {name: str(line[name]) for name in ("content_sha256", "message_id", "file")} for line in lines
        ]
    except (OSError, ValueError, KeyError, TypeError):
        problem = Problem("--seen", "er ikke en fil med linjer fra mail verify", "angiv en anden fil")
        raise InvalidInput("Fil", (problem,)) from None
