"""The section `[corps]`: what the mentors must have in place before they take citizens (S3)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from domain.corps.documents import Document
from domain.ladders import Strict


class CorpsRules(Strict):
    """The standing documents without which no course is taken in and no mentor matched (S3).

    Somebody is told so many minutes after a mentor alone on a visit should have been back (local), with a
    shorter time where the referral names a risk.
    """

    required_documents: tuple[Document, ...]
    check_in_minutes: Annotated[int, Field(ge=1, le=240)]
    check_in_risk_minutes: Annotated[int, Field(ge=1, le=240)]
    check_in_again_minutes: Annotated[int, Field(ge=5, le=240)]
