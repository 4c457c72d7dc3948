"""Reads in a delivery report which mail did not arrive (RFC 3464); the report is a hint, no proof."""

from __future__ import annotations

import re

from adapters.secure_mail.mime import Part, read, walk

_FAILED = re.compile(rb"^action:[ \t]*failed[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_RETURNED = frozenset({"message/rfc822", "message/rfc822-headers", "text/rfc822-headers"})


def bounced_message_id(report: Part) -> str | None:
    """The Message-ID of the returned mail if the report says that its delivery failed for good."""
    parts = list(walk(report))
    statuses = (part.content() for part in parts if part.media_type == "message/delivery-status")
    if not any(_FAILED.search(status) for status in statuses):
        return None
    for part in parts:
        if part.media_type in _RETURNED:
            return next(iter(read(part.content(), part.depth + 1).headers.all("message-id")), None)
    return None
