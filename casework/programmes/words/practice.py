"""The sentences for the work itself: hours, agreement, log book, the corps and how long files are kept."""

from __future__ import annotations

from collections.abc import Mapping

from casework.programmes.words.sentence import Words
from domain import words
from domain.corps import documents, measures

SENTENCES: Mapping[str, Words] = {
    "work.signers": "Aftalen skal være underskrevet af {}.",
    "work.no_show_is_deviation": (
        "En udeblivelse er en fravigelse, som jobcenteret får besked om straks.",
        "En udeblivelse er ikke i sig selv en fravigelse.",
    ),
    "work.meeting_place": ("Møder holdes {}, når intet andet er aftalt.", "Der er intet fast mødested."),
    "log_book.enter_within": "Et notat, der føres mere end {} arbejdsdage efter mødet, er sent ført.",
    "log_book.show_within": "Et notat, der ikke er vist for borgeren inden {} dage, kommer på listen.",
    "log_book.observation_kinds": ("Der kan iagttages: {}.", "Der er ingen faste slags iagttagelser."),
    "log_book.observation_kinds.code": "[{}]",
    "log_book.observation_kinds.name": "{}",
    "corps.check_in_minutes": (
        "Er en mentor alene på besøg ikke meldt tilbage efter {} minutter, får koordinatoren besked."
    ),
    "corps.check_in_risk_minutes": "Nævner henvisningen en risiko, sker det efter {} minutter.",
    "corps.check_in_again_minutes": "Det gentages hvert {}. minut, til nogen har meldt hende tilbage.",
    "corps.targets": ("Korpsets mål er: {}.", "Korpset har ingen målsætninger i procent."),
    "corps.targets.measure": "{}",
    "corps.targets.percent": "mindst {} %",
    "corps.targets.valid_from": "fra {}",
    "corps.targets.valid_to": ("til og med {}", ""),
    "corps.required_documents": (
        "Korpset tager først imod borgere, når det har {}.",
        "Korpset behøver ingen bestemte papirer.",
    ),
    "ending.reopen_within": (
        "Et afsluttet forløb kan genåbnes i {} dage.",
        "Et afsluttet forløb genåbnes aldrig.",
    ),
    "retention.report_years": (
        "En underretning eller en oplysning om kriminalitet kan slettes {} år efter, at den blev afleveret."
    ),
    "retention.years": "En sag kan slettes {} år efter, at forløbet er slut, når kommunen har godkendt det.",
    "reports.approval": "En progressionsrapport {}.",
    "reports.placement_section": (
        "En rapport om dage med møder på arbejdspladsen beskriver praktikken.",
        "Afsnittet om praktik er frivilligt.",
    ),
    "reports.closing_parts": (
        "Den afsluttende rapport skal ud over gennemgangen have {}.",
        "Den afsluttende rapport skal ud over gennemgangen ikke have bestemte dele.",
    ),
    "goals.change_plan": "Mål sættes {}.",
    "goals.scale": ("Fremgang måles fra 0 til {}.", "Der er ingen skala for fremgang."),
    "goals.final_aim": (
        "Hvert mål siger, om det fører til job eller uddannelse.",
        "Mål behøver ikke at nævne job eller uddannelse.",
    ),
    "goals.template": ("Mål kan laves af skabelonerne: {}.", "Der er ingen skabeloner for mål."),
    "goals.template.code": "[{}]",
    "goals.template.text": "{}",
    "follow_up.questions": "Ved hver opfølgning spørges der for hvert mål: {}.",
    "follow_up.questions.code": "[{}]",
    "follow_up.questions.text": "{}",
    "hours.categories": "Timer føres som {}.",
    "hours.categories.code": "[{}]",
    "hours.categories.name": "{}",
    "hours.categories.billable": ("leverandøren får dem betalt", "leverandøren får dem ikke betalt"),
    "hours.categories.counts_against_grant": ("de tæller på bevillingen", "de tæller ikke på bevillingen"),
    "hours.categories.refundable_from": ("staten refunderer dem fra {}", "ingen refusion"),
    "hours.categories.refundable_to": ("til og med {}", ""),
    "hours.warning_percent": "Når {} % af de bevilgede timer er brugt, skal nogen se på resten.",
    "hours.over_week": "Flere timer på en uge end bevilget {}.",
    "hours.when_used_up": "Når den sidste time er brugt, {}.",
    "hours.longest_entry": "Et notat har højst {} timer.",
    "hours.unused": "Timer, der ikke er brugt, når en periode slutter, {}.",
}

CHOICES: Mapping[str, Mapping[str, str]] = {
    "reports.approval": {
        "none": "sendes, når den er skrevet",
        "coordinator": "godkendes først af en koordinator, der ikke selv har skrevet den",
    },
    "reports.closing_parts": words.CLOSING_PARTS,
    "goals.change_plan": {
        "none": "uden forandringsplan",
        "circle_of_change": "med en forandringsplan efter forandringscirklen",
    },
    "hours.over_week": {
        "allow": "er i orden",
        "warn": "føres, og det noteres",
        "refuse": "afvises",
    },
    "hours.unused": {
        "lapse": "bortfalder; en ny periode er en ny bevilling med sine egne timer",
        "carry_over": "følger med over i den næste periode",
    },
    "hours.when_used_up": {
        "review": "åbner vurderingen af en forlængelse",
        "phase_out": "begynder udfasningen",
        "refuse_further": "kan der ikke føres flere",
    },
    "work.signers": words.SIGNERS,
    "corps.required_documents": documents.NAMES,
    "corps.targets.measure": {measure.value: name for measure, name in measures.NAMES.items()},
}
