"""What each key of a programme means, as a Danish sentence around its value.

A sentence is one text with `{}` for the value, or two: for when there is something, and for when there is
nothing (of a yes-or-no: for yes and for no). Of what stands in a list the words are a phrase.
"""

from __future__ import annotations

from collections.abc import Mapping

from casework import order_names
from domain import words
from domain.corps import documents
from domain.words import ASSERTIONS

Words = str | tuple[str, str]

HEADINGS: Mapping[str, str] = {
    "": "Programmet",
    "referral": "Henvisningen",
    "eligibility": "Hvem programmet er for",
    "target_groups": "Målgrupper",
    "tracks": "Særlige spor",
    "tasks": "Opgaver",
    "task_rules": "Regler for opgaver",
    "retention": "Opbevaring",
    "office": "Kontoret",
    "grants": "Bevillinger",
    "contact": "Første kontakt",
    "ending": "Afslutningen",
    "work": "Arbejdet",
    "goals": "Målene",
    "follow_up": "Opfølgningen",
    "reports": "Rapporterne",
    "roles": "Mentors roller",
    "hours": "Timerne",
    "log_book": "Logbogen",
    "corps": "Mentorkorpset",
    "deadlines": "Frister og stiger",
}
"""The sections, by the first part of their keys."""

SENTENCES: Mapping[str, Words] = {
    "key": "Programmets korte navn er {}.",
    "version": "Versionen hedder {}.",
    "name": "I rapporter hedder indsatsen «{}».",
    "legal_basis": "Lovgrundlaget er {}.",
    "valid_from": "Versionen gælder fra {}.",
    "valid_to": ("Den gælder til og med {}.", "Den gælder, til en nyere version tager over."),
    "applies_to": "Den gælder for {}.",
    "referral.required_parts": (
        "En henvisning skal indeholde {}.",
        "En henvisning kræver ingen bestemte dele.",
    ),
    "referral.assertions": (
        "Bevillingen skal fastslå {}, før forløbet kan tages ind.",
        "Bevillingen behøver ikke at fastslå noget bestemt.",
    ),
    "eligibility.other_groups": "En borger uden for målgrupperne {}.",
    "eligibility.in_activity": (
        "Borgeren skal være i gang med en aktivitet og have brug for støtte til at blive i den.",
        "Borgeren behøver ikke at være i gang med en aktivitet.",
    ),
    "eligibility.placement_alone": (
        "Opfølgning på praktik alene kan bestilles.",
        "Opfølgning på praktik alene kan ikke bestilles.",
    ),
    "eligibility.instead": ("I stedet foreslås {}.", "Der foreslås ikke noget i stedet."),
    "eligibility.internal_statement": (
        "En intern mentor kræver ordene for, at støtten ligger ud over det sædvanlige på stedet.",
        "En intern mentor kræver ingen særlig begrundelse.",
    ),
    "eligibility.ask_section_85": (
        "Grænsen til støtte efter servicelovens § 85 noteres.",
        "Der spørges ikke til støtte efter servicelovens § 85.",
    ),
    "eligibility.ask_inactive": (
        "Det noteres, når borgeren ikke er i gang med en aktivitet.",
        "Det noteres ikke, om borgeren er i gang med en aktivitet.",
    ),
    "eligibility.months_unemployed": (
        "Det noteres, når borgeren har været ledig i mindre end {} måneder.",
        "Ledighedens længde har ingen betydning.",
    ),
    "eligibility.under_age": (
        "Det noteres, når borgeren er fyldt {} år.",
        "Borgerens alder har ingen betydning.",
    ),
    "eligibility.education_under": (
        "Er borgeren under {} år, er sigtet overgang til uddannelse.",
        "Sigtet afhænger ikke af alderen.",
    ),
    "eligibility.match_groups": (
        "Matchgruppen ventes at være {}; en anden noteres.",
        "Matchgruppen har ingen betydning.",
    ),
    "eligibility.caseworker_roles": (
        "Sagsbehandlerens rolle noteres som {}.",
        "Sagsbehandlerens rolle noteres ikke.",
    ),
    "target_groups.words": "{}",
    "target_groups.also": ("også skrevet {}", ""),
    "tracks.words": "{}",
    "tracks.also": ("også skrevet {}", ""),
    "tracks.entitlement": ("{}", ""),
    "tracks.only_without_offer": ("kun når borgeren ikke er i et andet tilbud", ""),
    "tracks.least_months": ("mindst {} måneder i alt", ""),
    "tracks.most_months": ("højst {} måneder", ""),
    "tracks.before_months": ("tidligst {} måneder før den dag, sporet handler om", ""),
    "tracks.until_months": ("senest {} måneder efter den dag, sporet handler om", ""),
    "tasks.words": "{}",
    "tasks.also": ("også skrevet {}", ""),
    "tasks.area": ("område: {}", ""),
    "tasks.law": "hører under {}",
    "tasks.may": "må mentor: {}",
    "tasks.rule": ("regel: {}", ""),
    "tasks.placement": ("opfølgning på praktik", ""),
    "task_rules": "{}",
    "retention.years": "Sagen kommer på listen over det, der kan slettes, {} år efter afslutningen.",
    "office.opens": "Kontoret åbner {}.",
    "office.closes": "Kontoret lukker {}; derefter venter beskeder, der ikke haster, til næste arbejdsdag.",
    "office.closing_days": (
        "Ud over helligdagene er der lukket {}.",
        "Der er kun lukket på helligdage og i weekender.",
    ),
    "grants.decide_within": "Haster det, skal en forlængelse være afgjort inden {} arbejdsdage.",
    "grants.steps": "Bevillingsstigen er: {}.",
    "grants.steps.months": "op til {} måneder",
    "grants.steps.special": ("kun i helt særlige tilfælde og med skriftlig begrundelse", ""),
    "grants.deciders": "En forlængelse kan afgøres af {}.",
    "grants.renewals": "En senere periode bevilges under {}.",
    "contact.failed_attempts": "Efter {} forgæves forsøg får jobcenteret besked.",
    "contact.then": "Derefter {}.",
    "ending.reopen_within": "Et afsluttet forløb kan genåbnes i {} dage.",
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
    "goals.change_plan": "Mål sættes {}.",
    "goals.scale": ("Fremgang måles fra 0 til {}.", "Der er ingen skala for fremgang."),
    "goals.final_aim": (
        "Hvert mål siger, om det fører til job eller uddannelse.",
        "Mål behøver ikke at nævne job eller uddannelse.",
    ),
    "goals.template": ("Mål kan laves af skabelonerne: {}.", "Der er ingen skabeloner for mål."),
    "goals.template.code": "{}",
    "goals.template.text": "{}",
    "reports.approval": "En progressionsrapport {}.",
    "reports.placement_section": (
        "En rapport om dage med møder på arbejdspladsen beskriver praktikken.",
        "Afsnittet om praktik er frivilligt.",
    ),
    "reports.closing_parts": (
        "Den afsluttende rapport skal ud over gennemgangen have {}.",
        "Den afsluttende rapport skal ud over gennemgangen ikke have bestemte dele.",
    ),
    "roles.name": "{}",
    "follow_up.questions": "Ved hver opfølgning spørges der for hvert mål: {}.",
    "follow_up.questions.code": "{}",
    "follow_up.questions.text": "{}",
    "hours.categories": "Timer føres som {}.",
    "hours.categories.code": "{}",
    "hours.categories.name": "{}",
    "hours.categories.billable": ("leverandøren får dem betalt", "leverandøren får dem ikke betalt"),
    "hours.categories.refundable_from": ("staten refunderer dem fra {}", "ingen refusion"),
    "hours.categories.refundable_to": ("til og med {}", ""),
    "hours.warning_percent": "Når {} % af de bevilgede timer er brugt, skal nogen se på resten.",
    "hours.over_week": "Flere timer på en uge end bevilget {}.",
    "hours.when_used_up": "Når den sidste time er brugt, {}.",
}

CHOICES: Mapping[str, Mapping[str, str]] = {
    "contact.then": {
        "ask": "spørges der, til nogen har sagt, om der skal forsøges videre",
        "tell": "sker der ikke mere af sig selv",
    },
    "goals.change_plan": {
        "none": "uden forandringsplan",
        "circle_of_change": "med en forandringsplan efter forandringscirklen",
    },
    "reports.approval": {
        "none": "sendes, når den er skrevet",
        "coordinator": "godkendes først af en koordinator, der ikke selv har skrevet den",
    },
    "reports.closing_parts": words.CLOSING_PARTS,
    "hours.over_week": {
        "allow": "er i orden",
        "warn": "føres, og det noteres",
        "refuse": "afvises",
    },
    "hours.when_used_up": {
        "review": "åbner vurderingen af en forlængelse",
        "phase_out": "begynder udfasningen",
        "refuse_further": "kan der ikke føres flere",
    },
    "eligibility.other_groups": {
        "refused": "afvises",
        "remarked": "tages ind, og det noteres",
        "taken": "tages ind",
    },
    "eligibility.caseworker_roles": order_names.CASEWORKER_ROLES,
    "tracks.entitlement": {**order_names.ENTITLEMENTS, "none": "ingen ret"},
    "tasks.law": order_names.LAWS,
    "tasks.may": order_names.MAY,
    "applies_to": {
        "new_grants": "nye bevillinger; løbende forløb beholder deres version",
        "running": "nye bevillinger og fra første dag også for løbende forløb",
    },
    "referral.required_parts": words.PARTS,
    "referral.assertions": ASSERTIONS,
    "grants.deciders": words.DECIDERS,
    "grants.renewals": {
        "kept": "den version, forløbet har",
        "in_force": "den version, der gælder, den dag perioden begynder",
    },
    "corps.required_documents": documents.NAMES,
    "work.signers": words.SIGNERS,
}
"""The words for the codes of a key. A code that is not here is the programme's own and is shown as it is."""
