"""The citizen asks to see her file: the request, and the draft we deliver to the authority."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.commands.base import Command
from domain.values import Code, OptionalText

Access = Literal["file_access", "data_access"]
"""`file_access`: aktindsigt; `data_access`: indsigt by article 15 of the data protection regulation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAccessRequest(Command):
    """The citizen, or somebody for her, asked to see the file. The authority is told at once and decides."""

    received_on: date
    kinds: Annotated[tuple[Access, ...], Field(min_length=1, max_length=2)]
    channel: Literal["mail", "digital_post", "phone", "in_person", "letter"]
    wish: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAccessDraft(Command):
    """Our draft of what may be handed out has gone to the authority; its hash says which draft."""

    matter: Code
    delivered_on: date
    document_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
