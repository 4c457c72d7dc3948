"""What can be chosen of a course itself: its matters, appointments, log entries and agreements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from adapters.templates import hours_words, time_words
from casework import names
from domain import words
from domain.calendar import local_day
from domain.course_parts import Matter, Worked
from domain.disclosure import OUTSIDERS
from domain.explain import danish_date
from domain.matters import ASKED_FOR, RULES, MatterKind
from portal.forms.setting import Setting

Pairs = Iterable[tuple[str, str]]
MOST = 60
"""So many entries can be chosen among: half a year's."""


def appointments(setting: Setting) -> Pairs:
    """Those that are planned, by day and time."""
    for name, at in setting.course.appointments:
        yield name, f"{danish_date(local_day(at), weekday=True)} {time_words(at)}"


def entries(setting: Setting) -> Pairs:
    """The log book's last entries that stand, newest first: never what they say."""
    return _entries(setting, setting.course.log.worked[-MOST:])


def unshown_entries(setting: Setting) -> Pairs:
    """Those the citizen has not seen; where she has seen all of them, the last ones: what came of it may have
    to be put right.
    """
    waiting = [one for one in setting.course.log.worked if one.entry in setting.unshown]
    return _entries(setting, waiting) if waiting else entries(setting)


def _entries(setting: Setting, worked: Sequence[Worked]) -> Iterator[tuple[str, str]]:
    for one in reversed(worked):
        took = f", {hours_words(one.hours)}" if one.hours else ""
        category = names.category_name(one.category, setting.programme)
        yield str(one.entry), f"{danish_date(one.on)}: {names.ATTENDANCE[one.attendance]}, {category}{took}"


def disclosures(setting: Setting) -> Pairs:
    """What is agreed that others may know, and has not ended."""
    for one in setting.course.consent.disclosures:
        if one.ended_on is None:
            yield one.id, f"{OUTSIDERS[one.recipient]}: {names.told(one.kinds)}"


def _matters(setting: Setting, wanted: Callable[[Matter], bool]) -> Iterator[tuple[str, str]]:
    for one in setting.course.matters:
        if wanted(one):
            yield one.id, f"{names.MATTERS[one.kind]} fra {danish_date(local_day(one.opened_at))}"


def open_deviations(setting: Setting) -> Pairs:
    """Those nobody has acknowledged."""
    return _matters(setting, lambda one: one.kind == MatterKind.DEVIATION and one.status != "closed")


def deviations(setting: Setting) -> Pairs:
    """Those that have not been taken back."""
    return _matters(setting, lambda one: one.kind == MatterKind.DEVIATION and not one.withdrawn)


def acknowledged(setting: Setting) -> Pairs:
    """Those somebody has in hand."""
    standing = (MatterKind.DEVIATION, "closed", False)
    return _matters(setting, lambda one: (one.kind, one.status, one.withdrawn) == standing)


def updates(setting: Setting) -> Pairs:
    """What the jobcentre sent and nobody has seen."""
    return _matters(setting, lambda one: one.kind == MatterKind.UPDATE and one.status != "closed")


def settleable(setting: Setting) -> Pairs:
    """The open matters that this role settles."""
    role = setting.actor.role
    return _matters(setting, lambda one: one.status != "closed" and role in RULES[one.kind].settled_by)


def outcomes(setting: Setting) -> Pairs:
    """What may come of those matters, each named once."""
    role = setting.actor.role
    kinds = {one.kind for one in setting.course.open_matters() if role in RULES[one.kind].settled_by}
    codes = dict.fromkeys(code for kind in MatterKind if kind in kinds for code in RULES[kind].outcomes)
    return ((code, words.OUTCOMES[code]) for code in codes)


def asked_for(setting: Setting) -> Pairs:
    """The citizen's requests to see her file that are not answered."""
    return _matters(setting, lambda one: one.status != "closed" and one.kind in ASKED_FOR)


def standing_still(setting: Setting) -> Pairs:
    """Where no progress is being examined."""
    return _matters(setting, lambda one: one.kind == MatterKind.NO_PROGRESS and one.status != "closed")
