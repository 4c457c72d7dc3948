"""The corps's crisis plan, contact list and intake plan, and the mentors' profiles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from fastapi import Response

from adapters.as_json import as_json
from casework.corps.profiles import enter_profiles, profile_of
from casework.corps.readiness import enter_document
from casework.names import OUTSIDE_CHANNELS, OUTSIDE_CONTACT
from domain.corps.documents import CONTACT_KINDS, NAMES, Document
from domain.corps.wording import AGE_BANDS, GENDERS
from domain.errors import InvalidInput, Problem
from portal.corps_fields import (
    DOCUMENT_FIELDS,
    PROFILE_FIELDS,
    PROFILE_LABELS,
    as_sent,
    as_shown,
    contacts_sent,
)
from portal.errors import NothingHere
from portal.routing import COORDINATORS, PROVIDERS, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
BLANK_CONTACTS = 3


@pages.get("/dokumenter", who=PROVIDERS, nav="Korpset")
def documents(visit: Visit) -> Response:
    """What every mentor must have at hand, and for coordinators the profiles."""
    kept = {one.kind: one for one in visit.office.corps.documents.all()}
    profiles = {one.mentor: one for one in visit.office.corps.profiles.all()}
    values: dict[str, Any] = {
        "documents": [(kind, NAMES[kind], kept.get(kind), DOCUMENT_FIELDS[kind]) for kind in Document],
        "contact_kinds": CONTACT_KINDS,
        "mentors": [(one, profiles.get(one.id)) for one in visit.office.staff.mentors],
    }
    return visit.page("corps/list.html", **values)


@pages.get("/dokumenter/{kind}/ret", who=COORDINATORS)
def document_form(visit: Visit, kind: str) -> Response:
    """A document to write anew."""
    document = _kind(kind)
    kept = next((one for one in visit.office.corps.documents.all() if one.kind is document), None)
    content: dict[str, Any] = json.loads(as_json(asdict(kept.content))) if kept else {}
    return _document(
        visit, document, as_shown(content, DOCUMENT_FIELDS[document]), content.get("contacts", [])
    )


@pages.post("/dokumenter/{kind}/ret", who=COORDINATORS)
def write_document(visit: Visit, kind: str) -> Response:
    """Enter a new version, which counts at once; the old ones are kept."""
    document = _kind(kind)
    said = as_sent(visit, DOCUMENT_FIELDS[document])
    contacts = contacts_sent(visit) if document is Document.CONTACT_LIST else []
    if contacts:
        said["contacts"] = [_told(one) for one in contacts]
    try:
        version, _ = enter_document(visit.office, document, json.dumps(said).encode(), visit.actor)
    except InvalidInput as error:
        typed = {name: visit.text(name) for name in DOCUMENT_FIELDS[document]}
        return _document(visit, document, typed, contacts, error.problems)
    return visit.go("/dokumenter", told=f"Korpsets {NAMES[document]} er gemt som version {version}.")


@pages.get("/dokumenter/profil/{mentor}", who=COORDINATORS)
def profile_form(visit: Visit, mentor: str) -> Response:
    """A mentor's profile to fill in or correct."""
    _known(visit, mentor)
    profile = profile_of(visit.office, mentor)
    content: dict[str, Any] = json.loads(as_json(asdict(profile))) if profile else {}
    return _profile(visit, mentor, as_shown(content, PROFILE_FIELDS), content.get("outside_channels", []))


@pages.post("/dokumenter/profil/{mentor}", who=COORDINATORS)
def write_profile(visit: Visit, mentor: str) -> Response:
    """Enter the profile; what it said before is replaced."""
    _known(visit, mentor)
    channels = [one for one in visit.form.getlist("outside_channels") if isinstance(one, str)]
    said = as_sent(visit, PROFILE_FIELDS) | {"mentor": mentor, "outside_channels": channels}
    try:
        enter_profiles(visit.office, json.dumps([said]).encode(), visit.actor)
    except InvalidInput as error:
        typed = {name: visit.text(name) for name in PROFILE_FIELDS}
        return _profile(visit, mentor, typed, channels, error.problems)
    return visit.go("/dokumenter", told=f"{visit.office.staff.name_of(mentor)}s profil er gemt.")


def _kind(kind: str) -> Document:
    if kind not in list(Document):
        raise NothingHere
    return Document(kind)


def _known(visit: Visitor, mentor: str) -> None:
    if mentor not in {one.id for one in visit.office.staff.mentors}:
        raise NothingHere


def _told(contact: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in contact.items() if text}


def _document(
    visit: Visitor,
    document: Document,
    typed: Mapping[str, str],
    contacts: list[dict[str, str]],
    problems: tuple[Problem, ...] = (),
) -> Response:
    blank = dict.fromkeys(("kind", "name", "phone", "email", "hours"), "")
    rows = [blank | one for one in contacts] + [blank] * BLANK_CONTACTS
    values: dict[str, Any] = {
        "kind": document,
        "name": NAMES[document],
        "fields": DOCUMENT_FIELDS[document],
        "typed": typed,
        "contacts": rows if document is Document.CONTACT_LIST else [],
        "contact_kinds": CONTACT_KINDS,
        "problems": {one.field: f"{one.wrong}: {one.cure}" for one in problems},
    }
    return visit.page("corps/document.html", status=422 if problems else 200, **values)


def _profile(
    visit: Visitor,
    mentor: str,
    typed: Mapping[str, str],
    channels: list[str],
    problems: tuple[Problem, ...] = (),
) -> Response:
    values: dict[str, Any] = {
        "mentor": mentor,
        "name": visit.office.staff.name_of(mentor),
        "fields": PROFILE_FIELDS,
        "labels": PROFILE_LABELS,
        "typed": typed,
        "channels": channels,
        "choices": {"gender": GENDERS, "age_band": AGE_BANDS, "outside_contact": OUTSIDE_CONTACT},
        "all_channels": OUTSIDE_CHANNELS,
        "problems": {one.field.removeprefix("0."): f"{one.wrong}: {one.cure}" for one in problems},
    }
    return visit.page("corps/profile.html", status=422 if problems else 200, **values)
