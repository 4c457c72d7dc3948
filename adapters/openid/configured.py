"""What `mentor.toml` says of a municipality's sign-in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from domain.values import Code, Line

_LOOPBACK = r"http://(127\.0\.0\.1|localhost)(:\d+)?"
SAFE = re.compile(rf"^(https://[^\s/@?#]+|{_LOOPBACK})(/[^\s?#]*)?$")
"""Where secrets may be sent: over TLS, or to this very machine in an installation that tries things out."""
Issuer = Annotated[str, StringConstraints(pattern=SAFE.pattern)]
Level = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,200}$")]
ClaimName = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,100}$")]


class SignOnProvider(BaseModel):
    """One sign-in: whose people it signs in, which levels (`acr`) are strong enough, and which of its claims
    holds the person's work e-mail. `staff`: it signs in our own people, those of no municipality.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    issuer: Issuer
    client_id: Line
    client_secret_file: Path
    controller: Code | None = None
    staff: bool = False
    acr_values: Annotated[tuple[Level, ...], Field(min_length=1)]
    claim: ClaimName = "email"
    button: Line
    ca_file: Path | None = None

    @model_validator(mode="after")
    def _of_somebody(self) -> Self:
        """It signs in the people of one municipality or our own, never both."""
        if (self.controller is None) != self.staff:
            raise ValueError("angiv enten controller (kommunens nøgle) eller staff = true")
        return self
