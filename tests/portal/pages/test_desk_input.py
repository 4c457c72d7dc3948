"""Whatever is sent to the coordinator's desk, nothing falls over, and what was typed is shown as text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.portal.town import Portal, Town, Visitor

pytestmark = pytest.mark.slow
MARKUP = "<script>alert(1)</script>"
ODD = f"{MARKUP}\x00\u202e\ud7ff" + "æ" * 200_000
FIELDS = {
    "/forloeb/{active}/match": ("mentor", "cover", "handover", "seen"),
    "/forloeb/{active}/match/oensker": ("language", "place", "competences", "gender", "age_band"),
    "/forloeb/{active}/venteliste": ("waiting", "expected_on", "seen"),
    "/forloeb/{active}/besoeg-alene": ("mentor", "starts_at", "ends_at", "place", "risk_read"),
    "/fravaer/se": ("person", "substitute", "starts_on", "ends_on"),
    "/fravaer/indfoer": ("person", "substitute", "starts_on", "ends_on"),
    "/fravaer/1/slut": ("sidste",),
    "/hold/amira/se": ("valgt", "til", "vikar", "overdragelse"),
    "/hold/amira/overdrag": ("valgt", "til", "vikar", "overdragelse"),
    "/haendelser/ny": ("mentor", "occurred_at", "kind", "course", "what", "done"),
    "/dokumenter/crisis_plan/ret": ("reviewed_on", "applies_when", "call_first", "steps", "afterwards"),
    "/dokumenter/contact_list/ret": ("reviewed_on", "contacts.0.name", "contacts.x.name", "contacts.1.kind"),
    "/dokumenter/profil/amira": (
        "hours_per_week",
        "max_courses",
        "starts_on",
        "languages",
        "outside_channels",
    ),
    "/uafleveret/1/afslut": ("grund",),
}


@pytest.mark.parametrize("size", [2_000, pytest.param(900_000, marks=pytest.mark.soak)])
def test_markup_in_every_field_however_long_is_refused_in_words(
    portal: Portal, town: Town, visitor: Callable[[str], Visitor], size: int
) -> None:
    kirsten, before = visitor("coordinator:kirsten"), portal.office.casebook.course(town.active)
    for path, names in FIELDS.items():
        fields = {name: ODD[: size // len(names)] for name in names}
        answer = kirsten.send_form(path.format(active=town.active), page="/fravaer", **fields)
        assert answer.status_code in {200, 409, 422}, path
        assert MARKUP not in answer.text, path
        assert portal.office.casebook.course(town.active) == before, path
    assert portal.office.corps.absences.all() == []
