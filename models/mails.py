"""What the ledger of inbound mail gives: one line per mail ever fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Fate(StrEnum):
    """What became of a mail. `quarantined` and `rejected` are kept, sealed, and acted on by nobody."""

    COURSE = "course"
    JOINED = "joined"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    REJECTED = "rejected"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail in the ledger; verdict, reason and fate are empty until it is settled. Instants are UTC.

    `remarks` are the judge's codes, separated by spaces.
    """

    id: str
    mailbox_key: str
    received_at: datetime
    size: int
    verdict: str
    reason: str
    fate: str
    duplicate_of: str | None
    course_ref: str | None
    remarks: str
    decided_by: str
    settled_at: datetime | None


class Decided(NamedTuple):
    """Who decided about a mail by hand, and what she said of it; nobody, where it was the rules alone.

    What is said is personal, and is kept sealed.
    """

    by: str = ""
    said: str = ""


BY_ITSELF = Decided()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was decided about a mail: verdict and reason by the mail rules, and the fate that followed.

    `content_sha256` and `message_id` let a later copy be recognised. `decided` names a person when a
    quarantined mail was released or refused by hand. `controller` is whose mail it is, where that is known.
    """

    verdict: str
    reason: str
    fate: Fate
    course_ref: str | None = None
    duplicate_of: str | None = None
    content_sha256: str = ""
    message_id: str = ""
    remarks: str = ""
    controller: str = ""
    decided: Decided = BY_ITSELF
