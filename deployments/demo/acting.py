"""Playing one step of the story on the stage. Each step may be repeated: it happens once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import singledispatch
from typing import Any

from prefect import get_client
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import FlowRun, State
from prefect.deployments import run_deployment

from casework.decisions import authority, extension
from casework.decisions.extension import DecisionForm
from deployments.demo import story, words
from deployments.demo.post import referral_mail
from deployments.demo.stage import Stage
from deployments.sample_home import CONTROLLER, JOBCENTRE, SUPPLIER
from deployments.serve import deployment_names
from domain.commands import AcknowledgeDeviation
from domain.errors import MentorError
from domain.events import DeviationReported, ExtensionDecided
from domain.history import of_type
from domain.values import Actor, Role
from flows.course_round import course_round
from flows.delivery import delivery
from flows.referral_intake import referral_intake
from models.envelopes import EnvelopeLine, EnvelopeState

SERVED_WITHIN = 120.0
ATTEMPTS = 300
LEASE, LEASES = timedelta(minutes=2), 5
UNSENT = {EnvelopeState.QUEUED, EnvelopeState.SENDING, EnvelopeState.UNKNOWN}
UNIT = "Jobcenter A, aktiv indsats"


class DemoFailed(MentorError):
    """A part of the demo did not do what it should; the message says which."""

    code = "demo-failed"


async def pass_until(stage: Stage, step: story.Step) -> None:
    """Let the clock run to the step: at every instant where a course is due, a round and a delivery."""
    while True:
        rows = stage.office.casebook.courses()
        due = min((row.next_due_at for row in rows if row.next_due_at), default=None)
        if due is None or due > step.at:
            break
        stage.move_to(due)
        _good(await course_round(return_state=True))
        await send(stage)
    stage.move_to(step.at)


async def send(stage: Stage) -> None:
    """One delivery run, if anything waits."""
    if stage.office.outbox.pending_intents(stage.office.now) or _on_their_way(stage):
        _good(await delivery(return_state=True))


async def send_the_rest(stage: Stage) -> None:
    """Send what an interrupted delivery had taken: nobody else may take it until its lease has run out."""
    for _ in range(LEASES):
        await send(stage)
        if not _on_their_way(stage):
            return
        stage.move_to(stage.office.now + LEASE)
    raise DemoFailed(f"{len(_on_their_way(stage))} mails kunne ikke sendes.")


def _on_their_way(stage: Stage) -> list[EnvelopeLine]:
    return stage.office.outbox.envelopes(states=UNSENT)


async def play_step(stage: Stage, number: int, step: story.Step) -> None:
    """Play one step at its time, and send what it caused."""
    await pass_until(stage, step)
    await _play(step, stage, number)
    await send(stage)


@singledispatch
async def _play(step: Any, _stage: Stage, _number: int) -> None:
    raise TypeError(type(step).__name__)


@_play.register
async def _mail(step: story.Mail, stage: Stage, _number: int) -> None:
    if not stage.office.ledger.mails() and not list(stage.office.mailbox().fetch()):
        result = await stage.office.postman().send(
            referral_mail(stage.place, step.at), sender=JOBCENTRE, recipient=SUPPLIER
        )
        if result.outcome != "accepted":
            raise DemoFailed(f"Mailserveren tog ikke imod henvisningen ({result.outcome}).")
    _good(await referral_intake(return_state=True))
    if not stage.office.casebook.courses():
        raise DemoFailed("Henvisningen blev ikke til et forløb. Se: mentor mail ledger")


@_play.register
async def _act(step: story.Act, stage: Stage, number: int) -> None:
    await asyncio.to_thread(
        stage.office.casebook.handle,
        the_course(stage),
        step.command,
        step.actor,
        stage.office.now,
        key=f"demo:{number}",
    )


@_play.register
async def _deviate(step: story.Deviate, stage: Stage, _number: int) -> None:
    ref = the_course(stage)
    if any(of_type(stage.office.casebook.recorded(ref), DeviationReported)):
        return
    form = {
        "ref": ref,
        "fact": "Udeblevet fra en aftale",
        "occurred_at": step.occurred_at.isoformat(),
        "attempts": 1,
    }
    await served("deviation", {"form": form})


@_play.register
async def _acknowledge(_step: story.Acknowledge, stage: Stage, number: int) -> None:
    ref = the_course(stage)
    for matter in stage.office.casebook.course(ref).open_matters("deviation"):
        who = _decider(stage, "caseworker")
        command = AcknowledgeDeviation(
            matter=matter.id, by=who, person=words.DECIDERS["caseworker"], outcome=words.ACKNOWLEDGED
        )
        actor = Actor(Role.CASEWORKER, who)
        stage.office.casebook.handle(ref, command, actor, stage.office.now, key=f"demo:{number}")


@_play.register
async def _decide(step: story.Decide, stage: Stage, number: int) -> None:
    ref = the_course(stage)
    decided = list(of_type(stage.office.casebook.recorded(ref), ExtensionDecided))
    if len(decided) >= sum(isinstance(other, story.Decide) for other in story.steps()[: number + 1]):
        return
    who = _decider(stage, "caseworker" if step.served else "job_consultant")
    code = authority.issue_code(stage.office, ref, who, timedelta(hours=1)).code
    if step.served:
        await served("extension", {"form": _extension_form(step, ref, who, code)})
        return
    days = step.days or (None, None)
    form = DecisionForm(
        ref=ref,
        granted=step.granted,
        starts_on=days[0],
        ends_on=days[1],
        hours=story.HOURS if step.granted else None,
        document_sha256="d" * 64,
        decider_ref=who,
        decision_code=code,
        channel="cli",
        reason=step.reason,
    )
    await extension.decide(stage.office, form)


@_play.register
async def _round(_step: story.Round, _stage: Stage, _number: int) -> None:
    await served("course_round", {})


async def wait_for_served() -> None:
    """Wait until the serving process has registered every deployment. Raises DemoFailed after a minute."""
    names = deployment_names().values()
    async with get_client() as client:
        for _ in range(ATTEMPTS):
            if not {*names} - {name async for name in _registered(client)}:
                return
            await asyncio.sleep(0.2)
    raise DemoFailed("De serverede kørsler kom ikke i gang. Se logs/serve.log i demoens hjemmemappe.")


async def _registered(client: PrefectClient) -> AsyncIterator[str]:
    # In this order: a flow is registered before its deployment, so none of these is missing among the flows.
    deployments = await client.read_deployments()
    flows = {flow.id: flow.name for flow in await client.read_flows()}
    for deployment in deployments:
        yield f"{flows[deployment.flow_id]}/{deployment.name}"


async def served(flow: str, parameters: dict[str, Any]) -> None:
    """Start a run through its served deployment, as the Prefect UI does, and wait for it."""
    run = await run_deployment(
        deployment_names()[flow], parameters=parameters, timeout=SERVED_WITHIN, poll_interval=0.2
    )  # type: ignore[misc]
    assert isinstance(run, FlowRun)  # noqa: S101 - the asynchronous form gives a run
    if run.state is None or not run.state.is_completed():
        name = run.state.name if run.state else "ukendt"
        raise DemoFailed(f"Kørslen {flow} endte i »{name}«. Se den i Prefect.")


def the_course(stage: Stage) -> str:
    """The demo's one course."""
    return stage.office.casebook.courses()[0].ref


def _decider(stage: Stage, role: str) -> str:
    for decider in stage.office.deciders.all():
        if decider.role == role:
            return decider.ref
    new = {
        "controller": CONTROLLER,
        "role": role,
        "unit": UNIT,
        "name": words.DECIDERS[role],
        "email": JOBCENTRE,
    }
    return authority.add_decider(stage.office, json.dumps(new).encode()).ref


def _extension_form(step: story.Decide, ref: str, who: str, code: str) -> dict[str, Any]:
    first, last = step.days or (None, None)
    return {
        "ref": ref,
        "decision": "bevilget" if step.granted else "afslået",
        "starts_on": first.isoformat() if first else None,
        "ends_on": last.isoformat() if last else None,
        "hours": float(story.HOURS),
        "document_sha256": "d" * 64,
        "decider_ref": who,
        "decision_code": code,
    }


def _good(state: State[Any]) -> None:
    if not state.is_completed():
        raise DemoFailed(f"En kørsel endte i »{state.name}«: {state.message}")
