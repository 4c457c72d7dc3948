"""`mentor doctor`: looks at everything an installation needs and says, for each part, what to do."""

from __future__ import annotations

import shutil
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from adapters.secure_mail import KeyStore, recipient_certificate
from adapters.settings import Settings, load_settings
from casework.office import Office, open_office
from domain.errors import MentorError, Refused, Unavailable
from models.audit import Audit

LEAST_FREE_BYTES = 1_000_000_000
CERTIFICATE_WARNING = timedelta(days=30)
CONNECT_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the installation: what was looked at, whether it is in order, and what was found."""

    what: str
    ok: bool
    found: str


def settings() -> Settings:
    """The settings of the home. Raises Unavailable or InvalidInput saying what to do."""
    return load_settings()


def examine() -> list[Finding]:
    """Look at every part. A part that cannot be looked at is a finding, never an exception."""
    findings = [_python(), _disk()]
    try:
        with open_office() as office:
            findings += [_finding(what, look, office) for what, look in _LOOKS]
    except MentorError as error:
        findings.append(Finding("Installation", ok=False, found=error.message))
    return findings


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Finding("Python", sys.version_info >= (3, 11), f"{version} (mindst 3.11)")


def _disk() -> Finding:
    free = shutil.disk_usage(".").free
    return Finding("Diskplads", free > LEAST_FREE_BYTES, f"{free // 1_000_000} MB fri (mindst 1000)")


def _finding(what: str, look: Callable[[Office], str], office: Office) -> Finding:
    try:
        return Finding(what, ok=True, found=look(office))
    except MentorError as error:
        return Finding(what, ok=False, found=error.message)


def _database(office: Office) -> str:
    return office.database.casebook.name


def _chain(office: Office) -> str:
    report = Audit(office.database, office.keyring).verify()
    if not report.ok:
        raise Refused("audit", f"{len(report.findings)} steder stemmer ikke. Kør: mentor audit verify")
    return f"{report.courses} forløb, {report.events} hændelser, alt stemmer"


def _programmes(office: Office) -> str:
    return ", ".join(
        office.programmes.current(one.programme).name for one in office.settings.controllers.values()
    )


def _people(office: Office) -> str:
    for controller in office.settings.controllers.values():
        office.staff.coordinator(controller.coordinator)
    return f"{len(office.staff.mentors)} mentorer, {len(office.staff.coordinators)} koordinatorer"


def _partners(office: Office) -> str:
    keys = office.keys()
    names = [partner.name for partner in office.partners.partners]
    for partner in office.partners.partners:
        office.controller(partner.controller)
        recipient_certificate(partner, keys, office.now + CERTIFICATE_WARNING)
    return f"{', '.join(names)}: certifikater gælder mindst 30 dage endnu"


def _own_key(office: Office) -> str:
    keys: KeyStore = office.keys()
    if keys.signing_key(office.now + CERTIFICATE_WARNING) is None:
        raise Unavailable("Vores certifikat udløber inden for 30 dage. Læg det nye i keys/.")
    return "vores eget certifikat gælder mindst 30 dage endnu"


def _mail_in(office: Office) -> str:
    next(iter(office.mailbox().fetch()), None)
    return "postkassen kan læses"


def _mail_out(office: Office) -> str:
    mail = office.settings.mail_out
    try:
        socket.create_connection((mail.host, mail.port), CONNECT_SECONDS).close()
    except OSError:
        raise Unavailable(
            f"{mail.host}:{mail.port} svarer ikke. Kør mentor up, eller ret [mail_out] i mentor.toml."
        ) from None
    return f"{mail.host}:{mail.port} svarer"


_LOOKS: tuple[tuple[str, Callable[[Office], str]], ...] = (
    ("Database", _database),
    ("Kæden", _chain),
    ("Programmer", _programmes),
    ("Medarbejdere", _people),
    ("Partnere", _partners),
    ("Egen nøgle", _own_key),
    ("Indgående mail", _mail_in),
    ("Udgående mail", _mail_out),
)
