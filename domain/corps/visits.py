"""Visits that a mentor makes alone: when she should be back, and when somebody is told that she is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from pydantic import AwareDatetime, ConfigDict

from domain.errors import Refused
from domain.programme import Programme
from domain.values import Text

LONGEST = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedVisit:
    """What is entered of a visit. `place` is for whoever must find her; `risk_read`: she has read what the
    referral says about risk.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    place: Text
    risk_read: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit as it stands. Instants are UTC; somebody is told at `alarm_at` unless she is back by then, and
    has been `told` so many times.
    """

    id: int
    course: str
    mentor: str
    starts_at: datetime
    ends_at: datetime
    alarm_at: datetime
    back_at: datetime | None = None
    missed_at: datetime | None = None
    told: int = 0

    @property
    def is_out(self) -> bool:
        """Whether nobody has heard from her yet."""
        return self.back_at is None


def alarm_at(visit: PlannedVisit, programme: Programme, *, risky: bool) -> datetime:
    """When the coordinator is told (UTC): so many minutes after the visit should have ended, sooner where
    the referral names a risk (S2: visit risk; the minutes are local).
    """
    rules = programme.corps
    minutes = rules.check_in_risk_minutes if risky else rules.check_in_minutes
    return visit.ends_at + timedelta(minutes=minutes)


def again_at(programme: Programme, now: datetime) -> datetime:
    """When the coordinator is told again (UTC) that nobody has heard from her: until somebody has (local)."""
    return now + timedelta(minutes=programme.corps.check_in_again_minutes)


def may_go(visit: PlannedVisit, others: Iterable[Visit], now: datetime, *, risky: bool) -> None:
    """Refuse a visit that cannot be watched over, or to somebody whose risk was not read. Raises Refused.

    `others` are the same mentor's visits from which she is not back.
    """
    if visit.ends_at <= visit.starts_at or visit.ends_at - visit.starts_at > LONGEST:
        raise Refused(
            "visit-times", "Et besøg slutter efter, at det begynder, og varer højst 12 timer. Ret tiderne."
        )
    if visit.ends_at <= now:
        raise Refused("visit-over", "Besøget er allerede slut. Før det i logbogen i stedet.")
    if risky and not visit.risk_read:
        raise Refused(
            "visit-risk-unread",
            "Der er en risiko ved besøg hos borgeren. Læs først, hvad der står om den, og bekræft, at du har "
            "læst det (risk_read).",
        )
    if any(other.starts_at < visit.ends_at and visit.starts_at < other.ends_at for other in others):
        raise Refused(
            "visit-overlap", "Mentoren er på et andet besøg i det tidsrum. Meld hende tilbage først."
        )


def must_be_back(visits: Iterable[Visit]) -> None:
    """No course ends while a mentor is out on it: then nobody would be told of her. Raises Refused."""
    if any(visit.is_out for visit in visits):
        raise Refused("visit-open", "En mentor er på besøg alene på forløbet. Meld hende tilbage først.")
