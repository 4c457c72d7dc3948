"""Judges with a process of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.confined import Limits
from adapters.mail_judging import MailJudge, judging_process
from adapters.mail_judging.judge import LIMITS
from adapters.partners import Partners
from adapters.secure_mail import Judgement
from tests.adapters.mail.workshop import NOW, Workshop


@contextmanager
def judging(
    home: Path, partners: Partners, max_list_age: timedelta | None = None, *, limits: Limits = LIMITS
) -> Iterator[MailJudge]:
    """A judge with a process of its own."""
    with closing(judging_process(limits)) as process:
        yield MailJudge(home, partners, max_list_age, process)


@pytest.fixture(scope="module")
def judge(shop: Workshop) -> Iterator[MailJudge]:
    with judging(shop.home, shop.partners) as one:
        yield one


@pytest.fixture
def home(shop: Workshop, tmp_path: Path) -> Path:
    return Path(shutil.copytree(shop.home, tmp_path / "home"))


@pytest.fixture
def harmed(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailJudge]:
    """A judge with the worker that can be told to do harm."""
    monkeypatch.setattr("adapters.mail_judging.judge.WORKER", "tests.adapters.mail_judging.worker")
    with judging(shop.home, shop.partners, limits=replace(LIMITS, seconds=1.0)) as one:
        yield one


def judged(judge: MailJudge, raw: bytes, seen: str | None = None) -> Judgement:
    return judge.judge(raw, now=NOW, seen=lambda *_: seen)
