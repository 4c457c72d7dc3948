"""Old shapes are lifted when they are read; what comes from the future is refused, never guessed."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from domain import upcasting
from domain.events import EVENT_TYPES, Event
from domain.upcasting import UnknownEvent, upcast


class SupportEndedLater(Event):
    """The shape an event might get in its third version."""

    version: ClassVar[int] = 3


@pytest.fixture
def third_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later release: the event has changed its shape twice."""

    def renamed(data: dict[str, Any]) -> dict[str, Any]:
        return {
            **{key: value for key, value in data.items() if key != "ended_on"},
            "last_on": data["ended_on"],
        }

    monkeypatch.setitem(EVENT_TYPES, "SupportEnded", SupportEndedLater)
    monkeypatch.setitem(upcasting.UPCASTERS, ("SupportEnded", 1), renamed)
    monkeypatch.setitem(upcasting.UPCASTERS, ("SupportEnded", 2), lambda data: {**data, "by": "clock"})


def test_an_event_of_todays_version_is_left_alone() -> None:
    data = {"ended_on": "2026-05-31"}
    assert upcast("SupportEnded", 1, data) is data


@pytest.mark.usefixtures("third_version")
def test_an_old_event_is_lifted_step_by_step_to_todays_shape() -> None:
    assert upcast("SupportEnded", 1, {"ended_on": "2026-05-31"}) == {"last_on": "2026-05-31", "by": "clock"}
    assert upcast("SupportEnded", 2, {"last_on": "2026-05-31"}) == {"last_on": "2026-05-31", "by": "clock"}
    assert upcast("SupportEnded", 3, {"last_on": "2026-05-31"}) == {"last_on": "2026-05-31"}


@pytest.mark.parametrize(("kind", "version"), [("CourseSold", 1), ("SupportEnded", 2), ("SupportEnded", 99)])
def test_an_event_from_the_future_says_that_the_program_is_too_old(kind: str, version: int) -> None:
    with pytest.raises(UnknownEvent, match="nyere udgave") as caught:
        upcast(kind, version, {})
    assert caught.value.code == "unknown-event"


@pytest.mark.parametrize("version", [0, -1])
def test_a_version_that_never_was_is_refused(version: int) -> None:
    with pytest.raises(UnknownEvent):
        upcast("SupportEnded", version, {})


def test_every_earlier_version_of_every_event_can_be_lifted() -> None:
    needed = {(name, version) for name, kind in EVENT_TYPES.items() for version in range(1, kind.version)}
    assert set(upcasting.UPCASTERS) == needed
