"""Names and tags as coordinators read them, by Danish clocks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.errors import InvalidInput
from flows import labels

WINTER = datetime(2026, 3, 2, 7, 5, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)


def test_runs_are_named_in_danish_and_by_danish_clocks() -> None:
    assert labels.about_course("M-2026-0042", "opfølgning 3") == "M-2026-0042 · opfølgning 3"
    assert labels.round_at(WINTER) == "runde 2026-03-02 08:05"
    assert labels.round_at(SUMMER) == "runde 2026-07-02 00:30"
    assert labels.post_at(WINTER) == "post 2026-03-02 08:05"
    assert labels.mail_number(WINTER, 7) == "post 2026-03-02 nr. 7"
    assert labels.delivery_at(WINTER) == "udsendelse 08:05"
    assert labels.assurance_on(SUMMER) == "kontrol 2026-07-02"


def test_the_tag_of_a_course_is_its_reference() -> None:
    assert labels.course_tag("M-2026-0042") == "course:M-2026-0042"


@pytest.mark.parametrize("given", ["Maja Vinterberg", "010150-5678", "M-26-1", "", None, ["M-2026-0042"]])
def test_what_is_not_a_reference_is_refused_without_repeating_it(given: object) -> None:
    with pytest.raises(InvalidInput) as caught:
        labels.checked_ref(given)
    assert not given or str(given) not in caught.value.message
