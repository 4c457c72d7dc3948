"""What is remembered of a mail beside its fate: where its copy lies, and what the issuer said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.certificate_answers import CertificateAnswers, KeptAnswer
from models.database import Database
from models.keyring import Keyring
from models.ledger import Ledger
from models.mails import Fate
from models.quarantine_folder import QuarantineFolder
from tests.factories import START
from tests.models.test_ledger import RAW, judgement

HOUR = timedelta(hours=1)


@pytest.fixture
def ledger(database: Database, keyring: Keyring) -> Ledger:
    return Ledger(database, keyring)


def answer(status: str, after: timedelta = timedelta(), certificate: str = "ab" * 32) -> KeptAnswer:
    return KeptAnswer(
        certificate=certificate,
        responder="svar.example",
        status=status,
        asked_at=START + after,
        until=START + after + HOUR,
        content=b"\x30\x03",
    )


def test_a_copy_is_named_only_while_it_lies_there_though_it_was_decided_about(
    ledger: Ledger, database: Database, keyring: Keyring
) -> None:
    folder = QuarantineFolder(database, keyring)
    mail_id = ledger.receive(RAW, "INBOX/7/42", START)
    ledger.settle(mail_id, judgement(Fate.QUARANTINED, verdict="quarantined"), START)
    folder.put(mail_id)
    folder.put(mail_id)
    assert folder.decided() == []
    ledger.settle(mail_id, judgement(), START)
    assert folder.decided() == [(mail_id, folder.digest(RAW))]
    assert folder.digest(RAW + b".") != folder.digest(RAW)
    folder.left([mail_id])
    assert folder.decided() == []


def test_the_newest_answer_counts_for_the_certificate_and_each_mail_keeps_its_own(
    ledger: Ledger, database: Database
) -> None:
    answers = CertificateAnswers(database)
    first, second = (ledger.receive(RAW, f"INBOX/7/{uid}", START) for uid in (1, 2))
    assert answers.about("ab" * 32) is answers.of_mail(first) is None
    answers.keep(first, answer("unknown"))
    answers.keep(first, answer("good", HOUR))
    answers.keep(second, answer("good", HOUR))
    answers.keep(second, answer("good", HOUR))
    answers.keep(second, answer("revoked", 2 * HOUR, certificate="cd" * 32))
    assert answers.about("ab" * 32) == answer("good", HOUR)
    assert answers.of_mail(first) == answer("good", HOUR)
    assert answers.of_mail(second) == answer("revoked", 2 * HOUR, certificate="cd" * 32)


def test_an_answer_without_an_end_comes_back_without_one(ledger: Ledger, database: Database) -> None:
    answers, mail_id = CertificateAnswers(database), ledger.receive(RAW, "INBOX/7/1", START)
    away = KeptAnswer(certificate="ab" * 32, responder="", status="unreachable", asked_at=START)
    answers.keep(mail_id, away)
    assert answers.of_mail(mail_id) == away
