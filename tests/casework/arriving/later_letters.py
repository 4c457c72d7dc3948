"""Letters of the jobcentre about a citizen who has a course, and what becomes of them."""

from __future__ import annotations

import asyncio

from casework.arriving.fates import MailFate
from casework.arriving.intake import fetch_mails, settle_all
from casework.office import Office
from domain.commands import AcceptReferral, MatchMentor
from domain.course import Course
from domain.history import referral_of
from domain.referral import Referral
from tests.adapters.referral_reading.mails import GRANT, JOB_PLAN
from tests.house import KIRSTEN, House

WHO = "CPR-nr.: 010150 5678\nNavn: Åse Ærø-Østergaard\n"
NEW_CASEWORKER = f"{WHO}Sagsbehandler: Birgit Holm\nEnhed: Team Ung\n"
WITHDRAWN = f"{WHO}Samtykke trukket tilbage: 2. marts 2026\n"
NEW_PLAN = JOB_PLAN.replace("2026-02-27", "2026-03-01").replace("en butik", "et gartneri")
NEW_GRANT = GRANT.replace("02.03.2026 – 31. maj 2026", "01.06.2026 – 31. august 2026")


def settled(office: Office) -> list[MailFate]:
    """What became of the mails that wait."""
    fetch_mails(office)
    fates, left = asyncio.run(settle_all(office))
    assert not left
    return fates


def running(house: House) -> str:
    """A course that Kirsten has accepted and Amira is the mentor of."""
    house.arrives(house.referral())
    with house.office() as office:
        (fate,) = settled(office)
        ref = fate.course_ref or ""
        for command in (AcceptReferral(coordinator="kirsten"), MatchMentor(mentor="amira")):
            office.casebook.handle(ref, command, KIRSTEN, office.now)
    return ref


def sent(
    house: House, *texts: str, papers: tuple[str, ...] = (), number: int = 2, **written: str
) -> MailFate:
    """The fate of a later mail with that text and those papers."""
    house.arrives(house.referral("".join(texts), papers, number, **written))
    with house.office() as office:
        (fate,) = settled(office)
    return fate


def course_of(house: House, ref: str) -> Course:
    with house.office() as office:
        return office.casebook.course(ref)


def on_file(house: House, ref: str) -> Referral:
    with house.office() as office:
        return referral_of(office.casebook.recorded(ref))
