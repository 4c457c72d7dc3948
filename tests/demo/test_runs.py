"""In Prefect the demo's course reads like its history, and nothing in there is personal."""

from __future__ import annotations

import re

import pytest
from prefect.client.schemas.objects import Artifact, FlowRun

from casework.names.states import StateName
from tests.demo.canary import canaries_in
from tests.demo.playing import PlayedDemo

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

REF = r"M-2026-\d{4,}"
NAMES = re.compile(
    rf"post 2026-\d\d-\d\d \d\d:\d\d|runde 2026-\d\d-\d\d \d\d:\d\d|udsendelse \d\d:\d\d|{REF} · "
    r"(henvisning|første kontakt|opfølgning \d+|vurdering af forlængelse|udfasning|fravigelse|forlængelse)"
)


def test_every_run_completed_in_a_state_of_the_danish_list(runs: list[FlowRun]) -> None:
    assert {run.state.type.value for run in runs if run.state} == {"COMPLETED"}
    assert {run.state.name for run in runs if run.state} <= {name.value for name in StateName}


def test_every_run_has_a_name_for_coordinators(runs: list[FlowRun]) -> None:
    assert [run.name for run in runs if not NAMES.fullmatch(run.name)] == []


def test_the_summary_lists_the_very_runs_that_prefect_has(demo: PlayedDemo, runs: list[FlowRun]) -> None:
    told = sorted((run["name"], run["state_name"]) for run in demo.summary["flow_runs"])

    assert told == sorted((run.name, run.state.name) for run in runs if run.state)


def test_the_list_filtered_on_the_course_tells_its_history(demo: PlayedDemo, runs: list[FlowRun]) -> None:
    ref = demo.summary["course"]
    own = [run for run in runs if f"course:{ref}" in run.tags]

    assert all(run.name.startswith(ref) for run in own)
    assert all("programme:viborg" in run.tags for run in own)
    assert {
        StateName.REFERRAL_REGISTERED,
        StateName.DEVIATION_REPORTED,
        StateName.DEVIATION_ESCALATED,
        StateName.EXTENSION_REVIEW_OPENED,
        StateName.EXTENSION_GRANTED,
        StateName.REMINDER_RAISED,
    } <= {run.state.name for run in own if run.state}


def test_a_deviation_an_extension_and_a_round_went_through_their_served_deployments(
    runs: list[FlowRun],
) -> None:
    served = {run.name.rpartition(" · ")[2].split(" ")[0] for run in runs if run.deployment_id}

    assert served == {"fravigelse", "forlængelse", "runde"}


def test_the_course_has_its_card_and_the_round_its_table(demo: PlayedDemo, artifacts: list[Artifact]) -> None:
    cards = [one for one in artifacts if one.key == f"kort-{demo.summary['course'].lower()}"]

    assert cards
    assert all(demo.summary["course"] in str(card.data) for card in cards)
    last = max(cards, key=lambda card: card.created or card.updated)
    assert "Forløbet er slut" in str(last.data)
    assert any(one.type == "table" for one in artifacts)


def test_neither_runs_nor_artifacts_hold_anything_personal(
    runs: list[FlowRun], artifacts: list[Artifact]
) -> None:
    for run in runs:
        assert canaries_in(run.model_dump_json().encode()) == set()
    for artifact in artifacts:
        assert canaries_in(artifact.model_dump_json().encode()) == set()


def test_the_form_with_the_decision_code_keeps_no_parameters(runs: list[FlowRun]) -> None:
    (decided,) = [run for run in runs if run.name.endswith("· forlængelse")]

    assert decided.parameters == {}
