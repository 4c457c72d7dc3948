"""What the jobcentre has new on a running course, typed by its own people: what is left blank stays."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from fastapi import Response

from casework.access.seeing import may_see
from casework.arriving.fates import Effect
from casework.referrals.news_by_form import CPR, NAME, give_news
from casework.referrals.referral_sheet import SheetField, SheetSection, elsewhere, sheet
from domain.course import Course
from domain.errors import InvalidInput, MentorError, Problem, Refused
from domain.words import PARTS
from portal.faults import status_of
from portal.forms.drafting import NEWS, PAGE, draft_of, drop, sheet_left, sheet_typed
from portal.forms.posted import first
from portal.forms.words import in_words
from portal.routing import AUTHORITY, COURSE, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
GRANT = "grant"


@pages.get("/forloeb/{ref}/nyt", who=AUTHORITY, about=COURSE, in_emergency=False)
def empty(visit: Visit, ref: str) -> Response:
    """The form, as it was left where she has a draft. Raises Refused where the course has ended."""
    course = visit.office.casebook.course(ref)
    if not course.is_open:
        text = "Forløbet er slut. Skriv til koordinatoren, hvis der er noget, hun skal vide."
        raise Refused("course-ended", text)
    if draft := draft_of(visit, ref, NEWS):
        return _shown(visit, course, sheet_left(draft), first(draft.values, PAGE), saved_at=draft.saved_at)
    return _shown(visit, course, {}, secrets.token_urlsafe(16))


@pages.post("/forloeb/{ref}/nyt", who=AUTHORITY, about=COURSE)
def sent(visit: Visit, ref: str) -> Response:
    """Take it in, or show everything that is wrong with it at once."""
    typed, page = sheet_typed(visit), visit.text(PAGE)
    course = visit.office.casebook.course(ref)
    try:
        effect = give_news(visit.office, ref, typed, page, visit.actor)
    except InvalidInput as error:
        return _shown(visit, course, typed, page, status=422, problems=error.problems)
    except Refused as error:
        return _shown(visit, course, typed, page, status=status_of(error)[0], refused=error)
    drop(visit, ref, NEWS)
    seen = may_see(visit.office, visit.account, ref)
    return visit.go(f"/forloeb/{ref}" if seen else "/min-dag", told=_told(visit, ref, effect))


def _shown(
    visit: Visitor,
    course: Course,
    typed: Mapping[str, str],
    page: str,
    *,
    status: int = 200,
    problems: tuple[Problem, ...] = (),
    refused: MentorError | None = None,
    saved_at: datetime | None = None,
) -> Response:
    return visit.page(
        "news/page.html",
        status=status,
        ref=course.ref,
        sections=_asked(sheet(typed, problems), course),
        problems=problems,
        elsewhere=elsewhere(problems),
        refused=in_words(refused.message) if refused else "",
        missing=[PARTS[part] for part in course.missing],
        is_granted=bool(course.periods),
        token=page,
        saved_at=saved_at,
    )


def _asked(sections: tuple[SheetSection, ...], course: Course) -> list[SheetSection]:
    """Who the citizen is is known; and when support is granted, more of it is an extension."""
    return [
        SheetSection(one.head, one.title, one.note, tuple(_optional(f) for f in one.fields if f.path != CPR))
        for one in sections
        if not (one.head == GRANT and course.periods)
    ]


def _optional(field: SheetField) -> SheetField:
    return replace(field, required=False) if field.path == NAME else field


def _told(visit: Visitor, ref: str, effect: Effect) -> str:
    if effect is Effect.UPDATED:
        return "Det er noteret på forløbet, og koordinatoren får besked."
    missing = [PARTS[part] for part in visit.office.casebook.course(ref).missing]
    if missing:
        return f"Det er lagt til henvisningen. Der mangler stadig: {', '.join(missing)}."
    return "Det er lagt til henvisningen, som nu er fuldstændig."
