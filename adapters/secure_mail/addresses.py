"""Reads the header fields that decide about trust: From, recipients, Date; strict where readers guess."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import getaddresses, parsedate_to_datetime

from adapters.secure_mail.mime import Headers, Part
from adapters.secure_mail.reasons import Reason, Stop

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_NAMED = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^"<>,;:@()\\]*)\s*<(?P<address>[^<>]*)>')
_MAX_AGE = timedelta(days=366)
_AUTO_REPLIES = {"auto_reply", "auto-reply", "autoreply"}
_OWN_FIELDS = ("from", "to", "cc", "subject", "date", "message-id")


def single_sender(headers: Headers) -> str:
    """The one address of the one From field, lower-case; stops with `sender-ambiguous` otherwise."""
    fields = headers.all("from")
    if len(fields) != 1:
        raise Stop(Reason.SENDER_AMBIGUOUS, "from-fields")
    value = fields[0].strip()
    named = _NAMED.fullmatch(value)
    address = named.group("address").strip() if named else value
    if not _ADDRESS.fullmatch(address):
        raise Stop(Reason.SENDER_AMBIGUOUS, "from-unclear")
    return address.lower()


def recipients(headers: Headers) -> frozenset[str]:
    """Every address in To and Cc, lower-case."""
    pairs = getaddresses([*headers.all("to"), *headers.all("cc")])
    return frozenset(address.lower() for _, address in pairs if address)


def protected(headers: Headers) -> Headers:
    """The fields that stand inside the signature (RFC 9788 and its forerunners), out of a part's headers."""
    return Headers(tuple(field for field in headers.fields if field[0] in _OWN_FIELDS))


def check_date(value: str | None, now: datetime) -> None:
    """Stop with `date-implausible` when a Date lies more than a year from `now` (UTC-aware) or is none."""
    if value is None:
        return
    try:
        sent = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        raise Stop(Reason.DATE_IMPLAUSIBLE, "date-unreadable") from None
    sent = sent if sent.tzinfo else sent.replace(tzinfo=UTC)
    if abs(sent - now) > _MAX_AGE:
        raise Stop(Reason.DATE_IMPLAUSIBLE)


def is_auto_reply(headers: Headers) -> bool:
    """An answer that a machine wrote. `auto-generated` is none: case systems mark real referrals with it."""
    submitted = " ".join(headers.all("auto-submitted")).lower()
    precedence = " ".join(headers.all("precedence")).strip().lower()
    answered = any(headers.all(name) for name in ("x-autoreply", "x-autorespond"))
    return submitted.startswith("auto-replied") or precedence in _AUTO_REPLIES or answered


def is_delivery_report(part: Part) -> bool:
    """A report on the fate of a mail (RFC 3464) or on its being read (RFC 8098)."""
    kind = part.parameter("report-type").lower()
    return part.media_type == "multipart/report" and kind in ("delivery-status", "disposition-notification")
