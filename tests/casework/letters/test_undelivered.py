"""What did not arrive is resent after a correction or ticked off, by a coordinator; then nobody names it."""

from __future__ import annotations

import pytest

from casework.assurance import assure
from casework.letters.delivery import deliver
from casework.letters.undelivered import RESENT, resend, tick_off, undelivered
from casework.office import Office
from deployments.local_mail import Fault
from deployments.sample_home import JOBCENTRE
from domain.errors import InvalidInput, Refused
from models.envelopes import EnvelopeLine, EnvelopeState
from tests.casework.letters.test_delivery import delivered, message_ids, of_jobcentre
from tests.factories import AMIRA, KIRSTEN, at
from tests.house import House

pytestmark = pytest.mark.slow
ELSEWHERE = "ny-adresse@kommune-a.example"


def refused(house: House, office: Office) -> EnvelopeLine:
    """The letter to the jobcentre, refused for good; the coordinator has been told."""
    house.course()
    with house.mail_server() as server:
        server.faults.append(Fault.NO_SUCH_USER)
        delivered(office)
    return of_jobcentre(office)


def line(office: Office, number: int) -> EnvelopeLine:
    return next(one for one in office.outbox.envelopes() if one.id == number)


def test_a_refused_letter_is_named_until_it_is_ticked_off_with_a_reason(house: House) -> None:
    with house.office() as office:
        letter = refused(house, office)
        assert [one.id for one in undelivered(office)] == [letter.id]
        assert not assure(office).ok
        tick_off(office, letter.id, "told-otherwise", KIRSTEN)
        assert assure(office).ok
        ended = line(office, letter.id)
        assert undelivered(office) == []
    assert (ended.state, ended.ended_as, ended.ended_by) == (
        "failed",
        "told-otherwise",
        "coordinator:kirsten",
    )


def test_a_resent_letter_is_a_new_one_that_points_to_the_old_and_goes_where_the_correction_says(
    house: House,
) -> None:
    with house.office() as office:
        old = refused(house, office)
    partners = house.home / "partners.toml"
    partners.write_text(partners.read_text(encoding="utf-8").replace(JOBCENTRE, ELSEWHERE), encoding="utf-8")
    with house.office() as office, house.mail_server():
        number = resend(office, old.id, KIRSTEN)
        assert assure(office).ok
        assert delivered(office).sent == 1
        new = line(office, number)
        assert line(office, old.id).ended_as == RESENT
    assert (new.state, new.replaces) == (EnvelopeState.SENT, old.id)
    assert new.message_id != old.message_id
    assert house.inbox(JOBCENTRE) == []
    assert message_ids(house.inbox(ELSEWHERE)) == {new.message_id}


def test_a_resent_letter_that_fails_again_is_named_again(house: House) -> None:
    with house.office() as office:
        old = refused(house, office)
        with house.mail_server() as server:
            number = resend(office, old.id, KIRSTEN)
            server.faults.append(Fault.NO_SUCH_USER)
            delivered(office)
        assert [one.id for one in undelivered(office)] == [number]


async def test_what_is_not_urgent_is_resent_when_the_office_opens(house: House) -> None:
    with house.office() as office:
        await _refused_once(house, office)
        house.set_clock(at("2026-03-02 22:00"))
        with house.mail_server():
            number = resend(office, undelivered(office)[0].id, KIRSTEN)
            await deliver(office)
            assert line(office, number).state == EnvelopeState.QUEUED
            house.set_clock(at("2026-03-03 09:00"))
            await deliver(office)
            assert line(office, number).state == EnvelopeState.SENT


async def _refused_once(house: House, office: Office) -> None:
    house.course()
    with house.mail_server() as server:
        server.faults.append(Fault.NO_SUCH_USER)
        await deliver(office)


def test_a_letter_is_resent_or_ticked_off_once_and_only_if_it_did_not_arrive(house: House) -> None:
    with house.office() as office:
        letter = refused(house, office)
        told = next(one for one in office.outbox.envelopes() if one.state == EnvelopeState.SENT)
        resend(office, letter.id, KIRSTEN)
        count = len(office.outbox.envelopes())
        for number in (letter.id, told.id, 4711):
            with pytest.raises(Refused, match="undelivered list"):
                resend(office, number, KIRSTEN)
            with pytest.raises(Refused, match="undelivered list"):
                tick_off(office, number, "told-otherwise", KIRSTEN)
        assert len(office.outbox.envelopes()) == count


def test_only_a_coordinator_ends_a_letter_and_only_with_a_reason_there_is(house: House) -> None:
    with house.office() as office:
        letter = refused(house, office)
        with pytest.raises(Refused, match="koordinator"):
            tick_off(office, letter.id, "told-otherwise", AMIRA)
        with pytest.raises(Refused, match="koordinator"):
            resend(office, letter.id, AMIRA)
        with pytest.raises(InvalidInput, match="told-otherwise"):
            tick_off(office, letter.id, "ved ikke", KIRSTEN)
        assert len(undelivered(office)) == 1
