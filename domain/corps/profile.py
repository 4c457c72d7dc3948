"""A mentor's profile: what a coordinator must know to match her with a citizen (S3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from domain.errors import Problem, Refused
from domain.explain import danish_date
from domain.values import Code, Line

Gender = Literal["female", "male", "other"]
AgeBand = Literal["under_30", "30_39", "40_49", "50_59", "60_plus"]
OutsideContact = Literal["never", "urgent", "by_agreement"]
"""Whether citizens may reach her outside agreed hours; what is not agreed she need not answer."""
OutsideChannel = Literal["call", "text", "mail"]
"""By her work telephone or work mail in staff.toml; a private one has no place here."""
Terms = Annotated[tuple[Line, ...], Field(max_length=30)]


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorProfile:
    """What a mentor can, wants and has room for. Days are Danish, both included; hours are for one week.

    Gender and age band stand only where they may matter to a match (S3). No profile says anything private.
    `outside_contact`: what the corps has settled of contact outside agreed hours (S3), and by which channels.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    mentor: Code
    competences: Terms = ()
    target_groups: Terms = ()
    languages: Terms = ("dansk",)
    gender: Gender | None = None
    age_band: AgeBand | None = None
    wishes: Terms = ()
    places: Terms = ()
    hours_per_week: Annotated[Decimal, Field(gt=0, le=60, decimal_places=2)]
    max_courses: Annotated[int, Field(ge=1, le=200)] | None = None
    starts_on: date
    leaves_on: date | None = None
    outside_contact: OutsideContact = "never"
    outside_channels: Annotated[tuple[OutsideChannel, ...], Field(max_length=3)] = ()

    def works_on(self, day: date) -> bool:
        """Whether she belongs to the corps on that day."""
        return self.starts_on <= day and (self.leaves_on is None or day <= self.leaves_on)

    def problems(self) -> tuple[Problem, ...]:
        """What no single field shows, all at once: a mentor cannot leave before she starts, and who may be
        reached outside agreed hours is reached somehow.
        """
        found = []
        if self.leaves_on is not None and self.leaves_on < self.starts_on:
            found.append(Problem("leaves_on", "ligger før starts_on", "ret en af de to datoer"))
        if self.outside_contact == "never" and self.outside_channels:
            cure = "udelad dem, eller skriv urgent eller by_agreement i outside_contact"
            found.append(Problem("outside_channels", "hører ikke til never", cure))
        if self.outside_contact != "never" and not self.outside_channels:
            found.append(Problem("outside_channels", "mangler", "skriv call, text eller mail"))
        return tuple(found)


def must_be_here(profile: MentorProfile, day: date) -> None:
    """Refuse to give a course to a mentor who has not begun, or has left, on `day`. Raises Refused."""
    if day < profile.starts_on:
        began = danish_date(profile.starts_on)
        raise Refused("mentor-not-here", f"Mentoren begynder først {began}. Vælg en anden, eller vent.")
    if not profile.works_on(day):
        raise Refused("mentor-not-here", "Mentoren er stoppet ifølge sin profil. Vælg en anden mentor.")
