"""A subject is not encrypted: a reference and a phrase that many kinds share, nothing else."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.letters.notices import READERS, render_notice
from domain.notices import NoticeKind
from tests.factory.office import context, occasion, occasions
from tests.factory.playing import REF
from tests.factory.wording import reworded

PHRASES = {
    "jobcentre": {"orientering", "vi beder om jeres svar"},
    "mentor": {"nyt i sagen", "der er noget at gøre"},
    "coordinator": {"nyt i sagen", "der er noget at gøre"},
    "citizen": {"besked til dig"},
}
EVERY = [(kind, to) for kind, readers in READERS.items() for to in sorted(readers)]
OCCASIONS = occasions()


@settings(max_examples=40, deadline=None)
@given(case=st.sampled_from(EVERY), words=st.text(min_size=1, max_size=80))
@pytest.mark.requirement("outside.secure_mail", "outside.cpr")
def test_a_subject_is_the_reference_and_a_neutral_phrase_whatever_people_wrote(
    case: tuple[NoticeKind, str], words: str
) -> None:
    kind, to = case
    (course, history), trigger = OCCASIONS[kind]
    changed = reworded(history, lambda _: words)
    subject = render_notice(kind, to, context((course, changed), changed[trigger.seq - 1])).subject
    assert subject in {f"Sag {REF}: {phrase}" for phrase in PHRASES[to]}


def test_no_phrase_gives_its_kind_away() -> None:
    kinds: dict[tuple[str, str], set[NoticeKind]] = defaultdict(set)
    for kind, to in EVERY:
        kinds[to, render_notice(kind, to, occasion(kind)).subject].add(kind)
    assert all(len(sharing) > 1 for sharing in kinds.values())


@pytest.mark.parametrize("kind", [NoticeKind.DEVIATION, NoticeKind.DEVIATION_NEXT_RUNG])
def test_a_deviation_is_not_named_in_its_subject(kind: NoticeKind) -> None:
    for to in READERS[kind]:
        assert "fravig" not in render_notice(kind, to, occasion(kind)).subject.lower()
