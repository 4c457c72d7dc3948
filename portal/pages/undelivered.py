"""Letters that did not arrive: sent again after a correction, or ended with a reason."""

from __future__ import annotations

from typing import Any

from fastapi import Response

from casework.letters.undelivered import REASONS, held_back, resend, tick_off, undelivered
from casework.names import RECIPIENTS
from domain.errors import InvalidInput, MentorError, Problem, Refused
from portal.faults import status_of
from portal.forms.words import in_words
from portal.routing import COORDINATORS, Pages
from portal.typed_numbers import Number
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
STATES = {"failed": "afvist", "bounced": "kom retur"}


@pages.get("/uafleveret", who=COORDINATORS)
def not_arrived(visit: Visit) -> Response:
    """The letters that did not arrive, and those that wait for a certificate."""
    return _shown(visit)


@pages.post("/uafleveret/{number}/igen", who=COORDINATORS)
def send_again(visit: Visit, number: Number) -> Response:
    """Write the letter anew with the addresses and certificates of now."""
    try:
        new = resend(visit.office, number, visit.actor)
    except MentorError as error:
        return _shown(visit, error)
    return visit.go("/uafleveret", told=f"Brev {number} er skrevet igen som nr. {new} og går af sig selv.")


@pages.post("/uafleveret/{number}/afslut", who=COORDINATORS)
def end(visit: Visit, number: Number) -> Response:
    """End a letter without sending it again."""
    reason = visit.text("grund")
    try:
        if reason not in REASONS:
            missing = Problem(f"grund-{number}", "mangler", "vælg, hvorfor brevet ikke skal sendes igen")
            raise InvalidInput("Grund", (missing,))
        tick_off(visit.office, number, reason, visit.actor)
    except (InvalidInput, Refused) as error:
        return _shown(visit, error)
    return visit.go("/uafleveret", told=f"Brev {number} er afsluttet: {REASONS[reason]}.")


def _shown(visit: Visitor, error: MentorError | None = None) -> Response:
    hers = visit.office.staff.coordinator(visit.account.id).controllers
    problems = error.problems if isinstance(error, InvalidInput) else ()
    values: dict[str, Any] = {
        "letters": undelivered(visit.office, hers),
        "held": held_back(visit.office, hers),
        "recipients": RECIPIENTS,
        "states": STATES,
        "reasons": REASONS,
        "problems": {one.field: f"{one.wrong}: {one.cure}" for one in problems},
        "fault": in_words(error.message) if error and not problems else "",
    }
    return visit.page("undelivered/list.html", status=status_of(error)[0] if error else 200, **values)
