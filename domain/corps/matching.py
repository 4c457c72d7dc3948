"""Ranked proposals for a mentor that say why, and why not (S3: the coordinator matches on the profile).

The coordinator chooses; nothing is matched by itself. Reasons speak of the mentor, never of the citizen's
own words. The same profiles always give the same order, whatever order they came in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar, NamedTuple

from pydantic import ConfigDict

from domain.corps.absence import Standing
from domain.corps.load import Load
from domain.corps.profile import AgeBand, Gender, MentorProfile, Terms
from domain.corps.wording import AGE_BANDS, GENDERS, hours_words
from domain.course_parts import ZERO
from domain.explain import danish_date
from domain.values import OptionalLine

SHORTEST_TERM = 3
"""Shorter ones would be found in almost any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the coordinator adds to the referral: what may matter to this citizen (S3)."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    gender: Gender | None = None
    age_band: AgeBand | None = None
    place: OptionalLine = ""
    language: OptionalLine = ""
    competences: Terms = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a course asks of its mentor. `topics` are the ordered tasks and focus areas."""

    target_group: str = ""
    topics: tuple[str, ...] = ()
    language: str = ""
    interpreter: bool = False
    place: str = ""
    hours_per_week: Decimal = ZERO
    ends_on: date | None = None
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A mentor as she stands on the day: her profile, what she carries, and whether she is here."""

    profile: MentorProfile
    load: Load
    standing: Standing

    @property
    def free_hours(self) -> Decimal:
        """Hours a week that no course has a claim to; negative when more is granted than she has."""
        return self.profile.hours_per_week - self.load.hours_per_week


class Reason(NamedTuple):
    """One thing that counts: how much (negative: against), and the Danish sentence that says it."""

    points: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A mentor's place in the ranking. With `obstacles` she cannot take the course, and has no rank."""

    mentor: str
    rank: int | None
    points: int
    free_hours: Decimal
    courses: int
    reasons: tuple[str, ...]
    obstacles: tuple[str, ...]


def propose(needs: Needs, candidates: Iterable[Candidate], on: date) -> tuple[Proposal, ...]:
    """Everybody in the order of how well she fits on the Danish day `on`; those who cannot come last.

    Equal points: most free hours first, then fewest courses, then by id.
    """
    judged = [_judged(candidate, needs, on) for candidate in candidates]
    judged.sort(key=lambda p: (bool(p.obstacles), -p.points, -p.free_hours, p.courses, p.mentor))
    return tuple(_ranked(proposal, place) for place, proposal in enumerate(judged, 1))


def _ranked(proposal: Proposal, place: int) -> Proposal:
    return proposal if proposal.obstacles else replace(proposal, rank=place)


def _judged(candidate: Candidate, needs: Needs, on: date) -> Proposal:
    reasons = [reason for judge in _JUDGES for reason in judge(candidate, needs)]
    return Proposal(
        mentor=candidate.profile.mentor,
        rank=None,
        points=sum(reason.points for reason in reasons),
        free_hours=candidate.free_hours,
        courses=candidate.load.courses,
        reasons=tuple(reason.text for reason in reasons),
        obstacles=tuple(_obstacles(candidate, on)),
    )


def _obstacles(candidate: Candidate, on: date) -> Iterator[str]:
    profile, load = candidate.profile, candidate.load
    if on < profile.starts_on:
        yield f"begynder først {danish_date(profile.starts_on)}"
    if profile.leaves_on and profile.leaves_on < on:
        yield f"stoppede {danish_date(profile.leaves_on)}"
    if candidate.standing.is_substitute:
        until = candidate.standing.until
        yield f"fraværende til og med {danish_date(until)}" if until else "fraværende indtil videre"
    if candidate.free_hours <= 0:
        yield "ingen ledige timer"
    if profile.max_courses is not None and load.courses >= profile.max_courses:
        yield f"har {load.courses} forløb og tager højst {profile.max_courses}"


def _room(candidate: Candidate, needs: Needs) -> Iterator[Reason]:
    free, wanted = candidate.free_hours, needs.hours_per_week
    if free <= 0:
        return
    if free >= wanted:
        yield Reason(2, f"{hours_words(free)} ledige om ugen")
    else:
        yield Reason(-3, f"kun {hours_words(free)} ledige om ugen; der er bevilget {hours_words(wanted)}")


def _language(candidate: Candidate, needs: Needs) -> Iterator[Reason]:
    language = needs.wishes.language or needs.language
    spoken = {one.casefold() for one in candidate.profile.languages}
    if language and language.strip().casefold() in spoken:
        yield Reason(5, f"taler {language}")
    elif language:
        cure = "der skal tolk til" if needs.interpreter else "aftal tolk"
        yield Reason(-2, f"taler ikke {language}: {cure}")
    elif needs.interpreter:
        yield Reason(0, "der skal tolk til; henvisningen nævner ikke sproget")


def _target_group(candidate: Candidate, needs: Needs) -> Iterator[Reason]:
    if not needs.target_group:
        return
    if any(_fits(group, needs.target_group) for group in candidate.profile.target_groups):
        yield Reason(4, "kender målgruppen")
    elif candidate.profile.target_groups:
        yield Reason(0, "målgruppen står ikke i profilen")


def _competence(candidate: Candidate, needs: Needs) -> Iterator[Reason]:
    asked = (*needs.topics, *needs.wishes.competences)
    found = [term for term in candidate.profile.competences if any(_fits(term, topic) for topic in asked)]
    if found:
        yield Reason(3 * min(len(found), 3), f"kompetence: {', '.join(found)}")
    elif asked:
        yield Reason(0, "ingen kompetence, der svarer til opgaverne")


def _place(candidate: Candidate, needs: Needs) -> Iterator[Reason]:
    asked = needs.wishes.place or needs.place
    found = [place for place in candidate.profile.places if _fits(place, asked)]
    if found:
        yield Reason(2, f"arbejder i {', '.join(found)}")
    elif asked and candidate.profile.places:
        yield Reason(-1, "arbejder et andet sted")


def _wish(candidate: Candidate, needs: Needs) -> Iterator[Reason]:
    asked = (needs.target_group, *needs.topics, *needs.wishes.competences)
    found = [wish for wish in candidate.profile.wishes if any(_fits(wish, topic) for topic in asked)]
    if found:
        yield Reason(1, f"ønsker selv: {', '.join(found)}")


def _person(candidate: Candidate, needs: Needs) -> Iterator[Reason]:
    profile, wishes = candidate.profile, needs.wishes
    if wishes.gender:
        yield _agreed(profile.gender == wishes.gender, f"ønsket køn ({GENDERS[wishes.gender]})")
    if wishes.age_band:
        yield _agreed(profile.age_band == wishes.age_band, f"ønsket alder ({AGE_BANDS[wishes.age_band]})")


def _leaving(candidate: Candidate, needs: Needs) -> Iterator[Reason]:
    leaves_on = candidate.profile.leaves_on
    if leaves_on and needs.ends_on and leaves_on < needs.ends_on:
        yield Reason(-3, f"stopper {danish_date(leaves_on)}, før bevillingen udløber")


def _agreed(fits: bool, what: str) -> Reason:
    return Reason(3, what) if fits else Reason(-1, f"ikke {what}")


def _fits(term: str, asked: str) -> bool:
    """Whether two terms are about the same: one contains the other, whatever the case."""
    short, long = sorted((term.casefold().strip(), asked.casefold().strip()), key=len)
    return len(short) >= SHORTEST_TERM and short in long


_JUDGES: tuple[Callable[[Candidate, Needs], Iterator[Reason]], ...] = (
    _language, _target_group, _competence, _place, _person, _wish, _room, _leaving,
)  # fmt: skip
