"""Serves every flow: the standing rounds by their schedules, the phases and the forms on request.

Started as `python -m deployments.serve` with the environment of `client_environment`. Starting it again
changes nothing: the same deployments, the same schedules, no run twice. Stopping it pauses nothing.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prefect import Flow
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from deployments.serve_option import ON_REQUEST
from flows.assurance import assurance
from flows.course_round import course_round
from flows.delivery import delivery
from flows.phases import closing, extension_review, first_contact, follow_up, goal_setting, phase_out
from flows.referral_intake import referral_intake
from flows.requests import close, deviation, extension, pause, reassign
from flows.retention import retention
from flows.revocation_lists import revocation_lists

TIME_ZONE = "Europe/Copenhagen"
PROCESSES = 3
"""How many runs may go on at once; each is a process of about 170 MB."""
ON_REQUEST_PROCESSES = 1
"""The demo asks for one run at a time. One that is still ending must not stand beside the next in memory."""


@dataclass(frozen=True, slots=True)
class Served:
    """A flow with its Danish name and description in the UI; without `cron` it runs on request only."""

    flow: Flow[..., Any]
    name: str
    description: str
    cron: str = ""

    def deployment(self, *, scheduled: bool) -> RunnerDeployment:
        """The deployment as Prefect is told of it. The code is found by module, wherever it is installed."""
        cron = self.cron if scheduled else ""
        schedule = Cron(cron, timezone=TIME_ZONE, slug=self.flow.name) if cron else None
        deployment: RunnerDeployment = RunnerDeployment.from_flow(
            self.flow,
            name=self.name,
            schedule=schedule,
            description=self.description,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        return deployment


# Whatever can make a mail leave runs in office hours; urgent notices leave through the delivery that always
# runs, within seconds. Holidays need no rule here: the deadlines themselves avoid them.
STANDING = (
    Served(
        referral_intake,
        "post",
        "Henter post fra postkassen, låser den inde, kontrollerer den og opretter forløb af henvisninger.",
        "*/5 * * * *",
    ),
    Served(
        course_round,
        "runde",
        "Går hver arbejdstime gennem de forløb, hvor noget er forfaldent, og udløser rykkere og faseskift.",
        "0 8-15 * * 1-5",
    ),
    Served(
        delivery,
        "udsendelse",
        "Pakker og sender de beskeder, hvis tid er kommet.",
        "5,20,35,50 8-15 * * 1-5",
    ),
    Served(
        assurance,
        "kontrol",
        "Efterprøver hver morgen hændelseskæden, og at intet forløb og ingen post er glemt.",
        "30 6 * * *",
    ),
    Served(
        retention,
        "sletteliste",
        "Skriver hver mandag listen over sager, kommunen kan lade slette. Sletter intet af sig selv.",
        "45 6 * * 1",
    ),
    Served(
        revocation_lists,
        "spærrelister",
        "Henter hver fjerde time, også om natten, listerne over spærrede certifikater.",
        "17 */4 * * *",
    ),
)
PHASES = (
    Served(first_contact, "første kontakt", "Første kontakt: fra henvisning til første møde."),
    Served(goal_setting, "aftale og mål", "Aftale og mål."),
    Served(follow_up, "opfølgning", "Opfølgning i de måneder, støtten varer."),
    Served(
        extension_review,
        "vurdering af forlængelse",
        "Vurdering af forlængelse: åbnet, og rykket indtil der er truffet afgørelse.",
    ),
    Served(phase_out, "udfasning", "Udfasning: de sidste uger."),
    Served(closing, "afslutningsfase", "Afslutning: indtil den afsluttende rapport er skrevet."),
)
FORMS = (
    Served(
        extension,
        "forlængelse",
        "Forlængelse af et forløb. Med beslutningstager og gyldig engangskode er det en afgørelse; uden kode "
        "noteres et forslag. Skriv ingen personoplysninger.",
    ),
    Served(
        deviation,
        "fravigelse",
        "Fravigelse fra planen. Jobcenteret får besked straks. Her er ikke plads til fri tekst.",
    ),
    Served(pause, "pause", "Sæt et forløb på pause, eller genoptag det. Bevillingens slutdato flyttes ikke."),
    Served(reassign, "mentorskift", "Giv et forløb en anden mentor."),
    Served(close, "afslut forløb", "Afslut et forløb med den afsluttende rapport."),
)
ALL = (*STANDING, *PHASES, *FORMS)


def deployment_names() -> Mapping[str, str]:
    """The full name (`flow/deployment`) by which each flow is started, by the flow's name."""
    return {served.flow.name: f"{served.flow.name}/{served.name}" for served in ALL}


class StoppableRunner(Runner):
    """A runner that on SIGTERM cancels what it has begun; Prefect's own leaves it behind as running."""

    def handle_sigterm(self, *_: object) -> None:
        """End polling and cancel the runs in progress. What they had committed stands, the rest is redone."""
        loop = asyncio.get_running_loop()
        loop.call_soon_threadsafe(lambda: loop.create_task(self.astop()))


async def serve(*, scheduled: bool = True) -> None:
    """Register all deployments and run what is due until SIGTERM.

    Without `scheduled` everything runs on request only: the demo's clock is simulated, schedules go by the
    wall clock.
    """
    limit = PROCESSES if scheduled else ON_REQUEST_PROCESSES
    runner = StoppableRunner(pause_on_shutdown=False, limit=limit)
    for served in ALL:
        await runner.aadd_deployment(served.deployment(scheduled=scheduled))
    await runner.start()


if __name__ == "__main__":
    asyncio.run(serve(scheduled=ON_REQUEST not in sys.argv[1:]))
