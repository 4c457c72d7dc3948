"""What `mentor course show` tells of a course to people: one line for each thing, without personal data."""

from __future__ import annotations

from datetime import datetime

from adapters.documents.danish import decimal_comma
from adapters.templates import date_words, day_words, hours_words, time_words
from casework.commands.before_acceptance import before_acceptance
from casework.corps.standing_in import substitution
from casework.keeping.file_status import file_status
from casework.names import MATTERS, OUTSIDERS, PHASES, WAITING_ON, parts, told
from casework.names.orders import CASEWORKER_ROLES, ENTITLEMENTS, remarks
from casework.office import Office
from casework.referrals.news import came, exchanges_on_consent
from domain.calendar import local_day
from domain.course import Course
from domain.course_parts import GoalState, Matter
from domain.deciding.granting import deciders_of
from domain.disclosure import Disclosure
from domain.events import Period
from domain.period_hours import used_in
from domain.words import DECIDERS, listed

SHOWN = {
    "ref": "Sag",
    "programme": "Program",
    "phase_name": "Fase",
    "waiting_on": "Venter på",
    "mentor": "Mentor",
    "cover": "Vikar",
    "substitution": "Fravær",
    "coordinator": "Koordinator",
    "hours_granted": "Timer bevilget",
    "hours_used": "Timer brugt",
    "hours_beside": "Timer ved siden af bevillingen",
    "periods": "Bevillingsperioder",
    "deciders": "Forlænges af",
    "consent": "Hviler på samtykke",
    "disclosures": "Andre må vide",
    "goals": "Mål",
    "appointments": "Aftaler",
    "matters": "Åbne anliggender",
    "missing": "Mangler",
    "before": "Bestillingen kræver",
    "entitlement": "Ret til mentor",
    "caseworker_role": "Sagsbehandlerens rolle",
    "remarks": "Noteret",
    "file": "Sagens akter",
    "next_due_at": "Næste frist",
    "seq": "Antal hændelser",
}


def shown(office: Office, found: Course, at: datetime | None = None) -> dict[str, object]:
    """What `mentor course show` tells of a course, by the keys of `SHOWN`; nothing of it is personal.

    `at`: the instant (UTC) it was known at, where that is not now; who stands in is told of now alone.
    """
    periods = [f"{p.number}: {_period(p)}, {_used(found, p)}" for p in found.periods]
    matters = [_matter(matter) for matter in found.open_matters()]
    plain: dict[str, object] = {name: getattr(found, name) for name in SHOWN if hasattr(found, name)}
    return plain | {
        "programme": f"{found.programme}, version {found.programme_version}",
        "phase_name": PHASES[found.phase],
        "periods": "; ".join(periods),
        "deciders": _deciders(office, found),
        "consent": _consent(found),
        "disclosures": "; ".join(map(_disclosure, found.consent.disclosures)),
        "goals": "; ".join(map(_goal, found.goals)),
        "appointments": "; ".join(
            f"{name}: {day_words(when)} {time_words(when)}" for name, when in found.appointments
        ),
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
        "hours_beside": decimal_comma(found.hours_beside) if found.hours_beside else "",
        "file": "; ".join(file_status(found, office.programme_of(found), local_day(at or office.now))),
    }


def _before(office: Office, found: Course, at: datetime | None) -> tuple[str, ...]:
    programme, calendar = office.programme_of(found), office.calendar_of(found)
    documents = office.corps.documents.present()
    return before_acceptance(found, programme, calendar, at or office.now, documents)


def _period(period: Period) -> str:
    span = f"{date_words(period.starts_on)} til {date_words(period.ends_on)}"
    return f"{span}, {hours_words(period.hours)}"


def _deciders(office: Office, found: Course) -> str:
    """Who may extend the course, by its track or its programme, while it is taken on and open."""
    if not found.periods or not found.is_open:
        return ""
    return listed(deciders_of(found, office.programme_of(found)), DECIDERS)


def _used(found: Course, period: Period) -> str:
    return f"heraf brugt {decimal_comma(used_in(found, period))}"


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


def _goal(goal: GoalState) -> str:
    """A goal by its id, as the follow-ups name it; what it says is personal."""
    where = f" under {goal.parent}" if goal.parent else ""
    if goal.reached or goal.dropped:
        return f"{goal.id}{where} ({'nået' if goal.reached else 'opgivet'})"
    return f"{goal.id}{where} (senest {date_words(goal.target_on)})"


def _matter(matter: Matter) -> str:
    news = f": {came(matter.changed, matter.mail_id)}" if matter.changed else ""
    return f"{matter.id} ({MATTERS[matter.kind]}{news})"
