"""While a mentor is away her substitute gets what is meant for her; it returns by itself."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import cast

import pytest

from casework.access.reading_log import note_reading
from casework.corps.absences import enter_absence
from casework.letters.delivery import _bundles
from casework.letters.envelopes import write_letter
from casework.lists.cards import course_card, outdated_cards, remember_card
from casework.office import Office
from domain.errors import InvalidInput, Refused
from tests.domain.corps.cast import absence, profile
from tests.factories import AMIRA, BO, KIRSTEN, accept, at, day, match
from tests.house import MORNING, House

pytestmark = pytest.mark.slow
FRIDAY = at("2026-03-06 10:00")
MONDAY_AFTER = at("2026-03-09 10:00")
SECOND_COORDINATOR = """
[[coordinator]]
id = "solveig"
name = "Solveig Brink"
email = "solveig@leverandoer.example"
phone = "70 00 00 05"
"""


def letter_to(office: Office, to: str) -> tuple[str, str]:
    """The address and the text of the letter that could be written now to the mentor or the coordinator."""
    waiting = [one for one in office.outbox.pending_intents(office.now) if one.to == to]
    letter = write_letter(office, next(_bundles(waiting)))
    message = cast(EmailMessage, message_from_bytes(letter.raw or b"", policy=SMTP))
    texts = [part for part in message.walk() if part.get_content_type() == "text/plain"]
    return letter.address, texts[0].get_content()


def away(office: Office, person: str, substitute: str = "", last: str | None = "2026-03-06") -> None:
    enter_absence(office, absence(person, "2026-03-02", last, substitute), KIRSTEN)


@pytest.mark.parametrize(
    ("now", "address", "told"),
    [(MORNING, "bo", True), (FRIDAY, "bo", True), (MONDAY_AFTER, "amira", False)],
)
@pytest.mark.requirement("local.absence_cover")
def test_the_substitute_gets_the_mentors_letters_and_is_told_for_whom(
    house: House, now: datetime, address: str, *, told: bool
) -> None:
    """S3: absence cover: a substitute gets reminders and escalations for the period, returns by itself."""
    house.course(accept(), match(cover=""))
    with house.office() as office:
        away(office, "amira", "bo")
    with house.office(now) as office:
        to, text = letter_to(office, "mentor")
    assert to == f"{address}@leverandoer.example"
    assert ("Du får beskeden som vikar for Amira Sand til og med 6. marts 2026." in text) is told


@pytest.mark.requirement("local.absence_cover")
def test_without_a_substitute_the_coordinator_gets_them_and_reads_why(house: House) -> None:
    """local: an absence that nobody covers is the coordinator's."""
    house.course(accept(), match(cover=""))
    with house.office() as office:
        away(office, "amira", last=None)
        to, text = letter_to(office, "mentor")
    assert to == "kirsten@leverandoer.example"
    assert "Amira Sand er mentor i sagen, men er fraværende, og der er ingen vikar." in text


def test_the_courses_own_cover_stands_in_where_the_absence_names_nobody(house: House) -> None:
    house.course(accept(), match(cover="bo"))
    with house.office() as office:
        away(office, "amira")
        assert letter_to(office, "mentor")[0] == "bo@leverandoer.example"


def test_a_coordinator_who_is_away_is_covered_too_and_otherwise_a_colleague_reads_it(house: House) -> None:
    """local: no letter is for nobody."""
    staff = house.home / "staff.toml"
    staff.write_text(staff.read_text(encoding="utf-8") + SECOND_COORDINATOR, encoding="utf-8")
    house.course(accept(), match(cover=""))
    with house.office() as office:
        away(office, "amira")
        away(office, "kirsten", "solveig")
        assert letter_to(office, "mentor")[0] == "solveig@leverandoer.example"
        office.corps.absences.end(2, day("2026-03-01"), str(KIRSTEN), office.now)
        away(office, "kirsten")
        assert letter_to(office, "mentor")[0] == "solveig@leverandoer.example"
        away(office, "solveig")
        assert letter_to(office, "mentor")[0] == "kirsten@leverandoer.example"


def test_one_who_has_left_is_away_for_good(house: House) -> None:
    """S3: leave date of the profile."""
    house.course(accept(), match(cover=""))
    with house.office() as office:
        office.corps.profiles.put([profile("amira", leaves_on=day("2026-03-01"))], str(KIRSTEN), office.now)
        assert letter_to(office, "mentor")[0] == "kirsten@leverandoer.example"


@pytest.mark.requirement("local.absence_cover", "S0.one_contact")
def test_the_card_shows_who_stands_in_and_who_is_accountable(house: House) -> None:
    """S3: accountability stays visible during absence cover."""
    ref = house.course(accept(), match(cover=""))
    with house.office() as office:
        remember_card(office, ref, office.casebook.course(ref).seq)
        assert outdated_cards(office) == []
        away(office, "amira", "bo")
        assert outdated_cards(office) == [ref]
        card = course_card(office, ref)[1]
        assert "- **Mentor:** amira" in card
        assert "- **Fravær:** bo er vikar for amira til og med 6. marts 2026" in card
        remember_card(office, ref, office.casebook.course(ref).seq)
        assert outdated_cards(office) == []
    with house.office(MONDAY_AFTER) as office:
        assert outdated_cards(office) == [ref]
        assert "Fravær" not in course_card(office, ref)[1]


def test_only_a_coordinator_enters_absence_and_only_for_people_on_the_staff(house: House) -> None:
    with house.office() as office:
        with pytest.raises(Refused):
            enter_absence(office, absence("amira", "2026-03-02", None), AMIRA)
        with pytest.raises(InvalidInput):
            away(office, "ukendt")
        with pytest.raises(InvalidInput):
            away(office, "amira", "kirsten")
        assert office.corps.absences.all() == []


def test_days_without_anybody_are_told_when_an_absence_is_entered(house: House) -> None:
    """S3: rota: a gap in the cover shows at once; Saturday and Sunday are no gap."""
    with house.office() as office:
        away(office, "bo", last="2026-03-03")
        entered = enter_absence(office, absence("amira", "2026-02-28", "2026-03-04", "bo"), KIRSTEN)
    assert entered.uncovered == (day("2026-03-02"), day("2026-03-03"))


@pytest.mark.requirement("local.absence_cover")
def test_the_substitute_may_read_the_course_while_she_stands_in_and_no_longer(house: House) -> None:
    """local: who gets the letters can also sign in and read; it returns by itself."""
    ref = house.course(accept(), match(cover=""))
    with house.office() as office:
        with pytest.raises(Refused):
            note_reading(office, BO, "timeline", ref=ref)
        away(office, "amira", "bo")
        note_reading(office, BO, "timeline", ref=ref)
    with house.office(MONDAY_AFTER) as office, pytest.raises(Refused):
        note_reading(office, BO, "timeline", ref=ref)


def test_the_jobcentre_is_told_whom_to_ring_while_the_mentor_is_away(house: House) -> None:
    """S3: accountability stays visible, and somebody can be reached."""
    ref = house.course(accept(), match(cover=""))
    with house.office() as office:
        away(office, "amira", "bo", last="2026-03-20")
    with house.office(at("2026-03-12 10:00")) as office:
        office.casebook.pass_time(office.now)
        waiting = [one for one in office.outbox.pending_intents(office.now) if one.to == "jobcentre"]
        overdue = [one for one in waiting if one.kind == "first_contact_overdue"]
        text = house.opened_by_jobcentre(write_letter(office, overdue).raw or b"")
    assert "Ansvarlig hos os: Amira Sand, mentor" in text
    assert "Vikar lige nu: Bo Lindegaard, telefon 70 00 00 03" in text
    assert ref in text
