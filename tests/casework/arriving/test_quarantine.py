"""A quarantined mail is ended by a coordinator: released when it is authentic, otherwise refused."""

from __future__ import annotations

import asyncio
import json
import shutil
import stat
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from adapters.documents.referral_form import referral_form
from casework.arriving import quarantine
from casework.arriving.fates import MailFate
from casework.arriving.intake import fetch_mails, settle_all
from casework.office import Office
from deployments.sample_home import JOBCENTRE, SUPPLIER
from domain.errors import Conflict, InvalidInput, Refused
from domain.lifecycle import Phase
from models.mails import Fate
from tests.adapters.referral_reading.mails import BODY, CPR, GRANT
from tests.factories import AMIRA, CITIZEN, KIRSTEN, REFERRAL
from tests.factory.published import published
from tests.house import MORNING, OTHER_CPR, House, plain_mail

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[3] / "docs" / "samples" / "henvisning.json"
UNREADABLE = GRANT.replace("27/2-26", "i går")
TYPED = published(REFERRAL)


def settled(office: Office) -> MailFate:
    fetch_mails(office)
    (fate,), _ = asyncio.run(settle_all(office))
    return fate


@pytest.fixture
def unreadable(house: House) -> tuple[House, str]:
    """A house with an authentic mail whose grant cannot be read."""
    house.arrives(house.referral(bevilling=UNREADABLE))
    with house.office() as office:
        return house, settled(office).mail_id


def test_a_coordinator_sees_why_a_mail_waits_and_which_fields_are_in_need(
    unreadable: tuple[House, str],
) -> None:
    house, mail_id = unreadable
    with house.office() as office:
        view = quarantine.look_at(office, mail_id)
    assert (view.mail.reason, view.verdict_now) == ("referral-unreadable", "accepted")
    assert [problem.field for problem in view.problems] == ["grant.granted_on"]
    assert view.papers == ("grant", "job_plan", "consent")
    assert "i går" not in str(view)


def test_she_can_see_the_mail_itself_in_files_that_only_she_can_read(
    unreadable: tuple[House, str], tmp_path: Path
) -> None:
    house, mail_id = unreadable
    with house.office() as office:
        assert quarantine.export_mail(office, mail_id, tmp_path / "se", KIRSTEN) == 4
    files = sorted((tmp_path / "se").iterdir())
    assert [file.name for file in files] == ["bilag-1.txt", "bilag-2.txt", "bilag-3.txt", "mail.txt"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert "i går" in files[0].read_text(encoding="utf-8")


def test_an_attachment_is_saved_under_the_ending_of_what_it_is(house: House, tmp_path: Path) -> None:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Date"] = JOBCENTRE, SUPPLIER, MORNING
    message.set_content("Se bilagene.")
    message.add_attachment(TYPED.replace(b'"version": 1', b'"version": 2'), "application", "json")
    message.add_attachment(referral_form(), "application", "pdf")
    message.add_attachment("Et notat.", filename="notat.txt")
    house.arrives(house.protected(message.as_bytes()))
    with house.office() as office:
        quarantine.export_mail(office, settled(office).mail_id, tmp_path / "se", KIRSTEN)
    names = sorted(file.name for file in (tmp_path / "se").iterdir())
    assert names == ["bilag-1.json", "bilag-2.pdf", "bilag-3.txt", "mail.txt"]


def test_what_cannot_be_read_is_released_with_the_referral_as_she_reads_it(
    unreadable: tuple[House, str],
) -> None:
    house, mail_id = unreadable
    with house.office() as office:
        with pytest.raises(InvalidInput, match=r"grant\.granted_on"):
            quarantine.release(office, mail_id, KIRSTEN)
        fate = quarantine.release(office, mail_id, KIRSTEN, TYPED)
        entry = office.ledger.mail(mail_id)
        assert office.casebook.course(fate.course_ref or "").phase is Phase.RECEIVED
    assert (entry.fate, entry.decided_by) == (Fate.COURSE, "coordinator:kirsten")
    assert entry.course_ref == fate.course_ref


def test_a_typed_referral_is_checked_and_no_value_is_repeated(unreadable: tuple[House, str]) -> None:
    house, mail_id = unreadable
    data = json.loads(TYPED)
    data["citizen"]["cpr"] = "9999991234"
    with house.office() as office:
        with pytest.raises(InvalidInput, match=r"citizen\.cpr") as caught:
            quarantine.release(office, mail_id, KIRSTEN, json.dumps(data).encode())
        assert office.ledger.mail(mail_id).fate == Fate.QUARANTINED
    assert "9999991234" not in caught.value.message


def test_a_typed_referral_has_the_published_form_and_every_fault_in_it_is_named(
    unreadable: tuple[House, str],
) -> None:
    house, mail_id = unreadable
    data = json.loads(TYPED) | {"version": 2, "ønsker": "hemmeligt"}
    data["grant"] |= {"starts_on": "i morgen", "hourz": 4}
    del data["citizen"]["name"]
    with house.office() as office:
        with pytest.raises(InvalidInput) as caught:
            quarantine.release(office, mail_id, KIRSTEN, json.dumps(data).encode())
        with pytest.raises(InvalidInput, match="JSON-objekt"):
            quarantine.release(office, mail_id, KIRSTEN, b"[]")
        assert office.ledger.mail(mail_id).fate == Fate.QUARANTINED
    fields = {problem.field for problem in caught.value.problems}
    assert fields == {"version", "?", "grant.starts_on", "grant.hourz", "citizen.name"}
    assert "i morgen" not in caught.value.message
    assert "hemmeligt" not in caught.value.message


def test_the_sample_we_publish_can_be_typed_in(unreadable: tuple[House, str]) -> None:
    house, mail_id = unreadable
    with house.office() as office:
        assert quarantine.release(office, mail_id, KIRSTEN, SAMPLE.read_bytes()).course_ref == "M-2026-0001"


def test_a_second_referral_of_a_citizen_becomes_a_course_when_a_person_says_so(house: House) -> None:
    house.arrives(house.referral())
    with house.office() as office:
        settled(office)
        house.arrives(house.referral(body=BODY + "Endnu en.\n", number=2))
        waits = settled(office)
        assert waits.reason == "citizen-has-course"
        fate = quarantine.release(office, waits.mail_id, KIRSTEN)
        assert office.casebook.find("kommune-a", CPR) == ["M-2026-0001", fate.course_ref]


def test_a_reused_message_id_is_let_pass_by_a_person(house: House) -> None:
    house.arrives(house.referral(bevilling=UNREADABLE))
    with house.office() as office:
        first = settled(office)
        quarantine.refuse(office, first.mail_id, KIRSTEN)
        house.arrives(house.referral())
        again = settled(office)
        assert again.reason == "message-id-reused"
        assert quarantine.release(office, again.mail_id, KIRSTEN).course_ref == "M-2026-0001"


def test_a_mail_that_waited_for_a_revocation_list_is_released_once_the_list_is_there(house: House) -> None:
    house.arrives(house.referral())
    (house.home / "crls").rename(house.home / "andre")
    with house.office() as office:
        mail_id = settled(office).mail_id
        with pytest.raises(Refused, match="revocation-missing"):
            quarantine.release(office, mail_id, KIRSTEN)
        shutil.copytree(house.home / "andre", house.home / "crls")
        assert quarantine.release(office, mail_id, KIRSTEN).course_ref == "M-2026-0001"


def test_what_nobody_vouches_for_is_neither_shown_nor_released_even_with_a_typed_referral(
    house: House, tmp_path: Path
) -> None:
    house.arrives(plain_mail(BODY, {"bevilling.txt": GRANT}))
    with house.office() as office:
        mail_id = settled(office).mail_id
        with pytest.raises(Refused, match="ikke i karantæne"):
            quarantine.release(office, mail_id, KIRSTEN, TYPED)
        with pytest.raises(Refused, match="no-smime"):
            quarantine.export_mail(office, mail_id, tmp_path / "se", KIRSTEN)
        assert office.casebook.courses() == []
    assert not (tmp_path / "se").exists()


def test_a_refused_mail_is_kept_and_acted_on_by_nobody(unreadable: tuple[House, str]) -> None:
    house, mail_id = unreadable
    with house.office() as office:
        fate = quarantine.refuse(office, mail_id, KIRSTEN)
        entry = office.ledger.mail(mail_id)
        assert office.ledger.open_raw(mail_id)
        assert office.casebook.courses() == []
        for end in (quarantine.refuse, quarantine.release):
            with pytest.raises((Refused, Conflict)):
                end(office, mail_id, KIRSTEN)
    assert (fate.verdict, fate.reason) == ("rejected", "refused-by-coordinator")
    assert (entry.fate, entry.decided_by) == (Fate.REJECTED, "coordinator:kirsten")


def test_only_a_coordinator_on_the_staff_ends_a_quarantine(unreadable: tuple[House, str]) -> None:
    house, mail_id = unreadable
    stranger = type(KIRSTEN)(KIRSTEN.role, "fremmed")
    with house.office() as office:
        for actor in (AMIRA, stranger):
            with pytest.raises((Refused, InvalidInput)):
                quarantine.refuse(office, mail_id, actor)
        assert office.ledger.mail(mail_id).fate == Fate.QUARANTINED
        with pytest.raises(InvalidInput):
            quarantine.look_at(office, "P-2026-0099")


def test_a_coordinator_adds_a_quarantined_mail_to_the_course_that_waits_for_its_parts(
    unreadable: tuple[House, str],
) -> None:
    house, mail_id = unreadable
    waiting = house.course_without_parts()
    with house.office() as office:
        fate = quarantine.join(office, mail_id, waiting, KIRSTEN, TYPED)
        course = office.casebook.course(waiting)
        assert office.ledger.mail(mail_id).decided_by == "coordinator:kirsten"
    assert (fate.course_ref, fate.incomplete) == (waiting, False)
    assert course.phase is Phase.RECEIVED


def test_a_mail_about_somebody_else_is_added_to_no_course(unreadable: tuple[House, str]) -> None:
    house, mail_id = unreadable
    waiting = house.course_without_parts()
    other = replace(REFERRAL, citizen=replace(CITIZEN, cpr=OTHER_CPR))
    with house.office() as office:
        with pytest.raises(Refused, match="anden borger"):
            quarantine.join(office, mail_id, waiting, KIRSTEN, published(other))
        assert office.ledger.mail(mail_id).fate == Fate.QUARANTINED
