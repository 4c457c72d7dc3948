"""A referral in the published JSON form, as a coordinator or a jobcentre's own system writes it."""

from __future__ import annotations

import json
from typing import Any

from pydantic import RootModel

from domain.referral import Referral


def published(referral: Referral) -> bytes:
    """The referral as a JSON file; what it does not say is left out, as the schema wants it."""
    document = RootModel[Referral](referral).model_dump(mode="json")
    return json.dumps({"version": 1} | _said(document)).encode()


def _said(document: dict[str, Any]) -> dict[str, Any]:
    told = {key: _said(value) if isinstance(value, dict) else value for key, value in document.items()}
    return {key: value for key, value in told.items() if value not in (None, "", [])}
