"""What an issuer's responder says of one certificate (OCSP, RFC 6960), and whether that can be believed.

Nothing here asks anybody: the bytes of an answer, the instant and the lists are arguments, so the same answer
is always read the same way. Every doubt is a status of its own, and none of them lets a mail pass.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from adapters.revocation_places import is_plain_web
from adapters.secure_mail.chains import is_strong, issuers_of
from adapters.secure_mail.crls import Revocation, RevocationLists

_NONCE_BYTES = 32  # the most that every responder takes (RFC 8954)
_SKEW = timedelta(minutes=5)
WITHOUT_END = timedelta(hours=1)
"""How long an answer counts that names no next update: it promises nothing, and is only good for now."""
_UNREADABLE = (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension, x509.InvalidVersion)
_STRONG = (hashes.SHA256, hashes.SHA384, hashes.SHA512)


class Status(StrEnum):
    """What is known of a certificate after asking. Only `good` lets its mail pass."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"
    STALE = "stale"
    UNTRUSTED = "untrusted"
    UNREADABLE = "unreadable"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    NO_ISSUER = "no-issuer"


@dataclass(frozen=True, slots=True)
class Question:
    """A certificate, the authority that issued it, and the request about it; one use only."""

    certificate: x509.Certificate
    issuer: x509.Certificate
    request: ocsp.OCSPRequest


@dataclass(frozen=True, slots=True)
class Answer:
    """The status, until when (UTC) the responder stands by it, and the answer's bytes where there are any."""

    status: Status
    until: datetime | None = None
    content: bytes = field(default=b"", repr=False)


def responder_of(certificate: x509.Certificate) -> str | None:
    """The first web address at which the issuer answers for this certificate, or None if it names none."""
    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except x509.ExtensionNotFound:
        return None
    places = (one for one in access if one.access_method == AuthorityInformationAccessOID.OCSP)
    names = (place.access_location for place in places)
    uris = (name.value for name in names if isinstance(name, x509.UniformResourceIdentifier))
    return next((uri for uri in uris if is_plain_web(uri)), None)


def question_about(certificate: x509.Certificate, issuer: x509.Certificate) -> Question:
    """A fresh request. The digest only names the issuer, and SHA-1 is the one that every responder knows."""
    builder = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA1())  # noqa: S303
    nonce = x509.OCSPNonce(os.urandom(_NONCE_BYTES))
    return Question(certificate, issuer, builder.add_extension(nonce, critical=False).build())


def read_answer(
    question: Question,
    content: bytes,
    lists: RevocationLists,
    now: datetime,
    max_age: timedelta | None = None,
) -> Answer:
    """Judge an answer at `now` (UTC-aware). Never raises for any bytes.

    `lists` say whether a responder's own certificate is revoked; an answer counts at most `max_age`.
    """
    try:
        return _read(question, content, lists, now, max_age)
    except _UNREADABLE:
        return Answer(Status.UNREADABLE, content=content)


def _read(
    question: Question, content: bytes, lists: RevocationLists, now: datetime, max_age: timedelta | None
) -> Answer:
    response = ocsp.load_der_ocsp_response(content)
    if response.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        return Answer(Status.REFUSED, content=content)
    said = [one for one in response.responses if _is_about(one, question.request)]
    if len(said) != 1 or not _nonce_fits(response, question.request):
        return Answer(Status.UNREADABLE, content=content)
    if not _is_believable(response, question.issuer, lists, now):
        return Answer(Status.UNTRUSTED, content=content)
    until = _counts_until(said[0], max_age)
    in_time = said[0].this_update_utc - _SKEW <= now <= until
    return Answer(_status(said[0], in_time=in_time), until, content)


def _status(said: ocsp.OCSPSingleResponse, *, in_time: bool) -> Status:
    """Who was revoked stays so even where the answer has grown old."""
    if said.certificate_status is ocsp.OCSPCertStatus.REVOKED:
        return Status.REVOKED
    if not in_time:
        return Status.STALE
    return Status.GOOD if said.certificate_status is ocsp.OCSPCertStatus.GOOD else Status.UNKNOWN


def _counts_until(said: ocsp.OCSPSingleResponse, max_age: timedelta | None) -> datetime:
    end = said.next_update_utc or said.this_update_utc + WITHOUT_END
    return end if max_age is None else min(end, said.this_update_utc + max_age)


def _is_about(said: ocsp.OCSPSingleResponse, request: ocsp.OCSPRequest) -> bool:
    return (
        said.serial_number == request.serial_number
        and said.hash_algorithm.name == request.hash_algorithm.name
        and said.issuer_name_hash == request.issuer_name_hash
        and said.issuer_key_hash == request.issuer_key_hash
    )


def _nonce_fits(response: ocsp.OCSPResponse, request: ocsp.OCSPRequest) -> bool:
    """A responder may leave the nonce out, since many answers are made beforehand; it may not change it."""
    try:
        answered = response.extensions.get_extension_for_class(x509.OCSPNonce).value
    except x509.ExtensionNotFound:
        return True
    return answered == request.extensions.get_extension_for_class(x509.OCSPNonce).value


def _is_believable(
    response: ocsp.OCSPResponse, issuer: x509.Certificate, lists: RevocationLists, now: datetime
) -> bool:
    """Signed by the issuer, or by somebody whom this very issuer has certified to answer for it."""
    return any(
        _is_responder(one, response)
        and _signed(response, one)
        and (one == issuer or _is_delegate(one, issuer, lists, now))
        for one in (issuer, *response.certificates)
    )


def _is_responder(certificate: x509.Certificate, response: ocsp.OCSPResponse) -> bool:
    if response.responder_name is not None:
        return certificate.subject == response.responder_name
    key_hash = x509.SubjectKeyIdentifier.from_public_key(certificate.public_key()).digest
    return key_hash == response.responder_key_hash


def _is_delegate(
    signer: x509.Certificate, issuer: x509.Certificate, lists: RevocationLists, now: datetime
) -> bool:
    """Certified for answering, strong, in its time, and not revoked unless its issuer asks for no check."""
    usages = _usages(signer)
    may_answer = ExtendedKeyUsageOID.OCSP_SIGNING in usages and bool(issuers_of(signer, (issuer,)))
    in_period = signer.not_valid_before_utc <= now <= signer.not_valid_after_utc
    if not (may_answer and in_period and is_strong(signer)):
        return False
    return _needs_no_check(signer) or lists.status(signer, issuer, now) is Revocation.GOOD


def _usages(certificate: x509.Certificate) -> x509.ExtendedKeyUsage | tuple[()]:
    try:
        return certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return ()


def _needs_no_check(certificate: x509.Certificate) -> bool:
    try:
        certificate.extensions.get_extension_for_class(x509.OCSPNoCheck)
    except x509.ExtensionNotFound:
        return False
    return True


def _signed(response: ocsp.OCSPResponse, signer: x509.Certificate) -> bool:
    """RSA PKCS#1 and ECDSA with a strong digest; an answer signed in another way is not believed."""
    digest, key = response.signature_hash_algorithm, signer.public_key()
    if not isinstance(digest, _STRONG):
        return False
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(response.signature, response.tbs_response_bytes, padding.PKCS1v15(), digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(response.signature, response.tbs_response_bytes, ec.ECDSA(digest))
        else:
            return False
    except InvalidSignature:
        return False
    return True
