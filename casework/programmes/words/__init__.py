"""What each key of a programme means, as a Danish sentence around its value.

The parts follow the sections of the file; a new key needs its sentence in one of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from casework.programmes.words import basics, orders, practice
from casework.programmes.words.sentence import Words

__all__ = ["CHOICES", "HEADINGS", "SENTENCES", "Words"]

HEADINGS: Mapping[str, str] = {
    "": "Programmet",
    "referral": "Henvisningen",
    "eligibility": "Hvem programmet er til",
    "target_groups": "Målgrupperne",
    "tracks": "De særlige spor",
    "tasks": "Opgaverne",
    "task_rules": "Reglerne for opgaver",
    "roles": "Mentors roller",
    "office": "Kontoret",
    "grants": "Bevillinger",
    "contact": "Første kontakt",
    "ending": "Afslutningen",
    "work": "Arbejdet",
    "goals": "Målene",
    "follow_up": "Opfølgningen",
    "hours": "Timerne",
    "reports": "Rapporterne",
    "log_book": "Logbogen",
    "corps": "Mentorkorpset",
    "retention": "Opbevaring",
    "deadlines": "Frister og stiger",
}
"""The sections and tables, by the first part of their keys."""

_PARTS = (basics, orders, practice)
SENTENCES: Mapping[str, Words] = {key: words for part in _PARTS for key, words in part.SENTENCES.items()}
CHOICES: Mapping[str, Mapping[str, str]] = {
    key: words for part in _PARTS for key, words in part.CHOICES.items()
}
"""The words for the codes of a key. A code that is not here is the programme's own and is shown as it is."""
