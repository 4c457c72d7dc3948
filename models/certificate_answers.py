"""What responders said of certificates, and by which answer each mail was judged: kept, so it can be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, select, text

from models.columns import from_micros, micros
from models.database import Database
from models.statements import Row, Statement, table_of
from models.tables.mail import CertificateAnswerRow

_ANSWERS = table_of(CertificateAnswerRow)
_COLUMNS = select(
    _ANSWERS.c.certificate,
    _ANSWERS.c.responder,
    _ANSWERS.c.status,
    _ANSWERS.c.asked_at,
    _ANSWERS.c.until,
    _ANSWERS.c.content,
)
_NEWEST = _COLUMNS.order_by(_ANSWERS.c.asked_at.desc()).limit(1)
_ABOUT = Statement(_NEWEST.where(_ANSWERS.c.certificate == bindparam("certificate")))
_OF_MAIL = Statement(_NEWEST.where(_ANSWERS.c.mail_id == bindparam("mail")))
_KEEP = Statement(
    text(
        "INSERT INTO certificate_answer (mail_id, asked_at, certificate, responder, status, until, content) "
        "VALUES (:mail, :asked_at, :certificate, :responder, :status, :until, :content) "
        "ON CONFLICT DO NOTHING"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """One answer about the certificate with this SHA-256 (hex). Instants are UTC; `content` is as it came."""

    certificate: str
    responder: str
    status: str
    asked_at: datetime
    until: datetime | None = None
    content: bytes = field(default=b"", repr=False)


class CertificateAnswers:
    """Safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, mail_id: str, answer: KeptAnswer) -> None:
        """The mail was judged by this answer; the same answer is kept once for each mail."""
        with self._database.begin() as transaction:
            transaction.change(
                _KEEP,
                mail=mail_id,
                asked_at=micros(answer.asked_at),
                certificate=answer.certificate,
                responder=answer.responder,
                status=answer.status,
                until=micros(answer.until) if answer.until else None,
                content=answer.content,
            )

    def about(self, certificate: str) -> KeptAnswer | None:
        """The newest answer about a certificate (SHA-256, hex), whichever mail it was asked for."""
        with self._database.read() as transaction:
            return _kept(transaction.one(_ABOUT, certificate=certificate))

    def of_mail(self, mail_id: str) -> KeptAnswer | None:
        """The newest answer by which a mail was judged, or None if nobody was asked."""
        with self._database.read() as transaction:
            return _kept(transaction.one(_OF_MAIL, mail=mail_id))


def _kept(row: Row | None) -> KeptAnswer | None:
    if row is None:
        return None
    certificate, responder, status, asked_at, until, content = row
    return KeptAnswer(
        certificate=certificate,
        responder=responder,
        status=status,
        asked_at=from_micros(asked_at),
        until=from_micros(until) if until is not None else None,
        content=bytes(content),
    )
