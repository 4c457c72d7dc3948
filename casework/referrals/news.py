"""What a later mail of the jobcentre changed, in words: codes for everybody, contents for the log alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.referral_reading.fields import PART_NAMES
from adapters.templates import date_words, listed, phrase
from casework.names import NOTICES, RECIPIENTS
from domain.notices import resting_on_consent
from domain.referral import Enclosure, JobPlanPart

CHANGES: Mapping[str, str] = {
    "caseworker": "ny sagsbehandler",
    "caseworker_contact": "ny kontakt til sagsbehandleren",
    "unit": "ny enhed",
    "citizen": "ændrede oplysninger om borgeren",
    "order": "ændret bestilling",
    "grant": "ny eller rettet bevilling",
    "job_plan": "ny version af jobplanen",
    "consent": "nyt samtykke",
    "consent_withdrawn": "samtykket er trukket tilbage",
}
ENCLOSURES: Mapping[str, str] = {**PART_NAMES, "other": "andet bilag"}
PLAN_FIELDS: Mapping[str, str] = {
    "dated_on": "dato",
    "aim": "mål",
    "activities": "aktiviteter",
    "agreements": "aftaler",
    "next_follow_up_on": "næste opfølgning",
}


def changes(codes: Sequence[str]) -> str:
    """`ny sagsbehandler og samtykket er trukket tilbage`; nothing personal."""
    return listed([CHANGES[code] for code in codes])


def came(codes: Sequence[str], mail_id: str) -> str:
    """`ny sagsbehandler; mail P-2026-0002`: what changed, and how it was told; nothing personal."""
    return f"{changes(codes)}; {f'mail {mail_id}' if mail_id else 'givet i portalen'}"


def plan_fields(codes: Sequence[str]) -> str:
    """`mål og aktiviteter`: what differs between two versions of a job plan; nothing personal."""
    return listed([PLAN_FIELDS[code] for code in codes])


def plan_text(plan: JobPlanPart) -> str:
    """A job plan in one line, with everything it says. Personal."""
    parts = [f"dateret {date_words(plan.dated_on)}", f"mål: {phrase(plan.aim)}"]
    if plan.activities:
        parts.append(f"aktiviteter: {listed(plan.activities)}")
    if plan.agreements:
        parts.append(f"aftaler: {listed(plan.agreements)}")
    if plan.next_follow_up_on:
        parts.append(f"næste opfølgning: {date_words(plan.next_follow_up_on)}")
    return "; ".join(parts)


def enclosures_text(enclosures: Sequence[Enclosure]) -> str:
    """The attachment checklist: each file, what it was taken for and why. Personal: names may tell."""
    return "; ".join(f"{one.name} ({ENCLOSURES[one.kind]}: {one.why})" for one in enclosures)


def exchanges_on_consent() -> str:
    """`progressionsrapport til jobcenteret`: what stops when the citizen takes the consent back."""
    return listed([f"{NOTICES[kind]} til {RECIPIENTS[to]}" for kind, to in resting_on_consent()])
