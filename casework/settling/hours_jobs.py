"""What takes longer than a page may about hours: settling a month, its files, what changed since, and where a
mentor stands at two places at once.

Each is asked for here and done by `casework.desk_work`, outside of every request.
"""

from __future__ import annotations

import msgspec

from casework.corps.authorised import must_be_coordinator
from casework.office import Office
from casework.settling import hours, hours_basis
from casework.settling.hours import DoubleBooked
from casework.settling.hours_basis import Basis
from domain.values import Actor
from models.jobs import Job, JobKind
from models.reconciliations import Told

ALL = "all"
"""A mentor may be at two places in two municipalities, so it is looked for in all of them at once."""


def ask_to_settle(office: Office, controller: str, month: str, actor: Actor) -> Job:
    """Have a controller's month kept as it is told when the job is done. Raises as `hours.record`, and asks
    for nothing then.
    """
    must_be_coordinator(office, actor)
    office.controller(controller)
    hours.month_of(month)
    return office.jobs.ask(JobKind.SETTLE, f"{controller} {month}", actor, office.now)


def ask_to_pack(office: Office, number: int, basis: Basis, actor: Actor) -> Job:
    """Have the files of a reconciliation made, unless they are there."""
    made = files_of(office, number, basis)
    if made is not None and made.is_good:
        return made
    return office.jobs.ask(JobKind.PACK, _basis(number, basis), actor, office.now)


def ask_to_compare(office: Office, number: int, actor: Actor) -> Job:
    """Have a reconciliation held against the log as it stands when the job is done."""
    return office.jobs.ask(JobKind.COMPARE, str(number), actor, office.now)


def files_of(office: Office, number: int, basis: Basis) -> Job | None:
    """The newest job that makes the files of a reconciliation for a basis."""
    return office.jobs.latest(JobKind.PACK, _basis(number, basis))


def comparison_of(office: Office, number: int) -> Job | None:
    """The newest job that holds a reconciliation against the log."""
    return office.jobs.latest(JobKind.COMPARE, str(number))


def changes_in(office: Office, job: Job) -> Told:
    """What a comparison that is done has found."""
    found: Told = msgspec.json.decode(office.jobs.content(job, office.now))
    return found


def ask_for_twice(office: Office, actor: Actor) -> Job:
    """Have all entries looked through for mentors who were at two places at once."""
    return office.jobs.ask(JobKind.TWICE, ALL, actor, office.now)


def twice_asked_for(office: Office) -> Job | None:
    """The newest job that looks for them."""
    return office.jobs.latest(JobKind.TWICE, ALL)


def twice_in(office: Office, job: Job) -> list[DoubleBooked]:
    """What a search that is done has found, oldest first."""
    return msgspec.json.decode(office.jobs.content(job, office.now), type=list[DoubleBooked])


def find_twice(office: Office, job: Job) -> None:
    """Do what `ask_for_twice` asked for. Raises Conflict."""
    office.jobs.end(job, office.now, content=msgspec.json.encode(hours.double_booked(office)))


def settle(office: Office, job: Job) -> None:
    """Do what `ask_to_settle` asked for, and have the files made too. Raises as `hours.record`."""
    controller, month = job.subject.split(" ")
    actor = Actor.parse(job.asked_by)
    made = hours.record(office, controller, month, actor, job=job)
    for basis in Basis:
        ask_to_pack(office, made.id, basis, actor)


def pack(office: Office, job: Job) -> None:
    """Do what `ask_to_pack` asked for. Raises DocumentFailed, Tampered, Conflict."""
    number, basis = job.subject.split(" ")
    _, content = hours_basis.packed(office, hours_basis.settled(office, int(number)), Basis(basis))
    office.jobs.end(job, office.now, content=content)


def compare(office: Office, job: Job) -> None:
    """Do what `ask_to_compare` asked for. Raises Tampered, Conflict."""
    made = hours_basis.settled(office, int(job.subject))
    now = hours.told(hours.month_lines(office, hours.month_of(made.month), made.controller))
    office.jobs.end(job, office.now, content=msgspec.json.encode(hours.changed_since(made, now)))


def _basis(number: int, basis: Basis) -> str:
    return f"{number} {basis.value}"
