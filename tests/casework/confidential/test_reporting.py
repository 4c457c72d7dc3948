"""A report about a child leaves at once, apart, and nothing of it is seen by anybody else."""

from __future__ import annotations

import asyncio
import json

import pytest

from casework.confidential.confidential_post import note_return
from casework.confidential.reporting import (
    Receipt,
    RingInstead,
    decide_crime,
    entrusted,
    rang_instead,
    report_child,
    report_crime,
    standing,
)
from casework.history.timeline import timeline
from casework.letters.delivery import deliver
from deployments.local_mail import Fault
from deployments.sample_home import CHILD_PROTECTION, JOBCENTRE
from domain.confidential import ChildReport
from domain.errors import InvalidInput, Refused
from tests.casework.confidential.reported import CANARY, CHILD, CRIME, CRIME_CANARY, SOREN, reported, rows
from tests.factories import AMIRA, CASEWORKER, CITIZEN, KIRSTEN
from tests.flows.leaks import leaks
from tests.house import EVENING, House, later

pytestmark = pytest.mark.slow
MENTOR = "amira@leverandoer.example"
NIGHT = later(EVENING, hours=3)


@pytest.mark.requirement("outside.child_welfare", "local.quiet_hours")
def test_it_leaves_at_night_straight_to_the_intake_and_only_the_intake_can_read_it(house: House) -> None:
    ref = house.matched(starts=NIGHT)
    with house.office() as office, house.mail_server():
        receipt = reported(office, ref)
        told = standing(office, receipt.receipt)
    (raw,) = house.inbox(CHILD_PROTECTION)
    opened = house.opened_by_jobcentre(raw, "boern-og-unge-a")
    assert CANARY in opened
    assert CITIZEN.cpr in opened
    assert "Amira Sand" in opened
    assert "Subject: Sikker post fra" in raw.decode()
    assert ref not in raw.decode()
    assert (told.state, told.sha256, told.phone) == ("sent", receipt.sha256, "70 00 01 12")
    assert house.inbox(JOBCENTRE) == []


@pytest.mark.requirement("outside.child_welfare", "outside.crime", "outside.cpr")
def test_nothing_of_a_report_is_found_anywhere_but_in_the_letter(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        before = office.casebook.recorded(ref), office.casebook.course(ref)
    with house.office() as office, house.mail_server():
        receipt = reported(office, ref)
        secret = report_crime(office, ref, CRIME, AMIRA).receipt
        result = asyncio.run(deliver(office))
        sentences = [one.sentence for one in timeline(office.casebook.recorded(ref), personal=True)]
        assert (office.casebook.recorded(ref), office.casebook.course(ref)) == before
        letters = office.outbox.envelopes()
        assert {line.course_ref for line in letters} == {ref}
        assert sum(line.state == "sent" for line in letters) == result.sent
        written = [office.outbox.plain(line.id) for line in letters]
    assert not [one for one in (*sentences, *map(str, written)) if CANARY in one or CRIME_CANARY in one]
    assert leaks(house.home, [CANARY, CRIME_CANARY, receipt.receipt]) == []
    mine = [path for path in house.home.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]
    assert [path.parent.parent.name for path in mine] == ["soren@leverandoer.example"]


@pytest.mark.requirement("outside.child_welfare")
def test_a_reports_row_names_no_course_and_its_key_is_its_own(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        receipt = report_child(office, ref, CHILD, AMIRA)
        (row,) = rows(office.database.casebook, "SELECT * FROM confidential")
        (key,) = rows(office.database.keys, f"SELECT wrapped_by FROM data_key WHERE id = '{row['key_id']}'")
    assert str(key["wrapped_by"]).startswith("mk-")
    assert sorted(row) == ["content", "due_at", "id", "key_id", "letter"]
    plain = b"".join(value for value in row.values() if isinstance(value, bytes)) + str(row["id"]).encode()
    for secret in (ref, "amira", "child", receipt.receipt, CHILD_PROTECTION):
        assert secret.encode() not in plain


@pytest.mark.requirement("outside.child_welfare")
def test_without_an_address_or_a_certificate_the_reporter_is_told_the_number_at_once(house: House) -> None:
    ref = house.matched()
    certificate = house.home / "partners" / "boern-og-unge-a.pem"
    certificate.unlink()
    with house.office() as office:
        with pytest.raises(RingInstead, match=r"Ring 112 først.*IKKE sendt.*70 00 01 12"):
            report_child(office, ref, CHILD, AMIRA)
        assert office.confidential.ids() == []
    partners = house.home / "partners.toml"
    partners.write_text(partners.read_text(encoding="utf-8").split("[[child")[0], encoding="utf-8")
    with house.office() as office, pytest.raises(RingInstead, match="døgnvagt"):
        report_child(office, ref, CHILD, AMIRA)


@pytest.mark.requirement("outside.child_welfare")
def test_while_the_server_is_away_it_waits_and_the_reporter_alone_is_told(house: House) -> None:
    ref = house.matched(starts=NIGHT)
    with house.office() as office:
        receipt = reported(office, ref)
        assert standing(office, receipt.receipt).state == "waiting"
        house.set_clock(later(NIGHT, minutes=11))
        with house.mail_server() as server:
            server.faults.append(Fault.GREYLISTED)
            asyncio.run(deliver(office))
            (told,) = house.inbox(MENTOR)
            house.set_clock(later(NIGHT, minutes=20))
            asyncio.run(deliver(office))
    assert standing_after(house, receipt) == "sent"
    texts = [raw.decode() for raw in (told, *house.inbox(MENTOR)[-1:])]
    assert "er ikke kommet frem endnu" in texts[0]
    assert "er kommet frem nu" in texts[1]
    assert not [text for text in texts if ref in text or CANARY in text or "barn" in text.lower()]
    assert house.inbox("kirsten@leverandoer.example") == []


def standing_after(house: House, receipt: Receipt) -> str:
    with house.office() as office:
        return standing(office, receipt.receipt).state


def test_a_report_that_comes_back_is_told_to_its_reporter_until_she_has_rung(house: House) -> None:
    ref = house.matched()
    with house.office() as office, house.mail_server():
        receipt = reported(office, ref)
        report = office.confidential.find(receipt.receipt)
        assert isinstance(report, ChildReport)
        note_return(office, "<nobody@leverandoer.example>")
        note_return(office, report.message_id)
        asyncio.run(deliver(office))
        told = [raw for raw in house.inbox(MENTOR) if b"ikke kommet frem" in raw]
        rang_instead(office, receipt.receipt)
        house.set_clock(later(office.now, hours=3))
        asyncio.run(deliver(office))
        again = [raw for raw in house.inbox(MENTOR) if b"ikke kommet frem" in raw]
    assert (len(told), len(again)) == (1, 1)


@pytest.mark.requirement("outside.crime")
def test_crime_is_for_one_manager_who_is_asked_in_office_hours_and_decides(house: House) -> None:
    ref = house.matched(starts=NIGHT)
    with house.office() as office, house.mail_server():
        receipt = report_crime(office, ref, CRIME, AMIRA).receipt
        asyncio.run(deliver(office))
        assert house.inbox("soren@leverandoer.example") == []
        house.set_clock(later(NIGHT, hours=9))
        asyncio.run(deliver(office))
        (raw,) = house.inbox("soren@leverandoer.example")
        assert receipt in raw.decode()
        assert ref not in raw.decode()
        assert entrusted(office, receipt, SOREN).facts == CRIME_CANARY
        for other in (AMIRA, KIRSTEN, CASEWORKER):
            with pytest.raises(Refused):
                entrusted(office, receipt, other)
        answer = {"receipt": receipt, "may_be_passed_on": False, "passed_to": "nobody"}
        decide_crime(office, json.dumps(answer).encode(), SOREN)
        assert standing(office, receipt).state == "decided"
        house.set_clock(later(NIGHT, days=9))
        asyncio.run(deliver(office))
        assert len(house.inbox("soren@leverandoer.example")) == 1


def test_bad_input_is_told_by_field_and_repeats_nothing(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        wrong = json.dumps({"concern": "", "barn": CANARY}).encode()
        with pytest.raises(InvalidInput) as caught:
            report_child(office, ref, wrong, AMIRA)
        with pytest.raises(InvalidInput, match="manager"):
            report_crime(office, ref, CRIME.replace(b"soren", b"ingen"), AMIRA)
        with pytest.raises(Refused):
            report_child(office, ref, CHILD, CASEWORKER)
        with pytest.raises(Refused):
            standing(office, "0000-0000")
    assert {problem.field for problem in caught.value.problems} == {"concern", "barn"}
    assert CANARY not in caught.value.message
