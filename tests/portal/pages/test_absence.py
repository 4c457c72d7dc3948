"""An absence is looked through with its courses, entered, and ended; courses without anybody stand first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.portal.town import Portal, Town, Visitor

pytestmark = pytest.mark.slow
FROM, TO = {"starts_on": "2026-03-20"}, {"ends_on": "2026-03-24"}


@pytest.mark.requirement("local.absence_cover")
def test_an_absence_is_seen_before_it_is_entered_and_ends_when_she_is_back(
    portal: Portal, town: Town, visitor: Callable[[str], Visitor]
) -> None:
    kirsten = visitor("coordinator:kirsten")
    seen = kirsten.send_form("/fravaer/se", page="/fravaer", person="bo", **FROM, **TO)
    assert seen.status_code == 200
    assert town.with_bo in seen.text
    assert portal.office.corps.absences.all() == [], "nothing is entered yet"

    kirsten.send_form("/fravaer/indfoer", page="/fravaer", person="bo", **FROM, **TO)
    page = kirsten.get("/fravaer").text
    assert "Forløb uden vikar i dag" in page
    assert town.elsewhere in page, "it has no cover of its own"
    assert town.with_bo not in page, "its own cover reads it"
    kirsten.send_form("/fravaer/1/slut", page="/fravaer", sidste="2026-03-19")
    assert portal.office.corps.absences.all() == []


def test_everything_that_is_wrong_is_beside_its_field_and_nothing_typed_is_lost(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    kirsten = visitor("coordinator:kirsten")
    wrong = kirsten.send_form("/fravaer/se", page="/fravaer", ends_on="i overmorgen", substitute="bo")
    assert wrong.status_code == 422
    for field in ("person", "starts_on", "ends_on"):
        assert f'id="{field}-fejl"' in wrong.text
    assert '<option value="bo" selected>' in wrong.text
    herself = kirsten.send_form("/fravaer/se", page="/fravaer", person="bo", substitute="bo", **FROM)
    assert herself.status_code == 409
    assert "vikar for sig selv" in herself.text
    assert kirsten.send_form("/fravaer/7/slut", page="/fravaer", sidste="2026-03-19").status_code == 409
    assert kirsten.send_form("/fravaer/7/slut", page="/fravaer", sidste="").status_code == 422
    assert visitor("mentor:amira").get("/fravaer").status_code == 403
    assert portal.office.corps.absences.all() == []
