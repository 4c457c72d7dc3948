"""We answer the partner's notice address and nobody else, and a mail that failed verification not at all."""

from __future__ import annotations

import shutil

import pytest

from adapters.secure_mail import Reason
from casework.office import Office
from deployments.local_mail import maildir_of
from deployments.sample_home import JOBCENTRE, SUPPLIER
from models.mails import Fate
from tests.adapters.mail.attachment_cases import REJECTED_ATTACHMENTS
from tests.adapters.mail.doubtful_cases import QUARANTINED
from tests.adapters.mail.refused_cases import REJECTED, Build
from tests.adapters.mail.signer_cases import REJECTED_SIGNERS
from tests.adapters.mail.workshop import Workshop
from tests.adapters.referral_reading.mails import BODY, GRANT
from tests.casework.arriving.test_intake import settled
from tests.casework.letters.test_delivery import COORDINATOR, delivered
from tests.house import House, plain_mail

pytestmark = pytest.mark.slow
STRANGER = "angriber@fremmed.example"
ASKING_FOR_ANSWERS = "".join(
    f"{name}: <{STRANGER}>\r\n"
    for name in ("Return-Path", "Reply-To", "Sender", "Disposition-Notification-To", "Errors-To")
).encode()
FAILED: dict[str, tuple[Reason, Build]] = REJECTED | REJECTED_SIGNERS | REJECTED_ATTACHMENTS | QUARANTINED
SAMPLE = [name for name in list(FAILED)[::3] if FAILED[name][0] is not Reason.TOO_LARGE]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop.open(tmp_path_factory.mktemp("workshop"))


def written_to(house: House, office: Office) -> set[str]:
    """Everybody that the mail server got a mail for."""
    with house.mail_server():
        assert delivered(office).problems == []
    folders = {folder.name for folder in house.place.maildirs.iterdir()}
    return folders - {maildir_of(house.place.maildirs, SUPPLIER).name}


@pytest.mark.parametrize("where", ["outside", "inside the signature", "both"])
def test_a_request_for_missing_parts_goes_to_the_notice_address_whoever_else_is_named(
    house: House, where: str
) -> None:
    mail = plain_mail(BODY, {"bevilling.txt": GRANT})
    raw = house.protected(mail if where == "outside" else ASKING_FOR_ANSWERS + mail)
    house.arrives(raw if where == "inside the signature" else ASKING_FOR_ANSWERS + raw)
    with house.office() as office:
        (fate,) = settled(office)
        assert fate.incomplete
        assert written_to(house, office) == {JOBCENTRE}
    (request,) = house.inbox(JOBCENTRE)
    assert "samtykke" in house.opened_by_jobcentre(request).lower()
    assert STRANGER.encode() not in request


def test_a_mail_that_failed_verification_gets_no_answer_at_all(house: House, shop: Workshop) -> None:
    for folder in ("keys", "trust", "crls", "partners"):
        shutil.copytree(shop.home / folder, house.home / folder, dirs_exist_ok=True)
    shutil.copy(shop.home / "partners.toml", house.home / "partners.toml")
    for name in SAMPLE:
        house.arrives(ASKING_FOR_ANSWERS + FAILED[name][1](shop))
    assert len(SAMPLE) > 30
    with house.office() as office:
        settled(office)
        fates = {mail.fate for mail in office.ledger.mails()}
        assert fates == {Fate.REJECTED, Fate.QUARANTINED}
        assert len(office.ledger.mails()) == len(SAMPLE)
        assert office.outbox.pending_intents(office.now) == []
        assert written_to(house, office) == set()
        assert office.outbox.envelopes() == []
    assert not maildir_of(house.place.maildirs, COORDINATOR).exists()
