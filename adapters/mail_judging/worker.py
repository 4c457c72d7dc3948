"""What the confined process does with a mail: everything up to the question whether it came before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from adapters.confined.loading import load_whole
from adapters.partners import Partner, Partners
from adapters.secure_mail import KeyStore, examine
from adapters.secure_mail.key_files import KeyFiles


@dataclass(frozen=True, slots=True)
class Means:
    """What mails are judged by: keys, certificates and lists, our limit on the lists' age, the partners."""

    files: KeyFiles
    max_list_age: timedelta | None
    partners: Partners


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it came, the instant (UTC) at which certificates must hold, and for a mail that was
    accepted before the partner it was accepted from.
    """

    raw: bytes = field(repr=False)
    now: datetime
    vouched_for: Partner | None = None


def prepare(setup: bytes) -> Callable[[bytes], bytes]:
    """Give the function that examines mails by those means; both sides speak MessagePack."""
    load_whole("email", "cryptography", "asn1crypto", "pypdf", "adapters.pdf_reading")
    means = msgspec.msgpack.decode(setup, type=Means)
    keys = KeyStore.parsed(means.files, means.max_list_age)
    decode = msgspec.msgpack.Decoder(Mail).decode

    def examined(request: bytes) -> bytes:
        mail = decode(request)
        found = examine(
            mail.raw, keys=keys, partners=means.partners, now=mail.now, vouched_for=mail.vouched_for
        )
        return msgspec.msgpack.encode(found)

    return examined
