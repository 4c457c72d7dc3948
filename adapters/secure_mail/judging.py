"""The verdict on one mail: the checks in their fixed order, first match wins, nothing is ever guessed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from adapters.partners import Partner, Partners
from adapters.secure_mail.addresses import (
    check_date,
    is_auto_reply,
    is_delivery_report,
    protected,
    recipients,
    single_sender,
)
from adapters.secure_mail.bounces import bounced_message_id
from adapters.secure_mail.chains import Purpose, carries_cvr, check_certificate, mail_addresses
from adapters.secure_mail.judgement import RETIRED_KEY, Judgement, Protection, Signer
from adapters.secure_mail.keystore import KeyStore
from adapters.secure_mail.layers import Layers
from adapters.secure_mail.limits import check_size
from adapters.secure_mail.mime import Headers, Part, read
from adapters.secure_mail.reasons import Reason, Stop, Verdict, verdict_of
from adapters.secure_mail.structure import Content, read_content
from adapters.secure_mail.verifying import Verified

Seen = Callable[[str, str], str | None]
SAME_MESSAGE_ID = "message-id"


def examine(
    raw: bytes, *, keys: KeyStore, partners: Partners, now: datetime, vouched_for: Partner | None = None
) -> Judgement:
    """Judge one mail as it came from the mailbox, as if none had come before; raises only MemoryError.

    `now` (UTC-aware) is the instant at which certificates and revocation lists must hold. A mail that was
    accepted when it came is opened again years later with `vouched_for`, the partner it was accepted from:
    the signature must still fit, but today's certificates and lists say nothing of that day.
    """
    case = _Case(keys, partners, now, vouched_for)
    try:
        case.run(raw)
    except Stop as stop:
        return case.judgement(case.weighed(stop.reason), stop.problems)
    except MemoryError:
        raise  # says nothing of the mail; whoever set the limit knows what it means
    except Exception as error:  # noqa: BLE001 - the boundary: whatever the parsers raise gets a reason
        kind = f"exception:{type(error).__name__}"
        return case.judgement(case.weighed(Reason.PARSER_FAILED), (kind,))
    return case.judgement(Reason.ACCEPTED)


def weighed(judgement: Judgement, seen: Seen) -> Judgement:
    """The judgement on a mail that may have come before.

    `seen` is asked about an authentic mail with the hash of its signed content and its Message-ID (empty if
    there is none): None means new, `message-id` that this Message-ID came before with other content, anything
    else that the content came before. What `seen` raises passes through: without the ledger nobody can judge.
    """
    if judgement.reason is not Reason.ACCEPTED:
        return judgement
    earlier = seen(judgement.content_sha256 or "", judgement.message_id or "")
    if earlier is None:
        return judgement
    if earlier == SAME_MESSAGE_ID:
        return replace(
            judgement,
            verdict=Verdict.QUARANTINED,
            reason=Reason.MESSAGE_ID_REUSED,
            attachments=(),
            text="",
        )
    return replace(judgement, verdict=Verdict.DUPLICATE, reason=Reason.SEEN_BEFORE)


@dataclass
class _Case:
    """One mail on its way through the checks; holds what is known so far for whichever reason ends it."""

    keys: KeyStore
    partners: Partners
    now: datetime
    vouched_for: Partner | None = None
    layers: Layers = field(default_factory=Layers)
    trusted: bool = False
    partner: Partner | None = None
    content: Content = field(default_factory=Content)
    content_sha256: str = ""
    message_id: str | None = None
    bounced: str | None = None

    def run(self, raw: bytes) -> None:
        check_size(raw)
        outer = read(raw)
        self.message_id = next(iter(outer.headers.all("message-id")), None)
        self._leave_out_automatic(outer)
        verified = self.layers.unwrap(outer, self.keys, self._partner_certificates())
        if self.vouched_for is None:
            self._check_trust(verified)
        self.trusted = True
        root, inner = _signed_root(verified.content)
        self.message_id = inner.one("message-id") or self.message_id
        if self.vouched_for is None:
            self._pin(verified.certificate, outer.headers, inner)
        self.partner = self.partner or self.vouched_for
        self._check_structure(outer.headers, inner, root)
        self.content_sha256 = hashlib.sha256(verified.content).hexdigest()

    def weighed(self, reason: Reason) -> Reason:
        """What is broken inside authentic content is for a person; before anybody vouched, it is refused."""
        if self.trusted or reason not in (Reason.UNEXPECTED_STRUCTURE, Reason.PARSER_FAILED):
            return reason
        return Reason.MALFORMED_CMS if self.layers.wrappings else Reason.NO_SMIME

    def _leave_out_automatic(self, outer: Part) -> None:
        if is_delivery_report(outer):
            self.bounced = bounced_message_id(outer)
            raise Stop(Reason.DELIVERY_REPORT)
        if is_auto_reply(outer.headers):
            raise Stop(Reason.AUTO_REPLY)

    def _check_trust(self, verified: Verified) -> None:
        check_certificate(
            verified.certificate, extra=verified.others, keys=self.keys, purpose=Purpose.SIGN, now=self.now
        )

    def _partner_certificates(self) -> list[x509.Certificate]:
        return [item for found in self.keys.partner_certificates.values() for item in found]

    def _pin(self, certificate: x509.Certificate, outer: Headers, inner: Headers) -> None:
        """The signer is the sender: company number, and address or domain, as partners.toml has them."""
        address = single_sender(outer)
        partner = self.partners.sender(address)
        if partner is None or not carries_cvr(certificate, partner.cvr):
            raise Stop(Reason.SENDER_NOT_PINNED)
        named = mail_addresses(certificate)
        if partner.address and named and address not in named:
            raise Stop(Reason.SENDER_NOT_PINNED, "address-not-in-certificate")
        meant = recipients(inner)
        if meant and self.partners.own_address not in meant:
            raise Stop(Reason.ADDRESSED_ELSEWHERE)
        self.partner = partner

    def _check_structure(self, outer: Headers, inner: Headers, root: Part) -> None:
        self.layers.check_usual()
        if outer.broken:
            raise Stop(Reason.UNEXPECTED_STRUCTURE, "header-line-broken")
        if inner.all("from") and single_sender(inner) != single_sender(outer):
            raise Stop(Reason.PROTECTED_HEADER_DIFFERS)
        check_date(inner.one("date") or outer.one("date"), self.now)
        self.content = read_content(root)

    def judgement(self, reason: Reason, problems: tuple[str, ...] = ()) -> Judgement:
        vouched = reason is Reason.ACCEPTED
        return Judgement(
            verdict=verdict_of(reason),
            reason=reason,
            signer=self._signer(),
            protection=self._protection(),
            attachments=tuple(self.content.attachments) if vouched else (),
            text=self.content.text if vouched else "",
            content_sha256=self.content_sha256 or None,
            message_id=self.message_id,
            problems=(*problems, *self._remarks(), *self.content.problems),
            partner=self.partner,
            bounced_message_id=self.bounced,
            certificate=self._certificate(),
        )

    def _certificate(self) -> bytes | None:
        verified = self.layers.verified
        return verified.certificate.public_bytes(Encoding.DER) if verified else None

    def _signer(self) -> Signer | None:
        if self.layers.verified is None:
            return None
        certificate = self.layers.verified.certificate
        return Signer(
            subject=certificate.subject.rfc4514_string(),
            serial=f"{certificate.serial_number:x}",
            sha256=certificate.fingerprint(hashes.SHA256()).hex(),
            partner=self.partner.name if self.partner else None,
        )

    def _protection(self) -> Protection:
        verified = self.layers.verified
        return Protection(
            encrypted=self.layers.opened_with is not None,
            cipher=self.layers.cipher,
            key_transport=self.layers.key_transport,
            signed=verified is not None,
            digest=verified.digest if verified else None,
        )

    def _remarks(self) -> tuple[str, ...]:
        own = self.layers.opened_with
        return (RETIRED_KEY,) if own and self.keys.is_retired(own, self.now) else ()


def _signed_root(content: bytes) -> tuple[Part, Headers]:
    """The signed entity and the fields the signer protected; RFC 8551 may wrap both in a message/rfc822."""
    root = read(content)
    if root.media_type == "message/rfc822" and not root.disposition:
        root = read(root.content(), root.depth + 1)
    return root, protected(root.headers)
