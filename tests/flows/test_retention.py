"""The retention list on a real Prefect server: it erases nothing by itself, and clears what is erased."""

from __future__ import annotations

import asyncio

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey

from casework.keeping.erasing import approve
from casework.names.states import StateName
from flows.course_round import course_round
from flows.retention import retention
from tasks.courses import card_key
from tasks.retention import LIST_KEY
from tasks.traces import remove_traces
from tests.casework.keeping.ended import instruction, letters_out, returned
from tests.domain.staging import CANCEL
from tests.factories import KIRSTEN, START
from tests.flows.conftest import ON_PREFECT, House, artifact
from tests.house import later

pytestmark = ON_PREFECT
LATER = later(START, days=5 * 365 + 30)


async def cards(ref: str) -> int:
    wanted = ArtifactFilter(key=ArtifactFilterKey(any_=[card_key(ref)]))
    async with get_client() as client:
        return len(await client.read_artifacts(artifact_filter=wanted))


async def test_the_list_is_written_and_nothing_is_erased_by_itself(house: House) -> None:
    ref = house.matched()
    house.office.casebook.handle(ref, CANCEL, KIRSTEN, house.office.now)
    house.at(LATER)
    state = await retention(return_state=True)
    assert (state.name, state.message) == (StateName.RETENTION_LISTED, "Kan slettes: 1. Gjort færdige: 0.")
    assert ref in await artifact(LIST_KEY)
    assert house.office.casebook.recorded(ref)


async def test_the_runs_and_cards_of_an_erased_course_are_gone_and_no_others(house: House) -> None:
    """Outside: erasure takes the course's Prefect runs and artifacts too."""
    ref, other = house.matched(), house.matched()
    house.at(later(START, days=6))
    await course_round(return_state=True)
    assert len(await house.runs(ref)) > 0
    assert await cards(ref) > 0
    house.office.casebook.handle(ref, CANCEL, KIRSTEN, house.office.now)
    house.close_mail()
    kept = len(await house.runs(other)), await cards(other)
    removed = await remove_traces(ref)
    assert removed.runs > 0
    assert removed.artifacts > 0
    assert (await house.runs(ref), await cards(ref)) == ([], 0)
    assert (len(await house.runs(other)), await cards(other)) == kept
    again = await remove_traces(ref)
    assert (again.runs, again.artifacts) == (0, 0)


async def test_what_is_erased_is_cleared_also_when_prefect_was_away(house: House) -> None:
    ref = house.matched()
    house.at(later(START, days=6))
    await course_round(return_state=True)
    office = house.office
    office.casebook.handle(ref, CANCEL, KIRSTEN, office.now)
    house.at(LATER)
    returned(office, ref)
    await asyncio.to_thread(letters_out, office, ref)
    (done,) = approve(office, instruction(office, ref))
    assert done.error is None
    state = await retention(return_state=True)
    assert state.name == StateName.NOTHING_TO_ERASE
    assert (await house.runs(ref), await cards(ref)) == ([], 0)
