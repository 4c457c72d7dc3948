"""The section `[reports]`: what the reports must hold, and who sees a progress report before it is sent."""

from __future__ import annotations

from typing import Literal

from domain.ladders import Strict

ClosingPart = Literal[
    "manages_alone", "coping", "handover", "considerations", "unresolved", "citizen_evaluation"
]


class Reports(Strict):
    """With `approval` by a coordinator, a progress report waits until another than its author has read it.

    `placement_section`: a report on days with meetings at a workplace tells of the placement (S0).
    `closing_parts`: what the closing report must say beside its review; `considerations` only where the
    citizen goes on to work, education or placement (S4).
    """

    approval: Literal["none", "coordinator"]
    placement_section: bool
    closing_parts: tuple[ClosingPart, ...] = ()
