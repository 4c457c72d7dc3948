"""The judge without its confined process, for mails of our own making: the same two steps in this process."""

from __future__ import annotations

from datetime import datetime

from adapters.partners import Partners
from adapters.secure_mail import Judgement, KeyStore, Seen, examine, weighed


def judge(raw: bytes, *, keys: KeyStore, partners: Partners, now: datetime, seen: Seen) -> Judgement:
    """Examine one mail, and weigh it against what came before."""
    return weighed(examine(raw, keys=keys, partners=partners, now=now), seen)
