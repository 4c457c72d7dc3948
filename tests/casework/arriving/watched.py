"""A watch that waits briefly, and a mailbox on a scripted server."""

from __future__ import annotations

import ssl
from collections.abc import Callable

from casework.arriving.mail_watch import Pace
from tests.adapters.mail.scripted_imap import Script
from tests.house import House

QUICK = Pace(idle=30, ask_every=0.2, patience=0.3, breath=0, longest_pause=0.05)
NO_PREFECT: Callable[[str], bool] = lambda _: False  # noqa: E731 - a value among values


def fates(house: House) -> list[str]:
    with house.office() as office:
        return [mail.fate for mail in office.ledger.mails()]


def looks_at(house: House, script: Script) -> None:
    """The house's mailbox is that server, over TLS."""
    settings, secret = house.home / "mentor.toml", house.home / "imap.txt"
    secret.write_text("kun-til-proever")
    text = settings.read_text(encoding="utf-8")
    old = text[text.index('kind = "maildir"') : text.index("[mail_out]")]
    new = (
        f'kind = "imap"\nhost = "127.0.0.1"\nport = {script.port}\nuser = "henvisning"\n'
        'password_file = "imap.txt"\nca_file = "trust/mail-server.pem"\npoll_seconds = 1\n\n'
    )
    settings.write_text(text.replace(old, new), encoding="utf-8")


def tls(house: House) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(house.home / "mail-server.cert.pem", house.home / "mail-server.key.pem")
    return context
