"""What an order (bestilling) says, read with the programme's own words: the neutral side that rules rest on.

Which group, track or task it is can be about health and stays in the sealed referral; what the rules need
to know of it is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from domain.events import NO_ORDER, OrderFacts
from domain.programme import Programme, Task, code_of, plain
from domain.referral import Referral, cpr_birth_date

NO_ACTIVITY = frozenset(
    {"", "nej", "ingen", "ingen aktivitet", "ingen aktiviteter", "ikke i gang", "inaktiv"}
)
"""What stands in the field for the present activity where there is none."""


def order_facts(referral: Referral, programme: Programme, today: date) -> OrderFacts:
    """The neutral side of an order as it reads on a Danish day (ages are counted on it)."""
    placed = placed_tasks(referral.tasks, programme)
    tasks = [programme.tasks[code] for code in placed if code]
    named = referral.grant.track if referral.grant else ""
    track = programme.tracks.get(code_of(named, programme.tracks))
    facts = OrderFacts(
        in_group=bool(code_of(referral.target_group, programme.target_groups)),
        in_activity=_names_an_activity(referral),
        workplace_mentor=referral.grant is not None and referral.grant.mentor_form == "workplace",
        on_track=bool(named),
        entitlement=track.entitlement if track else "none",
        unplaced=placed.count(""),
        forbidden=rules_of(tasks, "no"),
        need_reason=rules_of(tasks, "with_reason"),
        placement_only=only_placement(tasks) and "" not in placed,
        remarks=(*_remarks(referral, programme, today), *_of_tasks(placed)),
    )
    return NO_ORDER if facts == NO_ORDER else facts  # the very default is left out of what is stored


def placed_tasks(texts: Iterable[str], programme: Programme) -> tuple[str, ...]:
    """The code of each task as it is written; nothing for what is not in the catalogue."""
    return tuple(code_of(text, programme.tasks) for text in texts)


def rules_of(tasks: Iterable[Task], may: str) -> tuple[str, ...]:
    """The rules that say so of these tasks, each once and in order."""
    return tuple(dict.fromkeys(task.rule for task in tasks if task.rule and task.may == may))


def only_placement(tasks: Iterable[Task]) -> bool:
    """Whether there are tasks, and all of them are follow-up on a placement (S0)."""
    kinds = {task.placement for task in tasks}
    return kinds == {True}


def _remarks(referral: Referral, programme: Programme, today: date) -> Iterator[str]:
    """The expectations that are not met, or that nobody can tell (S2, S3); they refuse nothing."""
    rules = programme.eligibility
    if rules.other_groups == "remarked" and not code_of(referral.target_group, programme.target_groups):
        yield "other_group"
    if rules.match_groups and not set(rules.match_groups) >= _digits(referral.match_group):
        yield "match_group"
    yield from _of_unemployment(referral.months_unemployed, rules.months_unemployed)
    if rules.ask_inactive and not _names_an_activity(referral):
        yield "inactive"
    yield from _of_age(referral, programme, today)


def _names_an_activity(referral: Referral) -> bool:
    return plain(referral.in_activity) not in NO_ACTIVITY


def _of_unemployment(months: int | None, expected: int | None) -> Iterator[str]:
    if expected is None:
        return
    if months is None:
        yield "unemployed_not_stated"
    elif months <= expected:
        yield "unemployed"


def _of_age(referral: Referral, programme: Programme, today: date) -> Iterator[str]:
    limit, education = programme.eligibility.under_age, programme.eligibility.education_under
    if limit and age(referral.citizen.cpr, today) >= limit:
        yield "age"
    if education and age(referral.citizen.cpr, today) < education:
        yield "towards_education"


def _of_tasks(placed: tuple[str, ...]) -> Iterator[str]:
    if "" in placed:
        yield "tasks_not_placed"


def age(cpr: str, today: date) -> int:
    """Whole years on a Danish day, by the CPR number's birth date. Raises ValueError if it has none."""
    born = cpr_birth_date(cpr)
    if born is None:
        raise ValueError("a CPR number begins with a birth date")
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _digits(text: str) -> set[str]:
    """The group's number, whatever stands around it; `?` where there is none, which is no group."""
    return {sign for sign in text if sign.isdigit()} or {"?"}
