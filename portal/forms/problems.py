"""What is wrong with a form, in the words of a form: the reader's own words are about files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from casework.commands.can_do import NOT_IN_PHASE
from domain.errors import InvalidInput, MentorError, Problem, Refused
from portal.forms.form import Field, Told, Widget, every_field
from portal.forms.words import in_words

_EMPTY = frozenset({"mangler", "er tomt", "er en tom liste"})
_WHEN_EMPTY: Mapping[Widget, str] = {
    Widget.RADIOS: "Vælg en af mulighederne.",
    Widget.SELECT: "Vælg en af mulighederne.",
    Widget.TICKS: "Vælg mindst én.",
    Widget.DATE: "Skriv en dato.",
    Widget.TIME: "Skriv et klokkeslæt.",
    Widget.INSTANT: "Skriv dato og klokkeslæt.",
    Widget.NUMBER: "Skriv et tal.",
    Widget.ROWS: "Udfyld mindst én.",
}
_WHEN_WRONG: Mapping[Widget, str] = {
    Widget.RADIOS: "Det kan ikke vælges her. Vælg en af mulighederne.",
    Widget.SELECT: "Det kan ikke vælges her. Vælg en af mulighederne.",
    Widget.TICKS: "Noget af det kan ikke vælges her. Vælg blandt mulighederne.",
    Widget.DATE: "Det er ikke en dato. Skriv den som 02.03.2026.",
    Widget.TIME: "Det er ikke et klokkeslæt. Skriv det som 10.30.",
    Widget.INSTANT: "Det er ikke et tidspunkt. Skriv både dato og klokkeslæt.",
    Widget.NUMBER: "Det er ikke et tal, der kan bruges her. Skriv det som 2 eller 2,5.",
}
_SAID = frozenset(
    {"findes ikke", "kommer to gange", "ligger uden for det tilladte", "står ikke i staff.toml"}
)
"""What is told in its own words also where a widget has words of its own."""
_OURS = "står ikke i staff.toml"
GENERAL = ("Noget mangler eller kan ikke bruges. Ret det, og gem igen.",)


def sentences(error: InvalidInput, fields: Iterable[Field]) -> dict[str, str]:
    """A sentence for each problem, by the field's name; a problem of no field has none of ours."""
    known = {one.name: one for one in every_field(tuple(fields))}
    return {problem.field: _sentence(problem, known.get(problem.field)) for problem in error.problems}


def _sentence(problem: Problem, about: Field | None) -> str:
    if about is not None and problem.wrong in _EMPTY:
        return _WHEN_EMPTY.get(about.widget, "Udfyld feltet.")
    if problem.wrong == _OURS:
        return "Personen er ikke hos os mere. Vælg en anden."
    if about is not None and problem.wrong not in _SAID and about.widget in _WHEN_WRONG:
        return _WHEN_WRONG[about.widget]
    return in_words(f"{_capital(problem.wrong)}: {problem.cure}.".replace("..", "."))


def summary(problems: Mapping[str, str], fields: tuple[Field, ...]) -> tuple[Told, ...]:
    """The problems as they are listed on top of a form, in its order; those of no field come first."""
    known = {one.name: (one, label) for one, label in _labelled(fields)}
    whole = [Told(text) for name, text in problems.items() if name not in known]
    listed = ((known[name], problems[name]) for name in known if name in problems)
    return (*whole, *(Told(text, label, one.id) for (one, label), text in listed))


def _labelled(fields: tuple[Field, ...]) -> Iterator[tuple[Field, str]]:
    """The fields and those within them; those of a row say of which: `Mål 2: Skal være nået`."""
    for one in fields:
        yield one, one.label
        yield from _labelled(one.fields)
        for row in one.rows:
            yield from ((inner, f"{row.title}: {label}") for inner, label in _labelled(row.fields))


def refusal(error: MentorError) -> tuple[Told, ...]:
    """What a rule says, with the commands' own names in Danish."""
    if isinstance(error, Refused) and error.rule == "phase":
        return (Told(NOT_IN_PHASE),)
    return (Told(in_words(error.message)),)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
