"""The sentences for whom a programme is for, its special tracks, and the tasks a mentor may be given."""

from __future__ import annotations

from collections.abc import Mapping

from casework.names import orders as order_names
from casework.programmes.words.sentence import Words
from domain import words

SENTENCES: Mapping[str, Words] = {
    "eligibility.other_groups": "Borgere uden for målgrupperne {}.",
    "eligibility.in_activity": (
        "Borgeren skal være i gang med en aktivitet og have brug for støtte til at blive i den.",
        "Borgeren behøver ikke at være i gang med en aktivitet.",
    ),
    "eligibility.placement_alone": (
        "Opfølgning på praktik må være den eneste opgave.",
        "Opfølgning på praktik må ikke være den eneste opgave.",
    ),
    "eligibility.instead": (
        "Er der brug for en beskrivelse af arbejdsevnen, foreslås {}.",
        "Der foreslås intet andet, når der er brug for en beskrivelse af arbejdsevnen.",
    ),
    "eligibility.internal_statement": (
        "Om en mentor på arbejdspladsen skal det skrives, hvad hun gør ud over det, stedet selv gør.",
        "Om en mentor på arbejdspladsen skal der ikke skrives noget særligt.",
    ),
    "eligibility.ask_section_85": (
        "Det noteres, når ingen har skrevet, om borgeren får støtte efter servicelovens § 85.",
        "Der spørges ikke til støtte efter servicelovens § 85.",
    ),
    "eligibility.ask_inactive": (
        "Det noteres, når borgeren ikke deltager i en aktivitet: da er mentor især en mulighed.",
        "Der spørges ikke til, om borgeren deltager i en aktivitet.",
    ),
    "eligibility.months_unemployed": (
        "Der ventes mere end {} måneders ledighed.",
        "Der ventes ingen bestemt ledighed.",
    ),
    "eligibility.under_age": (
        "Borgeren forventes at være under {} år.",
        "Der ventes ingen bestemt alder.",
    ),
    "eligibility.education_under": (
        "For borgere under {} år noteres det, at sigtet er overgang til uddannelse.",
        "Sigtet afhænger ikke af alderen.",
    ),
    "eligibility.match_groups": ("Der ventes matchgruppe {}.", "Alle matchgrupper er ventede."),
    "eligibility.caseworker_roles": (
        "En sagsbehandler kan stå med rollen {}.",
        "En sagsbehandler står ikke med en særlig rolle.",
    ),
    "target_groups": "{}.",
    "target_groups.words": "Målgruppe »{}«",
    "target_groups.also": ("skrives også {}", ""),
    "tracks": "{}.",
    "tracks.words": "Spor »{}«",
    "tracks.also": ("skrives også {}", ""),
    "tracks.entitlement": "{}",
    "tracks.only_without_offer": ("kun for borgere, der ikke er i et andet tilbud", ""),
    "tracks.least_months": ("mindst {} måneder", ""),
    "tracks.most_months": ("højst {} måneder", ""),
    "tracks.before_months": ("begynder højst {} måneder før dagen", ""),
    "tracks.until_months": ("slutter senest {} måneder efter dagen", ""),
    "tracks.deciders": ("bevilges og forlænges af {}", ""),
    "tasks": "{}.",
    "tasks.words": "Opgave »{}«",
    "tasks.also": ("skrives også {}", ""),
    "tasks.area": ("område: {}", ""),
    "tasks.law": "hører under {}",
    "tasks.may": "mentor {}",
    "tasks.rule": ("efter reglen {}", ""),
    "tasks.placement": ("er opfølgning på praktik", ""),
    "roles": "Rolle »{}«.",
    "roles.name": "{}",
    "task_rules": "Reglen {code}: {}",
}

CHOICES: Mapping[str, Mapping[str, str]] = {
    "eligibility.other_groups": {
        "refused": "afvises",
        "remarked": "tages ind, og det noteres",
        "taken": "tages også ind",
    },
    "eligibility.caseworker_roles": order_names.CASEWORKER_ROLES,
    "tracks.entitlement": {
        "none": "hverken ret eller pligt",
        "right": "borgeren har ret til mentor",
        "right_and_duty": "borgeren har ret og pligt til mentor",
    },
    "tracks.deciders": words.DECIDERS,
    "tasks.law": words.LAWS,
    "tasks.may": {"yes": "må", "with_reason": "må kun med en skriftlig begrundelse", "no": "må ikke"},
}
