"""Row (i): the memory that one mail takes at most, in the intake and in the processes that read for it."""

from __future__ import annotations

import asyncio
import mailbox
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

import psutil

from adapters.secure_mail.limits import MAX_BYTES
from benchmarks.figures import Figure
from benchmarks.installation import installation
from benchmarks.places import SQLITE, Ground
from benchmarks.referrals import SENT_AT, Jobcentre, pdf_papers, referral
from casework.arriving.intake import fetch_mails, settle_all
from casework.office import Office, open_office
from deployments.local_mail import maildir_of
from deployments.sample_home import SUPPLIER, SampleHome

USUAL, GREATEST = 155_000, 21_300_000
"""Bytes attached: a mail of 300 kB, and one just below what is looked at at all."""
LIMITS_MB = {USUAL: 25.0, GREATEST: 700.0}


def measure(ground: Ground) -> Iterator[Figure]:
    """The highest that an intake's memory rises for one mail, above where it stands between mails."""
    if ground.kind != SQLITE:
        return
    for attached, limit in LIMITS_MB.items():
        with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
            size, peak = fresh.submit(_peak, ground.folder / f"memory-{attached}", attached).result()
        what = f"memory that the intake of a mail of {size / 1e6:.1f} MB takes at most"
        yield Figure(
            "i", what, SQLITE, peak / 1e6, "MB", limit, note=f"a mail may have {MAX_BYTES / 1e6:.0f} MB"
        )


def _peak(folder: Path, attached: int) -> tuple[int, int]:
    """The mail's size, and how far the memory rose; in a process of its own, which nothing has stretched."""
    with installation(folder) as place, open_office() as office:
        office.clock.set(SENT_AT)
        _taken_in(place, office, Jobcentre(place).mail(1, pdf_papers(referral(1))))
        raw = Jobcentre(place).mail(2, pdf_papers(referral(2)), attached=attached)
        size = len(raw)
        _arrives(place, raw)
        del raw
        before = sum(_resident(process, "VmRSS") for process in _intake())
        for process in _intake():
            _count_from_here(process)
        _settle(office)
        return size, sum(_resident(process, "VmHWM") for process in _intake()) - before


def _count_from_here(process: int) -> None:
    """Forget the peak so far. A confined process keeps its own: nobody may touch it, and it was no higher."""
    with suppress(PermissionError):
        Path(f"/proc/{process}/clear_refs").write_text("5")


def _taken_in(place: SampleHome, office: Office, raw: bytes) -> None:
    _arrives(place, raw)
    _settle(office)


def _arrives(place: SampleHome, raw: bytes) -> None:
    mailbox.Maildir(maildir_of(place.maildirs, SUPPLIER)).add(raw)


def _settle(office: Office) -> None:
    fetch_mails(office)
    fates, left = asyncio.run(settle_all(office))
    if left or [fate.verdict for fate in fates] != ["accepted"]:
        raise RuntimeError(f"the mail was not taken in: {[fate.reason for fate in fates]}")


def _intake() -> list[int]:
    """This process and those it has mails read in."""
    own = psutil.Process()
    return [own.pid, *(child.pid for child in own.children(recursive=True))]


def _resident(process: int, line: str) -> int:
    """Bytes in memory now (`VmRSS`) or at the most (`VmHWM`); 0 for one that has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return 0
    return next(int(text.split()[1]) * 1024 for text in status.splitlines() if text.startswith(line))
