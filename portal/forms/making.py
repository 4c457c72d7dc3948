"""Makes a form of what was posted, or of what is given: every field with its words, value and choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from portal.forms.choices import Option, has_choices, options_of
from portal.forms.form import Field, Row, Widget
from portal.forms.posted import Posted, first, rows
from portal.forms.programmed import codes_of, is_asked, is_needed, label_in
from portal.forms.rare import RARE
from portal.forms.reading import HOUR, NO, YES
from portal.forms.setting import Setting
from portal.forms.shape import LONG, Kind, Shape, Spec
from portal.forms.wall_clock import HOURS
from portal.forms.words import hint_of

FEW = 6
"""So many choices at most are shown side by side; more in a list that opens."""
YES_OR_NO = (Option(YES, "Ja"), Option(NO, "Nej"))
NOTHING_TO_CHOOSE = "Der er intet at vælge lige nu."
CHOSEN = frozenset({Widget.SELECT, Widget.TICKS})
LEAVABLE = frozenset(Widget) - {Widget.TICK, Widget.TICKS, Widget.GROUP, Widget.ROWS}
"""What is told that it may be left out; of boxes to tick everybody knows."""
ROW_TITLES: Mapping[str, str] = {
    "AgreeGoals.goals": "Mål",
    "AgreeChangePlan.steps": "Skridt",
    "RecordMinutes.next_steps": "Næste skridt",
}
GIVEN_ROWS = frozenset({"RecordFollowUp.answers", "RecordClosing.results"})
"""Repeated fields with one row for each goal that is worked on."""


@dataclass(frozen=True)
class Making:
    """One making of a form. `problems` are sentences by the whole name of their field."""

    setting: Setting
    given: Posted
    problems: Mapping[str, str] = field(default_factory=dict)

    def fields(self, shape: Shape, inside: str = "", *, required: bool = True) -> tuple[Field, ...]:
        """The fields of a shape. Within a part that may be missing, nothing is required."""
        return tuple(
            made
            for spec in shape
            for made in self._made(spec, inside + spec.name, required=required and is_needed(spec))
        )

    def _made(self, spec: Spec, name: str, *, required: bool) -> Iterator[Field]:
        if not is_asked(spec, self.setting) and not self._is_filled(name):
            return
        if spec.kind in (Kind.NUMBERS, Kind.ANSWERS):
            yield from self._table(spec, name, required=required)
        elif spec.kind is Kind.GROUP:
            yield self._field(
                spec, name, Widget.GROUP, fields=self.fields(spec.inner, f"{name}.", required=required)
            )
        elif spec.kind is Kind.ROWS:
            yield self._rows(spec, name, required=required)
        else:
            yield self._single(spec, name, required=required)

    def _is_filled(self, name: str) -> bool:
        return any(
            any(values) for key, values in self.given.items() if key == name or key.startswith(f"{name}.")
        )

    def _single(self, spec: Spec, name: str, *, required: bool) -> Field:
        values = self.given.get(name, ())
        options = self._options(spec, values)
        widget = self._widget(spec, options)
        chosen = {one.value for one in options}
        free = spec.kind is Kind.LIST and spec.most > 0
        lines = tuple(value for value in values if value not in chosen) if free and options else None
        hours = self._hours(spec, name)
        return self._field(spec, name, widget, values=values, options=options, required=required, lines=lines,
                           hours=hours)  # fmt: skip

    def _options(self, spec: Spec, values: tuple[str, ...]) -> tuple[Option, ...]:
        """What can be chosen, and what was chosen though it is no choice any more: nothing typed is lost."""
        if spec.kind is Kind.YES_NO:
            return YES_OR_NO
        options = options_of(spec, self.setting)
        if not has_choices(spec) or (spec.kind is Kind.LIST and spec.most):
            return options
        known = {one.value for one in options}
        return (*options, *(Option(value, value) for value in values if value.strip() and value not in known))

    def _hours(self, spec: Spec, name: str) -> tuple[Option, ...]:
        hour = f"{name}.{HOUR}"
        wanted = spec.kind is Kind.INSTANT and (
            hour in self.given or "to gange" in self.problems.get(name, "")
        )
        return tuple(Option(code, words) for code, words in HOURS.items()) if wanted else ()

    @staticmethod
    def _widget(spec: Spec, options: tuple[Option, ...]) -> Widget:
        if spec.kind is Kind.LIST:
            return Widget.TICKS if options or (has_choices(spec) and not spec.most) else Widget.AREA
        if spec.kind is Kind.YES_NO or (has_choices(spec) and len(options) <= FEW and spec.codes):
            return Widget.RADIOS
        if has_choices(spec):
            return Widget.SELECT
        if spec.kind is Kind.TEXT:
            return Widget.AREA if spec.most > LONG else Widget.TEXT
        return _WIDGETS[spec.kind]

    def _table(self, spec: Spec, name: str, *, required: bool) -> Iterator[Field]:
        """A field for each of the programme's codes, and for whatever else was given."""
        codes = dict(codes_of(spec, self.setting))
        start = f"{name}."
        codes |= {
            key[len(start) :]: key[len(start) :]
            for key in self.given
            if key.startswith(start) and key[len(start) :] not in codes
        }
        numbers = spec.kind is Kind.NUMBERS
        for code, words in codes.items():
            yield Field(
                name=f"{name}.{code}",
                label=words,
                widget=Widget.NUMBER if numbers else Widget.RADIOS,
                values=self.given.get(f"{name}.{code}", ()),
                options=() if numbers else YES_OR_NO,
                problem=self.problems.get(f"{name}.{code}", ""),
                required=required and not numbers,
            )

    def _rows(self, spec: Spec, name: str, *, required: bool) -> Field:
        numbers = rows(self.given, name)
        given = self._given_rows(spec, name, len(numbers))
        whole = Making(self.setting, {**self.given, **given}, self.problems)
        count = len(numbers) + len(given) or 1
        made = tuple(
            whole.row(spec, f"{name}.{number}", number, required=required) for number in range(count)
        )
        return self._field(
            spec, name, Widget.ROWS, rows=made, required=required, can_grow=spec.key not in GIVEN_ROWS
        )

    def _given_rows(self, spec: Spec, name: str, after: int) -> dict[str, tuple[str, ...]]:
        """A row for each goal that has none yet."""
        if spec.key not in GIVEN_ROWS:
            return {}
        there = {first(self.given, f"{name}.{number}.goal") for number in range(after)}
        missing = [goal for goal in self.setting.goals if goal not in there]
        return {f"{name}.{number}.goal": (goal,) for number, goal in enumerate(missing, after)}

    def row(self, spec: Spec, name: str, number: int, *, required: bool) -> Row:
        """One repetition; where it is about a goal, its title says which, and the goal is not asked for."""
        of_each = spec.key in GIVEN_ROWS
        fields = self.fields(spec.inner, f"{name}.", required=required or of_each)
        if not of_each:
            return Row(name, f"{ROW_TITLES.get(spec.key, 'Nr.')} {number + 1}", fields)
        goal = first(self.given, f"{name}.goal")
        title = self.setting.goals.get(goal, goal)
        about = (_hidden(one) if one.name == f"{name}.goal" else one for one in fields)
        return Row(name, title, tuple(about), can_go=False)

    def _field(self, spec: Spec, name: str, widget: Widget, **more: object) -> Field:
        return Field(
            name=name,
            label=label_in(spec, self.setting),
            widget=widget,
            hint=NOTHING_TO_CHOOSE if widget in CHOSEN and not more["options"] else hint_of(spec),
            rare=spec.key in RARE and not self.problems.get(name),
            problem=self.problems.get(name, ""),
            most=spec.most,
            may_be_left=not more.get("required") and not spec.default and widget in LEAVABLE,
            **more,  # type: ignore[arg-type]
        )


def _hidden(one: Field) -> Field:
    return Field(name=one.name, label=one.label, widget=Widget.HIDDEN, values=one.values)


_WIDGETS = {
    Kind.DATE: Widget.DATE,
    Kind.TIME: Widget.TIME,
    Kind.INSTANT: Widget.INSTANT,
    Kind.NUMBER: Widget.NUMBER,
    Kind.WHOLE: Widget.NUMBER,
    Kind.TICK: Widget.TICK,
}
