"""After a visit, on a phone: the meeting, the next one, the answers and a deviation on one page."""

from __future__ import annotations

from datetime import datetime

from fastapi import Response

from domain.calendar import local, local_day
from portal.forms.drafting import VISIT, draft_of, drop, keep_without
from portal.forms.parts import Asked, Several
from portal.forms.several import NOW, do_one_now, do_several, several_as_left, several_of, ticked
from portal.routing import COURSE, PROVIDERS, Pages
from portal.visit import Visit

pages = Pages()
PARTS = (
    Asked("meeting", "RecordMeeting", "Skriv mødet i logbogen", at_first=True),
    Asked("next", "PlanAppointment", "Aftal næste møde"),
    Asked("answers", "RecordFollowUp", "Følg op på målene", where=lambda one: bool(one.open_goals)),
    Asked(
        "shown", "ShowLogEntry", "Notér, at tidligere notater er vist", where=lambda one: bool(one.unshown)
    ),
    Asked("deviation", "ReportDeviation", "Meld en fravigelse"),
)
AT_ONCE = "deviation"
"""What goes at once, also while the rest is not finished (S0)."""
REPORTED = "Fravigelsen er meldt, og jobcenteret får besked med det samme. Resten er ikke gemt endnu."


@pages.get("/forloeb/{ref}/besog", who=PROVIDERS, about=COURSE)
def visit_page(visit: Visit, ref: str) -> Response:
    """The page, as it was left where she has a draft, otherwise with what is usual filled in."""
    if draft := draft_of(visit, ref, VISIT):
        return _page(visit, several_as_left(visit, ref, PARTS, draft.values), draft=draft.saved_at)
    return _page(visit, several_of(visit, ref, PARTS, _appointment(visit, ref)))


@pages.post("/forloeb/{ref}/besog", who=PROVIDERS, about=COURSE)
def visit_posted(visit: Visit, ref: str) -> Response:
    """Everything that is ticked in one commit, or the deviation alone at once."""
    if visit.text(NOW) == AT_ONCE:
        rest = do_one_now(visit, ref, PARTS, AT_ONCE)
        if rest.told or rest.meanwhile:
            return _page(visit, rest)
        keep_without(visit, ref, VISIT, AT_ONCE)
        return _page(visit, rest, done=REPORTED)
    if several := do_several(visit, ref, PARTS):
        return _page(visit, several)
    drop(visit, ref, VISIT)
    done = ", ".join(_DONE[part.name] for part in ticked(visit, PARTS))
    return visit.go(f"/forloeb/{ref}", told=f"Besøget er gemt: {done}.")


def _appointment(visit: Visit, ref: str) -> dict[str, str]:
    """The appointment that a link says the visit was (`?om=a1`), with its day and time."""
    about = visit.request.query_params.get("om", "")
    at = dict(visit.office.casebook.course(ref).appointments).get(about)
    if at is None:
        return {}
    began = {"held_on": local_day(at).isoformat(), "starts": f"{local(at):%H:%M}", "appointment": about}
    return {f"meeting.{name}": value for name, value in began.items()}


_DONE = {
    "meeting": "notatet",
    "next": "næste møde",
    "answers": "opfølgningen",
    "shown": "det, borgeren har set",
    "deviation": "fravigelsen, som jobcenteret får besked om med det samme",
}


def _page(visit: Visit, several: Several, *, done: str = "", draft: datetime | None = None) -> Response:
    return visit.page("forms/visit.html", status=several.status, form=several, done=done, draft=draft)
