"""The certificate of an erasure, as the controller files it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from adapters.documents.statements import FROZEN
from adapters.documents.typesetting import RenderedDocument, typeset
from domain.values import CourseRef

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class CertificatePrint:
    """What is certified: by whose instruction, what was destroyed, what remains, which copies are outside.

    `what` and `ref` name it: a course by its reference, or a report that lay apart by its number.
    """

    what: Literal["Sag", "Indberetning"] = "Sag"
    ref: CourseRef | Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    dated_on: date
    facts: Rows
    destroyed: Rows
    remains: tuple[str, ...]
    copies: tuple[tuple[str, str, str], ...]


def render_certificate(certificate: CertificatePrint) -> RenderedDocument:
    """Set it in Danish as PDF/A-2a and PDF/UA-1. Raises DocumentFailed if typst cannot."""
    view = {
        "ref": certificate.ref,
        "what": certificate.what,
        "facts": certificate.facts,
        "destroyed": certificate.destroyed,
        "remains": certificate.remains,
        "copies": certificate.copies,
    }
    return typeset("erasure_certificate", view, dated_on=certificate.dated_on)
