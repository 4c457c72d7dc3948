"""What a step has to know of the corps: its documents, without which a programme may take nobody in (S3)."""

from __future__ import annotations

from domain.commands import AcceptReferral, Command, MatchMentor
from domain.corps.documents import Document
from domain.deciding.context import NO_DOCUMENTS
from models.corps.documents import kinds_present
from models.store import Transaction


def documents_for(transaction: Transaction, command: Command) -> frozenset[Document]:
    """The documents the corps has, for a command that takes a citizen in; for others they do not matter."""
    takes_in = isinstance(command, AcceptReferral | MatchMentor)
    return kinds_present(transaction) if takes_in else NO_DOCUMENTS
