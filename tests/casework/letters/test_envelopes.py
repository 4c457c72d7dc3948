"""What a letter looks like from outside, and what is in it, depends on who it is for."""

from __future__ import annotations

import io
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import cast

import pytest
from pypdf import PdfReader

from casework.corps.readiness import enter_document
from casework.letters.bundles import unbundled
from casework.letters.delivery import _bundles
from casework.letters.envelopes import addressee, message_id_of, write_letter
from casework.office import Office
from deployments.sample_home import JOBCENTRE, SUPPLIER
from domain.commands import PassTime, SendProgressReport
from domain.corps.documents import Document
from domain.errors import InvalidInput
from models.envelopes import EnvelopeState, Letter
from tests.domain.corps.cast import profile
from tests.domain.corps.papers import paper
from tests.factories import CITIZEN, CLOCK, accept, appointment, at, attempt, beginning, match, referral
from tests.house import KIRSTEN, MORNING, House
from tests.models.desk import Desk

pytestmark = pytest.mark.slow


def letters(office: Office) -> dict[str, Letter]:
    """The letters that could be written now, by recipient (the last one, where there are several)."""
    waiting = office.outbox.pending_intents(office.now)
    return {intents[0].to: write_letter(office, intents) for intents in _bundles(waiting)}


def mail(raw: bytes | None) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(raw or b"", policy=SMTP))


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_to_the_jobcentre_only_the_addresses_and_the_reference_can_be_read_on_the_way(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        letter = letters(office)["jobcentre"]
    outer = mail(letter.raw)
    assert (outer["To"], outer["From"]) == (JOBCENTRE, SUPPLIER)
    assert outer["Subject"].startswith(f"Sag {ref}")
    assert outer.get_content_type() == "application/pkcs7-mime"
    assert "Amira Sand" in house.opened_by_jobcentre(letter.raw or b"")
    assert b"Amira" not in (letter.raw or b"")


def test_staff_get_the_reference_and_a_link_and_nothing_about_the_citizen(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        letter, portal = letters(office)["mentor"], office.settings.portal_url
    text = "".join(part.get_content() for part in mail(letter.raw).walk() if not part.is_multipart())
    assert letter.address == "amira@leverandoer.example"
    assert ref in text
    assert f"{portal}/forloeb/{ref}" in text
    personal = (CITIZEN.name, CITIZEN.cpr, CITIZEN.address, CITIZEN.phone, "Maja", "Jonas Kjær")
    assert not any(word in text for word in personal)


def test_the_citizen_gets_a_letter_on_paper_that_somebody_sends_by_digital_post(house: House) -> None:
    house.matched()
    with house.office() as office:
        letter = letters(office)["citizen"]
    assert letter.state is EnvelopeState.TO_POST
    assert letter.reason == "mentor_assigned"
    (paper,) = unbundled(letter.plain)
    assert paper.startswith(b"%PDF-")
    assert (letter.raw, letter.address, letter.message_id) == (None, "", None)


@pytest.mark.requirement("S3.outside_contact")
def test_the_letter_about_a_mentor_is_written_from_her_profile_and_the_contact_list(house: House) -> None:
    """S3: contact outside agreed hours, and where there is help at once."""
    house.matched()
    reached = profile("amira", outside_contact="urgent", outside_channels=("text",))
    with house.office() as office:
        office.corps.profiles.put([reached, profile("bo")], "coordinator:kirsten", office.now)
        enter_document(office, Document.CONTACT_LIST, paper(Document.CONTACT_LIST), KIRSTEN)
        (letter,) = unbundled(letters(office)["citizen"].plain)
    assert "må du sende en sms, hvis noget haster" in words_of(letter)
    assert "Skadestuen, telefon 70 00 00 90." in words_of(letter)


def test_the_citizens_letter_encloses_the_copy_it_promises(house: House) -> None:
    report = SendProgressReport(covers_to=at("2026-04-24 12:00").date(), summary="Fremmødet er stabilt.")
    house.course(*beginning()[1:], at("2026-04-27 10:00"), report, starts=at("2026-02-26 09:14"))
    with house.office() as office:
        waiting = office.outbox.pending_intents(office.now)
        mine = [one for one in waiting if (one.to, one.kind) == ("citizen", "progress_report")]
        letter, copy = unbundled(write_letter(office, mine).plain)
    assert "kopi" in words_of(letter)
    assert "Fremmødet er stabilt." in words_of(copy)


def test_a_reminder_goes_by_plain_mail_and_is_neutral(house: House) -> None:
    _appointment_tomorrow(house)
    with house.office() as office:
        letter = letters(office)["citizen"]
    parts = [part.get_content() for part in mail(letter.raw).walk() if not part.is_multipart()]
    text = "\n".join((*parts, mail(letter.raw)["Subject"]))
    assert letter.address == CITIZEN.email
    assert letter.state is EnvelopeState.QUEUED
    assert "Du har en aftale" in text
    assert not any(word in text for word in (" mentor", "Amira", "Maja", "Biblioteket", CITIZEN.cpr))


def test_a_citizen_without_an_e_mail_address_gets_the_reminder_as_a_letter(house: House) -> None:
    _appointment_tomorrow(house, email="")
    with house.office() as office:
        letter = letters(office)["citizen"]
    assert (letter.state, letter.reason) == (EnvelopeState.TO_POST, "appointment_reminder")


def test_before_there_is_a_mentor_or_coordinator_the_municipalitys_coordinator_is_written_to(
    house: House,
) -> None:
    house.course()
    house.set_clock(at("2026-03-05 09:00"))
    with house.office() as office:
        office.casebook.handle("M-2026-0001", PassTime(), CLOCK, office.now)
        assert letters(office)["coordinator"].address == "kirsten@leverandoer.example"


def test_every_letter_has_a_message_id_of_its_own_that_says_nothing(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        one, other = letters(office)["jobcentre"], letters(office)["jobcentre"]
    assert one.message_id != other.message_id
    assert ref not in str(one.message_id)
    assert str(one.message_id).endswith("@leverandoer.example>")
    assert message_id_of(one.plain) == one.message_id == mail(one.raw)["Message-ID"]


def test_a_held_letters_recipient_is_found_again_and_named_when_gone(house: House) -> None:
    house.course()
    with house.office() as office:
        plain = letters(office)["jobcentre"].plain
        assert addressee(office, plain).name == "Jobcenter A"
        with pytest.raises(InvalidInput, match=r"partners\.toml"):
            addressee(office, plain.replace(JOBCENTRE.encode(), b"en.anden@kommune.example"))


def test_a_certificate_of_another_company_is_never_encrypted_to(house: House) -> None:
    (house.home / "partners" / "jobcenter-a.pem").write_bytes(
        (house.home / "keys" / "leverandoer.cert.pem").read_bytes()
    )
    house.course()
    with house.office() as office:
        letter = letters(office)["jobcentre"]
    assert (letter.state, letter.raw) == (EnvelopeState.HELD, None)


def _appointment_tomorrow(house: House, **citizen: str) -> None:
    given = referral(citizen)
    with house.office(MORNING) as office:
        desk = Desk(office.casebook, now=MORNING)
        desk.play([house.registration(given), accept(), match()])
        reached = attempt("2026-03-02 09:00", reached=True)
        planned = appointment("2026-03-04 10:00", place="Biblioteket")
        desk.play([reached, planned, at("2026-03-03 10:01")])
    house.set_clock(desk.now)
