"""Special tracks: a right, or a right and a duty, with period rules of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from domain import commands as c
from domain.errors import Refused
from domain.lifecycle import Phase
from domain.programme import Step, Track
from tests.domain.five import VIBORG_S1, received, taken
from tests.domain.staging import course_of, refused, staged
from tests.factories import GRANT, Play, day, granted, referral, register


def on_track(key: str = "viborg", named: str = "udskrivningskoordinator", **grant: Any) -> Play:
    """A course whose grant names a track, for half a year unless said otherwise."""
    fields = {"track": named, "ends_on": day("2026-09-01"), **grant}
    return received(key, grant=replace(GRANT, **fields))


def discharged(on: str = "2026-06-01", **changes: Any) -> c.AcceptReferral:
    """Taken on for a citizen who is discharged on that day and is in no other offer."""
    return taken(**{"track": "discharge", "track_on": day(on), "no_other_offer": True, **changes})


@pytest.mark.requirement("S1.tracks")
@pytest.mark.parametrize(
    ("code", "entitlement"),
    [
        ("discharge", "right"),
        ("study_start", "right"),
        ("release", "right"),
        ("activity_ready", "right_and_duty"),
    ],
)
def test_each_track_gives_a_right_or_a_right_and_a_duty(code: str, entitlement: str) -> None:
    track = VIBORG_S1.tracks[code]
    assert (track.entitlement, track.only_without_offer) == (entitlement, True)
    stage = on_track(named=track.words, ends_on=day("2026-05-31"))
    assert course_of(stage).order.entitlement == entitlement


@pytest.mark.requirement("S1.tracks")
def test_the_track_is_recorded_on_the_course() -> None:
    stage = on_track()
    stage.step(discharged())
    assert (course_of(stage).phase, course_of(stage).acceptance.entitlement) == (Phase.ACCEPTED, "right")


@pytest.mark.requirement("S1.tracks")
def test_a_track_that_the_grant_names_must_be_said() -> None:
    with refused("track"):
        on_track(ends_on=day("2026-05-31")).step(taken())
    with refused("unknown-track"):
        on_track(ends_on=day("2026-05-31")).step(taken(track="moon"))


def test_a_programme_without_tracks_has_only_ordinary_courses() -> None:
    grant = replace(GRANT, track="særligt spor")
    bare = VIBORG_S1.model_copy(update={"tracks": {}})
    stage = staged(register(referral(grant=grant)), programme=bare)
    with pytest.raises(Refused, match=r"Skriv hvilket .*: ingen; eller intet særligt spor"):
        stage.step(taken())
    stage.step(taken(track="ordinary"))
    assert course_of(stage).acceptance.entitlement == "none"


@pytest.mark.requirement("S1.tracks")
def test_a_track_that_is_none_of_the_programmes_is_an_ordinary_course() -> None:
    stage = on_track(named="almindelig mentor", ends_on=day("2026-05-31"))
    stage.step(taken(track="ordinary"))
    assert course_of(stage).acceptance.entitlement == "none"


@pytest.mark.requirement("S1.tracks")
def test_a_track_is_only_for_those_who_are_in_no_other_offer() -> None:
    with refused("track-other-offer"):
        on_track().step(discharged(no_other_offer=False))


@pytest.mark.requirement("outside.discharge")
def test_the_day_a_right_is_counted_from_must_be_said() -> None:
    with refused("track-day"):
        on_track().step(discharged(track_on=None))


@pytest.mark.requirement("outside.discharge")
@pytest.mark.parametrize(("on", "early"), [("2026-06-02", False), ("2026-06-03", True)])
def test_support_begins_at_most_three_months_before_a_discharge(on: str, early: bool) -> None:
    stage = on_track()
    if early:
        with refused("track-too-early"):
            stage.step(discharged(on))
    else:
        stage.step(discharged(on))


@pytest.mark.requirement("outside.discharge")
@pytest.mark.parametrize(("last", "short"), [("2026-08-31", True), ("2026-09-01", False)])
def test_support_around_a_discharge_lasts_at_least_six_months(last: str, short: bool) -> None:
    stage = on_track(ends_on=day(last))
    if short:
        with refused("track-too-short"):
            stage.step(discharged())
    else:
        stage.step(discharged())


@pytest.mark.requirement("outside.young")
@pytest.mark.parametrize(
    ("admitted", "rule"), [("2026-03-02", ""), ("2026-03-01", "late"), ("2026-03-03", "early")]
)
def test_young_people_have_a_right_for_six_months_from_admission(admitted: str, rule: str) -> None:
    stage = on_track("naestved", "studiestart", ends_on=day("2026-09-01"))
    command = taken(track="study_start", track_on=day(admitted))
    if rule == "late":
        with refused("track-too-late"):
            stage.step(command)
    elif rule == "early":
        with refused("track-too-early"):
            stage.step(command)
    else:
        stage.step(command)


@pytest.mark.requirement("S1.tracks")
def test_a_track_without_months_of_its_own_follows_the_grant_ladder() -> None:
    with refused("period-too-long"):
        on_track(named="løsladelse").step(taken(track="release", no_other_offer=True))


@pytest.mark.requirement("outside.discharge")
def test_a_right_is_not_refused_because_of_the_target_group() -> None:
    grant = replace(GRANT, track="psykiatrisk udskrivning", ends_on=day("2026-09-01"))
    stage = received("ressourceforloeb", target_group="andet", grant=grant)
    stage.step(discharged())
    assert course_of(stage).phase is Phase.ACCEPTED


@pytest.mark.requirement("S1.granters", "S1.tracks")
def test_who_grants_and_extends_may_be_another_on_a_track() -> None:
    """S1: the granters are configuration, for the programme and for each of its special tracks."""
    own = VIBORG_S1.tracks["discharge"].model_copy(update={"deciders": ("manager",)})
    programme = VIBORG_S1.model_copy(update={"tracks": {**VIBORG_S1.tracks, "discharge": own}})
    by_manager = replace(GRANT, granter_role="Leder", track="udskrivning", ends_on=day("2026-09-01"))
    for role, command, rule in (
        ("sagsbehandler", discharged(), "granter-role"),
        ("leder", taken(track="ordinary"), "granter-role"),
    ):
        stage = staged(register(referral(grant=replace(by_manager, granter_role=role))), programme=programme)
        with pytest.raises(Refused) as caught:
            stage.step(command)
        assert rule in caught.value.rules
    stage = staged(register(referral(grant=by_manager)), programme=programme)
    stage.step(discharged())
    stage.step(c.OpenExtensionReview())
    period = granted(day("2026-09-02"), day("2026-11-30"), stage.now)
    with refused("decider-role"):
        stage.step(period)
    stage.step(replace(period, decider_role="manager"))
    assert len(course_of(stage).periods) == 2


@pytest.mark.requirement("S1.granters")
def test_the_first_grant_is_given_by_those_the_programme_names() -> None:
    """S1: caseworker and job consultant grant; the jobcentre stands for a role that nobody knows here."""
    with refused("granter-role"):
        received("viborg", grant=replace(GRANT, granter_role="Leder")).step(taken())
    for role in ("Jobkonsulent", "Teamkoordinator", ""):
        received("viborg", grant=replace(GRANT, granter_role=role)).step(taken())


@pytest.mark.requirement("outside.discharge")
@pytest.mark.parametrize("accepted", [False, True])
def test_a_course_with_a_right_is_not_stopped_as_not_eligible(accepted: bool) -> None:
    stage = on_track()
    if accepted:
        stage.step(discharged())
    with refused("right"):
        stage.step(c.Cancel(cause="not_eligible", reason="Hører ikke til målgruppen."))
    stage.step(c.Cancel(cause="withdrawn", reason="Borgeren vil ikke."))
    assert course_of(stage).phase is Phase.CANCELLED


def test_a_track_without_least_months_may_be_short() -> None:
    stage = on_track(named="løsladelse", ends_on=day("2026-03-08"))
    stage.step(taken(track="release", no_other_offer=True))
    assert course_of(stage).phase is Phase.ACCEPTED


def test_the_first_step_of_the_ladder_measures_the_first_period() -> None:
    steps = (Step(months=2), Step(months=6))
    grants = VIBORG_S1.grants.model_copy(update={"steps": steps})
    stage = staged(register(), programme=VIBORG_S1.model_copy(update={"grants": grants}))
    with refused("period-too-long"):
        stage.step(taken())


@pytest.mark.parametrize(
    ("months", "asked"),
    [({}, False), ({"before_months": 0}, True), ({"until_months": 6}, True), ({"least_months": 3}, False)],
)
def test_a_day_is_asked_for_where_the_track_is_counted_from_one(months: dict[str, int], asked: bool) -> None:
    assert Track(words="spor", entitlement="right", **months).about_a_day is asked


def test_a_track_may_have_exactly_one_length_and_at_most_two_years() -> None:
    assert Track(words="spor", entitlement="right", least_months=6, most_months=6).most_months == 6
    for name in ("least_months", "most_months", "before_months", "until_months"):
        assert getattr(Track(words="spor", entitlement="right", **{name: 24}), name) == 24
        with pytest.raises(ValidationError):
            Track(words="spor", entitlement="right", **{name: 25})
