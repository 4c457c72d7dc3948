"""The sentences for the work itself: hours, agreement, log book, the corps and how long files are kept."""

from __future__ import annotations

from collections.abc import Mapping

from casework import names
from casework.programmes.words.sentence import Words
from domain import words
from domain.corps import documents

SENTENCES: Mapping[str, Words] = {
    "work.categories": "Timer føres som {}.",
    "work.signers": "Aftalen skal være underskrevet af {}.",
    "work.no_show_is_deviation": (
        "En udeblivelse er en fravigelse, som jobcenteret får besked om straks.",
        "En udeblivelse er ikke i sig selv en fravigelse.",
    ),
    "log_book.enter_within": "Et notat, der føres mere end {} arbejdsdage efter mødet, er sent ført.",
    "log_book.show_within": "Et notat, der ikke er vist for borgeren inden {} dage, kommer på listen.",
    "log_book.observation_kinds": ("Der kan iagttages: {}.", "Der er ingen faste slags iagttagelser."),
    "log_book.observation_kinds.code": "{}",
    "log_book.observation_kinds.name": "{}",
    "corps.required_documents": (
        "Korpset tager først imod borgere, når det har {}.",
        "Korpset behøver ingen bestemte papirer.",
    ),
    "retention.years": "En sag kan slettes {} år efter, at forløbet er slut, når kommunen har godkendt det.",
    "work.hours_warning_percent": "Når {} % af de bevilgede timer er brugt, skal nogen se på resten.",
}

CHOICES: Mapping[str, Mapping[str, str]] = {
    "work.categories": names.CATEGORIES,
    "work.signers": words.SIGNERS,
    "corps.required_documents": documents.NAMES,
}
