"""Acceptances, as they are recorded."""

from __future__ import annotations

from dataclasses import replace

from domain import commands as c
from domain.events import Event, ReferralAccepted
from tests.factories import GRANT, Play

WORKPLACE = replace(GRANT, mentor_form="workplace")


def accepted(stage: Play, command: c.AcceptReferral) -> ReferralAccepted:
    """The acceptance as it was recorded."""
    stage.step(command)
    event: Event = stage.history[-1].event
    assert isinstance(event, ReferralAccepted)
    return event
