"""A citizen who is referred again, with what was missing or with something new; and two who differ."""

from __future__ import annotations

import pytest

from casework.arriving import later_mail
from deployments.sample_home import CONTROLLER
from domain.commands import Cancel
from domain.history import referral_of
from domain.lifecycle import Phase
from models.mails import Fate
from tests.adapters.referral_reading.mails import BODY, CPR, GRANT
from tests.casework.arriving.test_intake import settled
from tests.house import KIRSTEN, OTHER_CPR, House, about

pytestmark = pytest.mark.slow


def test_the_missing_parts_in_a_later_mail_join_the_course_that_waits_for_them(house: House) -> None:
    house.arrives(house.referral(papers=["bevilling.txt"]))
    with house.office() as office:
        (first,) = settled(office)
        house.arrives(house.referral(papers=["jobplan.txt"], number=2))
        (second,) = settled(office)
        assert office.casebook.course(first.course_ref or "").missing == ("consent",)
        house.arrives(house.referral(papers=["samtykke.txt"], number=3))
        (third,) = settled(office)
        course = office.casebook.course(first.course_ref or "")
        fates = {(mail.fate, mail.course_ref) for mail in office.ledger.mails()}
        referral = referral_of(office.casebook.recorded(course.ref))
    assert [fate.course_ref for fate in (second, third)] == [course.ref, course.ref]
    assert [fate.incomplete for fate in (first, second, third)] == [True, True, False]
    assert (course.phase, course.missing) == (Phase.RECEIVED, ())
    assert fates == {(Fate.COURSE, course.ref), (Fate.JOINED, course.ref)}
    assert referral.parts() == {"grant", "job_plan", "consent"}


def test_a_mail_without_any_of_the_missing_parts_waits_for_a_person(house: House) -> None:
    house.arrives(house.referral(papers=["bevilling.txt"]))
    house.arrives(house.referral(papers=["bevilling.txt"], body=BODY + "Ny oplysning.\n", number=2))
    with house.office() as office:
        fates = settled(office)
        (course,) = office.casebook.courses()
    assert [fate.reason for fate in fates] == ["accepted", "citizen-has-course"]
    assert course.seq == 1


def test_a_crash_after_joining_joins_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.arrives(house.referral(papers=["bevilling.txt"]))
    with house.office() as office:
        (first,) = settled(office)
        house.arrives(house.referral(papers=["jobplan.txt", "samtykke.txt"], number=2))
        with monkeypatch.context() as crash:
            crash.setattr(later_mail, "joined_fate", _crash)
            with pytest.raises(KeyboardInterrupt):
                settled(office)
        (second,) = settled(office)
        (course,) = office.casebook.courses()
    assert (second.course_ref, course.seq) == (first.course_ref, 2)


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_mail_about_a_citizen_with_an_open_course_waits_for_a_person(house: House) -> None:
    house.arrives(house.referral())
    house.arrives(house.referral(body=BODY + "Ny oplysning.\n", number=2))
    with house.office() as office:
        fates = settled(office)
        assert len(office.casebook.courses()) == 1
    assert {fate.reason for fate in fates} == {"accepted", "citizen-has-course"}


def test_once_a_course_has_ended_the_citizen_can_be_referred_again(house: House) -> None:
    house.arrives(house.referral())
    with house.office() as office:
        (first,) = settled(office)
        stop = Cancel(cause="moved", reason="Borgeren er flyttet.")
        office.casebook.handle(first.course_ref or "", stop, KIRSTEN, office.now)
        house.arrives(house.referral(body=BODY + "Ny henvisning.\n", number=2))
        (second,) = settled(office)
    assert second.verdict == "accepted"
    assert second.course_ref != first.course_ref


def test_two_citizens_become_two_courses(house: House) -> None:
    house.arrives(house.referral())
    house.arrives(house.referral(about(OTHER_CPR, BODY), bevilling=about(OTHER_CPR, GRANT), number=2))
    with house.office() as office:
        refs = {fate.course_ref for fate in settled(office)}
        found = [office.casebook.find(CONTROLLER, cpr) for cpr in (CPR, OTHER_CPR)]
    assert refs == {"M-2026-0001", "M-2026-0002"}
    assert sorted(ref for one in found for ref in one) == sorted(refs)
