"""Asking the issuer whether the certificate behind a mail still counts, before the mail is acted on (OCSP).

Only if the installation wants it and the certificate names a responder; lists count all the same. It happens
outside the judge, which has no network, and fails closed: without a sure answer the mail waits for one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from adapters.revocation_answers import Answer, Status, question_about, read_answer, responder_of
from adapters.revocation_asking import ask_responder
from adapters.secure_mail import Judgement, KeyStore, Reason, Verdict
from adapters.secure_mail.chains import authorities, issuers_of
from adapters.secure_mail.reasons import verdict_of
from adapters.web_answers import host_of
from casework.office import Office
from domain.calendar import local
from domain.errors import Unavailable
from models.certificate_answers import KeptAnswer

SURE, UNSURE = timedelta(hours=1), timedelta(minutes=1)
"""How long a kept answer spares asking again: a sure one, and one that left doubt."""
STATUS_NAMES = {
    Status.GOOD: "certifikatet gælder",
    Status.REVOKED: "certifikatet er spærret",
    Status.UNKNOWN: "udstederen kender ikke certifikatet",
    Status.STALE: "svaret er for gammelt eller dateret ude i fremtiden",
    Status.UNTRUSTED: "svaret er ikke underskrevet af udstederen",
    Status.UNREADABLE: "svaret kan ikke læses eller handler om noget andet",
    Status.REFUSED: "udstederen afviste at svare",
    Status.UNREACHABLE: "udstederen kan ikke nås",
    Status.NO_ISSUER: "udstederen står ikke i trust/ eller trust/intermediates/",
}
_SURE_STATES = frozenset({Status.GOOD.value, Status.REVOKED.value})


def with_status(office: Office, mail_id: str, judgement: Judgement) -> Judgement:
    """The judgement, after the issuer has been asked; only one that would let the mail pass is asked about.

    Must not be called where an event loop runs.
    """
    if not office.settings.revocation.ocsp or judgement.verdict is not Verdict.ACCEPTED:
        return judgement
    certificate = _signers_own(judgement)
    if certificate is None:
        return _stopped(judgement, Reason.REVOCATION_MISSING, Status.UNREADABLE)
    answer = certificate_status(office, certificate)
    if answer is None:
        return judgement
    office.certificate_answers.keep(mail_id, answer)
    status = Status(answer.status)
    if status is Status.GOOD:
        return judgement
    revoked = status is Status.REVOKED
    reason = Reason.CERTIFICATE_REVOKED if revoked else Reason.REVOCATION_MISSING
    return _stopped(judgement, reason, status)


def _signers_own(judgement: Judgement) -> x509.Certificate | None:
    """The certificate behind the signature, if it is there and is the very one that was judged."""
    try:
        certificate = x509.load_der_x509_certificate(judgement.certificate or b"")
    except ValueError:
        return None
    judged = judgement.signer is not None and judgement.signer.sha256 == _sha256(certificate)
    return certificate if judged else None


def _sha256(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex()


def certificate_status(office: Office, certificate: x509.Certificate) -> KeptAnswer | None:
    """What the certificate's responder says, now or a moment ago; None if it names none."""
    address = responder_of(certificate)
    if address is None:
        return None
    kept = office.certificate_answers.about(_sha256(certificate))
    if kept is not None and _still_counts(office, kept):
        return kept
    answer = _asked(office, office.keys(), certificate, address)
    return KeptAnswer(
        certificate=_sha256(certificate),
        responder=host_of(address),
        status=answer.status.value,
        asked_at=office.now,
        until=answer.until,
        content=answer.content,
    )


def doubtful_certificates(office: Office) -> tuple[str, ...]:
    """A sentence for each partner's certificate that its issuer does not vouch for now; none if not asked."""
    if not office.settings.revocation.ocsp:
        return ()
    told = []
    for file, bundle in office.keys().partner_certificates.items():
        for certificate in bundle:
            in_period = certificate.not_valid_before_utc <= office.now <= certificate.not_valid_after_utc
            answer = certificate_status(office, certificate) if in_period else None
            if answer is not None and answer.status != Status.GOOD:
                told.append(f"{file}: {STATUS_NAMES[Status(answer.status)]}")
    return tuple(told)


def answer_facts(answer: KeptAnswer | None) -> dict[str, object] | None:
    """Who was asked, when (UTC), and the status as a code; None if nobody was asked."""
    if answer is None:
        return None
    return {"status": answer.status, "asked_at": answer.asked_at, "responder": answer.responder}


def answer_in_words(answer: KeptAnswer | None) -> str:
    """The same for people, in Danish time; empty if nobody was asked."""
    if answer is None:
        return ""
    when = f"{local(answer.asked_at):%Y-%m-%d kl. %H.%M}"
    return f"{STATUS_NAMES[Status(answer.status)]} ({answer.responder}, {when})"


def _still_counts(office: Office, kept: KeptAnswer) -> bool:
    spares = SURE if kept.status in _SURE_STATES else UNSURE
    in_time = kept.until is None or office.now <= kept.until or kept.status != Status.GOOD
    return in_time and kept.asked_at <= office.now < kept.asked_at + spares


def _asked(office: Office, keys: KeyStore, certificate: x509.Certificate, address: str) -> Answer:
    """Only an authority of ours is asked about its certificates: one that came with the mail is none."""
    issuers = issuers_of(certificate, authorities(keys, office.now))
    if not issuers:
        return Answer(Status.NO_ISSUER)
    question = question_about(certificate, issuers[0])
    try:
        content = ask_responder(address, question.request.public_bytes(Encoding.DER))
    except Unavailable:
        # Not lost: the mail waits with this status, and is asked about again.
        return Answer(Status.UNREACHABLE)
    return read_answer(question, content, keys.revocations, office.now, office.settings.revocation.max_age)


def _stopped(judgement: Judgement, reason: Reason, status: Status) -> Judgement:
    """What nobody vouches for is not handed on."""
    problems = (*judgement.problems, f"ocsp-{status.value}")
    return replace(
        judgement, verdict=verdict_of(reason), reason=reason, attachments=(), text="", problems=problems
    )
