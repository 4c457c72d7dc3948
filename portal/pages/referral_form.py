"""A referral typed by the caseworker herself: the published form's fields, by the very rules of the mail."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from fastapi import Response

from adapters.referral_reading.fields import PART_NAMES, WITHDRAWN_ON
from casework.access.seeing import may_see
from casework.arriving.fates import Effect
from casework.referrals.referral_by_form import Referred, refer
from casework.referrals.referral_drafts import keep_referral
from casework.referrals.referral_sheet import SheetSection, elsewhere, sheet
from domain.calendar import local_day
from domain.errors import InvalidInput, MentorError, Problem, Refused
from domain.words import PARTS
from models.referral_drafts import KEPT
from portal.errors import NothingHere
from portal.faults import status_of
from portal.forms.drafting import PAGE, referral_path, sheet_typed
from portal.forms.words import in_words
from portal.routing import AUTHORITY, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
NO_CONTENT = 204
GRANTER_ROLES = {"caseworker": "sagsbehandler", "job_consultant": "jobkonsulent"}


@pages.get("/henvis", who=AUTHORITY, nav="Henvis")
def empty(visit: Visit) -> Response:
    """The form, with what her account knows already."""
    account, today = visit.account, local_day(visit.office.now)
    known = {
        "caseworker": account.name,
        "caseworker_contact": account.email,
        "unit": account.unit,
        "grant.granter": account.name,
        "grant.granter_role": GRANTER_ROLES[account.role],
        "grant.granted_on": today.isoformat(),
    }
    return _shown(visit, known)


@pages.post("/henvis", who=AUTHORITY)
def sent(visit: Visit) -> Response:
    """Register it, or show everything that is wrong with it at once."""
    typed = sheet_typed(visit)
    _kept(visit, typed)
    try:
        done = refer(visit.office, _without_untouched(typed), visit.text(PAGE), visit.actor)
    except InvalidInput as error:
        return _shown(visit, typed, status=422, problems=error.problems)
    except Refused as error:
        return _shown(visit, typed, status=status_of(error)[0], refused=error)
    visit.office.referral_drafts.drop(visit.actor, visit.text(PAGE), visit.office.now)
    if may_see(visit.office, visit.account, done.ref):
        return visit.go(f"/forloeb/{done.ref}", told=_told(done))
    return visit.go("/henvis", told=_told(done))


@pages.get("/henvis/kladde/{side}", who=AUTHORITY)
def gone_on_with(visit: Visit, side: str) -> Response:
    """The form as she left it. Raises NothingHere where she has not begun it, or it is forgotten."""
    draft = visit.office.referral_drafts.of(visit.actor, side, visit.office.now)
    if draft is None:
        raise NothingHere
    return _shown(visit, draft.values, page=side, saved_at=draft.saved_at)


@pages.post("/henvis/kladde", who=AUTHORITY)
def kept(visit: Visit) -> Response:
    """Keep what is typed so far: asked by the page itself, every few seconds."""
    keep_referral(visit.office, visit.actor, visit.text(PAGE), sheet_typed(visit))
    return Response(status_code=NO_CONTENT)


@pages.post("/henvis/kladde/{side}/slet", who=AUTHORITY)
def thrown_away(visit: Visit, side: str) -> Response:
    """She does not want it any more."""
    gone = visit.office.referral_drafts.drop(visit.actor, side, visit.office.now)
    return visit.go("/henvis", told="Kladden er slettet." if gone else "Den kladde er der ikke mere.")


def _kept(visit: Visitor, typed: Mapping[str, str]) -> None:
    """Before it is tried: should anything break on the way, she has it still. What is too much for a draft is
    tried all the same, and stands on the page where it is refused.
    """
    with suppress(InvalidInput):
        keep_referral(visit.office, visit.actor, visit.text(PAGE), typed)


def _without_untouched(typed: Mapping[str, str]) -> dict[str, str]:
    """A grant of which nothing stands but what we wrote there ourselves is no grant."""
    ours = {"grant.granter", "grant.granter_role", "grant.granted_on"}
    hers = [path for path, text in typed.items() if path.startswith("grant.") and text and path not in ours]
    return {path: text for path, text in typed.items() if hers or path not in ours}


def _shown(
    visit: Visitor,
    typed: Mapping[str, str],
    *,
    status: int = 200,
    problems: tuple[Problem, ...] = (),
    refused: MentorError | None = None,
    page: str = "",
    saved_at: datetime | None = None,
) -> Response:
    page = page or visit.text(PAGE) or secrets.token_urlsafe(16)
    begun = visit.office.referral_drafts.of_account(visit.actor, visit.office.now)
    programme = visit.office.programmes.on(
        visit.office.controller(visit.account.controller).programme, local_day(visit.office.now)
    )
    return visit.page(
        "referral_form/page.html",
        status=status,
        sections=_asked(sheet(typed, problems)),
        problems=problems,
        elsewhere=elsewhere(problems),
        refused=in_words(refused.message) if refused else "",
        parts=[PART_NAMES[part] for part in programme.referral.required_parts],
        programme=programme.title,
        controller=visit.office.partners.by_controller(visit.account.controller).name,
        token=page,
        saved_at=saved_at,
        begun=[(one, referral_path(one.page)) for one in begun if one.page != page],
        days=KEPT.days,
    )


def _asked(sections: tuple[SheetSection, ...]) -> list[SheetSection]:
    """A consent is taken back on the course, not in a referral."""
    return [
        SheetSection(one.head, one.title, one.note, tuple(f for f in one.fields if f.path != WITHDRAWN_ON))
        for one in sections
    ]


def _told(done: Referred) -> str:
    parts = [PARTS[part] for part in done.missing]
    missing = f" Der mangler: {', '.join(parts)}. Forløbet begynder først, når det er der." if parts else ""
    if done.effect is Effect.BEGAN:
        return f"Henvisningen er modtaget og har fået nummer {done.ref}.{missing}"
    return f"Det er lagt til sag {done.ref}.{missing}"
