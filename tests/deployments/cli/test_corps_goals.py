"""`mentor corps goals`: what the corps reached, in counts that point at nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.office import PROGRAMMES
from domain.commands import RecordEvaluation
from tests.deployments.cli.shell import Shell
from tests.domain.staging import AFTER_THE_GRANT, closing
from tests.factories import at, beginning, day
from tests.house import House

pytestmark = pytest.mark.slow
JUNE = ("--from", "2026-06-01", "--to", "2026-06-30")


@pytest.mark.requirement("S3.corps_goals")
def test_the_coordinator_sees_every_figure_and_what_is_handed_on_hides_those_of_few(
    house: House, mentor: Shell
) -> None:
    """outside: small numbers are hidden in what is handed on."""
    mark = RecordEvaluation(given_on=day("2026-06-02"), score=5, comment="Det hjalp.")
    house.course(*beginning()[1:], AFTER_THE_GRANT, closing(), mark, starts=at("2026-02-26 09:14"))
    shown = mentor("corps", "goals", *JUNE)
    assert shown.code == 0
    assert "i gang ved afslutningen" in shown.out
    assert "100 %" in shown.out
    assert "seneste vurdering er 4 eller 5 af 5" in " ".join(shown.out.split())
    assert "Det hjalp" not in shown.out
    rows = {row["measure"]: row for row in mentor("corps", "goals", *JUNE, "--json").rows}
    assert len(rows) == 5
    activation = rows["activation"]
    hidden = ("percent", "met", "counted", "unknown")
    assert (activation["few"], [activation[key] for key in hidden]) == (True, [None] * 4)
    assert (activation["from"], activation["to"], activation["erased"]) == ("2026-06-01", "2026-06-30", 0)


@pytest.mark.requirement("S3.corps_goals")
def test_the_target_is_the_one_that_holds_on_the_last_day(
    house: House, mentor: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.course(*beginning()[1:], AFTER_THE_GRANT, closing(), starts=at("2026-02-26 09:14"))
    one, other = (
        f'{{ measure = "activation", percent = {percent}, valid_from = {first}, valid_to = {last} }}'
        for percent, first, last in ((50, "2026-01-01", "2026-06-29"), (65, "2026-06-30", "2026-12-31"))
    )
    text = (PROGRAMMES / "viborg.toml").read_text(encoding="utf-8")
    folder = tmp_path / "programmer"
    folder.mkdir()
    monkeypatch.setenv("MENTOR_PROGRAMME_FOLDER", str(folder))
    (folder / "viborg.toml").write_text(f"{text}\n[corps]\ntargets = [{one}, {other}]\n", encoding="utf-8")
    rows = {row["measure"]: row["target"] for row in mentor("corps", "goals", *JUNE, "--json").rows}
    assert (rows["activation"], rows["retention"]) == (65, None)
    assert "65 %" in mentor("corps", "goals", *JUNE).out
    assert "mindst 65 %" in " ".join(mentor("programme", "show", "viborg").out.split())


def test_a_period_that_ends_before_it_begins_is_told(house: House, mentor: Shell) -> None:
    answer = mentor("corps", "goals", "--from", "2026-06-30", "--to", "2026-06-01")
    assert (answer.code, "--to: ligger før --from" in answer.err) == (2, True)
    assert mentor("corps", "goals", "--from", "i dag").code == 2
    assert mentor("corps", "goals").out.strip() == "Der er ingen forløb endnu."
