"""The citizen's right to see her file: the request, and the draft that the authority got."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from domain.events.base import Event
from domain.values import SEALED


class AccessRequested(Event, frozen=True, kw_only=True):
    """Somebody asked to see the file. It is forwarded to the authority at once; `answer_by` has, for each
    kind of access, the day its own clock runs out.
    """

    received_on: date
    kinds: tuple[str, ...]
    answer_by: tuple[date, ...]
    channel: str
    wish: Annotated[str, SEALED] = ""


class AccessDraftDelivered(Event, frozen=True, kw_only=True):
    """The supplier's draft went to the authority, which decides."""

    matter: str
    delivered_on: date
    document_sha256: str
