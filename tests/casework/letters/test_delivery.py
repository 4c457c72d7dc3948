"""Stored letters leave once each, the same bytes on every attempt; nothing is lost when a server fails."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTP

import pytest

from casework.letters.delivery import DeliveryResult, deliver
from casework.office import Office, open_office
from deployments.sample_home import JOBCENTRE
from domain.commands import ReportDeviation
from domain.errors import Refused
from models.envelopes import EnvelopeLine, EnvelopeState
from tests.factories import CITIZEN, KIRSTEN, accept, at, deviation, match
from tests.house import EVENING, MORNING, House, later

pytestmark = pytest.mark.slow
COORDINATOR, MENTOR = "kirsten@leverandoer.example", "amira@leverandoer.example"
YEAR = timedelta(days=365)


def delivered(office: Office) -> DeliveryResult:
    return asyncio.run(deliver(office))


def of_jobcentre(office: Office) -> EnvelopeLine:
    (one,) = (line for line in office.outbox.envelopes() if line.recipient == "jobcentre")
    return one


def message_ids(mails: list[bytes]) -> set[str]:
    return {str(message_from_bytes(mail, policy=SMTP)["Message-ID"]) for mail in mails}


def test_several_notices_to_one_recipient_on_one_course_are_one_letter(house: House) -> None:
    house.matched()
    with house.office() as office, house.mail_server():
        kinds = [one.kind for one in office.outbox.pending_intents(office.now) if one.to == "jobcentre"]
        result = delivered(office)
        lines = office.outbox.envelopes()
    assert sorted(kinds) == ["mentor_assigned", "referral_received"]
    assert sorted(line.recipient for line in lines) == ["citizen", "jobcentre", "mentor"]
    assert (result.sent, result.to_post, result.problems) == (2, 1, [])
    assert len(house.inbox(JOBCENTRE)) == 1


def test_two_courses_are_two_letters_to_the_same_jobcentre(house: House) -> None:
    refs = {house.course(), house.course()}
    with house.office() as office, house.mail_server():
        delivered(office)
    subjects = {str(message_from_bytes(raw, policy=SMTP)["Subject"]) for raw in house.inbox(JOBCENTRE)}
    assert len(subjects) == 2
    assert all(any(ref in subject for subject in subjects) for ref in refs)


def test_delivering_again_sends_nothing_again(house: House) -> None:
    house.matched()
    with house.office() as office, house.mail_server():
        delivered(office)
        again = delivered(office)
    assert again.quiet
    assert len(house.inbox(JOBCENTRE)) == 1


def test_a_deviation_leaves_at_night_and_everything_else_waits_for_the_office_to_open(house: House) -> None:
    ref = house.matched(starts=EVENING)
    happened = ReportDeviation(occurred_at=later(EVENING, hours=-3), fact="Borgeren kom ikke.")
    with house.office() as office, house.mail_server():
        office.casebook.handle(ref, happened, KIRSTEN, office.now)
        delivered(office)
        assert [line.recipient for line in office.outbox.envelopes()] == ["jobcentre"]
        (at_once,) = house.inbox(JOBCENTRE)
        assert "Borgeren kom ikke." in house.opened_by_jobcentre(at_once)
        house.set_clock(later(EVENING, hours=10, minutes=35))
        delivered(office)
        assert len(house.inbox(JOBCENTRE)) == 2
    assert len(house.inbox(MENTOR)) == 1


def test_outside_office_hours_nothing_but_the_urgent_is_even_written(house: House) -> None:
    house.matched(starts=EVENING)
    with house.office() as office, house.mail_server():
        assert delivered(office).quiet
        assert office.outbox.envelopes() == []


def test_what_missed_the_offices_hours_waits_until_the_office_opens_again(house: House) -> None:
    house.matched()
    with house.office(EVENING) as office, house.mail_server():
        night = delivered(office)
    with house.office(at("2026-03-03 08:00")) as office, house.mail_server():
        morning = delivered(office)
    assert (night.sent, morning.sent) == (0, 2)


def test_a_letter_the_server_was_away_for_is_not_sent_in_the_night(house: House) -> None:
    house.matched()
    with house.office(at("2026-03-02 15:59:30")) as office:
        assert delivered(office).retried == 2
    with house.office(EVENING) as office, house.mail_server():
        assert delivered(office).quiet
    with house.office(at("2026-03-03 08:00")) as office, house.mail_server():
        assert delivered(office).sent == 2


def test_without_a_valid_certificate_a_letter_is_held_and_the_coordinator_is_told_once(house: House) -> None:
    house.certify("udloebet", start=MORNING - 2 * YEAR, end=later(MORNING, days=-1))
    ref = house.matched()
    with house.office() as office, house.mail_server():
        seq = office.casebook.course(ref).seq
        first, second = delivered(office), delivered(office)
        held = of_jobcentre(office)
        assert office.casebook.course(ref).seq == seq
    assert (first.held, second.held) == (1, 1)
    assert second.quiet
    assert held.state == EnvelopeState.HELD
    assert held.reason == "no-usable-certificate"
    assert house.inbox(JOBCENTRE) == []
    (told,) = house.inbox(COORDINATOR)
    assert ref in told.decode()
    assert "certifikat" in told.decode()


def test_a_held_letter_leaves_by_itself_when_a_new_certificate_lies_in_the_folder(house: House) -> None:
    house.certify("udloebet", start=MORNING - 2 * YEAR, end=later(MORNING, days=-1))
    ref = house.matched()
    with house.office() as office, house.mail_server():
        delivered(office)
        house.certify("nyt", start=later(MORNING, days=-1), end=MORNING + YEAR)
        result = delivered(office)
        sent = of_jobcentre(office)
        assert delivered(office).quiet
    (raw,) = house.inbox(JOBCENTRE)
    assert result.sent == 1
    assert sent.state == EnvelopeState.SENT
    assert message_ids([raw]) == {sent.message_id}
    assert ref in house.opened_by_jobcentre(raw, certificate="nyt")


def test_a_partner_that_is_no_longer_there_is_named_and_its_held_letter_kept(house: House) -> None:
    house.certify("udloebet", start=MORNING - 2 * YEAR, end=later(MORNING, days=-1))
    house.matched()
    with house.office() as office, house.mail_server():
        delivered(office)
    partners = house.home / "partners.toml"
    text = partners.read_text(encoding="utf-8")
    partners.write_text(
        text.replace(f'notice_address = "{JOBCENTRE}"', 'notice_address = "ny@kommune.example"')
    )
    with house.office() as office, house.mail_server():
        result = delivered(office)
        assert of_jobcentre(office).state == EnvelopeState.HELD
    assert [problem.endswith("invalid-input") for problem in result.problems] == [True]


def test_two_deliverers_at_once_send_each_letter_once(house: House) -> None:
    for _ in range(4):
        house.course()

    async def both() -> list[DeliveryResult]:
        with open_office() as one, open_office() as other:
            return list(await asyncio.gather(deliver(one), deliver(other)))

    with house.mail_server():
        results = asyncio.run(both())
    mails = house.inbox(JOBCENTRE)
    assert sum(result.sent for result in results) == 4
    assert len(mails) == len(message_ids(mails)) == 4
    assert [result.problems for result in results] == [[], []]


def test_a_letter_may_not_be_marked_as_posted_before_it_waits_for_it(house: House) -> None:
    house.course()
    with house.office() as office, pytest.raises(Refused):
        office.outbox.posted(1, office.now)


def test_no_letter_on_its_way_shows_who_it_is_about(house: House) -> None:
    house.course(accept(), match(), at("2026-04-15 10:20"), deviation())
    with house.office() as office, house.mail_server():
        delivered(office)
    personal = (CITIZEN.cpr, CITIZEN.name, "Vinterberg", CITIZEN.phone, "praktik om morgenen")
    mails = [raw.decode() for one in (JOBCENTRE, COORDINATOR, MENTOR) for raw in house.inbox(one)]
    assert len(mails) == 4, "to the jobcentre one at once and one for the rest"
    assert not any(word in mail for word in personal for mail in mails)
