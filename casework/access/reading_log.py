"""Nothing personal is shown to a person before it is written down who reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casework.access.accounts import account_of
from casework.access.break_glass import is_open
from casework.access.seeing import may_see
from casework.corps.standing_in import standing_in_for
from casework.decisions.heads import head_decides
from casework.office import Office
from domain.errors import Refused
from domain.values import Actor, Role
from models.readings import Reading

READ: Mapping[str, str] = {
    "timeline": "hændelserne med de beskyttede oplysninger",
    "search": "borgerens navn i en søgning",
    "names": "borgerens navn på en liste over eget arbejde",
    "course_page": "sagens side med borgeren, hendes mål og fremgang",
    "form": "borgerens mål, for at skrive på forløbet",
    "log_book": "logbogen, for at vise den for borgeren",
    "break_glass": "sagen i en nødadgang",
    "glass_reason": "begrundelsen for en nødadgang",
    "closing_report": "den afsluttende rapport",
    "change_plan": "en forandringsplan",
    "progress_report": "en progressionsrapport",
    "minutes": "et referat af et trepartsmøde",
    "plan_change": "et ønske om en ændring af planen",
    "plan_answer": "svaret på et ønske om en ændring af planen",
    "deviation": "en fravigelse og det, der er gjort ved den",
    "extension_draft": "udkastet til et forslag om forlængelse",
    "letter": "et brev til borgeren",
    "sent_letter": "et brev om sagen, som det blev skrevet",
    "mail": "en indgået mail",
    "risk": "hvad henvisningen siger om risiko",
    "visit_place": "hvor et besøg er",
    "incident": "en hændelse på arbejdet",
    "marking": "sagen, for at markere det, der udelades",
    "export": "udskriften af hele sagen",
    "handover": "overdragelsen af hele sagen til kommunen",
}
"""Everything personal that can be shown, as the log's reader is told it."""

WRITTEN_OUT = frozenset(
    {
        "closing_report",
        "change_plan",
        "progress_report",
        "minutes",
        "extension_draft",
        "letter",
        "sent_letter",
        "mail",
        "export",
        "handover",
    }
)
"""What leaves a file behind, outside our keeping."""
OF_HER_OWN = frozenset(
    {
        "timeline",
        "search",
        "names",
        "course_page",
        "form",
        "log_book",
        "closing_report",
        "change_plan",
        "progress_report",
        "minutes",
        "deviation",
        "plan_change",
        "plan_answer",
        "sent_letter",
        "extension_draft",
        "risk",
        "visit_place",
    }
)
"""What a mentor may be shown of her own courses."""
OF_AUTHORITY = frozenset(
    {
        "timeline",
        "search",
        "form",
        "names",
        "course_page",
        "minutes",
        "closing_report",
        "change_plan",
        "progress_report",
        "deviation",
        "plan_change",
        "plan_answer",
        "sent_letter",
        "extension_draft",
    }
)
"""What the people of the authority may be shown of their own courses, and of one opened in an emergency."""
NEVER_BY_AUDITOR = frozenset({"marking", "export", "handover"})
"""An auditor reads what a coordinator reads; she neither works on the file nor takes it away."""


def note_reading(
    office: Office, reader: Actor, what: str, *, ref: str | None = None, subject: str = ""
) -> None:
    """Write down that `reader` is about to be shown something personal (outside: access must be traceable).

    A coordinator may read everything of her controllers, a mentor the events, reports and citizen's letters
    of the courses she is mentor or cover of, or stands in on today, the authority's people what they are told
    anyway of their own courses, a manager what she opened in an emergency, an auditor everything. Nobody else
    reads anything. Raises as `must_be_allowed`.
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
    rule = _RULES.get(reader.role)
    if rule is None or not rule(office, reader, what, ref):
        text = (
            "Beskyttede oplysninger vises kun for en koordinator eller forløbets egen mentor: --as rolle:id"
        )
        raise Refused("may-not-read", text)


def _coordinator(office: Office, reader: Actor, _what: str, ref: str | None) -> bool:
    limits = office.staff.coordinator(reader.id).controllers
    return not limits or ref is None or office.casebook.course(ref).controller in limits


def _mentor(office: Office, reader: Actor, what: str, ref: str | None) -> bool:
    if ref is None or what not in OF_HER_OWN:
        return False
    office.staff.mentor(reader.id)
    course = office.casebook.course(ref)
    return reader.id in {course.mentor, course.cover, standing_in_for(office, course).person}


def _authority(office: Office, reader: Actor, what: str, ref: str | None) -> bool:
    account = account_of(office, str(reader))
    return what in OF_AUTHORITY and ref is not None and account is not None and may_see(office, account, ref)


def _head(office: Office, reader: Actor, what: str, ref: str | None) -> bool:
    """What she decides by, on a course in her sight that is hers to decide on, and nothing else."""
    return (
        what == "extension_draft"
        and _authority(office, reader, what, ref)
        and ref is not None
        and head_decides(office, ref)
    )


def _manager(office: Office, reader: Actor, what: str, ref: str | None) -> bool:
    account = account_of(office, str(reader))
    return what in OF_HER_OWN and ref is not None and account is not None and is_open(office, account, ref)


def _auditor(office: Office, reader: Actor, what: str, _ref: str | None) -> bool:
    return what not in NEVER_BY_AUDITOR and account_of(office, str(reader)) is not None


_RULES: Mapping[Role, Callable[[Office, Actor, str, str | None], bool]] = {
    Role.COORDINATOR: _coordinator,
    Role.MENTOR: _mentor,
    Role.CASEWORKER: _authority,
    Role.JOB_CONSULTANT: _authority,
    Role.HEAD: _head,
    Role.MANAGER: _manager,
    Role.AUDITOR: _auditor,
}
"""Who may be shown what; a role that is not here is shown nothing."""
