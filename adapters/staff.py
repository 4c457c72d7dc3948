"""Everybody of ours with her work contact: `staff.toml` of a home folder, refused unless exact."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from adapters.toml_faults import toml_fault
from domain.errors import InvalidInput, Problem

_ID = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
_NAME = re.compile(r"[^\x00-\x1f]*[^\x00-\x20][^\x00-\x1f]*")
_ADDRESS = re.compile(r"[^@\s<>,;]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"\+?[0-9][0-9 ]{4,20}")
_EXPECTED = {
    "id": (_ID, "små bogstaver, tal, punktum og bindestreg"),
    "name": (_NAME, "et navn"),
    "email": (_ADDRESS, "en arbejdsmail som navn@firma.example"),
    "phone": (_PHONE, "et arbejdsnummer som 12 34 56 78"),
}
LIMIT = "controllers"
_TABLES = ("mentor", "coordinator")
_OPTIONAL = ("manager", "operator", "auditor")
_ALL_TABLES = (*_TABLES, *_OPTIONAL)
_NAMED = ", ".join(f"[[{table}]]" for table in _ALL_TABLES)


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One of us: the id used in courses, the name, and work e-mail and work phone (never private ones).

    A coordinator may be limited to the courses of some `controllers`, called as in `mentor.toml`; where none
    is named she sees all.
    """

    id: str
    name: str
    email: str
    phone: str
    controllers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Staff:
    """Everybody who may be mentor or coordinator of a course. One person may be both.

    `managers` decide about what is entrusted to them alone, `operators` keep the installation running and
    see no citizen, `auditors` read and change nothing; there need not be any.
    """

    mentors: tuple[StaffMember, ...]
    coordinators: tuple[StaffMember, ...]
    managers: tuple[StaffMember, ...] = ()
    operators: tuple[StaffMember, ...] = ()
    auditors: tuple[StaffMember, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Staff:
        """Read `staff.toml`. Raises InvalidInput that names the file, every bad key and the reason."""
        data = _parse(path)
        problems = [
            Problem(key, "er en ukendt nøgle", f"tilladt er {_NAMED}")
            for key in sorted(data.keys() - set(_ALL_TABLES))
        ]
        mentors, coordinators = (_members(data, table, problems) for table in _TABLES)
        others = [_members(data, table, problems) if table in data else () for table in _OPTIONAL]
        if problems:
            raise InvalidInput(path.name, tuple(problems))
        return cls(mentors, coordinators, *others)

    def mentor(self, member_id: str) -> StaffMember:
        """The mentor with that id. Raises InvalidInput if `staff.toml` does not name one."""
        return _found(self.mentors, "mentor", member_id)

    def coordinator(self, member_id: str) -> StaffMember:
        """The coordinator with that id. Raises InvalidInput if `staff.toml` does not name one."""
        return _found(self.coordinators, "coordinator", member_id)

    def manager(self, member_id: str) -> StaffMember:
        """The manager with that id. Raises InvalidInput if `staff.toml` does not name one."""
        return _found(self.managers, "manager", member_id)

    def name_of(self, member_id: str) -> str:
        """The name of anybody on the staff; the id itself for one who has left."""
        return self._names.get(member_id, member_id)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Of somebody with several roles under one id, the name as a mentor comes first."""
        everybody = (*self.mentors, *self.coordinators, *self.managers, *self.operators, *self.auditors)
        return {member.id: member.name for member in reversed(everybody)}


def _found(members: tuple[StaffMember, ...], table: str, member_id: str) -> StaffMember:
    for member in members:
        if member.id == member_id:
            return member
    problem = Problem(table, f"{member_id} findes ikke", f"tilføj en [[{table}]] med dette id")
    raise InvalidInput("staff.toml", (problem,))


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InvalidInput(path.name, (Problem("fil", "findes ikke", "kør: mentor init"),)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(path.name, (toml_fault(error, "fil"),)) from None


def _members(data: dict[str, Any], table: str, problems: list[Problem]) -> tuple[StaffMember, ...]:
    rows = data.get(table, [])
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        problems.append(Problem(table, "mangler", f"skriv mindst én person som [[{table}]]"))
        return ()
    keys = (*_EXPECTED, LIMIT) if table == "coordinator" else tuple(_EXPECTED)
    members = tuple(_member(f"{table}[{number}].", row, keys, problems) for number, row in enumerate(rows, 1))
    counted = Counter(member.id for member in members)
    problems += [
        Problem(f"{table}.id", f"{member_id} står flere gange", "giv hver person sit eget id")
        for member_id, times in counted.items()
        if member_id and times > 1
    ]
    return members


def _member(at: str, row: dict[str, Any], keys: tuple[str, ...], problems: list[Problem]) -> StaffMember:
    problems += [
        Problem(at + key, "er en ukendt nøgle", f"tilladt er {', '.join(keys)}")
        for key in sorted(row.keys() - set(keys))
    ]
    texts = {key: _text(at, key, row.get(key), problems) for key in _EXPECTED}
    return StaffMember(**texts, controllers=_controllers(at, row.get(LIMIT), problems))


def _controllers(at: str, value: object, problems: list[Problem]) -> tuple[str, ...]:
    """Whose courses she sees. An empty list would look like nobody's and mean everybody's: it is refused."""
    if value is None:
        return ()
    given = value if isinstance(value, list) else []
    named = tuple(one for one in given if isinstance(one, str) and _ID.fullmatch(one))
    if not named or len(named) != len(given):
        cure = 'skriv kommunernes nøgler fra mentor.toml som ["viborg"], eller fjern linjen'
        problems.append(Problem(at + LIMIT, "kan ikke bruges", cure))
    return named


def _text(at: str, key: str, value: object, problems: list[Problem]) -> str:
    pattern, expected = _EXPECTED[key]
    text = value.strip() if isinstance(value, str) else ""
    if not pattern.fullmatch(text):
        wrong = "mangler" if value is None else "kan ikke bruges"
        problems.append(Problem(at + key, wrong, f"skriv {expected}"))
    return text
