"""The minutes of a three-party meeting (referat), for citizen and jobcentre."""

from __future__ import annotations

from datetime import date

from pydantic.dataclasses import dataclass

from adapters.documents.danish import long_date
from adapters.documents.people import citizen_line
from adapters.documents.statements import FROZEN, Statement, viewed
from adapters.documents.typesetting import RenderedDocument, typeset
from domain.values import CourseRef


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class Minutes:
    """One meeting (a Danish calendar day). `citizen_name` is None where name and address are protected;
    `absent` is empty where the citizen was there.
    """

    ref: CourseRef
    programme: str
    controller: str
    supplier: str
    citizen_name: str | None
    held_on: date
    dated_on: date
    participants: str
    next_meeting_on: date | None
    absent: tuple[Statement, ...]
    summary: tuple[Statement, ...]
    agreements: tuple[Statement, ...]
    next_steps: tuple[Statement, ...]
    citizen_comment: tuple[Statement, ...]


def render_minutes(minutes: Minutes) -> RenderedDocument:
    """Set the minutes in Danish as PDF/A-2a and PDF/UA-1. Raises DocumentFailed if typst cannot."""
    return typeset("minutes", _view(minutes), dated_on=minutes.dated_on)


def _view(minutes: Minutes) -> dict[str, object]:
    return {
        "ref": minutes.ref,
        "held_on": long_date(minutes.held_on),
        "facts": _facts(minutes),
        "absent": viewed(minutes.absent),
        "summary": viewed(minutes.summary),
        "agreements": viewed(minutes.agreements),
        "next_steps": viewed(minutes.next_steps),
        "citizen_comment": viewed(minutes.citizen_comment),
    }


def _facts(minutes: Minutes) -> list[list[str]]:
    following = minutes.next_meeting_on
    return [
        ["Borger", citizen_line(minutes.citizen_name)],
        ["Indsats", minutes.programme],
        ["Myndighed", minutes.controller],
        ["Leverandør", minutes.supplier],
        ["Deltagere", minutes.participants],
        ["Næste møde", long_date(following) if following else "aftales senere"],
        ["Referatets dato", long_date(minutes.dated_on)],
    ]
