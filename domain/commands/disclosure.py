"""What others may know: agreed with the citizen, told, withdrawn; the considerations passed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.commands.base import Command
from domain.disclosure import Outsider, Told, ToldOn
from domain.values import Code, OptionalLine, OptionalText, Text

Kinds = Annotated[tuple[Told, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeDisclosure(Command):
    """Agree with the citizen what an outsider may know, and for how long (S3). Her consent is its basis."""

    recipient: Outsider
    kinds: Kinds
    from_on: date
    until_on: date | None = None
    note: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDisclosure(Command):
    """The citizen no longer wants an outsider to know: an agreement (d1, d2 …) ends today."""

    disclosure: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDisclosure(Command):
    """Log what was told an outsider, and on which basis. `why` is needed for what is told only where it
    matters (S3). What rests on `law` names it, and who decided it at the authority (outside).
    """

    recipient: Outsider
    kinds: Kinds
    told_on: date
    note: Text
    basis: ToldOn = "consent"
    legal_basis: OptionalLine = ""
    decided_by: OptionalLine = ""
    why: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseConsiderations(Command):
    """Write down the special considerations (skånehensyn) as they are now: a new version."""

    considerations: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceStart(Command):
    """A placement, a job or an education begins: the considerations are to be passed on (S4)."""

    what: Literal["placement", "job", "education"]
    starts_on: date
