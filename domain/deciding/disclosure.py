"""What outsiders may know, and the considerations that are passed on at a start (S3, S4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from domain import disclosure as d
from domain.commands import (
    AgreeDisclosure,
    AnnounceStart,
    EndDisclosure,
    RecordDisclosure,
    ReviseConsiderations,
)
from domain.course import Course
from domain.deciding import matter
from domain.deciding.context import Context
from domain.errors import Refused, refuse_all
from domain.events import (
    ConsiderationsRevised,
    DisclosureAgreed,
    DisclosureEnded,
    DisclosureRecorded,
    Event,
    MatterOpened,
)
from domain.matters import MatterKind
from domain.timers import TimerKind
from domain.words import listed


def agree(course: Course, command: AgreeDisclosure, _ctx: Context) -> tuple[Event, ...]:
    """What was agreed with the citizen; it may overlap with what is agreed already (S3)."""
    if command.until_on is not None and command.until_on < command.from_on:
        raise Refused("disclosure-order", "Aftalen slutter, før den begynder. Ret datoerne.")
    agreed = d.Disclosure(
        f"d{len(course.consent.disclosures) + 1}",
        command.recipient,
        tuple(dict.fromkeys(command.kinds)),
        command.from_on,
        command.until_on,
    )
    return (DisclosureAgreed(disclosure=agreed, note=command.note),)


def end(course: Course, command: EndDisclosure, ctx: Context) -> tuple[Event, ...]:
    """The citizen no longer wants it. It works from today on, never backwards (outside)."""
    if not any(one.id == command.disclosure and one.ended_on is None for one in course.consent.disclosures):
        raise Refused("unknown-disclosure", "Aftalen findes ikke eller er ophørt. Se: mentor course show.")
    return (DisclosureEnded(disclosure=command.disclosure, ended_on=ctx.today),)


def record(course: Course, command: RecordDisclosure, ctx: Context) -> tuple[Event, ...]:
    """Log what an outsider was told: no further than what is agreed (S3), and what is sensitive only where
    it matters (S3). What rests on law needs no agreement; it names its law and who decided it (outside).
    Considerations that are passed on settle what asked for it (S4).
    """
    covering = _covering(course, command)
    refuse_all(_not_to_be_told(command, covering, ctx))
    passed_on = "considerations" in command.kinds
    told = DisclosureRecorded(
        recipient=command.recipient,
        kinds=command.kinds,
        told_on=command.told_on,
        rests_on=tuple(one.id for one in covering if set(one.kinds) & set(command.kinds)),
        basis=command.basis,
        considerations=course.consent.considerations if passed_on else 0,
        legal_basis=command.legal_basis,
        decided_by=command.decided_by,
        note=command.note,
        why=command.why,
    )
    return (
        told,
        *(
            matter.settled_by_itself(course, MatterKind.HANDING_ON, "passed_on")
            if passed_on and command.recipient != "doctor"
            else ()
        ),
    )


def _covering(course: Course, command: RecordDisclosure) -> Sequence[d.Disclosure]:
    """The agreements that what was told rests on: none where it rests on law."""
    if command.basis == "law":
        return ()
    return [one for one in course.consent.disclosures if one.covers(command.recipient, command.told_on)]


def _not_to_be_told(
    command: RecordDisclosure, covering: Sequence[d.Disclosure], ctx: Context
) -> Iterator[Refused]:
    yield from ctx.in_the_future(command.told_on, "Oplysningen")
    yield from _unfounded(command)
    agreed = {kind for one in covering for kind in one.kinds}
    lacking = [kind for kind in command.kinds if kind not in agreed]
    if lacking and command.basis == "consent":
        yield Refused(
            "disclosure-not-agreed",
            f"Det er ikke aftalt med borgeren, at {d.OUTSIDERS[command.recipient]} må få at vide: "
            f"{listed(lacking, d.TOLD)}. Aftal det først: AgreeDisclosure.",
        )
    if "sensitive" in command.kinds and not command.why:
        yield Refused(
            "only-where-it-matters",
            "En diagnose og lignende siges kun, hvor det har betydning. Skriv hvorfor.",
        )


def _unfounded(command: RecordDisclosure) -> Iterator[Refused]:
    """A basis that is not named, or two at once: only the authority tells others without consent."""
    if command.basis == "law" and not (command.legal_basis and command.decided_by):
        yield Refused(
            "disclosure-law",
            "Hviler oplysningen på loven, skal hjemlen og den, der afgjorde det hos myndigheden, stå "
            "der [legal_basis, decided_by].",
        )
    if command.basis == "consent" and (command.legal_basis or command.decided_by):
        yield Refused(
            "disclosure-two-bases",
            "Hjemlen og den, der afgjorde det, skrives kun, når oplysningen hviler på loven. Vælg "
            "loven [law], eller slet dem [legal_basis, decided_by].",
        )


def revise(course: Course, command: ReviseConsiderations, ctx: Context) -> tuple[Event, ...]:
    """A new version of the considerations. Those who were told an older one hear of it: that is a matter."""
    number = course.consent.considerations + 1
    revised = ConsiderationsRevised(number=number, considerations=command.considerations)
    stale = course.consent.considerations_told and not course.open_matters(MatterKind.HANDING_ON)
    return (
        (revised, matter.opened(course, MatterKind.HANDING_ON, ctx, cause="revised")) if stale else (revised,)
    )


def announce(course: Course, command: AnnounceStart, ctx: Context) -> tuple[Event, ...]:
    """Something begins: the considerations are to be passed on by its first day (S4)."""
    if command.starts_on < ctx.today:
        raise Refused("start-past", "Startdagen er passeret. Vælg en dag fra i dag og frem.")
    opened: MatterOpened = matter.opened(course, MatterKind.HANDING_ON, ctx, cause=command.what)
    timer = ctx.timer(TimerKind.HANDING_ON, command.starts_on, opened.matter)
    ahead = ctx.ahead(timer)
    return (replace(opened, timers=(ahead,) if ahead else opened.timers),)
