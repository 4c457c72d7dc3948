"""Sends the mail with the link, after the answer is on its way: how long that takes tells nobody anything."""

from __future__ import annotations

import asyncio

from adapters.templates import render
from casework.neutral_mail import mail_neutrally
from casework.office import Office
from casework.signing_in.links import Letter
from domain.errors import MentorError

SUBJECT = "Dit link til at logge ind"
WAITS: tuple[float, ...] = (2, 10, 30)
"""Seconds before each new try. Whoever waits longer asks for a new link."""


async def send_link(office: Office, letter: Letter) -> bool:
    """Send it; a server that is away is tried a few times more. Written down either way, for the operator."""
    sent = await _tried(office, letter)
    for seconds in WAITS:
        if sent:
            break
        await asyncio.sleep(seconds)
        sent = await _tried(office, letter)
    await asyncio.to_thread(office.sign_ins.links.mailed, letter.token, "sent" if sent else "failed")
    return sent


async def _tried(office: Office, letter: Letter) -> bool:
    address = f"{office.settings.portal_url.rstrip('/')}/log-ind/link/{letter.token}"
    text = render("portal/signing_in/mail.txt", {"link": address, "supplier": office.settings.supplier})
    try:
        return await mail_neutrally(office, letter.email, SUBJECT, text, office.postman())
    except MentorError:
        return False
