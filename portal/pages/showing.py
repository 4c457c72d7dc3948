"""The log book shown to the citizen on her mentor's phone: which entries, the calm page, and thanks."""

from __future__ import annotations

from fastapi import Request, Response

from casework.history.showing_log import entries_to_show, record_shown, waiting_entries
from casework.signing_in.sessions import hand_over, take_back
from domain.errors import InvalidInput
from portal.forms.posted import posted
from portal.offered import must_be_offered
from portal.origin import origin_of
from portal.routing import COURSE, PROVIDERS, Pages
from portal.typed_numbers import number_typed
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
NOTES = "notat"
SAYS = ("accepted", "shown_not_accepted", "declined")
"""What the citizen herself answers; that something is withheld for a reason, the mentor says."""
TOLD = "Det er noteret, at notaterne ikke er vist, og hvorfor."


@pages.get("/forloeb/{ref}/vis", who=PROVIDERS, about=COURSE)
def choosing_page(visit: Visit, ref: str) -> Response:
    """The mentor chooses what to show. Raises Refused where nothing can be shown any more."""
    must_be_offered(visit.office, visit.account, visit.office.casebook.course(ref), "ShowLogEntry")
    return _choosing(visit, ref)


@pages.post("/forloeb/{ref}/vis", who=PROVIDERS, about=COURSE)
def withheld(visit: Visit, ref: str) -> Response:
    """Entries are not shown, for a reason (S3)."""
    reason = visit.text("begrundelse")
    if not reason or not _entries(visit):
        return _choosing(visit, ref, problem="Vælg notater, og skriv, hvorfor de ikke vises.", status=422)
    record_shown(visit.office, visit.actor, ref, _entries(visit), "withheld", reason)
    return visit.go(f"/forloeb/{ref}", told=TOLD)


@pages.post("/forloeb/{ref}/vis/laas", who=PROVIDERS, about=COURSE)
def handed_over(visit: Visit, ref: str) -> Response:
    """The phone goes to the citizen: from now on it opens nothing but what she reads here."""
    entries = _entries(visit) & {number for number, *_ in waiting_entries(visit.office, ref)}
    if not entries:
        return _choosing(visit, ref, problem="Vælg mindst ét notat.", status=422)
    hand_over(visit.office, visit.cookies.session(visit.request), ref, entries)
    chosen = "&".join(f"{NOTES}={number}" for number in sorted(entries))
    return visit.go(f"/forloeb/{ref}/vis/borger?{chosen}")


@pages.get("/forloeb/{ref}/vis/tilbage", who=PROVIDERS, about=COURSE)
def taking_back_page(visit: Visit, ref: str) -> Response:
    """Whoever has the phone shows that she is its owner."""
    return visit.page("showing/back.html", ref=ref, problem="")


@pages.post("/forloeb/{ref}/vis/tilbage", who=PROVIDERS, about=COURSE)
def taken_back(visit: Visit, ref: str) -> Response:
    """The phone is the mentor's again."""
    try:
        take_back(visit.office, visit.cookies.session(visit.request), visit.text("kode"), origin_of(visit))
    except InvalidInput:
        wrong = "Koden passer ikke, eller den er brugt. Vent på den næste, og skriv den."
        return visit.page("showing/back.html", status=422, ref=ref, problem=wrong)
    return visit.go(f"/forloeb/{ref}")


@pages.get("/forloeb/{ref}/vis/borger", who=PROVIDERS, about=COURSE)
def citizen_page(visit: Visit, request: Request, ref: str) -> Response:
    """What the citizen reads and answers. There is no menu and no way on from here."""
    return _reading(visit, ref, _numbers(request.query_params.getlist(NOTES)))


@pages.post("/forloeb/{ref}/vis/borger", who=PROVIDERS, about=COURSE)
def answered(visit: Visit, ref: str) -> Response:
    """What she answered, and her own words."""
    entries, says = _hers(visit, _entries(visit)), visit.text("svar")
    if says not in SAYS or not entries:
        return _reading(visit, ref, entries, problem="Vælg et af svarene.", status=422)
    try:
        record_shown(visit.office, visit.actor, ref, entries, says, visit.text("kommentar"))  # type: ignore[arg-type]
    except InvalidInput:
        return _reading(
            visit, ref, entries, problem="Din kommentar er for lang. Gør den kortere.", status=422
        )
    return visit.page("showing/thanks.html", ref=ref)


def _choosing(visit: Visitor, ref: str, *, problem: str = "", status: int = 200) -> Response:
    waiting = waiting_entries(visit.office, ref)
    return visit.page(
        "showing/choosing.html",
        status=status,
        ref=ref,
        waiting=waiting,
        problem=problem,
        chosen=_entries(visit) or frozenset(number for number, *_ in waiting),
        reason=visit.text("begrundelse"),
    )


def _reading(
    visit: Visitor, ref: str, only: frozenset[int], *, problem: str = "", status: int = 200
) -> Response:
    return visit.page(
        "showing/reading.html",
        status=status,
        ref=ref,
        entries=entries_to_show(visit.office, visit.actor, ref, _hers(visit, only) or _chosen(visit)),
        problem=problem,
        says=visit.text("svar"),
        comment=visit.text("kommentar"),
    )


def _hers(visit: Visitor, asked: frozenset[int]) -> frozenset[int]:
    """What is asked for, and while the citizen has the phone, of that only what was chosen for her."""
    return asked & _chosen(visit) if _chosen(visit) else asked


def _chosen(visit: Visitor) -> frozenset[int]:
    """What was chosen for the citizen who has the phone; empty while the mentor has it."""
    return visit.session.shown if visit.session else frozenset()


def _entries(visit: Visitor) -> frozenset[int]:
    return _numbers(posted(visit.form.multi_items()).get(NOTES, ()))


def _numbers(texts: list[str] | tuple[str, ...]) -> frozenset[int]:
    return frozenset(number for text in texts if (number := number_typed(text)) is not None)
