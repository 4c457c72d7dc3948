"""Making one envelope of the notices that wait for one recipient on one course: rendered, signed, encrypted.

To the jobcentre: signed and encrypted, with the reports attached; held while there is no certificate to
encrypt to. To staff: reference and link only. To the citizen: a letter (PDF) that somebody sends by Digital
Post, or a neutral reminder by plain mail.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import SMTP

from adapters.partners import Partner
from adapters.secure_mail import NoUsableCertificate, OutgoingMail, compose_plain, protect
from casework.corps.reaching import reaching
from casework.corps.readers import reader_of
from casework.corps.standing_in import stand_in
from casework.letters.bundles import bundled
from casework.letters.notice_context import NoticeContext
from casework.letters.notices import attachments_for, combine, render_letter, render_notice
from casework.office import Office
from domain.calendar import local_day
from domain.errors import InvalidInput, Problem, Refused
from domain.history import referral_of
from domain.notices import NoticeKind, stopped
from models.envelopes import EnvelopeState, Letter, WaitingIntent

Written = Sequence[tuple[NoticeKind, NoticeContext]]


def write_letter(office: Office, intents: Sequence[WaitingIntent]) -> Letter:
    """The finished letter for intents that share course and recipient.

    Without a certificate to encrypt to it is a held letter: readable text, sealed, and no bytes to send.
    Raises MentorError when a text cannot be written.
    """
    first = intents[0]
    ref = first.course_ref
    course, history = office.casebook.course(ref), office.casebook.recorded(ref)
    written = [
        (NoticeKind(one.kind), office.context(course, history, history[one.seq - 1]))
        for one in intents
        if not stopped(NoticeKind(one.kind), one.to, course, local_day(office.now))
    ]
    if not written:
        text = "Samtykket gælder ikke mere, så beskeden må ikke sendes. Kryds brevet af i stedet."
        raise Refused("consent-withdrawn", text)
    letter = Letter(
        controller=first.controller,
        course_ref=ref,
        recipient=first.to,
        address="",
        urgent=first.urgent,
        plain=b"",
    )
    if first.to == "jobcentre":
        return _to_jobcentre(office, letter, written)
    if first.to == "citizen":
        return _to_citizen(office, letter, *written[0])
    return _to_staff(office, letter, written)


def protected(office: Office, plain: bytes, partner: Partner) -> bytes:
    """The bytes of a readable mail as they may leave. Raises NoUsableCertificate."""
    return protect(plain, partner=partner, keys=office.keys(), now=office.now)


def addressee(office: Office, plain: bytes) -> Partner:
    """The partner a readable mail is for. Raises InvalidInput when partners.toml no longer names one."""
    to = str(_headers(plain)["To"])
    for partner in office.partners.partners:
        if partner.notice_address == to:
            return partner
    problem = Problem("notice_address", "en tilbageholdt mails modtager mangler", "tilføj jobcenteret igen")
    raise InvalidInput("partners.toml", (problem,))


def message_id_of(plain: bytes) -> str:
    """The Message-ID of a readable mail."""
    return str(_headers(plain)["Message-ID"])


def _headers(plain: bytes) -> Message:
    return BytesHeaderParser(policy=SMTP).parsebytes(plain)


def _to_jobcentre(office: Office, letter: Letter, written: Written) -> Letter:
    acting = stand_in(office, written[0][1].course)
    written = [(kind, replace(context, stand_in=acting)) for kind, context in written]
    context = written[0][1]
    mail = _mail(office, context.course.ref, "jobcentre", context.partner.notice_address, written)
    attachments = tuple(item for kind, one in written for item in attachments_for(kind, one))
    plain = compose_plain(replace(mail, attachments=attachments), own_address=office.partners.own_address)
    letter = replace(letter, address=mail.to, plain=plain)
    try:
        raw = protected(office, plain, context.partner)
    except NoUsableCertificate as error:
        return replace(letter, state=EnvelopeState.HELD, reason=error.code)
    return replace(letter, raw=raw, message_id=mail.message_id)


def _to_staff(office: Office, letter: Letter, written: Written) -> Letter:
    """Mentor or coordinator, or who stands in for her on the day the letter is written."""
    course = written[0][1].course
    reader = reader_of(office, course, letter.recipient)
    told = [(kind, replace(context, reader=reader)) for kind, context in written]
    return _mailed(office, letter, _mail(office, course.ref, letter.recipient, reader.member.email, told))


def _to_citizen(office: Office, letter: Letter, kind: NoticeKind, context: NoticeContext) -> Letter:
    citizen = referral_of(context.history).citizen
    if kind is NoticeKind.APPOINTMENT_REMINDER and citizen.email:
        return _mailed(office, letter, _mail(office, "", "citizen", citizen.email, [(kind, context)]))
    if kind is NoticeKind.MENTOR_ASSIGNED:
        context = replace(context, reaching=reaching(office.corps, context.then.mentor))
    bundle = bundled(render_letter(kind, context), attachments_for(kind, context))
    return replace(letter, plain=bundle, state=EnvelopeState.TO_POST, reason=kind.value)


def _mailed(office: Office, letter: Letter, mail: OutgoingMail) -> Letter:
    raw = compose_plain(mail, own_address=office.partners.own_address)
    return replace(letter, address=mail.to, plain=raw, raw=raw, message_id=mail.message_id)


def _mail(office: Office, ref: str, to: str, address: str, written: Written) -> OutgoingMail:
    texts = [render_notice(kind, to, context) for kind, context in written]
    rendered = combine(texts, ref) if len(texts) > 1 else texts[0]
    return OutgoingMail(
        to=address,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        message_id=new_message_id(office),
        date=office.now,
    )


def new_message_id(office: Office) -> str:
    """Says nothing about the course; under the domain of our own address."""
    domain = office.partners.own_address.partition("@")[2]
    return f"<{secrets.token_hex(16)}@{domain}>"
