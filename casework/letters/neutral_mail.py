"""A mail to one of us that says nothing: it points to what is read here, and is kept nowhere."""

from __future__ import annotations

import secrets

from adapters.postman import Outcome, Postman, PostmanUnavailable
from adapters.secure_mail import OutgoingMail, compose_plain
from casework.office import Office


async def mail_neutrally(office: Office, address: str, subject: str, text: str, postman: Postman) -> bool:
    """Whether a server took it; one that did not is for the caller to try again."""
    own = office.partners.own_address
    message_id = f"<{secrets.token_hex(16)}@{own.partition('@')[2]}>"
    mail = OutgoingMail(address, subject, text + "\n", message_id, office.now)
    raw = compose_plain(mail, own_address=own)
    return await outcome_of(office, postman, raw, address) is Outcome.ACCEPTED


async def outcome_of(office: Office, postman: Postman, raw: bytes, address: str) -> Outcome:
    """How the delivery of finished bytes ended; `retry` while the server is away."""
    try:
        answer = await postman.send(raw, sender=office.partners.own_address, recipient=address)
    except PostmanUnavailable:
        return Outcome.RETRY
    return answer.outcome
