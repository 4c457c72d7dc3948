"""What a programme leaves out of a form, and what it calls a field: nothing is asked that nobody uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from portal.forms.choices import options_of
from portal.forms.setting import Setting
from portal.forms.shape import Kind, Spec
from portal.forms.words import label_of

ASKED: Mapping[str, str] = {
    "GoalAnswer.reached": "reached",
    "GoalAnswer.effort_sufficient": "effort_sufficient",
    "GoalAnswer.more_needed": "more_needed",
}
"""The fields that are one of the programme's own questions."""


def questions(setting: Setting) -> Mapping[str, str]:
    """The programme's questions about each goal, by their codes."""
    return {one.code: one.text for one in setting.programme.follow_up.questions}


def is_asked(spec: Spec, setting: Setting) -> bool:
    """Whether the course's programme uses that field."""
    if spec.key in ASKED:
        return ASKED[spec.key] in questions(setting)
    used = USED.get(spec.key)
    return used is None or used(setting)


def is_needed(spec: Spec) -> bool:
    """Whether an answer is required: by the command, or because the programme asks it of every goal."""
    return spec.required or spec.key in ASKED


def label_in(spec: Spec, setting: Setting) -> str:
    """What the field is called: the programme's own question, or our label."""
    if spec.key in ASKED:
        return questions(setting).get(ASKED[spec.key], label_of(spec))
    if spec.key == "GoalAnswer.progress":
        return f"{label_of(spec)} (0 til {setting.programme.goals.scale})"
    return label_of(spec)


def codes_of(spec: Spec, setting: Setting) -> Mapping[str, str]:
    """The programme's codes that a table of values has one of each for, with their words."""
    if spec.kind is Kind.ANSWERS:
        return {code: text for code, text in questions(setting).items() if code not in ASKED.values()}
    return {option.value: option.words for option in options_of(spec, setting)}


def _has(name: str) -> Callable[[Setting], bool]:
    return lambda setting: bool(getattr(setting.programme, name))


USED: Mapping[str, Callable[[Setting], bool]] = {
    "AcceptReferral.target_group": _has("target_groups"),
    "AcceptReferral.track": _has("tracks"),
    "AcceptReferral.track_on": _has("tracks"),
    "AcceptReferral.no_other_offer": _has("tracks"),
    "AcceptReferral.caseworker_role": lambda one: bool(one.programme.eligibility.caseworker_roles),
    "AcceptReferral.supports_staying": lambda one: one.programme.eligibility.in_activity,
    "AcceptReferral.beyond_normal": lambda one: one.programme.eligibility.internal_statement,
    "SignAgreement.roles": _has("roles"),
    "NewGoal.aim": lambda one: one.programme.goals.final_aim,
    "ReviseGoal.aim": lambda one: one.programme.goals.final_aim,
    "NewGoal.template": lambda one: bool(one.programme.goals.template),
    "NewGoal.parent": lambda one: bool(one.goals),
    "NewStep.goal": lambda one: bool(one.goals),
    "GoalAnswer.stage": lambda one: one.programme.goals.circle,
    "GoalAnswer.progress": lambda one: one.programme.goals.scale > 0,
    "RecordMeeting.observation_kinds": lambda one: bool(one.programme.log_book.observation_kinds),
    "RecordMeeting.goals": lambda one: bool(one.goals),
    "RecordMeeting.appointment": lambda one: bool(one.course.appointments),
    "PlanAppointment.replaces": lambda one: bool(one.course.appointments),
    "RecordMeeting.corrects": lambda one: bool(one.course.log.worked),
}
"""When a field is used; one that is not named here always is."""
