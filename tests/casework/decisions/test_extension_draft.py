"""A draft of the proposal for a new period, from the follow-ups, for a person to complete."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from casework.access.reading_log import readers_of
from casework.decisions.extension_draft import extension_draft, write_draft
from domain.errors import Refused
from domain.events import Stage
from domain.history import Recorded
from domain.programme import Step as LadderStep
from tests.factories import CITIZEN, VIBORG, Step, at, beginning, events_of, follow_up, play
from tests.factory.office import context
from tests.factory.stories import spring
from tests.factory.wording import reworded
from tests.house import KIRSTEN, House

STEPS = VIBORG.grants.steps


def drafted(*steps: Step) -> tuple[str, tuple[Recorded, ...]]:
    """The draft of a course, and its history."""
    played = play(*beginning(), *steps)
    return extension_draft(context(played)), played[1]


@pytest.mark.requirement("local.extension_draft")
def test_the_draft_tells_what_was_granted_and_used_and_where_each_goal_stands() -> None:
    """S1: caseworker and job consultant grant on what is known; the draft is from the follow-ups."""
    stages: dict[str, Stage] = {"g1": "preparation", "g2": "action", "g3": "contemplation"}
    draft, _ = drafted(at("2026-03-26 13:00"), follow_up("2026-03-26", stages, reached=("g2",)))
    for told in (
        "Bevilget 2. marts 2026 til 31. maj 2026: 32 timer",
        "I alt bevilget 32 timer og brugt 1,5 timer.",
        "Næste trin på bevillingsstigen er nr. 2 af 4: højst 3 måneder.",
        "Er målet nået? Ja, ved opfølgningen 26. marts 2026.",
        "Fremgang: 5 på en skala fra 0 til 10.",
        "Mål 1 er ikke nået ved opfølgningen 26. marts 2026.",
        "Der er brug for andet eller mere for at nå mål 3.",
        "Vi talte om ugen, der gik.",
        "Hvorfor er der fortsat behov for mentorstøtte?",
    ):
        assert told in draft
    assert "Mål 2 er ikke nået" not in draft
    assert "særlige" not in draft


@pytest.mark.requirement("local.extension_draft")
def test_every_statement_of_it_names_events_that_there_are() -> None:
    """local: each statement tied to its event."""
    draft, history = drafted(*spring())
    groups = re.findall(r"\(nr\. ([^)]*)\)", draft)
    named = {int(number) for group in groups for number in re.findall(r"\d+", group)}
    assert named <= {recorded.seq for recorded in history}
    for kind in ("ExtensionDecided", "FollowUpRecorded", "GoalsAgreed", "MeetingRecorded"):
        assert events_of(history, kind)[-1].seq in named


@pytest.mark.requirement("S1.ladder", "S1.special_reason")
@pytest.mark.parametrize(
    ("ladder", "told"),
    [
        ((STEPS[0], STEPS[2]), "Hvilke helt særlige grunde er der?"),
        (STEPS[:1], "Alle trin på bevillingsstigen er brugt."),
    ],
)
def test_a_special_step_asks_for_its_reasons_and_a_used_ladder_says_so(
    ladder: tuple[LadderStep, ...], told: str
) -> None:
    """S1: in very special cases another 2 x 3, reasoned in writing."""
    grants = VIBORG.grants.model_copy(update={"steps": ladder})
    programme = VIBORG.model_copy(update={"grants": grants})
    assert told in extension_draft(context(play(*beginning()), programme=programme))


@pytest.mark.requirement("outside.protected")
def test_the_citizens_name_address_and_number_are_not_in_it() -> None:
    """outside: protected name or address is hidden everywhere; the draft needs neither."""
    course, history = play(*beginning())
    draft = extension_draft(context((course, reworded(history, lambda path: f"⟦{path}⟧"))))
    assert "⟦GoalsAgreed.texts.text⟧" in draft
    assert "citizen" not in draft
    assert CITIZEN.cpr not in draft


@pytest.mark.requirement("local.extension_draft")
def test_it_is_a_file_for_its_owner_and_who_asked_is_written_down(house: House, tmp_path: Path) -> None:
    """local: a document a person completes."""
    ref = house.course(*beginning()[1:], starts=at("2026-02-26 09:14"))
    file = tmp_path / "udkast.txt"
    with house.office() as office:
        write_draft(office, ref, file, KIRSTEN)
        assert [reading.what for reading in readers_of(office, ref)] == ["extension_draft"]
        with pytest.raises(Refused):
            write_draft(office, house.course(), file, KIRSTEN)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text(encoding="utf-8").startswith(f"# Sag {ref}")
