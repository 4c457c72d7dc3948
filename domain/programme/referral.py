"""The section `[referral]`: what a referral must hold."""

from __future__ import annotations

from typing import Literal

from domain.ladders import Strict


class ReferralRules(Strict):
    """Which parts a referral must have and what its grant must assert."""

    required_parts: tuple[Literal["grant", "job_plan", "consent"], ...]
    assertions: tuple[Literal["employment_aim", "decisive", "phase_out"], ...] = ()
