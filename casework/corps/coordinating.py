"""Who does a coordinator's work on a day when she is away: nobody's courses and emergencies wait unseen."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.staff import StaffMember
from casework.corps.standing_in import absences_of
from casework.office import Office
from domain.calendar import local_day
from domain.corps.absence import Absence, Standing, acting_for


def coordinating(office: Office, own: str) -> Standing:
    """Who coordinates today for the coordinator `own`: herself, her substitute, and where nobody stands in,
    the first colleague in `staff.toml` who is here and may see the same municipalities; without one, herself.
    """
    absences = absences_of(office)
    found = acting_for(own, local_day(office.now), absences)
    if not found.is_substitute or _known(office, found.person):
        return found
    colleague = _colleague(office, own, absences)
    return Standing(colleague, found.passed, found.until) if colleague else Standing(own)


def stood_in_for(office: Office, coordinator: str) -> list[str]:
    """The coordinators who are away and whose work is this coordinator's today, by id."""
    day = local_day(office.now)
    away = {one.person for one in absences_of(office) if day in one} - {coordinator}
    others = sorted(one.id for one in office.staff.coordinators if one.id in away)
    return [own for own in others if coordinating(office, own).person == coordinator]


def reaches(substitute: StaffMember, own: StaffMember) -> bool:
    """Whether one coordinator may see every municipality that the other has."""
    return not substitute.controllers or (
        bool(own.controllers) and set(own.controllers) <= set(substitute.controllers)
    )


def _known(office: Office, person: str) -> bool:
    return any(one.id == person for one in office.staff.coordinators)


def _colleague(office: Office, own: str, absences: Sequence[Absence]) -> str:
    day = local_day(office.now)
    away = {one.person for one in absences if day in one}
    hers = office.staff.coordinator(own)
    here = (one for one in office.staff.coordinators if one.id not in away | {own})
    return next((one.id for one in here if reaches(one, hers)), "")
