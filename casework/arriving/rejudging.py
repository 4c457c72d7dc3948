"""Mail that waited in quarantine for a revocation list only, and can be judged now that the list has come."""

from __future__ import annotations

import asyncio

from adapters.secure_mail import Reason, Verdict
from casework.arriving.fates import MailFate
from casework.arriving.intake import Unsettled, judge_stored, settle_mail
from casework.office import Office
from domain.errors import MentorError
from models.mails import Fate

WAITED_FOR = frozenset({Reason.REVOCATION_MISSING.value, Reason.REVOCATION_STALE.value})


def mails_to_judge_again(office: Office) -> list[str]:
    """The ids of quarantined mails that lacked a list, and are authentic, seen before or revoked by now.

    Any other mail stays with the coordinator: that a certificate ran out while the mail waited is no reason
    to reject it unseen.
    """
    waiting = (mail for mail in office.ledger.mails() if mail.fate == Fate.QUARANTINED)
    return [mail.id for mail in waiting if mail.reason in WAITED_FOR and _known_now(office, mail.id)]


async def judge_waiting_mails(office: Office) -> tuple[list[MailFate], list[Unsettled]]:
    """Settle them as an intake would; one that cannot be settled stops none of the others."""
    fates, left = [], []
    for mail_id in await asyncio.to_thread(mails_to_judge_again, office):
        try:
            fates.append(await settle_mail(office, mail_id))
        except MentorError as error:
            left.append(Unsettled(mail_id, error))
    return fates, left


def _known_now(office: Office, mail_id: str) -> bool:
    judgement = judge_stored(office, mail_id)
    known = judgement.verdict in {Verdict.ACCEPTED, Verdict.DUPLICATE}
    return known or judgement.reason is Reason.CERTIFICATE_REVOKED
