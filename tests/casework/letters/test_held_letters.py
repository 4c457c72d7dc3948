"""Without a certificate to encrypt to a letter is held, a person is told, and nothing leaves in clear."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from casework.assurance import assure
from deployments.sample_home import JOBCENTRE
from domain.commands import ReportDeviation
from models.envelopes import EnvelopeState
from tests.casework.letters.test_delivery import COORDINATOR, delivered, message_ids, of_jobcentre
from tests.factories import CITIZEN, KIRSTEN
from tests.house import EVENING, MORNING, House, later

pytestmark = pytest.mark.slow
START, END = later(MORNING, days=-1), MORNING + timedelta(days=365)
TOMORROW = later(MORNING, days=1)
SIGNS_ONLY = "keyUsage = critical,digitalSignature\nextendedKeyUsage = emailProtection\n"
FOR_SERVERS = "keyUsage = critical,digitalSignature,keyEncipherment\nextendedKeyUsage = serverAuth\n"


def missing(house: House) -> None:
    house.certificate_file.unlink()


def certified(file: str, **differently: str) -> Callable[[House], None]:
    return lambda house: house.certify(file, start=START, end=END, **differently)


def not_yet_valid(house: House) -> None:
    house.certify("kommende", start=TOMORROW, end=END)


WRONG = {
    "missing": missing,
    "too small": certified("lille", kind="rsa:1024"),
    "for signing only": certified("underskrift", usage=SIGNS_ONLY),
    "for web servers": certified("webserver", usage=FOR_SERVERS),
    "of another company": certified("anden", cvr="33333333"),
    "not yet valid": not_yet_valid,
}


@pytest.mark.parametrize("wrong", WRONG)
def test_the_letter_is_held_and_leaves_by_itself_when_a_good_certificate_lies_there(
    house: House, wrong: str
) -> None:
    good = house.certificate_file.read_bytes()
    WRONG[wrong](house)
    ref = house.matched()
    with house.office() as office, house.mail_server():
        first, second = delivered(office), delivered(office)
        held = of_jobcentre(office)
        assert (first.held, second.held, second.quiet) == (1, 1, True)
        assert (held.state, held.reason) == (EnvelopeState.HELD, "no-usable-certificate")
        assert house.inbox(JOBCENTRE) == []
        (told,) = house.inbox(COORDINATOR)
        assert ref in told.decode()
        assert not any(personal in everything(house) for personal in (CITIZEN.cpr, CITIZEN.name))

        house.certificate_file.write_bytes(good)
        assert delivered(office).sent == 1
        sent = of_jobcentre(office)
        assert delivered(office).quiet
    (raw,) = house.inbox(JOBCENTRE)
    assert (sent.id, sent.state) == (held.id, EnvelopeState.SENT)
    assert message_ids([raw]) == {sent.message_id}
    assert ref in house.opened_by_jobcentre(raw)
    assert len(house.inbox(COORDINATOR)) == 1


def test_a_certificate_whose_time_comes_lets_the_letter_go_without_anybodys_doing(house: House) -> None:
    not_yet_valid(house)
    ref = house.matched()
    with house.office() as office, house.mail_server():
        assert delivered(office).held == 1
        house.set_clock(later(TOMORROW, minutes=1))
        assert delivered(office).sent == 1
    (raw,) = house.inbox(JOBCENTRE)
    assert ref in house.opened_by_jobcentre(raw, certificate="kommende")


def test_a_deviation_in_the_evening_is_held_too_and_the_coordinator_told_the_same_evening(
    house: House,
) -> None:
    good = house.certificate_file.read_bytes()
    missing(house)
    ref = house.matched(starts=EVENING)
    happened = ReportDeviation(occurred_at=later(EVENING, hours=-3), fact="Borgeren kom ikke.")
    with house.office() as office, house.mail_server():
        office.casebook.handle(ref, happened, KIRSTEN, office.now)
        result = delivered(office)
        assert (result.held, result.sent, house.inbox(JOBCENTRE)) == (1, 1, [])
        assert of_jobcentre(office).state == EnvelopeState.HELD
        (told,) = house.inbox(COORDINATOR)
        assert ref in told.decode()
        assert "Borgeren kom ikke." not in everything(house)

        house.certificate_file.write_bytes(good)
        assert delivered(office).sent == 1
    (raw,) = house.inbox(JOBCENTRE)
    assert "Borgeren kom ikke." in house.opened_by_jobcentre(raw)


def test_a_letter_held_for_more_than_a_day_is_named_every_morning_until_it_has_left(house: House) -> None:
    good = house.certificate_file.read_bytes()
    missing(house)
    house.matched()
    with house.office() as office, house.mail_server():
        delivered(office)
        number = of_jobcentre(office).id
        named = f"udsendelse {number}: har ventet på et gyldigt certifikat i over et døgn"
        assert named not in assure(office).findings
        house.set_clock(later(MORNING, days=1, minutes=1))
        assert named in assure(office).findings
        house.certificate_file.write_bytes(good)
        delivered(office)
        assert named not in assure(office).findings


def everything(house: House) -> str:
    """All that left the house so far."""
    files = (file for file in house.place.maildirs.rglob("*") if file.is_file())
    return "".join(file.read_bytes().decode("utf-8", "replace") for file in files)
