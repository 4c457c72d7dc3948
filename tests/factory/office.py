"""The office of the tests: who works there, the jobcentre they work for, what notices are written from."""

from __future__ import annotations

from functools import cache
from typing import Any

from adapters.partners import Partner
from adapters.staff import Staff, StaffMember
from casework.letters.notice_context import NoticeContext
from domain.history import Recorded
from domain.intents import intents
from domain.notices import NoticeKind
from tests.factory.playing import CALENDAR, VIBORG, Played
from tests.factory.short_stories import (
    answered_course,
    archived_course,
    asked_course,
    cancelled_course,
    complained_course,
    consent_course,
    corrected_course,
    course_with_deviation,
    incomplete_course,
    reopened_course,
    unreturned_course,
    waiting_course,
)
from tests.factory.stories import full_course
from tests.factory.together import together_course

STAFF = Staff(
    mentors=(
        StaffMember("amira", "Amira Sand", "amira@mentorhuset.example", "70 00 00 02"),
        StaffMember("bo", "Bo Lindegaard", "bo@mentorhuset.example", "70 00 00 03"),
    ),
    coordinators=(StaffMember("kirsten", "Kirsten Holm", "kirsten@mentorhuset.example", "70 00 00 01"),),
)
JOBCENTRE = Partner(
    name="Jobcenter Viborg",
    controller="viborg",
    notice_address="post@jobcenter.example",
    cvr="11111111",
    certificates=("jobcenter.pem",),
    address="post@jobcenter.example",
)


def context(played: Played, trigger: Recorded | None = None, **changes: Any) -> NoticeContext:
    """What a notice about an event (the last one, unless said) is written from, at the moment it happened."""
    course, history = played
    event = trigger or history[-1]
    fields: dict[str, Any] = {
        "course": course,
        "history": history,
        "trigger": event,
        "programme": VIBORG,
        "calendar": CALENDAR,
        "staff": STAFF,
        "partner": JOBCENTRE,
        "supplier": "Mentorhuset",
        "portal_url": "https://portal.example",
        "now": event.at,
    }
    return NoticeContext(**{**fields, **changes})


@cache
def occasions() -> dict[NoticeKind, tuple[Played, Recorded]]:
    """For every kind of notice a course and the event on it that causes the notice."""
    ordinary = (course_with_deviation(), full_course(), incomplete_course(), cancelled_course())
    found: dict[NoticeKind, tuple[Played, Recorded]] = {}
    others = (
        waiting_course(),
        complained_course(),
        asked_course(),
        answered_course(),
        unreturned_course(),
        together_course(),
        archived_course(),
        corrected_course(),
        consent_course(),
        reopened_course(),
    )
    for played in (*ordinary, *others):
        for recorded in played[1]:
            for intent in intents(recorded.event, played[0], recorded.at, CALENDAR):
                found.setdefault(intent.kind, (played, recorded))
    cancelled = cancelled_course()
    return {NoticeKind.DELIVERY_HELD: (cancelled, cancelled[1][-1]), **found}


def occasion(kind: NoticeKind, **changes: Any) -> NoticeContext:
    """What a notice of that kind is written from."""
    played, trigger = occasions()[kind]
    return context(played, trigger, **changes)
