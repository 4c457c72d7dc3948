"""A jobcentre that still encrypts to our old certificate gets through, and is told to change."""

from __future__ import annotations

import asyncio
import shutil
from datetime import timedelta

import pytest

from adapters.secure_mail import RETIRED_KEY
from casework.arriving.intake import fetch_mails, settle_all
from casework.letters.delivery import deliver
from deployments.sample_home import JOBCENTRE, SUPPLIER
from deployments.test_authority import TestAuthority
from tests.house import MORNING, House

pytestmark = pytest.mark.slow
TOLD = "et af vores gamle certifikater"


@pytest.mark.parametrize("renewed", [True, False], ids=["retired key", "present key"])
def test_the_use_of_a_retired_key_is_noted_and_told_with_the_receipt(house: House, renewed: bool) -> None:
    if renewed:
        renew_our_certificate(house)
    house.arrives(house.referral())

    with house.mail_server(), house.office() as office:
        fetch_mails(office)
        asyncio.run(settle_all(office))
        (entry,) = office.ledger.mails()
        asyncio.run(deliver(office))

    assert (entry.fate, entry.remarks) == ("course", RETIRED_KEY if renewed else "")
    (receipt,) = house.inbox(JOBCENTRE)
    assert (TOLD in house.opened_by_jobcentre(receipt)) is renewed


def renew_our_certificate(house: House) -> None:
    """Our own newer key lies beside the one that the jobcentre knows."""
    authority = TestAuthority(
        house.made.authority, MORNING - timedelta(hours=1), MORNING + timedelta(days=300)
    )
    key, certificate = authority.organisation("Mentorhuset", "22222222", SUPPLIER, file="leverandoer-ny")
    shutil.copy(key, house.home / "keys" / "leverandoer-ny.key.pem")
    shutil.copy(certificate, house.home / "keys" / "leverandoer-ny.cert.pem")
