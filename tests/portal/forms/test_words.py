"""Nobody reads a code: every field, choice and command of a form has its Danish words."""

from __future__ import annotations

from casework.commands.acting import BY_THEMSELVES
from domain.commands import COMMANDS
from portal.forms.choices import SOURCES
from portal.forms.prefilled import USUAL
from portal.forms.programmed import USED
from portal.forms.rare import RARE
from portal.forms.shape import IN_PERSON, every_spec, shape_in_person, shape_of
from portal.forms.words import CLOSED, LABELS, SAYINGS, hint_of, in_words, label_of
from portal.forms.words.hints import HINTS

BY_HAND = COMMANDS.keys() - BY_THEMSELVES.keys()
SPECS = [spec for name in sorted(BY_HAND) for spec in every_spec(shape_of(name))]
SPECS += [spec for name in IN_PERSON for spec in every_spec(shape_in_person(name))]
KNOWN = {spec.key for spec in SPECS} | {spec.name for spec in SPECS}


def test_every_command_that_a_person_may_do_has_its_words_and_no_other() -> None:
    assert SAYINGS.keys() == BY_HAND
    for saying in SAYINGS.values():
        assert saying.title
        assert saying.button
        assert saying.done.endswith(".")


def test_every_field_has_a_label_and_no_label_is_for_nothing() -> None:
    assert all(label_of(spec) for spec in SPECS)
    for table in (LABELS, HINTS, CLOSED, SOURCES, USUAL, USED, RARE):
        assert set(table) <= KNOWN


def test_every_code_of_a_closed_list_has_its_words() -> None:
    for spec in SPECS:
        if spec.codes:
            assert set(spec.codes) <= CLOSED[spec.key].keys(), spec.key


def test_a_hint_is_a_whole_sentence() -> None:
    assert all(hint.endswith((".", "?")) for spec in SPECS if (hint := hint_of(spec)))


def test_a_sentence_of_the_rules_names_commands_in_danish() -> None:
    told = in_words("Det punkt afsluttes med AcknowledgeDeviation.")
    assert told == "Det punkt afsluttes med »Kvittér for en fravigelse«."
