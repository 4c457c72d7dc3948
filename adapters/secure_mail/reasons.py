"""The closed list of what the judge can say about a mail, and which verdict each reason carries."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What happens to a mail: acted on, refused, shown to a person, known already, or no matter of ours."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    QUARANTINED = "quarantined"
    DUPLICATE = "duplicate"
    IGNORED = "ignored"


class Reason(StrEnum):
    """Why a mail got its verdict. Every code is explained for coordinators in docs/mail-reasons.md."""

    ACCEPTED = "accepted"
    SEEN_BEFORE = "seen-before"
    AUTO_REPLY = "auto-reply"
    DELIVERY_REPORT = "delivery-report"

    TOO_LARGE = "too-large"
    HEADER_TOO_LARGE = "header-too-large"
    TOO_MANY_PARTS = "too-many-parts"
    TOO_DEEP = "too-deep"

    NO_SMIME = "no-smime"
    OPENPGP = "openpgp"
    MALFORMED_CMS = "malformed-cms"
    COMPRESSED = "compressed"
    NOT_FOR_OUR_KEYS = "not-for-our-keys"
    UNDECRYPTABLE = "undecryptable"
    ENCRYPTED_PART_NOT_ROOT = "encrypted-part-not-root"
    NOT_SIGNED = "not-signed"

    WEAK_ENCRYPTION = "weak-encryption"
    WEAK_SIGNATURE = "weak-signature"
    BAD_SIGNATURE = "bad-signature"
    SEVERAL_SIGNERS = "several-signers"
    SIGNER_UNKNOWN = "signer-unknown"
    CERTIFICATE_EXPIRED = "certificate-expired"
    CERTIFICATE_NOT_YET_VALID = "certificate-not-yet-valid"
    CERTIFICATE_UNTRUSTED = "certificate-untrusted"
    CERTIFICATE_PURPOSE = "certificate-purpose"
    CERTIFICATE_REVOKED = "certificate-revoked"
    REVOCATION_MISSING = "revocation-missing"
    REVOCATION_STALE = "revocation-stale"

    SENDER_AMBIGUOUS = "sender-ambiguous"
    SENDER_NOT_PINNED = "sender-not-pinned"
    ADDRESSED_ELSEWHERE = "addressed-elsewhere"

    SIGNED_NOT_ENCRYPTED = "signed-not-encrypted"
    SIGNED_PART_NOT_ROOT = "signed-part-not-root"
    UNSIGNED_CONTENT = "unsigned-content"
    PROTECTED_HEADER_DIFFERS = "protected-header-differs"
    DATE_IMPLAUSIBLE = "date-implausible"
    EMPTY = "empty"
    FORWARDED_MESSAGE = "forwarded-message"
    TNEF = "tnef"
    ATTACHMENT_TYPE = "attachment-type"
    ATTACHMENT_DISGUISED = "attachment-disguised"
    ATTACHMENT_LOCKED = "attachment-locked"
    ACTIVE_CONTENT = "active-content"
    MESSAGE_ID_REUSED = "message-id-reused"
    UNEXPECTED_STRUCTURE = "unexpected-structure"
    PARSER_FAILED = "parser-failed"


_NOT_REJECTED = {
    Reason.ACCEPTED: Verdict.ACCEPTED,
    Reason.SEEN_BEFORE: Verdict.DUPLICATE,
    Reason.AUTO_REPLY: Verdict.IGNORED,
    Reason.DELIVERY_REPORT: Verdict.IGNORED,
    Reason.REVOCATION_MISSING: Verdict.QUARANTINED,
    Reason.REVOCATION_STALE: Verdict.QUARANTINED,
    Reason.SIGNED_NOT_ENCRYPTED: Verdict.QUARANTINED,
    Reason.SIGNED_PART_NOT_ROOT: Verdict.QUARANTINED,
    Reason.PROTECTED_HEADER_DIFFERS: Verdict.QUARANTINED,
    Reason.DATE_IMPLAUSIBLE: Verdict.QUARANTINED,
    Reason.EMPTY: Verdict.QUARANTINED,
    Reason.FORWARDED_MESSAGE: Verdict.QUARANTINED,
    Reason.TNEF: Verdict.QUARANTINED,
    Reason.ATTACHMENT_LOCKED: Verdict.QUARANTINED,
    Reason.ACTIVE_CONTENT: Verdict.QUARANTINED,
    Reason.MESSAGE_ID_REUSED: Verdict.QUARANTINED,
    Reason.UNEXPECTED_STRUCTURE: Verdict.QUARANTINED,
    Reason.PARSER_FAILED: Verdict.QUARANTINED,
}


def verdict_of(reason: Reason) -> Verdict:
    """The one verdict a reason carries; a reason nobody listed is rejected, so that a gap fails closed."""
    return _NOT_REJECTED.get(reason, Verdict.REJECTED)


class Stop(Exception):
    """Ends the judging of one mail with a reason; never leaves this package."""

    def __init__(self, reason: Reason, *problems: str) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.problems = problems
