"""The export as JSON, in the shape that docs/access.md describes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from msgspec import to_builtins

from casework.history.timeline import timeline
from casework.whole_case.contents import Contents, Paper, as_plain
from domain.events import sealed_fields
from domain.history import Recorded

FORMAT = "mentorforloeb-sag"
VERSION = 1
HEAD = ("ref", "controller", "partner", "programme", "programme_version", "phase", "received_at", "periods")
"""What an export tells of a course as a whole when it must not tell all that happened on it."""


def as_json(contents: Contents) -> bytes:
    """The whole export as indented UTF-8. A text is cleaned wherever it stands; the one place for the
    citizen's own CPR number is the referral.
    """
    whole: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "course": _course(contents),
        "purpose": contents.purpose,
        "made_at": contents.at.isoformat(),
        "made_by": str(contents.by),
        "left_out": asdict(contents.left_out),
        "marks": [to_builtins(one.mark) | {"words": one.words} for one in contents.marks],
        "events": _events(contents),
        "mails": [_mail(contents, mail, papers) for mail, papers in contents.mails],
        "letters": [_letter(contents, letter, papers) for letter, papers in contents.letters],
        "readings": [to_builtins(reading) for reading in contents.case.readings],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _course(contents: Contents) -> dict[str, Any]:
    """The course as it stands; where events are left out, without what they would be known by again."""
    whole: dict[str, Any] = to_builtins(contents.case.course)
    return {name: whole[name] for name in HEAD if name in whole} if contents.left_out.events else whole


def _events(contents: Contents) -> list[dict[str, Any]]:
    entries = timeline(contents.case.history, personal=True, programme=contents.programme)
    told = {entry.seq: entry.sentence for entry in entries}
    return [_event(contents, recorded, told[recorded.seq]) for recorded in contents.history]


def _event(contents: Contents, recorded: Recorded, sentence: str) -> dict[str, Any]:
    kind = type(recorded.event)
    data = to_builtins(recorded.event)
    sealed = sealed_fields(kind)
    personal = as_plain({name: data[name] for name in sealed if name in data}, contents.clean)
    cpr = data.get("referral", {}).get("citizen", {}).get("cpr")
    if cpr:
        personal["referral"]["citizen"]["cpr"] = cpr
    return {
        "number": recorded.seq,
        "at": recorded.at.isoformat(),
        "actor": str(recorded.actor),
        "type": kind.__name__,
        "sentence": contents.clean(sentence),
        "facts": {name: value for name, value in data.items() if name not in sealed},
        "personal": personal,
    }


def _mail(contents: Contents, mail: Any, papers: tuple[Paper, ...]) -> dict[str, Any]:
    return {
        "id": mail.id,
        "received_at": mail.received_at.isoformat(),
        "text": contents.clean(mail.text),
        "said": contents.clean(mail.said),
        "enclosures": [_paper(paper) for paper in papers],
    }


def _letter(contents: Contents, letter: Any, papers: tuple[Paper, ...]) -> dict[str, Any]:
    line = letter.line
    return {
        "number": line.id,
        "to": line.recipient,
        "state": line.state,
        "written_at": line.created_at.isoformat(),
        "settled_at": line.settled_at.isoformat() if line.settled_at else None,
        "subject": letter.subject,
        "text": contents.clean(letter.text),
        "events": list(letter.events),
        "rests_on": list(letter.rests_on),
        "enclosures": [_paper(paper) for paper in papers],
    }


def _paper(paper: Paper) -> dict[str, Any]:
    digest = hashlib.sha256(paper.file.content).hexdigest()
    return {"file": paper.path, "name": paper.name, "media_type": paper.file.media_type, "sha256": digest}
