"""Sending all of a municipality's files back to it, some at a time and outside of every request.

Each job sends the next few and asks for the one after it; what is cut off begins again with those few.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from adapters.secure_mail import NoUsableCertificate
from casework.corps.authorised import must_be_coordinator
from casework.office import Office
from casework.whole_case.handover import send_case
from domain.errors import MentorError
from domain.values import Actor
from models.codec import load_course
from models.jobs import Job, JobKind
from models.listing import Wanted

FEW = 20
"""Files of one job: well within its lease, and not many to send twice where it is cut off."""
REMEMBERED = timedelta(days=30)
"""As long as jobs are kept."""
BEGINNING = "-"


@dataclass(frozen=True, slots=True)
class Sending:
    """How far the newest sending of a municipality's files is: the hash of each file that is on its way, why
    others are not, how many are left, and the job that was asked for last.
    """

    sent: Mapping[str, str]
    failed: Mapping[str, str]
    left: int
    last: Job

    @property
    def is_under_way(self) -> bool:
        """Whether somebody works on it, or is going to."""
        return self.last.done_at is None

    @property
    def is_cut_short(self) -> bool:
        """Whether there is more to be sent that nobody is going to send."""
        return not self.is_under_way and (bool(self.last.problem) or self.left > 0)


def ask_to_hand_over(office: Office, controller: str, actor: Actor) -> Job:
    """Have all files of a controller sent to it; where that was cut short it goes on, and where it is under
    way that is the one. Raises Refused for anybody but a coordinator, InvalidInput for an unknown controller.
    """
    must_be_coordinator(office, actor)
    office.controller(controller)
    before = sending_of(office, controller)
    if before is not None and before.is_under_way:
        return before.last
    after = _goes_on_after(before.last) if before is not None and before.is_cut_short else BEGINNING
    return office.jobs.ask(JobKind.HAND_OVER, f"{controller} {after}", actor, office.now)


def sending_of(office: Office, controller: str) -> Sending | None:
    """The newest sending of a municipality's files, while it is remembered."""
    jobs = office.jobs.since(JobKind.HAND_OVER, office.now - REMEMBERED)
    chain = _chain([job for job in jobs if job.subject.split(" ")[0] == controller])
    if not chain:
        return None
    told = [json.loads(job.result) for job in reversed(chain) if job.result]
    sent = {ref: digest for one in told for ref, digest in one["sent"].items()}
    failed = {ref: why for one in told for ref, why in one["failed"].items()}
    return Sending(sent, failed, told[-1]["left"] if told else 0, chain[0])


def hand_over(office: Office, job: Job) -> None:
    """Send the next few files, and ask for the rest. A file that fails is named and does not stop the others.

    Raises NoUsableCertificate: then nothing can be sent to that municipality. Raises Conflict.
    """
    controller, after = job.subject.split(" ")
    actor, refs = Actor.parse(job.asked_by), _refs(office, controller, after)
    now, left = refs[:FEW], len(refs[FEW:])
    sent: dict[str, str] = {}
    failed: dict[str, str] = {}
    for ref in now:
        try:
            sent[ref] = send_case(office, ref, actor).zip_sha256
        except NoUsableCertificate:
            raise
        except MentorError as error:
            failed[ref] = error.message
    result = {"sent": sent, "failed": failed, "left": left, "after": now[-1] if now else after}
    office.jobs.end(job, office.now, result=json.dumps(result))
    if left:
        office.jobs.ask(JobKind.HAND_OVER, f"{controller} {now[-1]}", actor, office.now)


def _refs(office: Office, controller: str, after: str) -> list[str]:
    """The files that are not erased, in an order of their own, after that one."""
    rows = office.casebook.courses(Wanted(controller=controller))
    kept = (row.ref for row in rows if load_course(row.state, row.ref).file.erased_on is None)
    return sorted(ref for ref in kept if after == BEGINNING or ref > after)


def _chain(newest_first: Sequence[Job]) -> list[Job]:
    """The jobs since the last time it began from the beginning, the newest first."""
    found: list[Job] = []
    for job in newest_first:
        found.append(job)
        if job.subject.endswith(f" {BEGINNING}"):
            break
    return found


def _goes_on_after(last: Job) -> str:
    return str(json.loads(last.result)["after"]) if last.result else last.subject.split(" ")[1]
