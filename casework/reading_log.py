"""Nothing personal is shown to a person before it is written down who reads it."""

from __future__ import annotations

from collections.abc import Mapping

from casework.corps.standing_in import standing_in_for
from casework.office import Office
from domain.errors import Refused
from domain.values import Actor, Role
from models.readings import Reading

READ: Mapping[str, str] = {
    "timeline": "hændelserne med de beskyttede oplysninger",
    "names": "borgerens navn på en liste over eget arbejde",
    "course_page": "sagens side med borgeren, hendes mål og fremgang",
    "closing_report": "den afsluttende rapport",
    "change_plan": "en forandringsplan",
    "progress_report": "en progressionsrapport",
    "minutes": "et referat af et trepartsmøde",
    "extension_draft": "udkastet til et forslag om forlængelse",
    "letter": "et brev til borgeren",
    "mail": "en indgået mail",
    "risk": "hvad henvisningen siger om risiko",
    "visit_place": "hvor et besøg er",
    "incident": "en hændelse på arbejdet",
    "marking": "sagen, for at markere det, der udelades",
    "export": "udskriften af hele sagen",
    "handover": "overdragelsen af hele sagen til kommunen",
}
"""Everything personal that can be shown, as the log's reader is told it."""

WRITTEN_OUT = frozenset(READ) - {
    "timeline",
    "names",
    "course_page",
    "marking",
    "risk",
    "visit_place",
    "incident",
}
"""What leaves a file behind, outside our keeping."""
OF_HER_OWN = frozenset(
    {
        "timeline",
        "names",
        "course_page",
        "closing_report",
        "change_plan",
        "progress_report",
        "minutes",
        "extension_draft",
        "risk",
        "visit_place",
    }
)
"""What a mentor may be shown of her own courses."""


def note_reading(
    office: Office, reader: Actor, what: str, *, ref: str | None = None, subject: str = ""
) -> None:
    """Write down that `reader` is about to be shown something personal (outside: access must be traceable).

    A coordinator may read everything, a mentor the events and reports of the courses she is mentor or cover
    of, or stands in on today, nobody else anything. Raises as `must_be_allowed`.
    """
    must_be_allowed(office, reader, what, ref)
    office.readings.record(reader, what, office.now, course_ref=ref, subject=subject)


def readers_of(office: Office, ref: str) -> list[Reading]:
    """Who has read what of a course, oldest first. Raises UnknownCourse."""
    return office.readings.of_course(office.casebook.course(ref).ref)


def must_be_allowed(office: Office, reader: Actor, what: str, ref: str | None) -> None:
    """Refuse who may not read this, and everybody where the course is erased: what nobody can be shown is not
    written down as shown. Raises Refused, UnknownCourse, InvalidInput for somebody unknown to `staff.toml`.
    """
    _may_read(office, reader, what, ref)
    if ref is not None and office.casebook.course(ref).file.erased_on is not None:
        raise Refused(
            "erased", f"Sag {ref} er slettet. Beviset skrives med: mentor retention certificate {ref}"
        )


def _may_read(office: Office, reader: Actor, what: str, ref: str | None) -> None:
    if reader.role is Role.COORDINATOR:
        office.staff.coordinator(reader.id)
        return
    if reader.role is Role.MENTOR and ref is not None and what in OF_HER_OWN:
        office.staff.mentor(reader.id)
        course = office.casebook.course(ref)
        if reader.id in {course.mentor, course.cover, standing_in_for(office, course).person}:
            return
    text = "Beskyttede oplysninger vises kun for en koordinator eller forløbets egen mentor: --as rolle:id"
    raise Refused("may-not-read", text)
