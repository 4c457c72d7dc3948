"""No later mail is lost or counts twice, wherever an intake breaks off and in whatever order mails come."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from casework.arriving import later_mail
from deployments.local_mail import maildir_of
from deployments.sample_home import SUPPLIER
from domain.commands import Cancel
from tests.casework.arriving.later_letters import (
    NEW_CASEWORKER,
    NEW_GRANT,
    NEW_PLAN,
    WHO,
    WITHDRAWN,
    course_of,
    on_file,
    running,
    settled,
)
from tests.factories import day
from tests.house import KIRSTEN, House

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("crash_at", ["joined_fate", "_for_a_person"])
def test_a_crash_between_course_and_ledger_takes_a_mail_in_once(
    house: House, monkeypatch: pytest.MonkeyPatch, crash_at: str
) -> None:
    ref = running(house)
    fits = crash_at == "joined_fate"
    grant = NEW_GRANT if fits else NEW_GRANT.replace("01.06.2026", "01.05.2026")
    house.arrives(house.referral(NEW_CASEWORKER, ("bevilling.txt",), 2, bevilling=grant))
    with house.office() as office:
        with monkeypatch.context() as crash:
            crash.setattr(later_mail, crash_at, _crash)
            with pytest.raises(KeyboardInterrupt):
                settled(office)
        seq = office.casebook.course(ref).seq
        (fate,) = settled(office)
    assert fate.reason == ("course-updated" if fits else "grant-does-not-fit")
    assert course_of(house, ref).seq == seq


def test_a_crash_is_made_good_also_when_the_course_has_ended_meanwhile(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = running(house)
    house.arrives(house.referral(NEW_CASEWORKER, (), 2))
    with house.office() as office:
        with monkeypatch.context() as crash:
            crash.setattr(later_mail, "joined_fate", _crash)
            with pytest.raises(KeyboardInterrupt):
                settled(office)
        office.casebook.handle(ref, Cancel(cause="moved", reason="Flyttet."), KIRSTEN, office.now)
        (fate,) = settled(office)
        assert len(office.casebook.courses()) == 1
    assert (fate.reason, fate.course_ref) == ("course-updated", ref)


LETTERS = {
    "caseworker": (NEW_CASEWORKER, (), {}),
    "grant": (WHO, ("bevilling.txt",), {"bevilling": NEW_GRANT}),
    "too long": (WHO, ("bevilling.txt",), {"bevilling": NEW_GRANT.replace("31. august", "31. oktober")}),
    "plan": (WHO, ("jobplan.txt",), {"jobplan": NEW_PLAN}),
    "withdrawn": (WITHDRAWN, (), {}),
}
ORDERS = [order for number, order in enumerate(permutations(LETTERS)) if number % 29 == 0]


def test_in_whatever_order_they_come_no_mail_is_lost_and_the_grant_s_rules_hold(house: House) -> None:
    ref = running(house)
    raws = {
        name: house.referral(text, papers, number, **written)
        for number, (name, (text, papers, written)) in enumerate(LETTERS.items(), 2)
    }
    before = _copied(house)
    ends = set()
    for order in ORDERS:
        _restored(house, before)
        fates = []
        for name in order:
            house.arrives(raws[name])
            with house.office() as office:
                fates += settled(office)
        course = course_of(house, ref)
        assert [fate.reason for fate in fates].count("grant-does-not-fit") == 1
        assert all(fate.reason in {"course-updated", "grant-does-not-fit"} for fate in fates)
        assert [period.ends_on for period in course.periods] == [day("2026-05-31"), day("2026-08-31")]
        # The checklist of files is that of the mail that came last.
        ends.add((replace(on_file(house, ref), enclosures=()), course.consent.withdrawn_on))
    assert len(ORDERS) == 5
    assert len(ends) == 1


def _copied(house: House) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in house.home.glob("*.db*")}


def _restored(house: House, files: dict[str, bytes]) -> None:
    for path in house.home.glob("*.db*"):
        path.unlink()
    for name, content in files.items():
        (house.home / name).write_bytes(content)
    for waiting in (maildir_of(house.place.maildirs, SUPPLIER) / "new").glob("*"):
        waiting.unlink()


def _crash(*_: object) -> None:
    raise KeyboardInterrupt
