"""Finding a course by its reference, by CPR number or by the citizen's name, among those one may see.

Whom it is about lies sealed: it is found by keyed digests (decision 0099). That somebody was shown whose
course it is, is written down first, for all hits in one commit. What was searched for is kept nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from casework.access.accounts import Account
from casework.access.discretion import Discretion
from casework.access.seeing import may_see, sight_of
from casework.access.seeing_parts import parts_for, seen_by
from casework.office import Office
from domain.course import Course
from domain.errors import InvalidInput, Problem
from domain.referral import Citizen, cpr_birth_date
from models.blind_index import cpr_digest
from models.name_signature import Wanted

MOST = 20
_REF = re.compile(r"[mM]?[-\s]?(20[0-9]{2})[-\s]([0-9]{1,9})")
_CPR = re.compile(r"([0-9]{6})[-\s]?([0-9]{4})")
LONGEST = 200
NOBODY: Mapping[str, Citizen] = {}


@dataclass(frozen=True, slots=True)
class Hit:
    """One course: its reference, and whose it is for those who may read that.

    `name` is None where the name is protected (`hidden`) or not for this reader. `phase`, `mentor` and
    `programme` are empty where it is protected: of such a course nothing but the reference is shown.
    """

    ref: str
    name: str | None
    hidden: bool = False
    phase: str = ""
    mentor: str = ""
    programme: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, newest first; `more` where there are more than are shown. `by` says how it was
    understood: `ref`, `cpr` or `name`.
    """

    by: str
    hits: tuple[Hit, ...]
    more: bool = False


def search(office: Office, account: Account, text: str) -> Found:
    """Find courses. Raises InvalidInput, without a word of it, where the text is nothing to search for."""
    said = text.strip()
    if len(said) > LONGEST:
        raise _unusable()
    if ref := _REF.fullmatch(said):
        return _shown(office, account, "ref", _by_ref(office, account, f"M-{ref[1]}-{int(ref[2]):04d}"))
    if not seen_by(account.role).citizen:
        raise InvalidInput(
            "Søgning",
            (Problem("q", "er ikke et sagsnummer", "din rolle søger alene på sagsnummer: M-2026-0042"),),
        )
    if cpr := _CPR.fullmatch(said):
        return _shown(office, account, "cpr", _by_cpr(office, account, cpr[1] + cpr[2]))
    wanted = Wanted(office.keyring, said)
    if not wanted.can_be_found or any(letter.isdigit() for letter in said):
        raise _unusable()
    people = office.casebook.named(sight_of(office, account), wanted, MOST + 1)
    return _shown(office, account, "name", list(people), people)


def _unusable() -> InvalidInput:
    cure = "skriv et sagsnummer (M-2026-0042), ti cifre eller mindst to bogstaver af et navn"
    return InvalidInput("Søgning", (Problem("q", "kan ikke bruges", cure),))


def _by_ref(office: Office, account: Account, ref: str) -> list[str]:
    return [ref] if may_see(office, account, ref) else []


def _by_cpr(office: Office, account: Account, cpr: str) -> list[str]:
    """Within each municipality by itself: the same citizen has another digest in each."""
    if cpr_birth_date(cpr) is None:
        raise InvalidInput(
            "Søgning", (Problem("q", "er ikke et CPR-nummer", "de første seks cifre skal være en dato"),)
        )
    controllers = office.settings.controllers
    digests = [cpr_digest(office.keyring, controller, cpr) for controller in controllers]
    return office.casebook.with_cpr(sight_of(office, account), digests)


def _shown(
    office: Office, account: Account, by: str, refs: list[str], opened: Mapping[str, Citizen] = NOBODY
) -> Found:
    """The hits as the account may read them. What is erased has no name, and nobody reads it."""
    shown = refs[:MOST]
    readable = [ref for ref in shown if parts_for(office, account, ref).citizen]
    people = {ref: opened[ref] for ref in readable if ref in opened} or office.casebook.citizens(readable)
    office.readings.record_each(account.actor, "search", office.now, sorted(people))
    courses = {head.ref: course for head, course in office.casebook.several(shown)}
    hits = (_hit(courses[ref], people.get(ref)) for ref in shown)
    return Found(by, tuple(hits), more=len(refs) > MOST)


def _hit(course: Course, citizen: Citizen | None) -> Hit:
    if citizen is not None and citizen.protected:
        return Hit(course.ref, None, hidden=True)
    name = Discretion(citizen).name if citizen else None
    return Hit(course.ref, name, phase=course.phase, mentor=course.mentor, programme=course.programme)
