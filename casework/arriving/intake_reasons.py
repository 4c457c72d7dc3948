"""The closed list of what the intake or a coordinator can say about a mail, beside the judge's reasons."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from models.mails import Fate


class IntakeReason(StrEnum):
    """Why a mail that the judge let through got its fate. Each is explained in docs/mail-reasons.md."""

    REFERRAL_UNREADABLE = "referral-unreadable"
    SEVERAL_COURSES = "citizen-has-several-courses"
    GRANT_DOES_NOT_FIT = "grant-does-not-fit"
    CITIZEN_HAS_COURSE = "citizen-has-course"
    COURSE_UPDATED = "course-updated"
    COURSE_CONFIRMED = "course-confirmed"
    REFUSED_BY_COORDINATOR = "refused-by-coordinator"


INTAKE_FATES = {
    IntakeReason.REFERRAL_UNREADABLE: Fate.QUARANTINED,
    IntakeReason.SEVERAL_COURSES: Fate.QUARANTINED,
    IntakeReason.GRANT_DOES_NOT_FIT: Fate.QUARANTINED,
    IntakeReason.CITIZEN_HAS_COURSE: Fate.QUARANTINED,
    IntakeReason.COURSE_UPDATED: Fate.JOINED,
    IntakeReason.COURSE_CONFIRMED: Fate.COURSE,
    IntakeReason.REFUSED_BY_COORDINATOR: Fate.REJECTED,
}
"""The one fate that each reason gives a mail."""

REFUSALS: Mapping[str, str] = {
    "refused-sent-again": "jobcenteret sender den igen",
    "refused-not-for-us": "den er ikke til os",
    "refused-settled-otherwise": "det er ordnet på en anden måde",
    "refused-nothing-to-do": "der er ikke noget at gøre ved den",
}
"""Why a coordinator refuses a mail, kept among its remarks (local); words would have to be sealed."""
