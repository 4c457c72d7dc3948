"""Rows (f) and (g): a mail of 300 kB opened and verified, and the whole intake, against `openssl cms`.

The figure is openssl's time for the same mail divided by ours, turn by turn in one run. Openssl's time is
that of two processes, one to decrypt and one to verify, their start included; our office is open already.
"""

from __future__ import annotations

import asyncio
import mailbox
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

import psutil

from adapters.secure_mail import Verdict
from benchmarks.figures import Figure
from benchmarks.installation import installation
from benchmarks.openssl_side import OpensslSide, Spent
from benchmarks.places import SQLITE, Ground
from benchmarks.referrals import ATTACHED_BYTES, CARRIERS, SENT_AT, Jobcentre, pdf_papers, referral
from casework.arriving.intake import fetch_mails, file_mails, settle_all
from casework.office import Office, open_office
from deployments.local_mail import maildir_of
from deployments.sample_home import SUPPLIER, SampleHome

TURNS, WARMING = 20, 2
OPENING, INTAKE = 1.5, {"a JSON file": 0.7, "our form": 0.7, "text in three PDFs": 0.3}
"""What the figures are held against; a JSON file with a PDF beside it is shown without a bound."""
PROTECTIONS: dict[str, tuple[tuple[str, tuple[str, ...]], int]] = {
    "clear-signed, AES-CBC": (("aes-256-cbc", ()), ATTACHED_BYTES),
    "opaque, AES-GCM": (("aes-256-gcm", ("-nodetach",)), 3 * ATTACHED_BYTES // 4),
}
"""Cipher and options of `openssl`, and the bytes attached: what is signed opaquely is base64 once more."""


@dataclass
class Race:
    """Openssl and ours in turns on the same mails."""

    openssl: OpensslSide
    ours: Callable[[bytes], None]
    arrives: Callable[[bytes], object] = len
    turns: list[tuple[Spent, Spent]] = field(default_factory=list)

    def run(self, mails: Sequence[bytes]) -> None:
        """A turn for each mail; the first ones only warm both sides up."""
        for number, raw in enumerate(mails):
            turn = self.openssl.spent(raw), self._spent(raw)
            if number >= WARMING:
                self.turns.append(turn)

    def _spent(self, raw: bytes) -> Spent:
        self.arrives(raw)
        before, started = _processor(), time.perf_counter()
        self.ours(raw)
        return Spent(time.perf_counter() - started, _processor() - before)

    def figure(self, row: str, what: str, bound: float | None) -> Figure:
        """Openssl's time divided by ours: by the wall clock, and beside it by processor time."""
        theirs, ours = (median(turn[side].wall for turn in self.turns) for side in (0, 1))
        theirs_cpu, ours_cpu = (sum(turn[side].processor for turn in self.turns) for side in (0, 1))
        start = self.openssl.start_ms()
        times = f"{ours * 1e3:.1f} ms, openssl {theirs * 1e3:.1f} ms (2 × {start:.1f} to start)"
        note = f"{times}; processor {theirs_cpu / ours_cpu:.2f} ×"
        return Figure(row, what, SQLITE, theirs / ours, "×", bound, "at least", note)


def opening(ground: Ground) -> Iterator[Figure]:
    """The verdict on a mail in memory, with keys, trust and revocation lists at hand."""
    if ground.kind != SQLITE:
        return
    with _office(ground.folder / "opening") as (place, office):
        for protection, (options, attached) in PROTECTIONS.items():
            mail = Jobcentre(place, *options).mail(1, pdf_papers(referral(1)), attached=attached)
            mails = [mail] * (WARMING + TURNS)
            race = Race(OpensslSide(place, ground.folder), _judge(office))
            race.run(mails)
            yield race.figure("f", f"opening and verifying {_size(mails)}, {protection}", OPENING)


def intake(ground: Ground) -> Iterator[Figure]:
    """Fetch, store sealed, judge, read, register and file away: a mail at a time, each a course."""
    if ground.kind != SQLITE:
        return
    for number, (carrier, papers) in enumerate(CARRIERS.items()):
        with _office(ground.folder / f"intake-{number}") as (place, office), asyncio.Runner() as runner:
            mails = [Jobcentre(place).mail(n, papers(referral(n))) for n in range(WARMING + TURNS)]
            box = mailbox.Maildir(maildir_of(place.maildirs, SUPPLIER))
            work = partial(take_in, office, runner)
            race = Race(OpensslSide(place, ground.folder), work, box.add)
            race.run(mails)
            _check_courses(office, len(mails))
        yield race.figure("g", f"whole intake of {_size(mails)}, {carrier}", INTAKE.get(carrier))


def take_in(office: Office, runner: asyncio.Runner, _raw: bytes) -> None:
    """What `mentor mail intake` does when mail has come."""
    fetched = fetch_mails(office)
    runner.run(settle_all(office))
    file_mails(office, fetched)


@contextmanager
def _office(folder: Path) -> Iterator[tuple[SampleHome, Office]]:
    with installation(folder) as place, open_office() as office:
        office.clock.set(SENT_AT)
        yield place, office


def _judge(office: Office) -> Callable[[bytes], None]:
    def judged(raw: bytes) -> None:
        found = office.judge.judge(raw, now=SENT_AT, seen=lambda *_: None)
        if found.verdict is not Verdict.ACCEPTED:
            raise RuntimeError(f"the mail was not accepted: {found.reason}")

    return judged


def _check_courses(office: Office, count: int) -> None:
    reasons = {mail.reason for mail in office.ledger.mails()}
    if len(office.casebook.courses()) != count:
        raise RuntimeError(f"not every mail became a course: {reasons}")


def _size(mails: Sequence[bytes]) -> str:
    return f"{median(map(len, mails)) / 1000:.0f} kB"


def _processor() -> float:
    """Processor seconds of this process and of the children that live now."""
    own = psutil.Process()
    times = (process.cpu_times() for process in own.children(recursive=True))
    return time.process_time() + sum(used.user + used.system for used in times)
