"""What a coordinator sees in a real browser that reaches nothing but the server itself."""

from __future__ import annotations

import asyncio
import re
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from casework.names.states import StateName
from deployments.prefect_server import PrefectPlace
from flows.course_round import course_round
from tests.factories import START
from tests.flows.conftest import ON_PREFECT, House

pytestmark = [*ON_PREFECT, pytest.mark.needs("chromium")]
BROWSER = (
    "chromium",
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--dump-dom",
    "--window-size=1400,2000",
    "--virtual-time-budget=15000",
    # Nothing but the server itself can be reached: the page must do without the outside.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


ATTEMPTS = 4
"""The browser's clock runs ahead while it loads: on a busy machine the server may answer too late for it."""


def seen(url: str, profile: Path, waits_for: str) -> str:
    """The text of a page as the browser shows it when it has settled; loaded again until it shows that."""
    for _ in range(ATTEMPTS):
        command = [*BROWSER, f"--user-data-dir={profile}", url]
        page = subprocess.run(command, capture_output=True, text=True, check=True, timeout=90)
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.stdout))
        if waits_for in text:
            break
    return text


async def test_the_list_of_runs_filtered_on_a_course_is_its_history(
    house: House, prefect: PrefectPlace, tmp_path: Path
) -> None:
    for _ in range(3):
        ref = house.matched()
    house.at(START + timedelta(days=6))
    await course_round(return_state=True)
    url = f"{prefect.ui_url}/runs?tag=course:{ref}"
    page = await asyncio.to_thread(seen, url, tmp_path / "browser", ref + " · ")
    assert f"{ref} · første kontakt" in page
    assert StateName.REMINDER_RAISED in page
    assert page.count("· første kontakt") == 1
