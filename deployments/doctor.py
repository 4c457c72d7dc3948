"""`mentor doctor`: looks at everything an installation needs and says, for each part, what to do."""

from __future__ import annotations

import shutil
import ssl
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from smtplib import SMTP, SMTP_SSL, SMTPException

from adapters.secure_mail import recipient_certificate
from adapters.settings import MailOut, find_home, read_secret
from adapters.templates import counted
from casework.arriving.certificate_status import doubtful_certificates
from casework.arriving.revocation import ageing_lists
from casework.health.machine import CERTIFICATE_WARNING, LEAST_FREE_BYTES
from casework.office import Office, open_office
from casework.programmes.shelf import checked
from casework.single_sign_on.checking import sign_ins_in_order
from domain.calendar import local_day
from domain.errors import MentorError, Refused, Unavailable
from domain.programme import Programme
from models.audit import Audit

CONNECT_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the installation: what was looked at, whether it is in order, and what was found."""

    what: str
    ok: bool
    found: str


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
    """The disk of the home, or of the nearest folder above it while there is none."""
    home = find_home()
    folder = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(folder).free
    enough = free > LEAST_FREE_BYTES
    cure = "" if enough else " Ryd op, eller flyt MENTOR_HOME."
    return Finding("Diskplads", enough, f"{free // 1_000_000} MB fri (mindst 1000).{cure}")


def _finding(what: str, look: Callable[[Office], str], office: Office) -> Finding:
    try:
        return Finding(what, ok=True, found=look(office))
    except MentorError as error:
        return Finding(what, ok=False, found=error.message)
    except OSError as error:
        why = error.strerror or type(error).__name__
        return Finding(what, ok=False, found=f"Kan ikke undersøges ({why}). Kontrollér filer og rettigheder.")


def _database(office: Office) -> str:
    return office.database.casebook.name


def _chain(office: Office) -> str:
    report = Audit(office.database, office.keyring).verify()
    if not report.ok:
        raise Refused("audit", f"{len(report.findings)} steder stemmer ikke. Kør: mentor audit verify")
    return f"{report.courses} forløb, {report.events} hændelser, alt stemmer"


def _programmes(office: Office) -> str:
    """Each file is in order, and each municipality's programme is its to use and has a version for today."""
    for one in checked(()):
        if one.mistakes:
            found = f"{one.file}: {one.mistakes[0]}"
            raise Refused("programmes", f"{found}. Se alt med: mentor programme check")
    used = [_programme_of(office, key) for key in office.settings.controllers]
    return ", ".join(f"{one.name} {one.version}" for one in used)


def _programme_of(office: Office, controller: str) -> Programme:
    today = local_day(office.now)
    programme = office.programmes.on(office.controller(controller).programme, today)
    if not programme.applies_on(today):
        raise Refused("programmes", f"{programme.key}: ingen version gælder i dag. Se: mentor programme list")
    if programme.controllers and controller not in programme.controllers:
        raise Refused("programmes", f"{programme.key} må ikke bruges af {controller}. Ret mentor.toml.")
    return programme


def _people(office: Office) -> str:
    for controller in office.settings.controllers.values():
        office.staff.coordinator(controller.coordinator)
    mentors = counted(len(office.staff.mentors), "mentor", "mentorer")
    return f"{mentors}, {counted(len(office.staff.coordinators), 'koordinator', 'koordinatorer')}"


def _partners(office: Office) -> str:
    """Each partner's municipality is configured, and we can encrypt to it now and for another month."""
    keys = office.keys()
    names = [partner.name for partner in office.partners.partners]
    for partner in office.partners.partners:
        office.controller(partner.controller)
        certificate = recipient_certificate(partner, keys, office.now)
        if certificate.not_valid_after_utc < office.now + CERTIFICATE_WARNING:
            soon = f"Certifikatet for {partner.name} udløber inden for 30 dage."
            raise Unavailable(f"{soon} Få det nye, og læg det i partners/.")
    return f"{', '.join(names)}: certifikater gælder mindst 30 dage endnu"


def _child_protection(office: Office) -> str:
    """A report about a child can leave at any hour for every municipality we work for."""
    keys = office.keys()
    for controller in office.settings.controllers:
        intake = office.partners.child_protection_of(controller)
        if intake is None or not intake.notice_address:
            lacking = f"{controller} har ingen adresse til underretninger om børn; der må ringes."
            raise Unavailable(f"{lacking} Skriv den i partners.toml under [[child_protection]].")
        recipient_certificate(intake, keys, office.now + CERTIFICATE_WARNING)
    return "underretninger om børn kan sendes til alle kommuner"


def _revocation(office: Office) -> str:
    """Each list lasts a while yet, or no fetch has brought a newer one; issuers that are asked answer."""
    if ageing := ageing_lists(office):
        cure = "Kør: mentor crl refresh, eller læg listen i crls/ som PEM."
        raise Unavailable(f"{'; '.join(ageing)}. {cure}")
    if doubtful := doubtful_certificates(office):
        raise Unavailable(f"{'; '.join(doubtful)}. Kontakt udstederen, eller slå ocsp fra i mentor.toml.")
    asked = office.settings.revocation.ocsp
    return "alle spærrelister er friske" + (", og udstederne rejser ingen tvivl" if asked else "")


def _own_key(office: Office) -> str:
    keys = office.keys()
    if keys.signing_key(office.now) is None:
        raise Unavailable("Vi har ingen gyldig nøgle. Læg nøgle og certifikat i keys/ (se mentor init).")
    if keys.signing_key(office.now + CERTIFICATE_WARNING) is None:
        raise Unavailable("Vores certifikat udløber inden for 30 dage. Læg det nye i keys/.")
    return "vores eget certifikat gælder mindst 30 dage endnu"


def _mail_in(office: Office) -> str:
    next(iter(office.mailbox().fetch()), None)
    return "postkassen kan læses"


def _mail_out(office: Office) -> str:
    """Connects as the postman does: the certificate must hold, and a login must be taken."""
    mail = office.settings.mail_out
    try:
        _greet(office, mail)
    except (OSError, SMTPException) as error:
        untrusted = isinstance(error, ssl.SSLError)
        why = "certifikatet kan ikke godkendes" if untrusted else "svarer ikke, som den skal"
        cure = "ret ca_file" if untrusted else "kør mentor up, eller ret [mail_out]"
        raise Unavailable(f"{mail.host}:{mail.port}: {why}. I mentor.toml: {cure}.") from None
    return f"{mail.host}:{mail.port} svarer, og certifikatet holder"


def _greet(office: Office, mail: MailOut) -> None:
    context = ssl.create_default_context(cafile=office.settings.given(mail.ca_file))
    password = read_secret(office.settings.given(mail.password_file))
    with ExitStack() as stack:
        if mail.mode == "tls":
            direct = SMTP_SSL(mail.host, mail.port, "localhost", timeout=CONNECT_SECONDS, context=context)
            client: SMTP = stack.enter_context(direct)
        else:
            client = stack.enter_context(SMTP(mail.host, mail.port, "localhost", timeout=CONNECT_SECONDS))
            client.starttls(context=context)
        if password is not None:
            client.login(mail.user, password.get_secret_value())


_LOOKS: tuple[tuple[str, Callable[[Office], str]], ...] = (
    ("Database", _database),
    ("Kæden", _chain),
    ("Programmer", _programmes),
    ("Medarbejdere", _people),
    ("Partnere", _partners),
    ("Underretninger", _child_protection),
    ("Spærrelister", _revocation),
    ("Egen nøgle", _own_key),
    ("Indgående mail", _mail_in),
    ("Udgående mail", _mail_out),
    ("Login hos kommuner", sign_ins_in_order),
)
