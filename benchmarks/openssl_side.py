"""What `openssl` takes for the same mail: a process that decrypts and a process that verifies."""

from __future__ import annotations

import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from deployments.sample_home import SampleHome

STARTS = 15


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock on the wall, and of processor."""

    wall: float
    processor: float


class OpensslSide:
    """Opens and verifies mails of an installation with its own key and its own trust."""

    def __init__(self, place: SampleHome, folder: Path) -> None:
        own = place.home / "keys" / "leverandoer.cert.pem", place.home / "keys" / "leverandoer.key.pem"
        trust = folder / "openssl-trust.pem"
        authorities = (place.authority / name / "ca.cert.pem" for name in ("root", "intermediate"))
        trust.write_bytes(b"".join(path.read_bytes() for path in authorities))
        self._mail, opened, content = (folder / f"openssl-{name}" for name in ("mail", "opened", "content"))
        self._decrypt = ("cms", "-decrypt", "-in", self._mail, "-recip", own[0], "-inkey", own[1])
        self._decrypt += ("-out", opened)
        self._verify = ("cms", "-verify", "-in", opened, "-CAfile", trust, "-no_check_time")
        self._verify += ("-purpose", "smimesign", "-out", content)

    def spent(self, raw: bytes) -> Spent:
        """Decrypt and verify one mail, each in a process of its own, as the command line does it."""
        self._mail.write_bytes(raw)
        before, started = _childrens_processor(), time.perf_counter()
        _run(*self._decrypt)
        _run(*self._verify)
        return Spent(time.perf_counter() - started, _childrens_processor() - before)

    @staticmethod
    def start_ms() -> float:
        """How long `openssl version` takes, in milliseconds: a process that does nothing (median)."""
        times = []
        for _ in range(STARTS):
            started = time.perf_counter()
            _run("version")
            times.append(time.perf_counter() - started)
        return median(times) * 1e3


def _run(*arguments: str | Path) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def _childrens_processor() -> float:
    """Of the children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
