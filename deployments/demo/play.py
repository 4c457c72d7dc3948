"""`mentor demo`: raise the stage, play the story, look at what came of it. It exits 0 only if all is true."""

from __future__ import annotations

import asyncio
import shutil
import time
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from deployments.demo.stage import Stage, raised
from deployments.demo.story import Step, steps
from domain.explain import danish_date
from domain.lifecycle import Phase

SUMMARY = "summary.json"
MARK = "mentor-demo"
PARTS = ("home", "secrets")


def play(out: Path, console: Console) -> int:
    """Play the whole demo into `out`; a demo that was interrupted there goes on, a finished one starts anew.

    Raises MentorError when a part does not do what it should.
    """
    out = out.resolve()
    _make_room(out)
    console.print("[bold]Mentorforløb[/bold]: et helt forløb på simuleret tid, i de rigtige dele.")
    with console.status("Laver certifikater, og starter mailserver, Prefect og de serverede kørsler …"):
        began = time.monotonic()
        stage_parts = raised(out)
        stage = stage_parts.__enter__()
    try:
        console.print(
            f"Klar efter {time.monotonic() - began:.0f} s. Prefect: {stage.prefect.ui_url}", style="dim"
        )
        return asyncio.run(_perform(stage, out, console))
    finally:
        stage_parts.__exit__(None, None, None)


async def _perform(stage: Stage, out: Path, console: Console) -> int:
    # Only now: Prefect reads its settings when it is first imported, and the stage has just made them.
    from deployments.demo.acting import play_step, send_the_rest, wait_for_served
    from deployments.demo.finale import conclude

    began = time.monotonic()
    with _progress(console) as progress:
        story = steps()
        bar = progress.add_task("Forløbet spilles", total=len(story))
        await wait_for_served()
        for number, step in enumerate(story):
            await play_step(stage, number, step)
            progress.update(bar, advance=1, description=_caption(stage, step))
        await send_the_rest(stage)
    console.print(f"Spillet på {time.monotonic() - began:.0f} s.", style="dim")
    return await conclude(stage, out, console)


def _caption(stage: Stage, step: Step) -> str:
    from casework.names import PHASES

    courses = stage.office.casebook.courses()
    phase = PHASES[Phase(courses[0].phase)] if courses else "ingen forløb endnu"
    return f"{danish_date(step.at.date()):<18} {phase}"


def _progress(console: Console) -> Progress:
    columns = (
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    return Progress(*columns, console=console)


def _make_room(out: Path) -> None:
    """Start anew where a demo has finished. A folder that is not a demo's is never cleared.

    The summary goes last: a clearing that is interrupted is a clearing again.
    """
    if (out / SUMMARY).exists() and (out / MARK).exists():
        for folder in PARTS:
            if (out / folder).exists():
                shutil.rmtree(out / folder)
        (out / SUMMARY).unlink()
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).touch()
