"""One course from the encrypted mail to the closing report, by the people who use it, each in a window of
her own, on a simulated clock; and Prefect's pages show the same course.
"""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from pathlib import Path

import pytest

from casework.authority import add_decider
from deployments.demo.post import referral_mail
from deployments.demo.story import at
from deployments.prefect_server import PrefectPlace
from flows.course_round import course_round
from flows.delivery import delivery
from flows.referral_intake import referral_intake
from tests.casework.test_authority import METTE
from tests.flows.conftest import ON_PREFECT, House
from tests.flows.test_page import seen
from tests.flows.windows import Window, windows_onto
from tests.portal.eyes import DESKTOP, PHONE

pytestmark = [*ON_PREFECT, pytest.mark.needs("chromium")]
UNIT = "Jobcenter Viborg, Aktive indsatser"
"""The unit that the demo's referral names."""


async def test_a_course_is_lived_in_browsers(house: House, prefect: PrefectPlace, tmp_path: Path) -> None:
    house.at(at(3, 2, 8, 30))
    house.receive(referral_mail(house.place, house.office.now))
    await referral_intake(return_state=True)
    (row,) = house.office.casebook.courses()
    mette = add_decider(house.office, json.dumps(METTE | {"unit": UNIT}).encode())
    async with windows_onto(house.office) as windows:
        kirsten = await windows.of("coordinator:kirsten", DESKTOP)
        amira = await windows.of("mentor:amira", PHONE)
        caseworker = await windows.of(f"caseworker:{mette.ref}", DESKTOP)
        await _begins(house, kirsten, amira, row.ref)
        await _meets(house, amira, row.ref)
        await _deviates(house, amira, caseworker, row.ref)
        await _goes_on(house, amira, caseworker, row.ref)
        await _ends(house, amira, caseworker, row.ref)
    url = f"{prefect.ui_url}/runs?tag=course:{row.ref}"
    page = await asyncio.to_thread(seen, url, tmp_path / "browser", row.ref + " · ")
    for phase in ("henvisning", "første kontakt", "opfølgning", "udfasning"):
        assert f"{row.ref} · {phase}" in page


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
    signed = {"signed_on": "2026-03-05", "signed_by": ("citizen", "jobcentre", "mentor")}
    await amira.does(f"{course}/gor/SignAgreement", **signed)
    goal = {"text": "Jeg vil selv stå op.", "target_on": "2026-05-29", "indicator": "Dage", "target": "3"}
    given = {f"goals.0.{name}": value for name, value in goal.items()}
    await amira.does(f"{course}/gor/AgreeGoals", **given)


async def _deviates(house: House, amira: Window, caseworker: Window, ref: str) -> None:
    """A deviation is reported from the phone, reaches the jobcentre at once, and is acknowledged there."""
    await _until(house, at(3, 12, 10))
    told = {"occurred_at": "2026-03-12T08:00", "fact": "Kom ikke i praktik.", "plan_item": "Praktik"}
    await amira.does(f"/forloeb/{ref}/gor/ReportDeviation", **told)
    await delivery(return_state=True)
    house.at(at(3, 12, 11))
    assert "ravigelse" in await caseworker.reads("/min-dag")
    (matter,) = house.office.casebook.course(ref).open_matters("deviation")
    page = f"/forloeb/{ref}/fravigelse/{matter.id}"
    assert "Kom ikke i praktik." in await caseworker.reads(page)
    await caseworker.does(page, result="in_hand", outcome="Vi taler med borgeren i morgen.")
    assert house.office.casebook.course(ref).open_matters("deviation") == ()


async def _goes_on(house: House, amira: Window, caseworker: Window, ref: str) -> None:
    """The mentor proposes a new period, and the caseworker grants it under her own name."""
    await _until(house, at(5, 5, 9))
    page = f"/forloeb/{ref}/forlaengelse"
    period = {"starts_on": "2026-06-02", "ends_on": "2026-07-01", "hours": "10"}
    await amira.does(f"/forloeb/{ref}/gor/ProposeExtension", need="Fremmødet er ikke stabilt.", **period)
    house.at(at(5, 11, 13))
    assert "Fremmødet er ikke stabilt." in await caseworker.reads(page)
    await caseworker.does(page, granted="ja", reason="Der er brug for en måned mere.", **period)
    assert len(house.office.casebook.course(ref).periods) == 2


async def _ends(house: House, amira: Window, caseworker: Window, ref: str) -> None:
    """The support is phased out, the mentor closes the course, and the caseworker reads the whole of it."""
    for day in ((6, 8), (6, 22), (7, 2)):
        await _until(house, at(*day, 10))
    parts = {"reason": "grant_ended", "outcome": "placement", "review": "Et forløb med fremgang."}
    left = {"manages_alone": "Står selv op.", "coping": "Klarer det selv.", "handover": "Aftalt."}
    results = {"results.0.result": "reached"}
    more = {"unresolved": "Intet.", "citizen_evaluation": "Det hjalp."}
    await amira.does(f"/forloeb/{ref}/gor/RecordClosing", **parts, **left, **results, **more)
    await _until(house, at(7, 2, 11))
    report = await caseworker.saves(f"/forloeb/{ref}/dokument/afsluttende-rapport")
    assert report.startswith(b"%PDF")


async def _until(house: House, instant: datetime) -> None:
    """The clock goes on, the round is gone and the letters leave, each as a run of Prefect's."""
    house.at(instant)
    await course_round(return_state=True)
    await delivery(return_state=True)
