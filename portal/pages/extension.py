"""A new period: the coordinator proposes on the page on which the caseworker decides, signed in herself."""

from __future__ import annotations

from fastapi import Response

from casework.commands.acting_together import in_turn
from casework.decisions import in_person
from casework.decisions.heads import head_decides
from casework.desks.extension_desk import ExtensionDesk, extension_desk
from casework.office import Office
from domain.values import Actor
from portal.errors import NothingHere
from portal.forms.doing import Way, do, form_of
from portal.forms.form import Form
from portal.forms.shape import shape_in_person
from portal.offered import offered
from portal.routing import AUTHORITY, COURSE, HEADS, PROVIDERS, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
DECIDE, PROPOSE = "DecideExtension", "ProposeExtension"


def _decided(office: Office, ref: str, data: bytes, by: Actor, seen: int) -> None:
    in_turn(office, ref, seen, by, lambda seq: in_person.decide_extension(office, ref, data, by, seen=seq))


WORDS = "udkast"
IN_PERSON = Way(shape_in_person(DECIDE), in_person.check_ruling, _decided)
"""Her sign-in is her code, so neither code nor number is asked for."""


@pages.get("/forloeb/{ref}/forlaengelse", who=PROVIDERS | AUTHORITY | HEADS, about=COURSE)
def extension_page(visit: Visit, ref: str) -> Response:
    """Draft, ladder and every period so far; beside it the form, of a proposal or of the decision."""
    _must_be_hers(visit, ref)
    return _shown(visit, ref)


@pages.post("/forloeb/{ref}/forlaengelse", who=AUTHORITY | HEADS, about=COURSE)
def decide(visit: Visit, ref: str) -> Response:
    """Her decision, by her own sign-in."""
    _must_be_hers(visit, ref)
    if form := do(visit, ref, DECIDE, way=IN_PERSON):
        return _shown(visit, ref, decision=form)
    return visit.go(f"/forloeb/{ref}/forlaengelse", told="Afgørelsen er noteret, og alle får besked.")


@pages.post("/forloeb/{ref}/forlaengelse/forslag", who=PROVIDERS | AUTHORITY, about=COURSE)
def propose(visit: Visit, ref: str) -> Response:
    """A proposal; it binds nobody."""
    if form := do(visit, ref, PROPOSE):
        return _shown(visit, ref, proposal=form)
    return visit.go(f"/forloeb/{ref}/forlaengelse", told="Forslaget er noteret. Jobcenteret afgør det.")


def _must_be_hers(visit: Visitor, ref: str) -> None:
    """For a manager of the authority there is a page where she decides, and only there."""
    if visit.account.role in HEADS and not head_decides(visit.office, ref):
        raise NothingHere


def _shown(
    visit: Visitor, ref: str, *, decision: Form | None = None, proposal: Form | None = None
) -> Response:
    desk = extension_desk(visit.office, ref, visit.actor)
    if desk is None:
        raise NothingHere
    given, hers = _given(desk), offered(visit.office, visit.account, desk.course)
    if DECIDE in hers and decision is None:
        decision = form_of(visit, ref, DECIDE, given=given, way=IN_PERSON)
    if PROPOSE in hers and DECIDE not in hers and proposal is None:
        proposal = form_of(visit, ref, PROPOSE, given=given | _draft_s_words(visit, desk))
    status = next((form.status for form in (decision, proposal) if form), 200)
    return visit.page(
        "extension/page.html",
        status=status,
        desk=desk,
        decision=decision,
        proposal=proposal,
        makes_codes=visit.account.is_authority and not visit.only_reads,
    )


def _draft_s_words(visit: Visit, desk: ExtensionDesk) -> dict[str, object]:
    """What the draft says is still needed, where she asked to begin with its words."""
    return {"need": "\n".join(desk.needs)} if visit.request.query_params.get(WORDS) == "ja" else {}


def _given(desk: ExtensionDesk) -> dict[str, object]:
    """What stands in an empty form: the newest proposal, or the period that would follow."""
    suggested = desk.suggested
    if suggested is None:
        return {}
    given: dict[str, object] = {
        "starts_on": suggested.starts_on.isoformat(),
        "ends_on": suggested.ends_on.isoformat(),
        "hours": str(suggested.hours),
    }
    weekly = suggested.hours_per_week
    return given | ({"hours_per_week": str(weekly)} if weekly else {})
