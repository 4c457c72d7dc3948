"""What it stands on: certificates and lists, disk, databases, and versions."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from cryptography import x509

from adapters.templates import date_words
from casework.arriving.revocation import ageing_lists
from casework.health.finding import Finding, Level, graded
from casework.office import Office
from models.schema import CASEBOOK, newest_revision

LEAST_FREE_BYTES = 1_000_000_000
LITTLE_FREE_BYTES = 5_000_000_000
CERTIFICATE_WARNING = timedelta(days=30)
MEGABYTE = 1_000_000


def certificates(office: Office) -> Iterator[Finding]:
    """How long our certificate, the partners' and the revocation lists last."""
    keys = office.keys()
    own = keys.signing_key(office.now)
    if own is None:
        cure = "Læg nøgle og certifikat i keys/."
        yield Finding("Vores eget certifikat", Level.LATE, "der er ingen gyldig nøgle", cure)
    else:
        yield _lasts("Vores eget certifikat", own.certificate, office.now, "Læg det nye i keys/.")
    for file, bundle in sorted(keys.partner_certificates.items()):
        newest = max(bundle, key=lambda one: one.not_valid_after_utc)
        cure = "Få det nye hos partneren, og læg det i partners/."
        yield _lasts(f"Partnercertifikat {file}", newest, office.now, cure)
    ageing = ageing_lists(office)
    cure = "Kør mentor crl refresh, eller læg listen i crls/." if ageing else ""
    yield Finding("Spærrelister", graded(bool(ageing)), "; ".join(ageing) or "alle er friske", cure)


def disk(office: Office) -> Iterator[Finding]:
    """How much room is left where the home lies, and how large the databases are."""
    free = shutil.disk_usage(office.settings.home).free
    level = graded(free < LEAST_FREE_BYTES, free < LITTLE_FREE_BYTES)
    cure = "" if level is Level.GOOD else "Ryd op, eller flyt MENTOR_HOME til en større disk."
    yield Finding("Ledig plads", level, f"{free // MEGABYTE} MB", cure)
    for what, store in (
        ("Sagsdatabasen", office.database.casebook),
        ("Nøgledatabasen", office.database.keys),
    ):
        file = Path(store.name)
        size = f", {file.stat().st_size // MEGABYTE} MB" if file.is_file() else ""
        yield Finding(what, Level.GOOD, f"{store.engine.dialect.name}{size}")


def versions(_office: Office) -> Iterator[Finding]:
    """What runs."""
    yield Finding("Mentorforløb", Level.GOOD, version("mentorforloeb"))
    yield Finding("Tabellernes udgave", Level.GOOD, newest_revision(CASEBOOK))
    yield Finding("Python", Level.GOOD, platform.python_version())


def _lasts(what: str, certificate: x509.Certificate, now: datetime, cure: str) -> Finding:
    ends = certificate.not_valid_after_utc
    level = graded(ends <= now, ends <= now + CERTIFICATE_WARNING)
    days = max(0, (ends - now).days)
    found = f"udløbet {date_words(ends)}" if ends <= now else f"gælder til {date_words(ends)} ({days} dage)"
    return Finding(what, level, found, "" if level is Level.GOOD else cure)
