"""Referrals of 300 kB as a jobcentre sends them: the same content as JSON, in our form, in three papers."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from email.message import EmailMessage
from email.policy import SMTP

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from adapters.documents.referral_form import referral_form
from adapters.referral_reading.fields import FIELDS, SPAN
from deployments.demo.papers import referral_papers, viborg_referral
from deployments.openssl_mail import openssl_protect
from deployments.sample_home import JOBCENTRE, SUPPLIER, SampleHome
from domain.referral import Citizen, Referral
from tests.adapters.referral_reading.filled_form import values_of

SENT_AT = datetime(2026, 2, 26, 8, 0, tzinfo=UTC)
GRANTED_ON, STARTS_ON, ENDS_ON = date(2026, 2, 20), date(2026, 3, 2), date(2026, 5, 31)
ATTACHED_BYTES = 155_000
"""So much in attachments makes a mail of 300 kB: both the papers and the ciphertext travel as base64."""

Paper = tuple[str, str, bytes]
"""File name, media subtype of application, content."""


def referral(number: int) -> Referral:
    """A complete referral of citizen `number` (below 2,300), born in the future."""
    born = f"{1 + number % 28:02}{1 + number // 28 % 12:02}{50 + number // 336}"
    citizen = Citizen(cpr=f"{born}5678", name=f"Borger Nummer{number}", address="Lyngvejen 7, 8800 Viborg")
    hours = Decimal("32.5")
    return viborg_referral(
        citizen, granted_on=GRANTED_ON, starts_on=STARTS_ON, ends_on=ENDS_ON, hours_total=hours
    )


def json_papers(given: Referral) -> list[Paper]:
    """A machine's way: everything in one JSON file."""
    return [("henvisning.json", "json", _as_json(given))]


def json_and_consent(given: Referral) -> list[Paper]:
    """The same, and the citizen's consent as it was signed."""
    consent = referral_papers(given, sender="Jobcenter A", dated_on=GRANTED_ON)[2]
    return [("henvisning.json", "json", _as_json(given)), (consent[0], "pdf", consent[1])]


def form_papers(given: Referral) -> list[Paper]:
    """Our own form, filled in."""
    return [("henvisning.pdf", "pdf", referral_form(values_of(given)))]


def pdf_papers(given: Referral) -> list[Paper]:
    """Grant, job plan and consent as three PDFs: two with labelled text, one a form."""
    papers = referral_papers(given, sender="Jobcenter A", dated_on=GRANTED_ON)
    return [(name, "pdf", content) for name, content in papers]


CARRIERS: dict[str, Callable[[Referral], list[Paper]]] = {
    "a JSON file": json_papers,
    "a JSON file and a PDF": json_and_consent,
    "our form": form_papers,
    "text in three PDFs": pdf_papers,
}


@dataclass(frozen=True, slots=True)
class Jobcentre:
    """The sample installation's jobcentre, which signs and encrypts with `openssl`."""

    place: SampleHome
    cipher: str = "aes-256-cbc"
    sign_options: tuple[str, ...] = ()

    def mail(self, number: int, papers: Sequence[Paper], *, attached: int = ATTACHED_BYTES) -> bytes:
        """The finished mail with these papers; a picture, if need be, makes it as large as wanted."""
        room = attached - sum(len(content) for _, _, content in papers)
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"], message["Subject"] = JOBCENTRE, SUPPLIER, "Henvisning til mentor"
        message["Date"], message["Message-ID"] = SENT_AT, f"<henvisning-{number}@kommune.example>"
        message.set_content("Hermed en henvisning.\n\nMed venlig hilsen\nJobcenter A\n")
        for name, subtype, content in _with_picture(papers, room):
            message.add_attachment(content, maintype="application", subtype=subtype, filename=name)
        if papers[-1][1] != "pdf":
            message.add_attachment(os.urandom(room), "image", "png", cid="<logo>", disposition="inline")
        return self._protected(message.as_bytes())

    def _protected(self, mail: bytes) -> bytes:
        folder = self.place.authority
        return openssl_protect(
            mail,
            folder / "jobcenter-a.key.pem",
            folder / "jobcenter-a.cert.pem",
            self.place.home / "keys" / "leverandoer.cert.pem",
            self.cipher,
            chain=folder / "intermediate" / "ca.cert.pem",
            sign_options=self.sign_options,
        )


def _with_picture(papers: Sequence[Paper], size: int) -> list[Paper]:
    *others, (name, subtype, last) = papers
    return [*others, (name, subtype, with_picture(last, size) if subtype == "pdf" else last)]


def with_picture(pdf: bytes, size: int) -> bytes:
    """The PDF with a picture of that many bytes on its first page, as a scanned signature or a logo is."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    picture = StreamObject()
    picture.set_data(os.urandom(max(size, 1)))
    kinds = {"/Type": "/XObject", "/Subtype": "/Image", "/Filter": "/DCTDecode"}
    picture.update({NameObject(key): NameObject(value) for key, value in kinds.items()})
    resources = writer.pages[0]["/Resources"].get_object()
    pictures = resources.setdefault(NameObject("/XObject"), DictionaryObject())
    pictures.get_object()[NameObject("/Picture")] = writer._add_object(picture)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _as_json(given: Referral) -> bytes:
    said: dict[str, object] = {"version": 1}
    for field in FIELDS:
        value = None if field.path == SPAN else _value(given, field.path)
        if value not in (None, "", ()):
            head, _, last = field.path.rpartition(".")
            part = said.setdefault(head, {}) if head else said
            assert isinstance(part, dict)
            part[last] = value
    return json.dumps(said, ensure_ascii=False, default=_plain).encode()


def _value(given: Referral, path: str) -> object:
    value: object = given
    for name in path.split("."):
        value = getattr(value, name, None)
    return value


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
