"""What stands in a form from the beginning: today, the only choice there is, and what is usual."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter

from domain.calendar import local, local_day
from domain.referral import Referral
from domain.values import Role
from portal.forms.choices import has_choices, options_of
from portal.forms.setting import Setting
from portal.forms.shape import Kind, Shape, Spec

Usual = Callable[[Setting], Any]
_REFERRAL = TypeAdapter(Referral)


def prefilled(shape: Shape, setting: Setting) -> dict[str, Any]:
    """The fields of a command that have an obvious value, as JSON."""
    found = {spec.name: _value(spec, setting) for spec in shape}
    return {name: value for name, value in found.items() if value is not None}


def _value(spec: Spec, setting: Setting) -> Any:
    if usual := USUAL.get(spec.key) or USUAL.get(spec.name):
        return usual(setting)
    if spec.required and spec.kind is Kind.TEXT and has_choices(spec):
        options = options_of(spec, setting)
        return options[0].value if len(options) == 1 else None
    return None


def _today(setting: Setting) -> str:
    return setting.today.isoformat()


def _now(setting: Setting) -> str:
    return setting.office.now.replace(second=0, microsecond=0).isoformat()


def _coordinator(setting: Setting) -> str | None:
    return setting.actor.id if setting.actor.role is Role.COORDINATOR else None


def _category(setting: Setting) -> str:
    return setting.programme.hours.categories[0].code


def _myself(setting: Setting) -> str:
    return setting.actor.id


def _todays(setting: Setting) -> Iterator[tuple[str, datetime]]:
    """The appointments that were for today."""
    return ((name, at) for name, at in setting.course.appointments if local_day(at) == setting.today)


def _appointment(setting: Setting) -> str | None:
    return next((name for name, _ in _todays(setting)), None)


def _began(setting: Setting) -> str | None:
    return next((f"{local(at):%H:%M}" for _, at in _todays(setting)), None)


def _after_last_period(setting: Setting) -> str | None:
    period = setting.course.period
    return (period.ends_on + timedelta(days=1)).isoformat() if period else None


def _referral(setting: Setting) -> Any:
    """The whole referral as it stands: what is not changed stays."""
    return _REFERRAL.dump_python(setting.referral, mode="json") if setting.referral else None


USUAL: Mapping[str, Usual] = {
    "held_on": _today,
    "shown_on": _today,
    "confirmed_on": _today,
    "agreed_on": _today,
    "told_on": _today,
    "received_on": _today,
    "returned_on": _today,
    "delivered_on": _today,
    "given_on": _today,
    "covers_to": _today,
    "withdrawn_on": _today,
    "AgreeDisclosure.from_on": _today,
    "SetRoles.from_on": _today,
    "SetFocusAreas.from_on": _today,
    "RecordSection85.from_on": _today,
    "attempted_at": _now,
    "AcceptReferral.coordinator": _coordinator,
    "CompleteReferral.referral": _referral,
    "AcknowledgeDeviation.by": _myself,
    "RecordMeeting.category": _category,
    "RecordMeeting.appointment": _appointment,
    "RecordMeeting.starts": _began,
    "ProposeExtension.starts_on": _after_last_period,
    "Decision.starts_on": _after_last_period,
}
