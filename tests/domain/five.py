"""The five programmes, and a course of each that has been received."""

from __future__ import annotations

from typing import Any

from adapters.programmes import load_programme
from domain import commands as c
from tests.domain.staging import staged
from tests.factories import Play, referral, register
from tests.factory.playing import ROOT

FIVE = {
    path.stem: load_programme(path) for path in sorted((ROOT / "deployments" / "programmes").glob("*.toml"))
}
RETENTION, VIBORG_S1, HOEJE_TAASTRUP = FIVE["fastholdelsesmentor"], FIVE["viborg"], FIVE["hoeje-taastrup"]
RESOURCE, NAESTVED = FIVE["ressourceforloeb"], FIVE["naestved"]
GROUPS = {
    "fastholdelsesmentor": "sygedagpengemodtager",
    "ressourceforloeb": "borger i ressourceforløb",
    "naestved": "aktivitetsparat",
}
"""A target group of each programme that takes no others."""


def received(key: str, **changes: Any) -> Play:
    """A course of the programme that has been received, with changes of its referral."""
    fields = {"target_group": GROUPS.get(key, "kontanthjælpsmodtager"), **changes}
    return staged(register(referral(**fields)), programme=FIVE[key])


def taken(**changes: Any) -> c.AcceptReferral:
    """Kirsten takes the course on, and says what is asked of her."""
    fields: dict[str, Any] = {"coordinator": "kirsten", "supports_staying": True, "section_85": "no"}
    return c.AcceptReferral(**{**fields, **changes})
