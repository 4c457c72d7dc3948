"""Later mails of the jobcentre, as a course gets them."""

from __future__ import annotations

from typing import Any

from domain import commands as c
from domain.referral import Referral
from tests.domain.staging import course_of
from tests.factories import CITIZEN, Play, day, update

ON_12_MARCH = day("2026-03-12")
OF_A_CASEWORKER = Referral(citizen=CITIZEN, caseworker="Birgit Holm")


def letter(stage: Play, later: Referral = OF_A_CASEWORKER, **withdrawn: Any) -> c.UpdateReferral:
    """A mail, compared with what the course has on file now."""
    course = course_of(stage)
    return update(later, periods=course.periods, withdrawn_on=course.consent.withdrawn_on, **withdrawn)
