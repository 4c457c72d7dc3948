"""What can be chosen in a field, in Danish words: from closed lists, the programme, the staff, the course."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from adapters.staff import StaffMember
from casework.history.task_matrix import ORDINARY_COURSE
from casework.names.orders import CASEWORKER_ROLES, MAY
from domain.deciding.eligibility import ORDINARY
from portal.forms import course_choices
from portal.forms.reading import NOTHING
from portal.forms.setting import Setting
from portal.forms.shape import Spec
from portal.forms.words import CLOSED


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: its value in the form, and what people read."""

    value: str
    words: str


Pairs = Iterable[tuple[str, str]]
Source = Callable[[Setting], Pairs]


def options_of(spec: Spec, setting: Setting) -> tuple[Option, ...]:
    """What can be chosen in that field; nothing where it is written freely."""
    if source := SOURCES.get(spec.key) or SOURCES.get(spec.name):
        return tuple(Option(value, words) for value, words in source(setting))
    words = CLOSED.get(spec.key, {})
    return tuple(Option(code, words[code]) for code in spec.codes or words)


def has_choices(spec: Spec) -> bool:
    """Whether something is chosen in that field, also where there is nothing to choose just now."""
    return bool(spec.codes) or spec.key in CLOSED or spec.key in SOURCES or spec.name in SOURCES


def _members(members: Iterable[StaffMember]) -> Pairs:
    return ((member.id, member.name) for member in members)


def _mentors(setting: Setting) -> Pairs:
    return _members(setting.staff.mentors)


def _coordinators(setting: Setting) -> Pairs:
    return _members(setting.staff.coordinators)


def _everybody(setting: Setting) -> Pairs:
    """Who may take a deviation in hand: ours, and the registered people of the course's own authority."""
    staff = setting.staff
    ours = {member.id: member.name for member in (*staff.coordinators, *staff.managers)}
    theirs = (
        (one.ref, one.name)
        for one in setting.office.deciders.all()
        if one.controller == setting.course.controller
    )
    return (*theirs, *ours.items())


def _categories(setting: Setting) -> Pairs:
    return ((one.code, one.name) for one in setting.programme.hours.categories)


def _groups(setting: Setting) -> Pairs:
    return ((code, one.words) for code, one in setting.programme.target_groups.items())


def _tracks(setting: Setting) -> Pairs:
    named = ((code, one.words) for code, one in setting.programme.tracks.items())
    return ((ORDINARY, ORDINARY_COURSE), *named)


def _caseworker_roles(setting: Setting) -> Pairs:
    return ((role, CASEWORKER_ROLES[role]) for role in setting.programme.eligibility.caseworker_roles)


def _tasks(setting: Setting) -> Pairs:
    """The tasks a mentor may do; those that need a reason say so, those she may not are no choice."""
    for code, task in setting.programme.tasks.items():
        if task.may != "no":
            yield code, task.words if task.may == "yes" else f"{task.words} ({MAY[task.may]})"


def _roles(setting: Setting) -> Pairs:
    return ((code, role.name) for code, role in setting.programme.roles.items())


def _observations(setting: Setting) -> Pairs:
    return ((kind.code, kind.name) for kind in setting.programme.log_book.observation_kinds)


def _templates(setting: Setting) -> Pairs:
    return ((one.code, one.text) for one in setting.programme.goals.template)


def _goals(setting: Setting) -> Pairs:
    return setting.goals.items()


def _parents(setting: Setting) -> Pairs:
    return ((NOTHING, "intet: det er et mål for sig selv"), *setting.goals.items())


SOURCES: Mapping[str, Source] = {
    "coordinator": _coordinators,
    "mentor": _mentors,
    "cover": _mentors,
    "AcknowledgeDeviation.by": _everybody,
    "category": _categories,
    "AcceptReferral.target_group": _groups,
    "AcceptReferral.track": _tracks,
    "caseworker_role": _caseworker_roles,
    "AcceptReferral.tasks": _tasks,
    "RecordMeeting.tasks": _tasks,
    "SignAgreement.tasks": _tasks,
    "roles": _roles,
    "weights": _roles,
    "observation_kinds": _observations,
    "template": _templates,
    "goal": _goals,
    "goals": _goals,
    "NewGoal.parent": _goals,
    "ReviseGoal.parent": _parents,
    "appointment": course_choices.appointments,
    "replaces": course_choices.appointments,
    "corrects": course_choices.entries,
    "ConfirmHours.entries": course_choices.entries,
    "ShowLogEntry.entries": course_choices.unshown_entries,
    "disclosure": course_choices.disclosures,
    "AcknowledgeDeviation.matter": course_choices.open_deviations,
    "AddExplanation.matter": course_choices.deviations,
    "RecordDeviationOutcome.matter": course_choices.acknowledged,
    "WithdrawDeviation.matter": course_choices.deviations,
    "MarkUpdateSeen.matter": course_choices.updates,
    "SettleMatter.matter": course_choices.settleable,
    "SettleMatter.outcome": course_choices.outcomes,
    "RecordAccessDraft.matter": course_choices.asked_for,
    "Ending.matter": course_choices.standing_still,
}
"""Where a field's choices come from, by its own key or by its name alone."""
