"""While the portal runs, the key figures are counted a few courses at a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casework.key_figures.keeping import count_anew, keep_all_figures, keep_figures
from casework.office import Office
from domain.errors import Unavailable
from domain.figures.periods import Period
from models.figures import Figures, Sum
from models.pulses import OK, Beat, Part
from portal.counting import BREATHER, REST, figures_kept, keep_counting
from tests.portal.town import NOON, Portal, Visitor


@pytest.mark.requirement("local.key_figures")
def test_courses_are_counted_until_there_are_none_left_and_then_it_rests(portal: Portal) -> None:
    waited: list[float] = []

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        return len(waited) == 2

    keep_counting(portal.office, wait)
    assert waited == [BREATHER, REST]
    assert portal.office.pulses.all() == {Part.FIGURES: Beat(NOON, OK)}


@pytest.mark.requirement("local.key_figures")
@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("UPDATE event SET facts = '{{' WHERE seq = 2 AND course_id = {}", "tampered"),
        ("UPDATE event SET type = 'CourseClosed' WHERE seq = 1 AND course_id = {}", "tampered"),
        ("DELETE FROM event WHERE seq = 2 AND course_id = {}", "tampered"),
        ("UPDATE event SET actor = 'nobody' WHERE seq = 2 AND course_id = {}", "unreadable"),
    ],
)
def test_a_course_that_cannot_be_read_is_left_out_and_named_and_the_others_are_counted(
    portal: Portal, visitor: Callable[[str], Visitor], damage: str, code: str
) -> None:
    office, ref = portal.office, portal.town.active
    number = office.figures.course(ref).id
    with office.database.casebook.connection() as connection:
        connection.exec_driver_sql("CREATE TABLE kept AS SELECT * FROM event")
        connection.exec_driver_sql(damage.format(number))
    while keep_figures(office, 2) == 2:
        assert len(office.figures.left_out()) <= 1
    assert office.figures.left_out() == {ref: code}
    assert office.figures.outdated(9) == []
    health = visitor("operator:jens").get("/drift").text
    assert f"1 er ikke talt med: {ref}" in health
    with office.database.casebook.connection() as connection:
        connection.exec_driver_sql("DELETE FROM event")
        connection.exec_driver_sql("INSERT INTO event SELECT * FROM kept")
    keep_all_figures(office)
    assert office.figures.left_out() == {}
    assert "er ikke talt med" not in visitor("operator:jens").get("/drift").text
    assert office.figures.of(Period(2026, 1, 12)) == counted_anew(office)


def counted_anew(office: Office) -> list[Sum]:
    count_anew(office)
    return office.figures.of(Period(2026, 1, 12))


def test_what_goes_wrong_is_told_by_its_code_and_tried_again(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_figures: Figures, _most: int) -> list[str]:
        raise Unavailable("Databasen på disken er fuld.")

    monkeypatch.setattr(Figures, "outdated", broken)
    waited: list[float] = []
    keep_counting(portal.office, lambda seconds: bool(waited.append(seconds)) or True)
    assert waited == [REST]
    assert caplog.messages == ["nøgletal kunne ikke gøres op: unavailable"]


def test_it_stops_with_the_portal(portal: Portal) -> None:
    with figures_kept(portal.office):
        pass
