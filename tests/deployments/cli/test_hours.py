"""`mentor hours`, `mentor log` and `mentor extension`: hours and log books by command."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from tests.deployments.cli.shell import Shell
from tests.factories import at, beginning, meeting
from tests.house import CONTROLLER, House

SUMS = ["granted", "logged", "outside", "confirmed", "billable", "refundable"]
LINE = ["ref", "period", "mentor", "category", "name", *SUMS]


def lived(house: House) -> str:
    """A course with an hour and a half on 5 March; it is now April."""
    ref = house.course(*beginning()[1:], starts=at("2026-02-26 09:00"))
    house.set_clock(at("2026-04-02 10:00"))
    return ref


@pytest.mark.requirement("local.reconciliation")
def test_a_month_is_told_kept_and_compared(house: House, mentor: Shell, tmp_path: Path) -> None:
    """S3: documented hours per citizen; the month as a table, as JSON and as a file."""
    ref, march = lived(house), ("--month", "2026-03")
    (line,) = mentor("hours", *march, "--json").rows
    assert list(line) == [*LINE, "not_billable", "not_refundable"]
    assert (line["ref"], line["logged"], line["not_refundable"]) == (ref, "1.50", {"no_refund": "1.50"})
    file = tmp_path / "timer.csv"
    table = mentor("hours", *march, "--csv", file).out
    assert table.endswith(
        "I alt: ført 1,5, heraf uden for åbningstiden 0, bekræftet 0, til faktura 1,5, til refusion 0.\n"
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert mentor("hours", "--month", "2026-02").out == "Der er ikke ført timer i måneden.\n"

    own = (*march, "--controller", CONTROLLER)
    assert mentor("hours", "changes", *own).code == 2
    (made,) = mentor("hours", "settle", *own, "--as", "coordinator:kirsten", "--json").rows
    assert (made["id"], len(made["sha256"])) == (1, 64)
    assert mentor("hours", "changes", *own).out == "Intet er ændret, siden måneden blev gjort op.\n"
    with house.office() as office:
        mine = office.casebook.recorded(ref)[-1].actor
        office.casebook.handle(ref, meeting("2026-03-05", "10:00", "11:00", corrects=1), mine, office.now)
    (change,) = mentor("hours", "changes", *own, "--json").rows
    assert (change["logged"], change["before"]["logged"]) == ("1.00", "1.50")
    assert "1,5 / 1,5 / 0" in mentor("hours", "changes", *own).out


@pytest.mark.requirement("S3.refund_basis")
def test_a_settled_month_is_written_out_and_a_changed_copy_is_found(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    lived(house)
    own = ("--month", "2026-03", "--controller", CONTROLLER)
    mentor("hours", "settle", *own, "--as", "coordinator:kirsten")
    assert mentor("hours", "export", "2", "--out", tmp_path).code == 2
    (written,) = mentor("hours", "export", "1", "--basis", "refusion", "--out", tmp_path, "--json").rows
    file = Path(written["path"])
    assert file.name == f"timer-{CONTROLLER}-2026-03-refusion-nr-1.zip"
    assert mentor("hours", "verify", file).out == "Seglet er vores, og intet er ændret.\n"
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("mere.txt", "til")
    changed = mentor("hours", "verify", file, "--json")
    assert changed.code == 1
    assert changed.rows[0]["findings"] == ["Der er lagt en fil til, som seglet ikke kender."]


def test_a_month_is_settled_by_a_coordinator_for_a_municipality_there_is(house: House, mentor: Shell) -> None:
    march = ("--month", "2026-03")
    settle = ("hours", "settle", *march, "--controller")
    assert mentor(*settle, CONTROLLER, "--as", "mentor:amira").code == 1
    assert mentor(*settle, "elsewhere", "--as", "coordinator:kirsten").code == 2
    assert mentor("hours", "--month", "marts").code == 2


@pytest.mark.requirement("local.over_week")
def test_a_courses_hours_are_told_week_by_week_and_a_mentor_at_two_places_is_found(
    house: House, mentor: Shell
) -> None:
    """local: granted against used per week and in total."""
    ref = lived(house)
    weeks = mentor("hours", "weeks", ref, "--json").rows
    assert (weeks[0]["monday"], weeks[0]["granted"], weeks[0]["used"]) == ("2026-03-02", "2.5", "1.50")
    assert "Bevilget i alt" in mentor("hours", "weeks", ref).out
    assert mentor("hours", "twice").out == "Ingen mentor er ført to steder.\n"
    other = lived(house)
    assert [row["ref"] for row in mentor("hours", "twice", "--json").rows] == [other]


@pytest.mark.requirement("S3.log_shown")
def test_what_has_not_been_shown_is_listed(house: House, mentor: Shell) -> None:
    """S3: the log book is shown to the citizen."""
    late = (at("2026-03-13 12:00"), meeting("2026-03-13"))
    ref = house.course(*beginning()[1:], *late, starts=at("2026-02-26 09:00"))
    assert mentor("log", "unshown").out == "Alle notater er vist i tide.\n"
    house.set_clock(at("2026-04-20 10:00"))
    (row,) = mentor("log", "unshown", "--mentor", "amira", "--json").rows
    assert row == {"ref": ref, "mentor": "amira", "entry": 2, "held_on": "2026-03-13", "days": 38}


@pytest.mark.requirement("local.extension_draft")
def test_a_draft_is_written_for_one_who_may_read_it(house: House, mentor: Shell, tmp_path: Path) -> None:
    """local: a draft from the follow-ups, for a person to complete."""
    ref, file = lived(house), tmp_path / "udkast.txt"
    draft = ("extension", "draft", ref, "--out", file, "--as")
    assert mentor(*draft, "mentor:bo").code in {0, 1}
    assert mentor(*draft, "caseworker:D-0001").code == 1
    assert mentor(*draft, "coordinator:kirsten", "--json").rows == [{"course": ref, "path": str(file)}]
    assert file.read_text(encoding="utf-8").startswith(f"# Sag {ref}")
