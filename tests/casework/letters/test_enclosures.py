"""Which part each attachment was taken for, and why, stands in the log for those who may read names."""

from __future__ import annotations

import asyncio

import pytest

from casework.arriving.intake import fetch_mails, settle_all
from casework.history.timeline import timeline
from domain.history import referral_of
from tests.house import House

pytestmark = pytest.mark.slow


def test_the_attachment_checklist_is_kept_with_why_each_file_was_taken_for_what_it_is(house: House) -> None:
    house.arrives(house.referral())

    with house.office() as office:
        fetch_mails(office)
        ((fate,), _) = asyncio.run(settle_all(office))
        history = office.casebook.recorded(fate.course_ref or "")

    assert {one.kind for one in referral_of(history).enclosures} == {"grant", "job_plan", "consent"}
    personal, neutral = (timeline(history, personal=names)[0].sentence for names in (True, False))
    assert "bilag: bevilling.txt (" in personal
    assert "bevilling.txt" not in neutral
