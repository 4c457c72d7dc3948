"""What `mentor course show` tells of a course to people: one line for each thing, without personal data."""

from __future__ import annotations

from datetime import datetime

from adapters.documents.danish import decimal_comma
from adapters.templates import date_words, hours_words
from casework.before_acceptance import before_acceptance
from casework.corps.standing_in import substitution
from casework.names import MATTERS, OUTSIDERS, PHASES, WAITING_ON, parts, told
from casework.news import changes, exchanges_on_consent
from casework.office import Office
from casework.order_names import CASEWORKER_ROLES, ENTITLEMENTS, remarks
from domain.course import Course
from domain.course_parts import Matter
from domain.disclosure import Disclosure
from domain.events import Period

SHOWN = {
    "ref": "Sag",
    "programme": "Program",
    "phase_name": "Fase",
    "waiting_on": "Venter på",
    "mentor": "Mentor",
    "substitution": "Fravær",
    "coordinator": "Koordinator",
    "hours_granted": "Timer bevilget",
    "hours_used": "Timer brugt",
    "periods": "Bevillingsperioder",
    "consent": "Hviler på samtykke",
    "disclosures": "Andre må vide",
    "matters": "Åbne anliggender",
    "missing": "Mangler",
    "before": "Bestillingen kræver",
    "entitlement": "Ret til mentor",
    "caseworker_role": "Sagsbehandlerens rolle",
    "remarks": "Noteret",
    "next_due_at": "Næste frist",
    "seq": "Antal hændelser",
}


def shown(office: Office, found: Course, at: datetime | None = None) -> dict[str, object]:
    """What `mentor course show` tells of a course, by the keys of `SHOWN`; nothing of it is personal.

    `at`: the instant (UTC) it was known at, where that is not now; who stands in is told of now alone.
    """
    periods = [f"{p.number}: {_period(p)}" for p in found.periods]
    matters = [_matter(matter) for matter in found.open_matters()]
    plain: dict[str, object] = {name: getattr(found, name) for name in SHOWN if hasattr(found, name)}
    return plain | {
        "phase_name": PHASES[found.phase],
        "periods": "; ".join(periods),
        "consent": _consent(found),
        "disclosures": "; ".join(map(_disclosure, found.consent.disclosures)),
        "matters": ", ".join(matters),
        "missing": ", ".join(parts(found.missing)),
        "before": " ".join(_before(office, found, at)),
        "entitlement": ENTITLEMENTS[found.acceptance.entitlement],
        "caseworker_role": CASEWORKER_ROLES.get(found.acceptance.caseworker_role, ""),
        "remarks": "; ".join(remarks(found.acceptance.remarks or found.order.remarks)),
        "substitution": "" if at else substitution(office, found),
        "waiting_on": WAITING_ON[found.waiting_on],
        "hours_granted": decimal_comma(found.hours_granted),
        "hours_used": decimal_comma(found.hours_used),
    }


def _before(office: Office, found: Course, at: datetime | None) -> tuple[str, ...]:
    programme, calendar = office.programme_of(found), office.calendar_of(found)
    return before_acceptance(found, programme, calendar, at or office.now)


def _period(period: Period) -> str:
    span = f"{date_words(period.starts_on)} til {date_words(period.ends_on)}"
    return f"{span}, {hours_words(period.hours)}"


def _consent(found: Course) -> str:
    withdrawn_on, expires_on = found.consent.withdrawn_on, found.consent.expires_on
    if withdrawn_on:
        stand = f" (stoppet: samtykket er trukket tilbage {date_words(withdrawn_on)})"
    else:
        stand = f" (samtykket gælder til og med {date_words(expires_on)})" if expires_on else ""
    return exchanges_on_consent() + stand


def _disclosure(agreed: Disclosure) -> str:
    """What was agreed about an outsider, until when, or since when no more."""
    until = f" til {date_words(agreed.until_on)}" if agreed.until_on else ""
    over = f" (ophørt {date_words(agreed.ended_on)})" if agreed.ended_on else ""
    return f"{agreed.id}: {OUTSIDERS[agreed.recipient]}, {told(agreed.kinds)}{until}{over}"


def _matter(matter: Matter) -> str:
    news = f": {changes(matter.changed)}; mail {matter.mail_id}" if matter.changed else ""
    return f"{matter.id} ({MATTERS[matter.kind]}{news})"
