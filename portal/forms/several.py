"""Several commands on one page: the parts that are ticked are done as one, or none of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from casework.commands.acting_together import Meanwhile, act_all_together
from casework.commands.can_do import is_offered
from domain.errors import Conflict, InvalidInput, MentorError, Problem, Refused
from domain.parsing import parse_command
from portal.forms import problems
from portal.forms.doing import REFUSED, WRONG, seen_of, setting_of
from portal.forms.making import Making
from portal.forms.parts import Asked, Part, Several, summary_of
from portal.forms.posted import Posted, in_order, posted
from portal.forms.prefilled import prefilled
from portal.forms.reading import Reading
from portal.forms.setting import Setting
from portal.forms.shape import shape_of
from portal.forms.writing import written
from portal.visitor import Visitor

PART, NOW = "part", "now"
"""The boxes that say which parts are done, and the button that does one of them at once."""


def several_of(
    visit: Visitor, ref: str, asked: Sequence[Asked], given: Mapping[str, str] | None = None
) -> Several:
    """The page with what stands in it from the beginning, and what is `given` by the fields' whole names.

    Raises UnknownCourse.
    """
    setting = setting_of(visit, ref)
    parts = _offered(setting, asked)
    values = {name: (value,) for name, value in (given or {}).items()}
    return _shown(setting, parts, {**_at_first(setting, parts), **values}, setting.course.seq)


def several_as_left(visit: Visitor, ref: str, asked: Sequence[Asked], typed: Posted) -> Several:
    """The page as somebody left it, without saying what is wrong with it. Raises UnknownCourse."""
    setting = setting_of(visit, ref)
    return _shown(setting, _offered(setting, asked), _in_order(typed, asked), seen_of(typed, setting))


def do_several(visit: Visitor, ref: str, asked: Sequence[Asked]) -> Several | None:
    """Do the ticked parts in one commit. None if they are done; otherwise the page as it was filled in.

    Raises UnknownCourse, Unavailable.
    """
    setting, given = _handed_in(visit, ref, asked)
    return _done(setting, _offered(setting, asked), given)


def do_one_now(visit: Visitor, ref: str, asked: Sequence[Asked], name: str) -> Several:
    """Do one part at once, whatever the others still lack: they come back as they were, that one empty and
    without its tick. What is wrong with it is told as for all.
    """
    setting, given = _handed_in(visit, ref, asked)
    parts = _offered(setting, asked)
    alone = {**given, PART: (name,)}
    if wrong := _done(setting, parts, alone):
        return _shown_again(parts, {**given, PART: (*given.get(PART, ()), name)}, wrong)
    rest = {key: values for key, values in given.items() if not key.startswith(f"{name}.")}
    rest[PART] = tuple(one for one in given.get(PART, ()) if one != name)
    now = setting_of(visit, ref)
    fresh = _at_first(now, tuple(part for part in parts if part.name == name))
    fresh.pop(PART)
    return _shown(now, parts, {**fresh, **rest}, now.course.seq)


def ticked(visit: Visitor, asked: Sequence[Asked]) -> tuple[Asked, ...]:
    """The parts that were handed in."""
    wanted = posted(visit.form.multi_items()).get(PART, ())
    return tuple(part for part in asked if part.name in wanted)


def _handed_in(visit: Visitor, ref: str, asked: Sequence[Asked]) -> tuple[Setting, Posted]:
    return setting_of(visit, ref), _in_order(posted(visit.form.multi_items()), asked)


def _in_order(given: Posted, asked: Sequence[Asked]) -> Posted:
    for part in asked:
        given = in_order(given, shape_of(part.command), f"{part.name}.")
    return given


def _offered(setting: Setting, asked: Sequence[Asked]) -> tuple[Asked, ...]:
    return tuple(
        part
        for part in asked
        if is_offered(part.command, setting.actor, setting.course, setting.programme) and part.where(setting)
    )


def _at_first(setting: Setting, asked: Sequence[Asked]) -> dict[str, tuple[str, ...]]:
    given: dict[str, tuple[str, ...]] = {PART: tuple(part.name for part in asked if part.at_first)}
    for part in asked:
        shape = shape_of(part.command)
        values = written(shape, prefilled(shape, setting))
        given |= {f"{part.name}.{name}": value for name, value in values.items()}
    return given


def _done(setting: Setting, asked: Sequence[Asked], given: Posted) -> Several | None:
    seen = seen_of(given, setting)
    try:
        parts = _read(asked, given)
        act_all_together(setting.office, setting.course.ref, parts, setting.actor, seen)
    except Meanwhile as meanwhile:
        shown = _shown(setting, asked, given, meanwhile.seq)
        return replace(shown, status=REFUSED, meanwhile=meanwhile.entries)
    except (InvalidInput, Refused, Conflict) as error:
        return _with_problems(setting, asked, given, seen, error)
    return None


def _read(asked: Sequence[Asked], given: Posted) -> dict[str, tuple[str, bytes]]:
    """The ticked parts as JSON. Raises InvalidInput with everything that is wrong in any of them."""
    reading = Reading(given)
    read: dict[str, tuple[str, bytes]] = {}
    for part in asked:
        fields = reading.part(shape_of(part.command), f"{part.name}.")
        if part.name in given.get(PART, ()):
            read[part.name] = part.command, json.dumps(fields).encode()
    reading.must_be_known(PART, NOW)
    if not read:
        raise InvalidInput(
            "Besøg", (Problem("(intet)", "intet er valgt", "sæt kryds ved det, der skal gemmes"),)
        )
    found = [one for one in reading.problems if one.field.partition(".")[0] in (*read, "(ukendt felt)")]
    if found:
        raise InvalidInput("Besøg", (*found, *_unreadable(read)))
    return read


def _unreadable(parts: Mapping[str, tuple[str, bytes]]) -> list[Problem]:
    found: list[Problem] = []
    for part, (command, data) in parts.items():
        try:
            parse_command(command, data)
        except InvalidInput as error:
            found += (Problem(f"{part}.{one.field}", one.wrong, one.cure) for one in error.problems)
    return found


def _shown(
    setting: Setting,
    asked: Sequence[Asked],
    given: Posted,
    seen: int,
    told: Mapping[str, str] | None = None,
) -> Several:
    making = Making(setting, given, told or {})
    parts = tuple(
        Part(
            asked=part,
            fields=making.fields(shape_of(part.command), f"{part.name}."),
            ticked=part.name in given.get(PART, ()),
            problem=(told or {}).get(part.name, ""),
        )
        for part in asked
    )
    return Several(ref=setting.course.ref, seen=seen, parts=parts)


def _shown_again(asked: Sequence[Asked], given: Posted, wrong: Several) -> Several:
    """The page with all its ticks, and what was wrong with the part that was done alone."""
    boxes = {part.asked.name: part for part in wrong.parts}
    ticks = given.get(PART, ())
    parts = tuple(replace(boxes[part.name], ticked=part.name in ticks) for part in asked)
    return replace(wrong, parts=parts)


def _with_problems(
    setting: Setting, asked: Sequence[Asked], given: Posted, seen: int, error: MentorError
) -> Several:
    if not isinstance(error, InvalidInput):
        return replace(_shown(setting, asked, given, seen), told=problems.refusal(error), status=REFUSED)
    plain = _shown(setting, asked, given, seen)
    told = problems.sentences(error, (one for part in plain.parts for one in part.fields))
    shown = _shown(setting, asked, given, seen, told)
    return replace(shown, told=summary_of(shown, told), status=WRONG)
