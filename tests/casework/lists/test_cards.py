"""Cards and the table of what comes due, from a real casebook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casework.lists import cards
from casework.office import Office, open_office
from deployments import sample_home
from domain.course import Course
from domain.errors import UnknownCourse
from domain.values import Actor, Role
from models.casebook import Casebook
from models.errors import Tampered
from tests.factories import AMIRA, KIRSTEN, START, accept, at, attempt, match, referral, register

CLERK = Actor(Role.MAILROOM, "post")


pytestmark = pytest.mark.slow  # its home is a whole installation


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample home with two courses: one whose referral lacks its consent, one that waits for contact."""
    folder = tmp_path_factory.mktemp("cards")
    place = sample_home.SampleHome(folder / "home", folder / "secrets")
    sample_home.create(place, START, demo=True, ports=sample_home.Ports(2525, 4299))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MENTOR_HOME", str(place.home))
        with open_office() as opened:
            _fill(opened)
    return place.home


@pytest.fixture
def office(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The office of that home, on the day the courses came."""
    monkeypatch.setenv("MENTOR_HOME", str(home))
    with open_office() as opened:
        opened.clock.set(START)
        yield opened


def _fill(office: Office) -> None:
    controller = {"controller": sample_home.CONTROLLER, "partner": "Jobcenter A"}
    lacking = register(referral(consent=None), mail_id="", **controller)
    office.casebook.register(lacking, CLERK, START)
    other = register(referral({"cpr": "0202505678"}), mail_id="", **controller)
    ref = office.casebook.register(other, CLERK, START).course.ref
    for command in (accept(), match()):
        office.casebook.handle(ref, command, KIRSTEN, START)


def test_the_card_of_a_course_is_read_from_the_casebook(office: Office) -> None:
    seq, card = cards.course_card(office, "M-2026-0002")
    assert seq == office.casebook.course("M-2026-0002").seq
    assert card.startswith("# M-2026-0002 · mentor fundet\n")
    assert "- **Første kontakt skal være taget:** tirsdag den 3. marts 2026: 3 arbejdsdage efter" in card
    with pytest.raises(UnknownCourse):
        cards.course_card(office, "M-2026-9999")


def test_what_comes_due_is_listed_soonest_first(office: Office) -> None:
    rows = cards.coming_due(office)
    assert [(row["Hvornår"], row["Sag"]) for row in rows[:2]] == [
        ("3. marts 2026 kl. 08.00", "M-2026-0002"),
        ("5. marts 2026 kl. 08.00", "M-2026-0001"),
    ]
    assert rows[1] == {
        "Hvornår": "5. marts 2026 kl. 08.00",
        "Sag": "M-2026-0001",
        "Hvad": "Henvisningens manglende dele skal være her",
        "Fase": "afventer manglende dele",
        "Venter på": "jobcenteret",
    }


def test_only_what_lies_within_the_days_asked_for_is_listed(office: Office) -> None:
    assert [row["Sag"] for row in cards.coming_due(office, days=6)] == ["M-2026-0002"]
    assert len(cards.coming_due(office, days=100)) > len(cards.coming_due(office, days=14))
    office.clock.set(START + timedelta(days=5))
    assert len(cards.coming_due(office, days=0)) == 1


def test_a_long_table_ends_with_a_line_that_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "MOST_COURSES", 1)
    rows = cards.coming_due(office)
    assert {row["Sag"] for row in rows[:-1]} == {"M-2026-0002"}
    assert rows[-1]["Sag"] == "flere forløb"


def test_a_course_that_cannot_be_read_is_named_and_hides_no_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Casebook.course

    def torn(casebook: Casebook, ref: str) -> Course:
        if ref == "M-2026-0002":
            raise Tampered("course", ref, "øjebliksbilledet kan ikke læses")
        return read(casebook, ref)

    monkeypatch.setattr(Casebook, "course", torn)
    first, *others = cards.coming_due(office)
    assert (first["Sag"], first["Hvad"]) == ("M-2026-0002", "forløbet kan ikke læses; se kontrollen")
    assert {row["Sag"] for row in others} == {"M-2026-0001"}


def test_a_card_is_out_of_date_until_it_tells_of_the_last_event(office: Office) -> None:
    assert office.shown_cards.outdated() == ["M-2026-0001", "M-2026-0002"]
    for ref in ("M-2026-0001", "M-2026-0002"):
        office.shown_cards.remember(ref, cards.course_card(office, ref)[0])
    assert office.shown_cards.outdated() == []
    office.casebook.handle(
        "M-2026-0002", attempt("2026-03-02 10:00", reached=True), AMIRA, at("2026-03-02 10:05")
    )
    assert office.shown_cards.outdated() == ["M-2026-0002"]
