"""The standing documents of a small corps, as they are entered."""

from __future__ import annotations

import json
from typing import Any

from domain.corps.documents import SHAPES, CrisisPlan, Document
from tests.factories import day

PAPERS: dict[Document, dict[str, Any]] = {
    Document.CRISIS_PLAN: {
        "reviewed_on": "2026-01-15",
        "applies_when": "Fare for liv eller helbred, trusler og vold.",
        "call_first": ["112", "Koordinatoren"],
        "steps": ["Bring dig selv i sikkerhed.", "Ring efter hjælp."],
        "afterwards": "Koordinatoren taler med mentor samme dag.",
    },
    Document.CONTACT_LIST: {
        "reviewed_on": "2026-01-15",
        "contacts": [{"kind": "psychiatric_emergency", "name": "Skadestuen", "phone": "70 00 00 90"}],
    },
    Document.INTAKE_PLAN: {
        "reviewed_on": "2026-01-15",
        "decided_by": "Mentorkoordinatoren",
        "steps": ["Læs henvisningen.", "Find en mentor."],
        "goes_first": ["Udskrivning fra psykiatrisk hospital"],
    },
}


def paper(kind: Document, **changes: Any) -> bytes:
    """A document as JSON, with changes; a field set to None is left out."""
    given = {key: value for key, value in {**PAPERS[kind], **changes}.items() if value is not None}
    return json.dumps(given).encode()


CRISIS_PLAN = SHAPES[Document.CRISIS_PLAN].validate_json(paper(Document.CRISIS_PLAN))
assert isinstance(CRISIS_PLAN, CrisisPlan)
TODAY = day("2026-03-02")
