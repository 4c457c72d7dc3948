"""The five programmes, and a course of each that has been received."""

from __future__ import annotations

from typing import Any

from adapters.programmes import load_programmes
from domain import commands as c
from tests.domain.staging import staged
from tests.factories import Play, day, referral, register
from tests.factory.playing import ROOT

KEYS = ("fastholdelsesmentor", "viborg", "hoeje-taastrup", "ressourceforloeb", "naestved")
INSTALLED = load_programmes(ROOT / "deployments" / "programmes")
FIVE = {key: INSTALLED.on(key, day("2026-03-02")) for key in KEYS}
"""Each in the version that is in force when the story's course begins."""
RETENTION, VIBORG_S1, HOEJE_TAASTRUP = FIVE["fastholdelsesmentor"], FIVE["viborg"], FIVE["hoeje-taastrup"]
RESOURCE, NAESTVED = FIVE["ressourceforloeb"], FIVE["naestved"]
GROUPS = {
    "fastholdelsesmentor": "sygedagpengemodtager",
    "ressourceforloeb": "borger i ressourceforløb",
    "naestved": "aktivitetsparat",
}
"""A target group of each programme that takes no others."""


def group_of(key: str) -> str:
    """A target group that the programme takes."""
    return GROUPS.get(key, "kontanthjælpsmodtager")


def received(key: str, **changes: Any) -> Play:
    """A course of the programme that has been received, with changes of its referral."""
    fields = {"target_group": group_of(key), **changes}
    return staged(register(referral(**fields)), programme=FIVE[key])


def taken(**changes: Any) -> c.AcceptReferral:
    """Kirsten takes the course on, and says what is asked of her."""
    fields: dict[str, Any] = {"coordinator": "kirsten", "supports_staying": True, "section_85": "no"}
    return c.AcceptReferral(**{**fields, **changes})
