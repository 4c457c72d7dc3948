"""What each notice must say, and what it must not, row by row of the requirements."""

from __future__ import annotations

import pytest

from casework.corps.reaching import Reaching
from casework.letters.citizen_letters import letter
from casework.letters.notices import READERS, render_notice
from domain.corps.documents import Contact
from domain.notices import NoticeKind as K
from tests.casework.notices.musts import MUST, MUST_NOT
from tests.factory.office import occasion
from tests.factory.playing import REF

CLINIC = Contact(
    kind="psychiatric_emergency", name="Akutmodtagelsen", phone="70 00 00 09", hours="hele døgnet"
)
LINK = f"https://portal.example/forloeb/{REF}"
EVERY = [(kind, to) for kind, readers in READERS.items() for to in sorted(readers)]


@pytest.mark.parametrize(("kind", "to"), list(MUST))
def test_it_says_what_it_must(kind: K, to: str) -> None:
    text = render_notice(kind, to, occasion(kind)).text
    assert not [words for words in MUST[kind, to] if words not in text]


@pytest.mark.parametrize("kind", list(MUST_NOT))
def test_it_does_not_say_what_it_must_not(kind: K) -> None:
    for to in READERS[kind]:
        text = render_notice(kind, to, occasion(kind)).text.lower()
        assert not [words for words in MUST_NOT[kind] if words.lower() in text]


@pytest.mark.parametrize(("kind", "to"), EVERY)
def test_it_begins_with_the_reference(kind: K, to: str) -> None:
    assert render_notice(kind, to, occasion(kind)).text.startswith(f"Sag {REF}\n")


@pytest.mark.parametrize(("kind", "to"), EVERY)
def test_staff_get_a_link_to_sign_in_and_nobody_else_does(kind: K, to: str) -> None:
    assert (LINK in render_notice(kind, to, occasion(kind)).text) == (to in {"mentor", "coordinator"})


@pytest.mark.parametrize(("kind", "to"), EVERY)
def test_nothing_is_ever_called_the_report_about_a_child(kind: K, to: str) -> None:
    assert "underretning" not in render_notice(kind, to, occasion(kind)).text.lower()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (K.MENTOR_ASSIGNED, ("Amira Sand", "70 00 00 02", "Bo Lindegaard", "2. marts 2026")),
        (
            K.EXTENSION_DECIDED,
            ("12. maj 2026", "31. august 2026", "ikke afgørelsen", "klage"),
        ),
        (K.PHASE_OUT_STARTED, ("30. november 2026", "Møde hver anden uge", "ring")),
        (K.PROGRESS_REPORT, ("2. marts 2026 til 6. maj 2026", "kopi")),
        (K.CLOSING_REPORT, ("kopi", "rapport")),
        (
            K.COMPLAINT_RECEIVED,
            ("16. marts 2026", "Kirsten Holm", "30. marts 2026", "jobcenteret", "fire uger", "Ankestyrelsen"),
        ),
        (K.MEETING_MINUTES, ("23. april 2026", "jobcenteret har fået det samme", "20. maj 2026")),
    ],
)
def test_a_letter_says_what_it_must(kind: K, words: tuple[str, ...]) -> None:
    text = "\n".join(letter(kind, occasion(kind)).paragraphs)
    assert not [word for word in words if word not in text]


@pytest.mark.parametrize(
    ("reaching", "words"),
    [
        (Reaching(), ("svarer kun i den tid, I har aftalt", "ring 112")),
        (Reaching("urgent", ("call", "text")), ("må du ringe eller sende en sms, hvis noget haster", "112")),
        (Reaching("by_agreement", ("mail",)), ("kan aftale, at du må skrive en mail", "ring 112")),
        (Reaching(urgent=(CLINIC,)), ("Akutmodtagelsen, telefon 70 00 00 09 (hele døgnet).",)),
    ],
)
@pytest.mark.requirement("S3.outside_contact")
def test_the_letter_about_a_mentor_tells_how_she_is_reached_and_where_there_is_help_at_once(
    reaching: Reaching, words: tuple[str, ...]
) -> None:
    """S3: contact outside agreed hours."""
    paragraphs = letter(K.MENTOR_ASSIGNED, occasion(K.MENTOR_ASSIGNED, reaching=reaching)).paragraphs
    assert not [word for word in words if word not in " ".join(paragraphs)]
    assert [text[:12] for text in paragraphs if "ring 112" in text or "er syg" in text] == [
        "Er der fare ",
        "Når Amira Sa",
    ]
