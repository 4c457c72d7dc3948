"""Where several must sign an extension: each signature counts once, and all are for the same period."""

from __future__ import annotations

from collections.abc import Iterator

from domain.commands import DecideExtension
from domain.course_parts import Matter
from domain.deciding.context import Context
from domain.errors import Refused
from domain.events import ExtensionSigned, Period, Signature


def signature(
    command: DecideExtension, matter: Matter, period: Period, ctx: Context
) -> ExtensionSigned | None:
    """The signature to be recorded, or None where it is the last one that the programme asks for (S1).

    A decider who signs for another period than before begins anew.
    """
    own = _own(command, period)
    others = _of_others(command, matter)
    again = len(others) < len(matter.signatures)
    number = 1 if again else len(others) + 1
    if number >= ctx.programme.grants.signatures:
        return None
    return ExtensionSigned(
        matter=matter.id,
        number=number,
        needed=ctx.programme.grants.signatures,
        decider_role=command.decider_role,
        unit=command.unit,
        channel=command.channel,
        decided_on=command.decided_on,
        document_sha256=command.document_sha256,
        signature=own,
        reason=command.reason,
    )


def unsignable(command: DecideExtension, matter: Matter, period: Period | None) -> Iterator[Refused]:
    """A second signature of one person, and one that does not fit the others."""
    if period is None:
        return
    own, others = _own(command, period), _of_others(command, matter)
    if own in matter.signatures:
        yield Refused("second-signature", "Du har allerede underskrevet. En anden person skal også gøre det.")
    again = len(others) < len(matter.signatures)
    if not again and any(not one.same_period(own) for one in others):
        yield Refused(
            "other-period",
            "Den første underskrift gælder en anden periode. Underskriv den samme, eller bed om en ny.",
        )


def _own(command: DecideExtension, period: Period) -> Signature:
    return Signature(command.decider, period.starts_on, period.ends_on, period.hours)


def _of_others(command: DecideExtension, matter: Matter) -> tuple[Signature, ...]:
    return tuple(one for one in matter.signatures if one.decider != command.decider)
