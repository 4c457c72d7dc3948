"""From the referral to the agreement."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from domain import commands as c
from domain.calendar import local_day
from tests.domain.commanding.scene import NOTES, STAFF, Given, Scene, mostly, perhaps, rarely
from tests.domain.five import group_of
from tests.domain.lives import SPRING_GRANT, later
from tests.factories import START, referral


def _complete(scene: Scene) -> st.SearchStrategy[c.Command]:
    """The whole referral as it could be sent again, rarely without a part or for another group."""
    since = local_day(scene.course.received_at) - local_day(START)
    fitting = later(referral(target_group=group_of(scene.programme.key), grant=SPRING_GRANT), since)
    others = [
        replace(fitting, consent=None),
        replace(fitting, grant=None),
        replace(fitting, target_group="en helt anden"),
    ]
    given = rarely(st.just(fitting), st.sampled_from(others))
    return st.builds(c.CompleteReferral, referral=given)


def _accept(scene: Scene) -> st.SearchStrategy[c.Command]:
    """Taken on as it is asked for here, or with what the programme does not have."""
    rules = scene.programme.eligibility
    return st.builds(
        c.AcceptReferral,
        coordinator=st.just("kirsten"),
        target_group=mostly([""], next(iter(scene.programme.target_groups), "")),
        supports_staying=mostly([True], False),
        track=rarely(st.just(""), st.sampled_from(["ordinary", *scene.programme.tracks, "unknown"])),
        track_on=perhaps(scene.around(60, 90)),
        no_other_offer=st.booleans(),
        section_85=st.sampled_from(["", "no", "another_person", "converted"]),
        section_85_goal=mostly(["Et nyt mål."], ""),
        caseworker_role=mostly(["", *rules.caseworker_roles], "unknown"),
        tasks=scene.tasks(),
        task_reason=NOTES,
    )


def _wait(scene: Scene) -> st.SearchStrategy[c.Command]:
    expected = perhaps(scene.around(2, 35))
    return st.builds(c.PutOnWaitingList, reason=st.just("no_free_hours"), expected_on=expected)


def _match(_scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(c.MatchMentor, mentor=STAFF, cover=STAFF)


def _reassign(_scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(c.ReassignMentor, mentor=STAFF, handover=st.just("Læs alt."))


def _attempt(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.RecordContactAttempt,
        attempted_at=scene.instants(-72, 2),
        channel=st.just("phone"),
        reached=st.booleans(),
    )


def _first_meeting(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(c.RecordFirstMeeting, held_on=scene.lately(9))


def _sign(scene: Scene) -> st.SearchStrategy[c.Command]:
    who = mostly([("citizen", "jobcentre"), ("jobcentre", "mentor", "citizen")], ("citizen",))
    return st.builds(
        c.SignAgreement,
        signed_on=scene.lately(5),
        signed_by=who,
        roles=st.lists(mostly(sorted(scene.programme.roles), "vejleder"), max_size=2).map(tuple),
        tasks=scene.tasks(),
        task_reason=NOTES,
    )


def _section_85(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.RecordSection85,
        from_on=scene.lately(20),
        section_85=st.sampled_from(["no", "same_person", "converted", "handed_over"]),
        section_85_by=NOTES,
        section_85_goal=NOTES,
    )


BEGINNING: dict[str, Given] = {
    "RecordSection85": _section_85,
    "CompleteReferral": _complete,
    "AcceptReferral": _accept,
    "PutOnWaitingList": _wait,
    "MatchMentor": _match,
    "ReassignMentor": _reassign,
    "RecordContactAttempt": _attempt,
    "RecordFirstMeeting": _first_meeting,
    "SignAgreement": _sign,
}
