"""Whether a mail says, word for word and paper for paper, what another mail of the course said before.

Only then is there nothing to read in it. Two mails that give the same data may differ in what a person wrote
beside it, and that is for a person to see.
"""

from __future__ import annotations

from collections.abc import Callable

from adapters.secure_mail import Judgement, Verdict
from casework.office import Office


def said_before(
    office: Office, ref: str, judgement: Judgement, reopened: Callable[[Office, str], Judgement]
) -> bool:
    """Whether an earlier mail of that course, `reopened` now, had the same text and the same papers."""
    earlier = (mail.id for mail in office.ledger.mails() if mail.course_ref == ref)
    return any(_same(reopened(office, mail_id), judgement) for mail_id in earlier)


def _same(earlier: Judgement, later: Judgement) -> bool:
    return earlier.verdict is Verdict.ACCEPTED and _said(earlier) == _said(later)


def _said(judgement: Judgement) -> tuple[str, list[str]]:
    return judgement.text, sorted(attachment.sha256 for attachment in judgement.attachments)
