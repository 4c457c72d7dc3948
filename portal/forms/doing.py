"""Showing a command's form, and doing what was handed in: on any problem the form comes back as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from casework.commands.acting_together import Meanwhile, act_together
from casework.office import Office
from domain.errors import Conflict, InvalidInput, MentorError, Refused
from domain.parsing import parse_command
from domain.values import Actor
from portal.forms import problems
from portal.forms.form import Form
from portal.forms.making import Making
from portal.forms.posted import FEWER, MORE, SEEN, Posted, first, in_order, posted, rows, without_row
from portal.forms.prefilled import prefilled
from portal.forms.reading import Reading
from portal.forms.setting import Setting
from portal.forms.shape import Shape, shape_of
from portal.forms.words import SAYINGS
from portal.forms.writing import written
from portal.visitor import Visitor

WRONG, REFUSED = 422, 409


@dataclass(frozen=True, slots=True)
class Way:
    """How a command is handed in: the fields that are asked for, what finds everything wrong with them as
    JSON, and what does it (the course, the JSON, who does it, the last event she has seen).
    """

    shape: Shape
    check: Callable[[bytes], object]
    act: Callable[[Office, str, bytes, Actor, int], object]


def usual_way(command: str) -> Way:
    """By the command's own fields."""
    return Way(
        shape_of(command),
        lambda data: parse_command(command, data),
        lambda office, ref, data, by, seen: act_together(office, ref, command, data, by, seen),
    )


def form_of(
    visit: Visitor,
    ref: str,
    command: str,
    *,
    given: Mapping[str, Any] | None = None,
    way: Way | None = None,
) -> Form:
    """The form of a command on a course. `given` are fields of the command as JSON, which stand in it from
    the beginning. Raises UnknownCourse.
    """
    setting, shape = setting_of(visit, ref), (way or usual_way(command)).shape
    values = {**prefilled(shape, setting), **(given or {})}
    return _form(setting, command, written(shape, values), setting.course.seq, shape)


def form_as_left(visit: Visitor, ref: str, command: str, typed: Posted) -> Form:
    """The form as somebody left it, without saying what is wrong with it. Raises UnknownCourse."""
    setting, shape = setting_of(visit, ref), shape_of(command)
    return _form(setting, command, in_order(typed, shape), seen_of(typed, setting), shape)


def do(visit: Visitor, ref: str, command: str, *, way: Way | None = None) -> Form | None:
    """Do what was posted. None if it is done (say `SAYINGS[command].done`); otherwise the form as it was
    filled in, with what is wrong, to be shown with its `status`. Raises UnknownCourse, Unavailable.

    A form that only asks for one row more or less comes back like that, and nothing is done.
    """
    way = way or usual_way(command)
    setting, shape = setting_of(visit, ref), way.shape
    given = in_order(posted(visit.form.multi_items()), shape)
    seen = seen_of(given, setting)
    if wanted := first(given, MORE):
        return _form(setting, command, _with_row(given, wanted), seen, shape)
    if gone := first(given, FEWER):
        return _form(setting, command, in_order(without_row(given, gone), shape), seen, shape)
    try:
        way.act(visit.office, ref, read_data(command, shape, given, way.check), visit.actor, seen)
    except Meanwhile as meanwhile:
        form = _form(setting, command, given, meanwhile.seq, shape)
        return replace(form, status=REFUSED, meanwhile=meanwhile.entries)
    except (InvalidInput, Refused, Conflict) as error:
        return with_problems(setting, command, given, seen, error, shape)
    return None


def read_data(
    command: str, shape: Shape, given: Posted, check: Callable[[bytes], object] | None = None
) -> bytes:
    """The command's fields as JSON. Raises InvalidInput with everything that is wrong with any of them."""
    reading = Reading(given)
    data = json.dumps(reading.whole(shape)).encode()
    if not reading.problems:
        return data
    try:
        (check or usual_way(command).check)(data)
    except InvalidInput as error:
        raise InvalidInput(command, (*reading.problems, *error.problems)) from None
    raise InvalidInput(command, tuple(reading.problems))


def with_problems(
    setting: Setting,
    command: str,
    given: Posted,
    seen: int,
    error: MentorError,
    shape: Shape | None = None,
) -> Form:
    """The form as it was filled in, with what is wrong beside its fields and on top."""
    shape = shape or shape_of(command)
    plain = _form(setting, command, given, seen, shape)
    if not isinstance(error, InvalidInput):
        return replace(plain, told=problems.refusal(error), status=REFUSED)
    told = problems.sentences(error, plain.fields)
    form = _form(setting, command, given, seen, shape, told)
    return replace(form, told=problems.summary(told, form.fields), status=WRONG)


def _form(
    setting: Setting,
    command: str,
    given: Posted,
    seen: int,
    shape: Shape,
    told: Mapping[str, str] | None = None,
) -> Form:
    fields = Making(setting, given, told or {}).fields(shape)
    return Form(ref=setting.course.ref, command=command, saying=SAYINGS[command], seen=seen, fields=fields)


def setting_of(visit: Visitor, ref: str) -> Setting:
    """What a form on that course is made for. Raises UnknownCourse."""
    return Setting(visit.office, visit.office.casebook.course(ref), visit.actor)


def seen_of(given: Posted, setting: Setting) -> int:
    """The event the form was opened at; one that does not say counts as opened before everything."""
    text = first(given, SEEN)
    return int(text) if text in map(str, range(1, setting.course.seq + 1)) else 0


def _with_row(given: Posted, name: str) -> Posted:
    return {**given, f"{name}.{len(rows(given, name))}.": ("",)}
