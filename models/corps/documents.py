"""The corps's standing documents, sealed, in every version there was; the newest counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.corps.documents import SHAPES, Content, Document
from models.columns import from_micros, micros
from models.database import Database
from models.keyring import Keyring
from models.numbering import next_number
from models.statements import Row, Statement, insertion, table_of
from models.store import Transaction
from models.tables.corps import CorpsDocumentRow

_DOCUMENTS = table_of(CorpsDocumentRow)
_ADD = insertion(CorpsDocumentRow)
_ALL = Statement(select(_DOCUMENTS).order_by(_DOCUMENTS.c.kind, _DOCUMENTS.c.version))


_KINDS = Statement(select(_DOCUMENTS.c.kind).distinct())


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """The version of a standing document that counts. `entered_at` is UTC."""

    kind: Document
    version: int
    content: Content
    entered_at: datetime
    entered_by: str


class StandingDocuments:
    """Crisis plan, contact list and intake plan."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def add(self, kind: Document, content: Content, by: str, now: datetime) -> int:
        """Enter a new version, which counts from now; gives its number."""
        key = self._keyring.corps_key(now)
        with self._database.begin() as transaction:
            version = next_number(transaction, f"document-{kind}")
            plain = SHAPES[kind].dump_json(content)
            transaction.change(
                _ADD,
                kind=kind.value,
                version=version,
                key_id=key.id,
                content=key.seal(plain, "corps_document", "content", f"{kind}-{version}"),
                entered_at=micros(now),
                entered_by=by,
            )
        return version

    def present(self) -> frozenset[Document]:
        """The kinds that exist, without opening any."""
        with self._database.read() as transaction:
            return kinds_present(transaction)

    def all(self) -> list[KeptDocument]:
        """The newest version of each."""
        with self._database.read() as transaction:
            newest = {row[0]: row for row in transaction.all(_ALL)}
        return [self._opened(row) for row in newest.values()]

    def _opened(self, row: Row) -> KeptDocument:
        kind, version, key_id, content, entered_at, entered_by = row
        place = ("corps_document", "content", f"{kind}-{version}")
        plain = self._keyring.key(key_id).open(bytes(content), *place)
        opened = SHAPES[Document(kind)].validate_json(plain)
        return KeptDocument(Document(kind), version, opened, from_micros(entered_at), entered_by)


def kinds_present(transaction: Transaction) -> frozenset[Document]:
    """The kinds that exist, as whoever is about to write sees them."""
    return frozenset(Document(row[0]) for row in transaction.all(_KINDS))
