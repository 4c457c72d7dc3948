"""Row (h): the stored mails of one home settled by one process, and by two that share them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.installation import installation
from benchmarks.places import SQLITE, Ground
from benchmarks.referrals import SENT_AT, Jobcentre, pdf_papers, referral
from casework.arriving.intake import settle_mail
from casework.office import open_office

MAILS = 24
PROCESSES = 2
READY_WITHIN, SETTLED_WITHIN = 60.0, 300.0


def measure(ground: Ground) -> Iterator[Figure]:
    """Judge, read three PDFs, register: with as many processes as the machine is meant to have cores."""
    if ground.kind != SQLITE:
        return
    alone, together = (_rate(ground.folder / f"processes-{count}", count) for count in (1, PROCESSES))
    note = f"{alone:.1f} mails a second by one process, {together:.1f} by {PROCESSES}"
    what = f"mails settled by {PROCESSES} processes of one home, beside one process"
    yield Figure("h", what, SQLITE, together / alone, "×", note=note)


def _rate(folder: Path, processes: int) -> float:
    """Mails a second."""
    with installation(folder) as place:
        letters = Jobcentre(place)
        with open_office() as office:
            office.clock.set(SENT_AT)
            mails = (letters.mail(n, pdf_papers(referral(n))) for n in range(MAILS + processes))
            stored = [office.ledger.receive(raw, str(n), office.now) for n, raw in enumerate(mails)]
        # Each has one more than it is timed with, to have everything open.
        seconds = _settled([stored[part::processes] for part in range(processes)])
        with open_office() as office:
            if len(office.casebook.courses()) != len(stored):
                raise RuntimeError("not every mail became a course")
    return MAILS / seconds


def _settled(shares: Sequence[list[str]]) -> float:
    """Seconds from the moment that all processes are ready until the last one is done."""
    context = get_context("spawn")
    ready, done = context.Barrier(len(shares) + 1), context.Barrier(len(shares) + 1)
    workers = [context.Process(target=_settle, args=(share, ready, done)) for share in shares]
    for worker in workers:
        worker.start()
    ready.wait(READY_WITHIN)
    started = time.perf_counter()
    done.wait(SETTLED_WITHIN)
    seconds = time.perf_counter() - started
    for worker in workers:
        worker.join()
    return seconds


def _settle(mail_ids: Sequence[str], ready: Barrier, done: Barrier) -> None:
    first, *others = mail_ids
    with open_office() as office:
        asyncio.run(settle_mail(office, first))
        ready.wait(READY_WITHIN)
        for mail_id in others:
            asyncio.run(settle_mail(office, mail_id))
        done.wait(SETTLED_WITHIN)
