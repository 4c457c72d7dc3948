"""One course from the encrypted mail to the closing report, by the people who use it, each in a window of
her own, on a simulated clock; and Prefect's pages show the same course.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from deployments.demo.post import referral_mail
from deployments.demo.story import at
from deployments.prefect_server import PrefectPlace
from flows.course_round import course_round
from flows.delivery import delivery
from flows.referral_intake import referral_intake
from tests.flows.conftest import ON_PREFECT, House
from tests.flows.test_page import seen
from tests.flows.windows import Window, windows_onto
from tests.portal.eyes import DESKTOP, PHONE

pytestmark = [*ON_PREFECT, pytest.mark.needs("chromium")]


async def test_a_course_is_lived_in_browsers(house: House, prefect: PrefectPlace, tmp_path: Path) -> None:
    house.at(at(3, 2, 8, 30))
    house.receive(referral_mail(house.place, house.office.now))
    await referral_intake(return_state=True)
    (row,) = house.office.casebook.courses()
    async with windows_onto(house.office) as windows:
        kirsten = await windows.of("coordinator:kirsten", DESKTOP)
        amira = await windows.of("mentor:amira", PHONE)
        await _begins(house, kirsten, amira, row.ref)
        await _meets(house, amira, row.ref)
    url = f"{prefect.ui_url}/runs?tag=course:{row.ref}"
    page = await asyncio.to_thread(seen, url, tmp_path / "browser", row.ref + " · ")
    assert f"{row.ref} · henvisning" in page


async def _begins(house: House, kirsten: Window, amira: Window, ref: str) -> None:
    """The referral is taken on, a mentor is found, and she calls."""
    course = f"/forloeb/{ref}"
    assert "Henvisningen skal vurderes" in await kirsten.reads("/min-dag")
    house.at(at(3, 2, 9))
    await kirsten.does(f"{course}/gor/AcceptReferral", coordinator="kirsten")
    await kirsten.does(f"{course}/gor/MatchMentor", mentor="amira", cover="bo", reason="Har tid.")
    assert "Første kontakt skal være taget" in await amira.reads("/min-dag")
    await _until(house, at(3, 3, 10))
    called = {"attempted_at": "2026-03-03T09:50", "channel": "phone", "reached": "ja"}
    await amira.does(f"{course}/gor/RecordContactAttempt", note="Vi aftalte at mødes.", **called)
    await amira.does(f"{course}/gor/PlanAppointment", at="2026-03-05T10:00", form="meeting")


async def _meets(house: House, amira: Window, ref: str) -> None:
    """The first meeting, agreement and goals, and a meeting logged from a phone."""
    course = f"/forloeb/{ref}"
    await _until(house, at(3, 5, 12))
    await amira.does(f"{course}/gor/RecordFirstMeeting", held_on="2026-03-05")
    times = {"held_on": "2026-03-05", "starts": "10:00", "ends": "11:30"}
    await amira.does(f"{course}/gor/RecordMeeting", observation="Vi talte om morgenerne.", **times)
    await amira.does(
        f"{course}/gor/SignAgreement", signed_on="2026-03-05", signed_by=("citizen", "jobcentre", "mentor")
    )


async def _until(house: House, instant: datetime) -> None:
    """The clock goes on, the round is gone and the letters leave, each as a run of Prefect's."""
    house.at(instant)
    await course_round(return_state=True)
    await delivery(return_state=True)
