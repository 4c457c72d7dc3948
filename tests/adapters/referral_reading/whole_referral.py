"""A whole referral as it must be read, or with one thing in its grant written otherwise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from adapters.pdf_reading import PdfReader
from adapters.referral_reading import ReferralReading, read_referral
from domain.referral import Citizen, ConsentPart, GrantPart, JobPlanPart, Referral
from tests.adapters.referral_reading.mails import BODY, CONSENT, CPR, GRANT, JOB_PLAN, paper

EXPECTED = Referral(
    citizen=Citizen(cpr=CPR, name="Åse Ærø-Østergaard"),
    target_group="Aktivitetsparat kontanthjælpsmodtager",
    months_unemployed=19,
    tasks=("komme op om morgenen", "træne transport, både bus og tog"),
    considerations="Undgå møder før kl. 9.",
    grant=GrantPart(
        legal_basis="LAB § 167",
        granter="Mette Skovgaard",
        granted_on=date(2026, 2, 27),
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 5, 31),
        hours_per_week=Decimal("2.5"),
        hours_total=Decimal("32.5"),
        employment_aim=True,
        decisive=True,
        phase_out=True,
        reason="Støtten er afgørende.",
    ),
    job_plan=JobPlanPart(
        dated_on=date(2026, 2, 27),
        aim="Ordinære timer i en butik.",
        activities=("Mentorstøtte", "Virksomhedspraktik"),
        next_follow_up_on=date(2026, 4, 13),
    ),
    consent=ConsentPart(
        purpose="At mentor og jobcenter kan samarbejde.",
        recipients=("Jobcentret", "Leverandøren"),
        given_on=date(2026, 2, 27),
        expires_on=date(2027, 2, 27),
    ),
)


def with_grant(reader: PdfReader, old: str, new: str) -> ReferralReading:
    """The referral with one thing in the grant written otherwise."""
    assert old in GRANT
    papers = [paper(GRANT.replace(old, new)), paper(JOB_PLAN), paper(CONSENT)]
    return read_referral(BODY, papers, reader=reader)


def wrongs(reading: ReferralReading) -> dict[str, str]:
    return {problem.field: problem.wrong for problem in reading.problems}
