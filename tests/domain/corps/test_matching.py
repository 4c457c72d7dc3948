"""Proposals explain themselves, are the same in any order, and never name somebody without room first."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.corps.absence import acting_for
from domain.corps.load import Load
from domain.corps.matching import Candidate, Needs, Proposal, Wishes, propose
from domain.corps.profile import must_be_here
from tests.domain.corps.cast import MONDAY, absence, candidate, profile
from tests.domain.staging import refused
from tests.factories import day

NEEDS = Needs(
    target_group="aktivitetsparat kontanthjælpsmodtager",
    topics=("struktur i hverdagen", "misbrugsbehandling"),
    language="arabisk",
    place="Lyngvejen 12, 8800 Viborg",
    hours_per_week=Decimal("2.5"),
    ends_on=day("2026-05-31"),
)
TERMS = st.lists(st.sampled_from(["struktur", "misbrug", "arabisk", "Viborg"]), max_size=3).map(tuple)


def only(proposals: tuple[Proposal, ...]) -> Proposal:
    (proposal,) = proposals
    return proposal


@st.composite
def corps(draw: st.DrawFn) -> list[Candidate]:
    ids = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1))
    return [
        candidate(
            name,
            granted=str(draw(st.integers(0, 24))),
            courses=draw(st.integers(0, 9)),
            competences=draw(TERMS),
            languages=draw(TERMS),
            places=draw(TERMS),
            wishes=draw(TERMS),
            max_courses=draw(st.one_of(st.none(), st.integers(1, 9))),
        )
        for name in ids
    ]


@pytest.mark.requirement("S3.profile", "local.proposals")
def test_a_proposal_says_everything_that_counts() -> None:
    """S3: the coordinator matches on competences, target groups, languages, wishes, place and capacity."""
    fits = candidate(
        competences=("misbrug", "økonomi"),
        target_groups=("kontanthjælp",),
        languages=("dansk", "Arabisk"),
        places=("Viborg",),
        wishes=("struktur",),
        granted="12",
    )
    proposal = only(propose(NEEDS, [fits], MONDAY))
    assert proposal.reasons == (
        "taler arabisk",
        "kender målgruppen",
        "kompetence: misbrug",
        "arbejder i Viborg",
        "ønsker selv: struktur",
        "8 timer ledige om ugen",
    )
    assert (proposal.rank, proposal.obstacles) == (1, ())


@pytest.mark.requirement("local.proposals")
def test_a_missing_language_is_told_and_does_not_hide_the_mentor() -> None:
    """S2, S3: language and interpreter; who does not speak it is proposed with an interpreter."""
    danish = candidate()
    assert "taler ikke arabisk: aftal tolk" in only(propose(NEEDS, [danish], MONDAY)).reasons
    ordered = Needs(language="arabisk", interpreter=True)
    told = only(propose(ordered, [danish], MONDAY)).reasons
    assert "taler ikke arabisk: der skal tolk til" in told
    unnamed = only(propose(Needs(interpreter=True), [danish], MONDAY)).reasons
    assert "der skal tolk til; henvisningen nævner ikke sproget" in unnamed


def test_a_language_is_that_language_and_no_other() -> None:
    signs = Needs(language="dansk tegnsprog")
    assert only(propose(signs, [candidate()], MONDAY)).reasons[0].startswith("taler ikke")


@pytest.mark.parametrize(
    ("judged", "obstacle"),
    [
        (candidate(granted="20"), "ingen ledige timer"),
        (candidate(courses=3, max_courses=3), "har 3 forløb og tager højst 3"),
        (candidate(starts_on=day("2026-04-01")), "begynder først 1. april 2026"),
        (candidate(leaves_on=day("2026-02-28")), "stoppede 28. februar 2026"),
    ],
)
def test_who_cannot_take_a_course_is_listed_last_with_the_reason(judged: Candidate, obstacle: str) -> None:
    """S3: weekly capacity, and when she starts and leaves."""
    able = candidate("bo", granted="19")
    first, last = propose(NEEDS, [judged, able], MONDAY)
    assert (first.mentor, first.rank) == ("bo", 1)
    assert (last.rank, last.obstacles) == (None, (obstacle,))


@pytest.mark.parametrize(
    ("last", "told"),
    [("2026-03-06", "fraværende til og med 6. marts 2026"), (None, "fraværende indtil videre")],
)
def test_who_is_away_today_is_not_proposed(last: str | None, told: str) -> None:
    """local: first contact is due within days."""
    standing = acting_for("amira", MONDAY, [absence("amira", "2026-03-02", last, "bo")])
    away = Candidate(profile=profile(), load=Load(), standing=standing)
    assert only(propose(NEEDS, [away], MONDAY)).obstacles == (told,)


@pytest.mark.requirement("S3.profile")
def test_gender_and_age_count_only_where_they_are_asked_for() -> None:
    """S3: gender and age may matter to the match."""
    both = [candidate("amira", gender="female", age_band="30_39"), candidate("bo", gender="male")]
    indifferent = propose(Needs(), both, MONDAY)
    assert {p.points for p in indifferent} == {indifferent[0].points}
    wanted = Needs(wishes=Wishes(gender="male", age_band="50_59"))
    first, last = propose(wanted, both, MONDAY)
    assert (first.mentor, last.mentor) == ("bo", "amira")
    assert first.reasons[:2] == ("ønsket køn (mand)", "ikke ønsket alder (50-59)")
    assert last.reasons[0] == "ikke ønsket køn (mand)"


def test_a_wish_of_the_coordinator_goes_before_the_referral() -> None:
    wishes = Wishes(language="somali", place="Bjerringbro", competences=("gæld",))
    fits = candidate(languages=("somali",), places=("Bjerringbro",), competences=("gæld",))
    needs = Needs(language="arabisk", place="Viborg", wishes=wishes)
    assert only(propose(needs, [fits], MONDAY)).reasons[:3] == (
        "taler somali",
        "kompetence: gæld",
        "arbejder i Bjerringbro",
    )


def test_too_few_hours_and_an_early_leave_count_against() -> None:
    short = candidate("amira", granted="19")
    leaves = candidate("bo", leaves_on=day("2026-04-30"))
    steady = candidate("cecilie")
    ranked = propose(NEEDS, [short, leaves, steady], MONDAY)
    assert ranked[0].mentor == "cecilie"
    told = {p.mentor: " / ".join(p.reasons) for p in ranked}
    assert "kun 1 time ledige om ugen; der er bevilget 2,5 timer" in told["amira"]
    assert "stopper 30. april 2026, før bevillingen udløber" in told["bo"]


def test_equals_are_ordered_by_room_then_courses_then_id() -> None:
    corps = [
        candidate("dorte", courses=1),
        candidate("cecilie", granted="2"),
        candidate("bo"),
        candidate("amira"),
    ]
    assert [p.mentor for p in propose(Needs(), corps, MONDAY)] == ["amira", "bo", "dorte", "cecilie"]


@given(corps(), st.randoms())
@pytest.mark.requirement("local.proposals")
def test_the_order_the_profiles_come_in_never_matters(everybody: list[Candidate], random: Random) -> None:
    """S3: proposals are deterministic."""
    shuffled = list(everybody)
    random.shuffle(shuffled)
    assert propose(NEEDS, everybody, MONDAY) == propose(NEEDS, shuffled, MONDAY)


@given(corps())
@pytest.mark.requirement("local.proposals")
def test_a_mentor_without_free_hours_is_never_first(everybody: list[Candidate]) -> None:
    """S3: weekly capacity; ranks are given from 1 without gaps to those who can come, before all others."""
    proposals = propose(NEEDS, everybody, MONDAY)
    ranks = [p.rank for p in proposals if p.rank is not None]
    assert ranks == list(range(1, len(ranks) + 1))
    assert all(p.rank is None for p in proposals[len(ranks) :])
    assert all(p.rank is None or p.free_hours > 0 for p in proposals)
    assert {p.mentor for p in proposals} == {one.profile.mentor for one in everybody}


def test_a_course_is_given_only_to_a_mentor_who_has_begun_and_not_left() -> None:
    """S3: start and leave date of the profile."""
    for gone in (profile(starts_on=day("2026-03-03")), profile(leaves_on=day("2026-03-01"))):
        with refused("mentor-not-here"):
            must_be_here(gone, MONDAY)
    must_be_here(profile(starts_on=MONDAY, leaves_on=MONDAY), MONDAY)
