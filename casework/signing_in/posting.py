"""Sends the mail with the link, after the answer is on its way: how long that takes tells nobody anything."""

from __future__ import annotations

import asyncio
import logging
import secrets

from adapters.templates import render
from casework.letters.neutral_mail import mail_neutrally
from casework.office import Office
from casework.signing_in.links import Letter
from domain.errors import MentorError

log = logging.getLogger(__name__)
SUBJECT = "Dit link til at logge ind"
CHANGED = "Dit login er ændret"
SPREAD = 1.0
"""Seconds within which the first try is made."""
WAITS: tuple[float, ...] = (2, 10, 30)
"""Seconds before each new try. Whoever waits longer asks for a new link."""


async def send_link(office: Office, letter: Letter) -> bool:
    """Send it; a server that is away is tried a few times more. Written down either way, for the operator."""
    sent = await _sent(office, letter)
    await asyncio.to_thread(office.sign_ins.links.mailed, letter.token, "sent" if sent else "failed")
    return sent


async def tell_of_change(office: Office, email: str) -> bool:
    """Tell a person that an app or a passkey was set up for her: if it was not her, she is to say so."""
    values = {"page": f"{_portal(office)}/mine-logins", "supplier": office.settings.supplier}
    text = render("portal/signing_in/changed.txt", values)
    return await _mailed(office, email, CHANGED, text)


async def _sent(office: Office, letter: Letter) -> bool:
    values = {
        "link": f"{_portal(office)}/log-ind/link/{letter.token}",
        "supplier": office.settings.supplier,
    }
    return await _mailed(office, letter.email, SUBJECT, render("portal/signing_in/mail.txt", values))


async def _mailed(office: Office, email: str, subject: str, text: str) -> bool:
    """Whether a server took it, soon or at one of the new tries.

    Soon and not at once: what this costs the machine must not show in the visitor's own next answers.
    """
    for seconds in (secrets.randbelow(1000) / 1000 * SPREAD, *WAITS):
        await asyncio.sleep(seconds)
        try:
            if await mail_neutrally(office, email, subject, text, office.postman()):
                return True
        except MentorError as error:
            log.warning("en mail om login kunne ikke sendes: %s", error.code)
    return False


def _portal(office: Office) -> str:
    return office.settings.portal_url.rstrip("/")
