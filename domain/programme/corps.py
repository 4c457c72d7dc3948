"""The section `[corps]`: what the mentors must have in place before they take citizens (S3)."""

from __future__ import annotations

from domain.corps.documents import Document
from domain.ladders import Strict


class CorpsRules(Strict):
    """The standing documents without which no course is taken in and no mentor matched (S3)."""

    required_documents: tuple[Document, ...]
