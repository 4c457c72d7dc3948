"""Drafts of forms: shown again where they were left, and gone when the form is done."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from casework.access.seeing import may_see
from casework.commands.drafts import keep_after_session, keep_draft
from casework.referrals.referral_drafts import keep_referral_after_session
from casework.referrals.referral_sheet import as_sheet_path
from models.drafts import Draft
from portal.forms.posted import BESIDE, SEEN, Posted, posted
from portal.forms.words import SAYINGS
from portal.visitor import Visitor

VISIT, NEWS = "besog", "nyt"
OWN = {VISIT: "Efter besøget", NEWS: "Nyt om forløbet"}
"""Pages on a course that are no command's form, and what they are called."""
REFERRAL, PAGE = "/henvis", "side"
"""Where a referral is typed, and the field with the token of its page."""
_HANDED_IN = re.compile(r"/forloeb/(?P<ref>M-\d{4}-\d{4,})/(?:gor/|kladde/)?(?P<form>[A-Za-z]{1,40})")
_BESIDE = (BESIDE | {"now"}) - {SEEN}


def is_kept(form: str) -> bool:
    """Whether that is a form whose drafts are kept."""
    return form in OWN or form in SAYINGS


def path_of(ref: str, form: str) -> str:
    """The page of that form."""
    return f"/forloeb/{ref}/{form}" if form in OWN else f"/forloeb/{ref}/gor/{form}"


def draft_of(visit: Visitor, ref: str, form: str) -> Draft | None:
    """What she left in that form, if anything. Raises UnknownCourse."""
    return visit.office.drafts.of(visit.actor, ref, form)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A form that somebody has begun: on which course (none: a referral), what it is called, where it is,
    since when (UTC).
    """

    ref: str
    title: str
    path: str
    saved_at: datetime


def unfinished(visit: Visitor) -> list[Unfinished]:
    """What she has begun and not handed in: referrals, and forms on the courses she still has to do with; of
    each the newest first.
    """
    forms = [
        Unfinished(one.ref, _title(one.form), path_of(one.ref, one.form), one.saved_at)
        for one in visit.office.drafts.of_account(visit.actor)
        if is_kept(one.form) and may_see(visit.office, visit.account, one.ref)
    ]
    return [*_referrals(visit), *forms]


def _referrals(visit: Visitor) -> list[Unfinished]:
    if not visit.account.is_authority:
        return []
    begun = visit.office.referral_drafts.of_account(visit.actor, visit.office.now)
    return [Unfinished("", "Henvisning", referral_path(one.page), one.saved_at) for one in begun]


def referral_path(page: str) -> str:
    """Where the referral that was begun on the page with that token is gone on with."""
    return f"{REFERRAL}/kladde/{page}"


def _title(form: str) -> str:
    return OWN.get(form) or SAYINGS[form].title


def keep(visit: Visitor, ref: str, form: str) -> None:
    """Keep what is posted. Raises InvalidInput, UnknownCourse."""
    keep_draft(visit.office, visit.actor, ref, form, _typed(visit))


def keep_without(visit: Visitor, ref: str, form: str, part: str) -> None:
    """Keep what is posted but for one part, which is done. Raises InvalidInput, UnknownCourse."""
    typed = _typed(visit).items()
    rest = {name: values for name, values in typed if not name.startswith(f"{part}.")}
    rest["part"] = tuple(one for one in rest.get("part", ()) if one != part)
    keep_draft(visit.office, visit.actor, ref, form, rest)


def drop(visit: Visitor, ref: str, form: str) -> None:
    """It is done, or not wanted any more. Raises UnknownCourse."""
    visit.office.drafts.drop(visit.actor, ref, form)


def kept_after_session(visit: Visitor, of_session: Callable[[str], str]) -> str:
    """Where to go on after signing in again, if what was posted by a session that has ended by itself could
    be kept; nothing otherwise. `of_session` is what a form of that session must carry.
    """
    path, secret = visit.request.url.path, visit.cookies.session(visit.request)
    found, is_referral = _HANDED_IN.fullmatch(path), path in (REFERRAL, f"{REFERRAL}/kladde")
    if not (is_referral or (found and is_kept(found["form"]))) or visit.text("csrf") != of_session(secret):
        return ""
    if found is None:
        page = visit.text(PAGE)
        kept = keep_referral_after_session(visit.office, secret, page, sheet_typed(visit))
        return referral_path(page) if kept else ""
    kept = keep_after_session(visit.office, secret, found["ref"], found["form"], _typed(visit))
    return path_of(found["ref"], found["form"]) if kept else ""


def _typed(visit: Visitor) -> Posted:
    given = posted(visit.form.multi_items())
    return {name: values for name, values in given.items() if name not in _BESIDE}


def sheet_typed(visit: Visitor) -> dict[str, str]:
    """What is posted of a referral's sheet, by the field's path. Personal."""
    return {path: visit.text(name) for name in visit.form if (path := as_sheet_path(name))}


def sheet_left(draft: Draft) -> dict[str, str]:
    """What was left of a referral's sheet, by the field's path. Personal."""
    return {path: values[0] for name, values in draft.values.items() if (path := as_sheet_path(name))}
