"""Danish names for everything the rules call by a code, as people at the office say them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casework.names.people import (
    DECISION_CHANNELS,
    OUTSIDE_CHANNELS,
    OUTSIDE_CONTACT,
    OUTSIDERS,
    PARTS,
    PASSED_TO,
    REPORTS,
    ROLES,
    SIGNERS,
)
from casework.names.process import (
    BASES,
    DUTIES,
    FATES,
    MATTER_STATUS,
    MATTERS,
    MIGRATION_CAUSES,
    NOTICES,
    PHASE_OUT_CAUSES,
    PHASES,
    RECIPIENTS,
    REVIEW_CAUSES,
    WAITING_ON,
)
from casework.names.reasons import (
    CANCEL_CAUSES,
    CLOSING_REASONS,
    COMPLAINTS,
    HOLD_REASONS,
    OUTCOME_SENTENCES,
    OUTCOMES,
    PAUSE_CAUSES,
    PLAN_CHANGES,
    RETURNED_BY,
    WAITING_REASONS,
    WHY_LEFT_OUT,
)
from casework.names.work import (
    ATTENDANCE,
    CALLED_OFF_BY,
    CATEGORIES,
    CHANNELS,
    CONFIRMED,
    EXCUSES,
    FORMS,
    OBSERVATIONS,
    RESULTS,
    SHOWN,
    STAGES,
    UNPAID,
)
from domain import disclosure, words
from domain.programme import Programme
from domain.values import Actor, Role

__all__ = [
    "ATTENDANCE",
    "BASES",
    "CALLED_OFF_BY",
    "CANCEL_CAUSES",
    "CATEGORIES",
    "CHANNELS",
    "CLOSING_REASONS",
    "COMPLAINTS",
    "CONFIRMED",
    "DECISION_CHANNELS",
    "DUTIES",
    "EXCUSES",
    "FATES",
    "FORMS",
    "HOLD_REASONS",
    "MATTERS",
    "MATTER_STATUS",
    "MIGRATION_CAUSES",
    "NOTICES",
    "OBSERVATIONS",
    "OUTCOMES",
    "OUTCOME_SENTENCES",
    "OUTSIDERS",
    "OUTSIDE_CHANNELS",
    "OUTSIDE_CONTACT",
    "PARTS",
    "PASSED_TO",
    "PAUSE_CAUSES",
    "PHASES",
    "PHASE_OUT_CAUSES",
    "PLAN_CHANGES",
    "RECIPIENTS",
    "REPORTS",
    "RESULTS",
    "RETURNED_BY",
    "REVIEW_CAUSES",
    "ROLES",
    "SHOWN",
    "SIGNERS",
    "STAGES",
    "UNPAID",
    "WAITING_ON",
    "WAITING_REASONS",
    "WHY_LEFT_OUT",
    "actor_name",
    "category_name",
    "decided_by",
    "decider",
    "observations",
    "parts",
    "recipients",
    "signers",
    "told",
]


def parts(codes: Sequence[str]) -> list[str]:
    """The names of a referral's parts."""
    return [PARTS[code] for code in codes]


def signers(codes: Sequence[str]) -> list[str]:
    """The names of those who signed."""
    return [SIGNERS[code] for code in codes]


def told(kinds: Sequence[str]) -> str:
    """What an outsider may know or was told: `fremmøde og skånehensyn`."""
    return words.listed(kinds, disclosure.TOLD)


def recipients(codes: Sequence[str]) -> list[str]:
    """The names of a notice's recipients."""
    return [RECIPIENTS[code] for code in codes]


def decider(role: str) -> str:
    """Who decides: a role, or the jobcentre where its grant names none."""
    return "jobcenteret" if role == "jobcentre" else ROLES[role]


def decided_by(role: str, reference: str, channel: str) -> str:
    """`sagsbehandler D-0001`, or `jobcenteret i mail P-2026-0007`."""
    return f"{decider(role)} {'i mail ' if channel == 'signed_mail' else ''}{reference}"


def category_name(code: str, programme: Programme | None = None) -> str:
    """The name of a category of hours as the programme calls it; where it does not know it (a later version
    may have dropped it), ours, or the code with its words apart.
    """
    own = programme.hours.category(code) if programme else None
    return own.name if own else CATEGORIES.get(code, code.replace("_", " "))


def observations(codes: Sequence[str], programme: Programme | None = None) -> list[str]:
    """The names of kinds of observation, as the programme calls them; without one as for categories."""
    kinds = programme.log_book.observation_kinds if programme else ()
    own = {kind.code: kind.name for kind in kinds}
    return [own.get(code, OBSERVATIONS.get(code, code.replace("_", " "))) for code in codes]


def actor_name(actor: Actor, known_as: Callable[[str], str] = str) -> str:
    """`mentor amira`, `sagsbehandler D-0001`, or just `automatisk` for those who are no persons. With
    `known_as` by the name that belongs to the id.
    """
    alone = {Role.CLOCK, Role.MAILROOM, Role.OPERATOR}
    return ROLES[actor.role] if actor.role in alone else f"{ROLES[actor.role]} {known_as(actor.id)}"
