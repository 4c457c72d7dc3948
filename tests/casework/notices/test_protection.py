"""A protected name and address are hidden everywhere, also in what people wrote; a CPR number always."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from msgspec import structs

from casework.access.discretion import HIDDEN, Discretion
from casework.history.timeline import timeline
from casework.letters.citizen_letters import HIDDEN_ADDRESSEE, LETTERS, letter
from casework.letters.notice_context import NoticeContext
from casework.letters.notices import READERS, render_notice
from domain.events import ReferralReceived
from domain.history import Recorded
from domain.notices import NoticeKind
from tests.factories import CITIZEN, full_course
from tests.factory.office import context, occasions
from tests.factory.wording import reworded

CPR = f"{CITIZEN.cpr[:6]}-{CITIZEN.cpr[6:]}"
SAID = f"{CITIZEN.name}, {CPR}, bor på {CITIZEN.address} og har nummer {CITIZEN.phone}. MAJAS bus var aflyst."
PROTECTED = replace(CITIZEN, protected=True, protected_until=date(2026, 1, 1))
SECRETS = ("maja", "vinterberg", "østergård", "lyngvejen", "20 00 10 42", CPR, CITIZEN.cpr)
EVERY = [(kind, to) for kind, readers in READERS.items() for to in sorted(readers)]


def protected(history: tuple[Recorded, ...]) -> tuple[Recorded, ...]:
    """The history of a citizen whose protection had an end date that has passed: it still holds."""
    first, *rest = reworded(history, lambda _: SAID)
    assert isinstance(first.event, ReferralReceived)
    event = structs.replace(
        first.event, referral=replace(first.event.referral, citizen=PROTECTED, caseworker="")
    )
    return (replace(first, event=event), *rest)


def hidden(kind: NoticeKind) -> NoticeContext:
    (course, history), trigger = occasions()[kind]
    changed = protected(history)
    return context((course, changed), changed[trigger.seq - 1])


def revealed(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text.lower()]


@pytest.mark.parametrize(("kind", "to"), EVERY)
@pytest.mark.requirement("outside.protected")
def test_a_protected_citizen_is_in_no_notice(kind: NoticeKind, to: str) -> None:
    rendered = render_notice(kind, to, hidden(kind))
    assert revealed(rendered.text + rendered.html + rendered.subject) == []


@pytest.mark.parametrize("kind", sorted(LETTERS))
@pytest.mark.requirement("outside.protected")
def test_a_protected_citizen_is_in_no_letter(kind: NoticeKind) -> None:
    written = letter(kind, hidden(kind))
    assert written.addressee_name == HIDDEN_ADDRESSEE
    assert revealed("\n".join((written.heading, *written.paragraphs))) == []


def test_a_protected_citizen_is_not_in_the_personal_timeline() -> None:
    entries = timeline(protected(full_course()[1]), personal=True)
    assert revealed("\n".join(entry.sentence for entry in entries)) == []


def test_the_jobcentre_is_told_that_name_and_address_are_protected() -> None:
    rendered = render_notice(NoticeKind.REFERRAL_RECEIVED, "jobcentre", hidden(NoticeKind.REFERRAL_RECEIVED))
    assert "Borger: navn og adresse er beskyttet" in rendered.text


@pytest.mark.requirement("outside.cpr")
def test_a_cpr_number_is_hidden_though_the_name_is_not() -> None:
    cleaned = Discretion(CITIZEN).clean(f"Maja ({CPR}, {CITIZEN.cpr}) ringede.")
    assert cleaned == f"Maja ({HIDDEN}, {HIDDEN}) ringede."


@pytest.mark.parametrize(
    "words",
    [
        "Majas mor",
        "Vinterberg Østergård",
        "lyngvejen  12, 2. th., 8800 viborg",
        "På Lyngvejen bor hun.",
        "20001042",
        "maja@borger.example",
    ],
)
def test_parts_and_forms_of_a_protected_name_are_hidden(words: str) -> None:
    assert revealed(Discretion(PROTECTED).clean(words)) == []


@pytest.mark.parametrize("words", ["Majadag", "majskolbe", "Bussen var aflyst 20 gange."])
def test_other_words_stay(words: str) -> None:
    assert Discretion(PROTECTED).clean(words) == words
