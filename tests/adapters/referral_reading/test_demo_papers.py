from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from adapters.pdf_reading import PdfReader
from adapters.referral_reading import ReferralReading, read_referral
from deployments.demo.papers import FILE_NAMES, referral_papers, viborg_referral
from domain.referral import Citizen, ConsentPart, GrantPart, JobPlanPart, Referral
from tests.adapters.referral_reading.mails import CPR, Letter

LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåéABCÆØÅ0123456789§&/'-", min_size=1, max_size=14)
# A slash or hyphen at the edge of a word cannot be told from one at which a line was broken, and a word
# such as "kontant-og" not from two.
WORDS = LETTERS.map(lambda word: re.sub(r"-(?=(?:og|eller|samt)\b)", "", word.strip("/-")) or "x")
LINES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
ITEMS = st.lists(LINES, max_size=5).map(tuple)
DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))
LATER = st.dates(date(2027, 7, 1), date(2029, 12, 31))
HOURS = st.decimals(min_value=Decimal("0.25"), max_value=400, places=2)
CITIZENS = st.builds(
    Citizen,
    cpr=st.just(CPR),
    name=LINES,
    address=LINES,
    protected=st.booleans(),
    protected_until=st.none() | LATER,
    interpreter=st.booleans(),
)
GRANTS = st.builds(
    GrantPart,
    legal_basis=LINES,
    granter=LINES,
    granted_on=DAYS,
    starts_on=DAYS,
    ends_on=LATER,
    hours_per_week=st.none() | HOURS,
    hours_total=HOURS,
    mentor_form=st.sampled_from(["individual", "workplace"]),
    employment_aim=st.booleans(),
    decisive=st.booleans(),
    phase_out=st.booleans(),
    reason=st.just("") | TEXTS,
)
REFERRALS = st.builds(
    Referral,
    citizen=CITIZENS,
    unit=LINES,
    months_unemployed=st.none() | st.integers(0, 900),
    tasks=ITEMS,
    focus_areas=ITEMS,
    considerations=st.just("") | TEXTS,
    grant=GRANTS,
    job_plan=st.builds(JobPlanPart, dated_on=DAYS, aim=TEXTS, activities=ITEMS, agreements=ITEMS),
    consent=st.builds(
        ConsentPart,
        purpose=TEXTS,
        data_types=ITEMS,
        recipients=ITEMS,
        given_on=DAYS,
        expires_on=st.none() | LATER,
    ),
)


def read_back(referral: Referral, reader: PdfReader) -> ReferralReading:
    papers = referral_papers(referral, sender="Viborg Kommune, Jobcenter Viborg", dated_on=date(2026, 2, 27))
    return read_referral("", [Letter(name, pdf, "application/pdf") for name, pdf in papers], reader=reader)


def sample() -> Referral:
    citizen = Citizen(cpr=CPR, name="Åse Ærø-Østergaard", address="Prøvevej 7, 2. tv., 9999 Prøveby")
    return viborg_referral(
        citizen,
        granted_on=date(2026, 2, 27),
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 5, 31),
        hours_total=Decimal("32.5"),
    )


def test_the_demonstrations_papers_are_read_back_exactly(reader: PdfReader) -> None:
    reading = read_back(sample(), reader)
    assert reading.referral == sample()
    assert (reading.missing, reading.problems) == ((), ())
    assert [kind for _, kind, _ in reading.kinds] == ["grant", "job_plan", "consent"]


# Without shrinking: an example costs a tenth of a second, so a failure would take minutes to be told.
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(referral=REFERRALS)
@pytest.mark.slow
def test_whatever_is_written_in_the_papers_is_read_back(reader: PdfReader, referral: Referral) -> None:
    reading = read_back(referral, reader)
    assert reading.problems == ()
    assert reading.referral == referral


def test_file_names_are_fixed_and_hold_nothing_personal() -> None:
    papers = referral_papers(sample(), sender="Jobcenter Nord", dated_on=date(2026, 2, 27))
    assert tuple(name for name, _ in papers) == FILE_NAMES == ("bevilling.pdf", "jobplan.pdf", "samtykke.pdf")


def test_papers_need_a_whole_referral() -> None:
    with pytest.raises(ValueError, match="job plan"):
        referral_papers(
            Referral(citizen=sample().citizen), sender="Jobcenter Nord", dated_on=date(2026, 2, 27)
        )
