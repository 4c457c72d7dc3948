"""After the story: open what reached the jobcentre, prove the books, show it all and write `summary.json`."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from prefect import get_client
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.sorting import FlowRunSort
from rich.console import Console
from rich.table import Table

from casework.assurance import AssuranceResult, assure
from casework.history.timeline import TimelineEntry, timeline
from casework.names import NOTICES
from casework.reports.report_files import closing_report_pdf
from deployments.demo.acting import DemoFailed, the_course
from deployments.demo.post import inbox_of
from deployments.demo.stage import Stage
from deployments.local_mail import maildir_of
from deployments.openssl_mail import openssl_open
from deployments.sample_home import JOBCENTRE
from domain.calendar import local
from domain.course import Course
from domain.events import DeviationReported
from domain.history import Recorded, of_type
from domain.lifecycle import Phase
from models.files import replace_file
from models.notice_counts import notices_by_kind

PAGE = 200
REPORT = "afsluttende-rapport.pdf"
READABLE = 0o644


async def conclude(stage: Stage, out: Path, console: Console) -> int:
    """Check, show and summarise. Raises DemoFailed naming what is not true."""
    ref = the_course(stage)
    course, history = stage.office.casebook.course(ref), stage.office.casebook.recorded(ref)
    if course.phase is not Phase.CLOSED:
        raise DemoFailed(f"Forløbet endte i fasen {course.phase}, ikke som afsluttet.")
    opened = [_opened(stage, raw) for raw in inbox_of(stage.place, JOBCENTRE)]
    assured = assure(stage.office)
    if not assured.ok:
        raise DemoFailed(f"Efterprøvningen fandt: {'; '.join(assured.findings)}")
    runs = await _runs()
    document = closing_report_pdf(stage.office, ref)
    (out / REPORT).write_bytes(document.content)
    summary = _summary(stage, course, history, assured, runs) | {
        "closing_report": {"path": REPORT, "pages": document.pages}
    }
    told = timeline(history, personal=False, programme=stage.office.programme_of(course))
    _show(console, told, summary, opened, out)
    content = json.dumps(summary, ensure_ascii=False, indent=2) + "\n"
    replace_file(out / "summary.json", content.encode(), READABLE)
    return 0


def _opened(stage: Stage, raw: bytes) -> str:
    """Decrypt and verify a mail with `openssl`, as the jobcentre does; gives its subject."""
    folder = stage.place.authority
    chain = folder / "chain.pem"
    if not chain.exists():
        parts = (folder / "root" / "ca.cert.pem", folder / "intermediate" / "ca.cert.pem")
        chain.write_bytes(b"".join(part.read_bytes() for part in parts))
    content = openssl_open(raw, folder / "jobcenter-a.key.pem", folder / "jobcenter-a.cert.pem", chain)
    outer, inner = (message_from_bytes(part, policy=default) for part in (raw, content))
    if str(outer["Subject"]) != str(inner["Subject"]):
        raise DemoFailed("En mails emne er ikke det, der er underskrevet.")
    return str(inner["Subject"])


def _summary(
    stage: Stage, course: Course, history: tuple[Recorded, ...], assured: AssuranceResult, runs: list[FlowRun]
) -> dict[str, Any]:
    return {
        "course": course.ref,
        "phases": _phases(history),
        "notices": dict(notices_by_kind(stage.office.database, course.ref)),
        "deviation_to_notice_seconds": _deviation_to_notice(stage, history, runs),
        "flow_runs": [
            {
                "name": run.name,
                "state": run.state.type.value if run.state else "",
                "state_name": run.state.name if run.state else "",
            }
            for run in runs
        ],
        "hours": {"granted": str(course.hours_granted), "used": str(course.hours_used)},
        "audit": {"ok": assured.ok, "events": assured.events, "head": history[-1].hash.hex()},
    }


def _phases(history: tuple[Recorded, ...]) -> list[dict[str, str]]:
    phases, last = [], None
    for recorded in history:
        phase = recorded.event.to_phase
        if phase is not None and phase is not last:
            phases.append({"phase": phase.value, "on": local(recorded.at).date().isoformat()})
            last = phase
    return phases


def _deviation_to_notice(stage: Stage, history: tuple[Recorded, ...], runs: list[FlowRun]) -> float:
    """Seconds on the wall clock from the start of the run that reported the deviation (so also before its
    commit) until the mail server had stored the notice.
    """
    recorded, _ = next(of_type(history, DeviationReported))
    run = next(run for run in runs if str(run.id) == recorded.flow_run_id)
    if run.start_time is None:
        raise DemoFailed("Kørslen, der indberettede fravigelsen, har intet starttidspunkt.")
    began: datetime = run.start_time
    arrived = [stored for stored in _arrivals(stage) if stored >= began.timestamp()]
    return round(min(arrived) - began.timestamp(), 2)


def _arrivals(stage: Stage) -> list[float]:
    folder = maildir_of(stage.place.maildirs, JOBCENTRE) / "new"
    return [path.stat().st_mtime for path in folder.glob("*")]


async def _runs() -> list[FlowRun]:
    found: list[FlowRun] = []
    async with get_client() as client:
        while True:
            page = await client.read_flow_runs(
                sort=FlowRunSort.EXPECTED_START_TIME_ASC, limit=PAGE, offset=len(found)
            )
            found += page
            if len(page) < PAGE:
                return found


def _show(
    console: Console, told: list[TimelineEntry], summary: dict[str, Any], subjects: list[str], out: Path
) -> None:
    events = Table(title=f"Sag {summary['course']}", title_justify="left", header_style="bold")
    for heading in ("Nr.", "Tidspunkt", "Hvad der skete"):
        events.add_column(heading)
    for entry in told:
        events.add_row(str(entry.seq), f"{local(entry.at):%d.%m.%Y %H.%M}", entry.sentence)
    console.print(events)
    console.print(
        _counted("Beskeder", {NOTICES[kind]: number for kind, number in summary["notices"].items()})
    )
    console.print(_counted("Kørsler i Prefect", Counter(run["state_name"] for run in summary["flow_runs"])))
    audit = summary["audit"]
    console.print(
        f"[green]✓[/green] {len(subjects)} mails til jobcenteret er dekrypteret og efterprøvet med openssl\n"
        f"[green]✓[/green] fravigelsen nåede jobcenteret på {summary['deviation_to_notice_seconds']} s\n"
        f"[green]✓[/green] kæden stemmer: {audit['events']} hændelser, {audit['head'][:16]}…\n"
        f"[green]✓[/green] afsluttende rapport: {out / REPORT} ({summary['closing_report']['pages']} sider)",
        soft_wrap=True,
    )


def _counted(title: str, counts: Any) -> Table:
    table = Table(title=title, title_justify="left", show_header=False)
    for name, count in sorted(counts.items(), key=lambda item: -item[1]):
        table.add_row(str(name), str(count))
    return table
