"""How long a reportable matter is kept, and when it may be erased: apart from every course's file (outside).

The list of them tells no kind, no course and no person; a manager keeps it, and erases only on the
controller's own instruction. Days are Danish.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, StringConstraints

from domain.confidential import ChildReport, CrimeReport, Delivery
from domain.errors import Refused
from domain.programme import Programme
from domain.retention import years_after
from domain.values import Actor, Role

Number = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseReports:
    """The controller's instruction: who gives it (a registered decider), the hash of its letter, and the
    numbers of the reports it is about.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    decider_ref: Annotated[str, StringConstraints(pattern=r"^D-\d{4,}$")]
    document_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    numbers: Annotated[tuple[Number, ...], Field(min_length=1, max_length=500)]


def keep_until(reported_on: date, programme: Programme) -> date:
    """The first day it may be erased, by the course's programme on the day of the report: written into the
    report then, so that nothing leads back to the course.
    """
    return years_after(reported_on, programme.retention.report_years)


def is_settled(report: ChildReport | CrimeReport) -> bool:
    """Whether nothing is waited for any more: it has arrived or was told by telephone, or it is decided."""
    if isinstance(report, CrimeReport):
        return report.decision is not None
    return report.delivery in {Delivery.SENT, Delivery.PHONED}


def not_erasable(report: ChildReport | CrimeReport, controller: str, today: date) -> Iterator[Refused]:
    """What stands in the way of erasing a report on the instruction of that controller."""
    if report.controller != controller:
        yield Refused("report-of-another", "Indberetningen hører til en anden kommune end den, der beder.")
    if not is_settled(report):
        yield Refused("report-unsettled", "Indberetningen er ikke afgjort endnu. Den kan ikke slettes.")
    if today < report.keep_until:
        yield Refused("report-kept", f"Indberetningen skal opbevares til {report.keep_until:%d.%m.%Y}.")


def must_be_manager(actor: Actor) -> None:
    """Only a manager keeps the list. Raises Refused."""
    if actor.role is not Role.MANAGER:
        raise Refused("manager-keeps", "Kun en leder ser og sletter indberetninger. Skriv --as manager:id.")
