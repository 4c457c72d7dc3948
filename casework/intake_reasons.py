"""The closed list of what the intake or a coordinator can say about a mail, beside the judge's reasons."""

from __future__ import annotations

from enum import StrEnum

from models.mails import Fate


class IntakeReason(StrEnum):
    """Why a mail that the judge let through got its fate. Each is explained in docs/mail-reasons.md."""

    REFERRAL_UNREADABLE = "referral-unreadable"
    CITIZEN_HAS_COURSE = "citizen-has-course"
    REFUSED_BY_COORDINATOR = "refused-by-coordinator"


INTAKE_FATES = {
    IntakeReason.REFERRAL_UNREADABLE: Fate.QUARANTINED,
    IntakeReason.CITIZEN_HAS_COURSE: Fate.QUARANTINED,
    IntakeReason.REFUSED_BY_COORDINATOR: Fate.REJECTED,
}
"""The one fate that each reason gives a mail."""
