"""Who may decide, the single-use codes they decide with, and the master keys under everything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import ConfigDict, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as validated

from casework.office import Office
from domain.errors import InvalidInput, Problem
from domain.parsing import problems_of
from domain.values import Code, Line
from models.deciders import Decider
from models.decision_codes import VALID_FOR as LONGEST_VALID
from models.master_keys import MasterKeys

DECIDER_REF = r"D-\d{4,}"


@validated(frozen=True, config=ConfigDict(extra="forbid"))
class NewDecider:
    """A person of the authority to be registered."""

    controller: Code
    role: Literal["caseworker", "job_consultant", "manager"]
    unit: Line
    name: Line
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A single-use code as it is shown once: for whom, which course, until when (UTC)."""

    code: str
    decider_ref: str
    course: str
    expires_at: datetime


def add_decider(office: Office, data: bytes) -> Decider:
    """Register a decider from JSON. Raises InvalidInput naming every bad field."""
    try:
        new = TypeAdapter(NewDecider).validate_json(data)
    except ValidationError as error:
        raise InvalidInput("Beslutningstager", problems_of(error)) from None
    office.controller(new.controller)
    return register(office, new)


def register(office: Office, new: NewDecider, by: str = "") -> Decider:
    """Enter her in the register; `by` is the account of who did it, empty for the machine's operator."""
    return office.deciders.add(
        controller=new.controller,
        role=new.role,
        unit=new.unit,
        name=new.name,
        email=new.email,
        now=office.now,
        by=by,
    )


def issue_code(office: Office, ref: str, decider_ref: str, valid: timedelta) -> IssuedCode:
    """A new code for one decider and one course; it holds until used, at most a week.

    Raises Refused for a decider who is not registered with the course's municipality, InvalidInput for a
    reference or a time that cannot be.
    """
    if not re.fullmatch(DECIDER_REF, decider_ref):
        problem = Problem("decider", "er ikke et nummer i registeret", "skriv det som D-0001")
        raise InvalidInput("Beslutningskode", (problem,))
    if not timedelta(0) < valid <= LONGEST_VALID:
        problem = Problem("hours", "ligger uden for det tilladte", "mindst 1 og højst 168")
        raise InvalidInput("Beslutningskode", (problem,))
    code = office.deciders.issue(decider_ref, ref, office.now, valid)
    return IssuedCode(code, decider_ref, ref, office.now + valid)


def rotate_master_key(office: Office) -> int:
    """Take a new master key into use and wrap every data key anew; gives how many were wrapped.

    The file keeps the old key until all is wrapped: interrupted, the command is simply run again.
    """
    masters = MasterKeys.load(office.settings.master_key_path).with_new_key()
    count = office.keyring.rotate(masters)
    masters.only_current()
    return count
