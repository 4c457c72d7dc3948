"""A number that is typed, in an address or a form, is one of ours or none: no page falls over it."""

from __future__ import annotations

from datetime import datetime

import pytest

from portal.forms.posted import rows
from portal.forms.reading import Reading
from portal.forms.shape import shape_of
from portal.forms.wall_clock import instant_of
from portal.pages import every_page
from portal.typed_numbers import LARGEST, number_typed
from tests.portal.town import Portal

ENDLESS = "9" * 5_000
"""More digits than Python turns into a number."""
NO_NUMBERS = ("", "-1", "1.0", " 1", "²", "٣", "1e9", str(LARGEST + 1), ENDLESS)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_of_ours_is_none(text: str) -> None:
    assert number_typed(text) is None


def test_a_number_is_read_as_it_was_typed() -> None:
    assert [number_typed(text) for text in ("0", "7", "007", str(LARGEST))] == [0, 7, 7, LARGEST]


def test_every_number_in_an_address_has_a_largest() -> None:
    """A larger one would be more than a database holds, and the page an error."""
    found = [
        (route.path, field.name, [getattr(one, "le", None) for one in field.field_info.metadata])
        for part in every_page()
        for route in part.router.routes
        for field in route.dependant.path_params
        if field.field_info.annotation is int
    ]
    assert found
    assert [one for one in found if LARGEST not in one[2]] == []


def test_an_endless_number_in_an_address_is_no_page(portal: Portal) -> None:
    kirsten = portal.visitor("coordinator:kirsten")
    for number in (str(LARGEST + 1), "9" * 30, ENDLESS):
        assert kirsten.get(f"/haendelser/{number}").status_code == 404


def test_an_endless_number_of_a_row_or_an_entry_is_no_row_and_no_entry() -> None:
    assert rows({f"goals.{ENDLESS}.text": ("x",), "goals.1.text": ("y",), "goals.²": ("z",)}, "goals") == [1]
    read = Reading({"entries": (ENDLESS, "3"), "confirmed_by": ("x",)}).whole(shape_of("ConfirmHours"))
    assert read["entries"][1] == 3
    assert isinstance(read["entries"][0], str)


def test_the_beginning_of_the_calendar_is_no_instant() -> None:
    with pytest.raises(ValueError, match="no instant"):
        instant_of(datetime.fromisoformat("0001-01-01T00:00"))


def test_a_form_with_such_a_time_comes_back_as_it_was(portal: Portal) -> None:
    amira = portal.visitor("mentor:amira")
    fields = {"occurred_at": "0001-01-01T00:00", "kind": "threat", "what": "Det, jeg skrev."}
    answer = amira.send_form("/haendelser/ny", **fields)
    assert answer.status_code == 422
    assert "Det, jeg skrev." in answer.text
