"""A coordinator has a mail beside what was read of it, and keeps its papers under neutral names."""

from __future__ import annotations

import asyncio

import pytest

from casework.arriving import quarantine
from casework.arriving.intake import fetch_mails, settle_all
from casework.arriving.mail_reasons import reason_words
from casework.desks.mail_desk import on_desk, paper_of, unseen_matter
from casework.office import Office
from domain.errors import InvalidInput, Refused
from models.mails import Fate
from tests.adapters.referral_reading.mails import BODY, CPR, GRANT
from tests.casework.arriving.test_mail_reasons_page import given_verdicts
from tests.factories import AMIRA, KIRSTEN
from tests.house import House, plain_mail

UNREADABLE = GRANT.replace("27/2-26", "i går")


def settled(office: Office) -> str:
    fetch_mails(office)
    (fate,), _ = asyncio.run(settle_all(office))
    return fate.mail_id


def test_every_reason_has_words_that_name_no_command() -> None:
    for code in given_verdicts():
        words = reason_words(code)
        assert words.means.endswith("."), code
        assert words.advice.endswith("."), code
        assert "`" not in "".join(words), code
        assert "mentor " not in words.advice, code
    assert "ikke afgjort" in reason_words("").means


@pytest.mark.requirement("S2.encrypted_mail")
def test_what_could_be_read_stands_ready_and_only_what_could_not_is_typed(house: House) -> None:
    house.arrives(house.referral(bevilling=UNREADABLE))
    with house.office() as office:
        mail_id = settled(office)
        desk = on_desk(office, mail_id, KIRSTEN)
        assert "i går" in paper_of(office, mail_id, 1, KIRSTEN).content.decode()
        assert [paper.kind for paper in desk.papers] == ["bevilling", "jobplan", "samtykke"]
        assert "i går" in desk.papers[0].text
        assert "i går" not in repr(desk)
        assert "grant.granted_on" not in desk.typed
        assert desk.typed["grant.starts_on"] == "2026-03-02"

        with pytest.raises(InvalidInput) as caught:
            quarantine.release(office, mail_id, KIRSTEN, desk.typed)
        assert [problem.field for problem in caught.value.problems] == ["grant.granted_on"]
        fate = quarantine.release(
            office, mail_id, KIRSTEN, {**desk.typed, "grant.granted_on": "27. februar 2026"}
        )
        assert office.ledger.mail(mail_id).fate == Fate.COURSE
        assert office.casebook.find("kommune-a", CPR) == [fate.course_ref]


def test_each_reading_is_written_down_and_nobody_but_a_coordinator_is_shown_a_mail(house: House) -> None:
    house.arrives(house.referral())
    with house.office() as office:
        mail_id = settled(office)
        on_desk(office, mail_id, KIRSTEN)
        paper = paper_of(office, mail_id, 0, KIRSTEN)
        ref = office.ledger.mail(mail_id).course_ref or ""
        assert [one.subject for one in office.readings.of_course(ref)] == [mail_id, mail_id]
        assert (paper.file_name, paper.media_type) == (f"{mail_id}.txt", "text/plain")
        assert paper_of(office, mail_id, 2, KIRSTEN).file_name == f"{mail_id}-bilag-2.txt"
        for number in (-1, 4):
            with pytest.raises(InvalidInput, match="bilag"):
                paper_of(office, mail_id, number, KIRSTEN)
        with pytest.raises(Refused):
            on_desk(office, mail_id, AMIRA)
        assert len(office.readings.of_course(ref)) == 3


def test_what_nobody_vouches_for_is_listed_and_never_shown(house: House) -> None:
    house.arrives(plain_mail(BODY, {"bevilling.txt": GRANT}))
    with house.office() as office:
        mail_id = settled(office)
        desk = on_desk(office, mail_id, KIRSTEN)
        assert (desk.vouched, desk.text, desk.papers, dict(desk.typed)) == (False, "", (), {})
        assert desk.view.reason_now == "no-smime"
        with pytest.raises(Refused, match="no-smime"):
            paper_of(office, mail_id, 1, KIRSTEN)


def test_a_mail_that_brought_news_is_marked_as_seen_by_its_own_matter(house: House) -> None:
    house.arrives(house.referral())
    with house.office() as office:
        first = settled(office)
        house.arrives(house.referral(body=BODY + "Sagsbehandler: Lise Holm\n", number=2))
        second = settled(office)
        assert office.ledger.mail(second).reason == "course-updated"
        assert unseen_matter(office, first) == ""
        assert unseen_matter(office, second) == "n1"


def test_a_coordinator_of_other_municipalities_neither_reads_nor_decides(house: House) -> None:
    house.arrives(house.referral(bevilling=UNREADABLE))
    staff = house.home / "staff.toml"
    text = staff.read_text(encoding="utf-8")
    with house.office() as office:
        mail_id = settled(office)
    staff.write_text(
        text.replace('id = "kirsten"\n', 'id = "kirsten"\ncontrollers = ["kommune-b"]\n', 1), encoding="utf-8"
    )
    with house.office() as office:
        for act in (on_desk, quarantine.refuse, quarantine.release):
            with pytest.raises(Refused, match="anden kommune"):
                act(office, mail_id, KIRSTEN)
        assert office.ledger.mail(mail_id).fate == Fate.QUARANTINED
