"""A course's files as one sealed file for the controller: zipped, signed, encrypted to its certificate."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.partners import Partner
from adapters.secure_mail import OutgoingMail, compose_plain
from casework.letters.envelopes import new_message_id, protected
from casework.office import Office
from casework.whole_case.gathering import ZIP
from domain.calendar import local


@dataclass(frozen=True, slots=True)
class Bundle:
    """The sealed mail and the readable one inside it, its Message-ID, and the hash of the zip it carries."""

    sealed: bytes
    plain: bytes
    message_id: str
    zip_sha256: str


def bundle(
    office: Office, ref: str, files: Mapping[str, bytes], partner: Partner, *, subject: str, text: str
) -> Bundle:
    """Seal the files of a course for a partner as an S/MIME mail that any mail program can open.

    `text` may name `{ref}` and `{digest}`, the SHA-256 of the zip.

    Raises NoUsableCertificate: then nothing is made, for nothing may lie in clear.
    """
    content = zipped(ref, files, office.now)
    digest = hashlib.sha256(content).hexdigest()
    mail = OutgoingMail(
        to=partner.notice_address,
        subject=f"Sag {ref}: {subject}",
        text=text.format(ref=ref, digest=digest),
        message_id=new_message_id(office),
        date=office.now,
        attachments=((f"{ref}.zip", ZIP, content),),
    )
    plain = compose_plain(mail, own_address=office.partners.own_address)
    return Bundle(protected(office, plain, partner), plain, mail.message_id, digest)


def zipped(ref: str, files: Mapping[str, bytes], now: datetime) -> bytes:
    """The files in a folder named by the reference; the same files and moment give the same bytes."""
    packed = io.BytesIO()
    moment = local(now).timetuple()[:6]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{ref}/{name}", moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()
