"""Keeping revocation lists fresh: fetched from where our certificates say, and warned about in time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from cryptography import x509

from adapters.revocation_fetching import Limits, fetch
from adapters.revocation_places import Place, places_of
from adapters.secure_mail import KeyStore
from adapters.secure_mail.chains import authorities, issuers_of
from adapters.secure_mail.crls import counts_until
from adapters.secure_mail.key_files import CRLS
from adapters.secure_mail.new_lists import issuer_of, keep, read_list
from adapters.turns import turn
from adapters.web_answers import web_client
from casework.office import Office
from domain.calendar import local
from domain.errors import MentorError, Refused

TURN = "spaerrelister.lock"
PATIENCE = 120.0
"""Seconds: more than a refresh of ordinary lists takes, and less than the flow's task may last."""
EARLIEST_WARNING = timedelta(days=2)
LAST_PART = 4
"""A list is warned about in the last quarter of its time: many live for a day only, others for a year."""


@dataclass(frozen=True, slots=True)
class RefreshResult:
    """How many lists were new, how many we had already, and what went wrong with the others."""

    new: int
    unchanged: int
    problems: tuple[MentorError, ...]


async def refresh_lists(
    office: Office, limits: Limits | None = None, patience: float = PATIENCE
) -> RefreshResult:
    """Fetch every list anew. One that cannot be had or is no good is told of, and the old one stays.

    While another process does the same this one waits, at most `patience` seconds. Raises Unavailable after
    that, and InvalidInput for a file in the home that cannot be read.
    """
    async with turn(office.settings.home / TURN, "Hentning af spærrelister", patience):
        return await _refresh(office, limits or Limits())


async def _refresh(office: Office, limits: Limits) -> RefreshResult:
    keys = await asyncio.to_thread(office.keys)
    places = places_of(keys, office.settings.revocation.urls)
    async with web_client() as client:
        work = (_refreshed(office, keys, client, place, limits) for place in places)
        outcomes = await asyncio.gather(*work)
    return RefreshResult(
        new=outcomes.count(True),
        unchanged=outcomes.count(False),
        problems=tuple(one for one in outcomes if isinstance(one, MentorError)),
    )


async def _refreshed(
    office: Office, keys: KeyStore, client: httpx.AsyncClient, place: Place, limits: Limits
) -> bool | MentorError:
    """The addresses of a place are tried in turn; the last one's failure is told if none will do."""
    failure: MentorError | None = None
    for address in place.addresses:
        try:
            return _kept(office, keys, await fetch(client, address, limits), place.issuer)
        except MentorError as error:
            failure = error
    return failure or Refused("revocation-list", "Et sted uden adresse.")


def _kept(office: Office, keys: KeyStore, content: bytes, expected: x509.Name | None) -> bool:
    """Store a list. One that is too old is stored all the same, for whom it revokes, but told of."""
    item = read_list(content)
    issuer = issuer_of(item, authorities(keys, office.now), expected)
    new = keep(office.settings.home / CRLS, item, issuer, office.now)
    until = counts_until(item, office.settings.revocation.max_age)
    if until is None or until < office.now:
        text = "Udstederens nyeste spærreliste er for gammel. Kontakt udstederen, eller ret max_age_hours."
        raise Refused("revocation-list", text)
    return new


def ageing_lists(office: Office) -> tuple[str, ...]:
    """A sentence for each partner file and authority whose revocation list is missing or soon too old."""
    keys = office.keys()
    trusted = authorities(keys, office.now)
    return tuple(dict.fromkeys(_ageing(keys, trusted, office.now)))


def _ageing(keys: KeyStore, trusted: tuple[x509.Certificate, ...], now: datetime) -> Iterator[str]:
    partners = ((file, one) for file, bundle in keys.partner_certificates.items() for one in bundle)
    middle = (("trust/intermediates/", one) for one in keys.intermediates)
    for where, certificate in (*partners, *middle):
        if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
            continue
        for issuer in issuers_of(certificate, trusted):
            period = keys.revocations.counts(certificate, issuer)
            if period is None:
                yield f"{where}: der er ingen spærreliste fra udstederen"
            elif now > warn_from(*period):
                verb = "gælder kun" if now <= period[1] else "gjaldt"
                yield f"{where}: spærrelisten {verb} til {local(period[1]):%Y-%m-%d kl. %H.%M}"


def warn_from(start: datetime, end: datetime) -> datetime:
    """When to warn of a list that counts from `start` to `end` (UTC-aware)."""
    return end - min(EARLIEST_WARNING, (end - start) / LAST_PART)
