"""Appointments: what the referral says of an interpreter holds, unless somebody says otherwise."""

from __future__ import annotations

from dataclasses import replace

from casework.office import Office
from domain.commands import Command, PlanAppointment
from domain.history import referral_of


def with_interpreter(office: Office, ref: str, command: Command) -> Command:
    """The command with the interpreter the referral asks for. Raises UnknownCourse.

    It is read from the referral each time: that a citizen needs an interpreter is not kept in the snapshot.
    """
    if not isinstance(command, PlanAppointment) or command.interpreter is not None:
        return command
    return replace(command, interpreter=referral_of(office.casebook.recorded(ref)).citizen.interpreter)
