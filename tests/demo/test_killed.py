"""A demo that is killed with everything it runs goes on as if nothing had happened."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.demo.facts import facts_of, mails_of, sent_message_ids
from tests.demo.killing import KilledDemo, play_and_kill, random_points, spread_points
from tests.demo.playing import PlayedDemo

ROUNDS = 10
"""Each kills five times."""


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_after_three_kills_the_course_is_the_same(demo: PlayedDemo, killed_demo: KilledDemo) -> None:
    assert len(killed_demo.killed_at) == 3
    _is_as_if_nothing_had_happened(demo, killed_demo)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_wherever_it_is_killed_the_course_is_the_same(demo: PlayedDemo, tmp_path: Path, seed: int) -> None:
    points = spread_points(seed) if seed % 2 else random_points(seed)

    killed = play_and_kill(tmp_path / "out", points)

    assert len(killed.killed_at) == 5
    _is_as_if_nothing_had_happened(demo, killed)


def _is_as_if_nothing_had_happened(demo: PlayedDemo, killed: KilledDemo) -> None:
    told = f"killed {', '.join(map(str, killed.killed_at))}:\n{killed.played.printed[-3000:]}"
    assert killed.played.code == 0, told
    after, before = facts_of(killed.played), facts_of(demo)
    assert after.timeline == before.timeline, told
    assert after == before, told
    assert killed.played.summary["audit"]["ok"]
    _every_mail_has_one_name_and_one_content(killed.played)


def _every_mail_has_one_name_and_one_content(demo: PlayedDemo) -> None:
    """Delivered twice is allowed, if it is the same bytes under the same Message-ID."""
    sent, outside = sent_message_ids(demo), mails_of(demo)
    arrived = {name for mailbox in outside.values() for name in mailbox}

    assert set(sent.values()) == {1}
    assert arrived == set(sent)
    assert all(len(contents) == 1 for mailbox in outside.values() for contents in mailbox.values())
