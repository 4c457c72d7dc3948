"""The sentences for the programme itself, its referrals, its office and its grants."""

from __future__ import annotations

from collections.abc import Mapping

from casework.programmes.words.sentence import Words
from domain import words
from domain.words import ASSERTIONS

SENTENCES: Mapping[str, Words] = {
    "key": "Programmets korte navn er {}.",
    "version": "Versionen hedder {}.",
    "name": "I rapporter hedder indsatsen »{}«.",
    "legal_basis": "Lovgrundlaget er {}.",
    "catalogue_id": ("I kataloget hedder den {}.", "Den har intet nummer i et katalog."),
    "controllers": ("Den må bruges af {}.", "Den må bruges af alle kommuner."),
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
    "office.opens": "Kontoret åbner {}.",
    "office.closes": (
        "Kontoret lukker {}; derefter venter breve, rykkere og beskeder til næste arbejdsdag. "
        "Kun fravigelser, anmodninger om indsigt og en mentor, der ikke er tilbage, meldes på alle tider."
    ),
    "office.closing_days": (
        "Ud over helligdagene er der lukket {}.",
        "Der er kun lukket på helligdage og i weekender.",
    ),
    "grants.decide_within": "Haster det, skal en forlængelse være afgjort inden {} arbejdsdage.",
    "grants.steps": "Bevillingsstigen er: {}.",
    "grants.steps.months": "op til {} måneder",
    "grants.steps.special": ("kun i helt særlige tilfælde og med skriftlig begrundelse", ""),
    "grants.deciders": "En forlængelse kan afgøres af {}.",
    "grants.signatures": "Så mange skal underskrive en forlængelse: {}; et afslag kræver kun én.",
    "grants.renewals": "En senere periode bevilges under {}.",
    "contact.failed_attempts": "Efter {} forgæves forsøg før det første møde får jobcenteret besked.",
    "contact.support_attempts": "Er støtten i gang, sker det efter {} forgæves forsøg i træk.",
    "contact.then": "Derefter {}.",
}

CHOICES: Mapping[str, Mapping[str, str]] = {
    "contact.then": {
        "ask": "spørges der, til nogen har sagt, om der skal forsøges videre",
        "tell": "sker der ikke mere af sig selv",
    },
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
}
