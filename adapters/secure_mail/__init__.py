"""Secure mail (S/MIME): judges what comes in and composes what goes out. Import from here."""

from adapters.secure_mail.composing import (
    NoUsableCertificate,
    OutgoingMail,
    compose_plain,
    compose_secure,
    protect,
    recipient_certificate,
)
from adapters.secure_mail.judgement import RETIRED_KEY, Attachment, Judgement, Protection, Signer
from adapters.secure_mail.judging import SAME_MESSAGE_ID, Seen, examine, weighed
from adapters.secure_mail.keystore import KeyStore
from adapters.secure_mail.reasons import Reason, Verdict

__all__ = [
    "RETIRED_KEY",
    "SAME_MESSAGE_ID",
    "Attachment",
    "Judgement",
    "KeyStore",
    "NoUsableCertificate",
    "OutgoingMail",
    "Protection",
    "Reason",
    "Seen",
    "Signer",
    "Verdict",
    "compose_plain",
    "compose_secure",
    "examine",
    "protect",
    "recipient_certificate",
    "weighed",
]
