"""From the referral to the agreement."""

from __future__ import annotations

from hypothesis import strategies as st

from domain import commands as c
from tests.domain.commanding.scene import NOTES, STAFF, Given, Scene, mostly, perhaps
from tests.domain.five import group_of
from tests.factories import referral


def _complete(scene: Scene) -> st.SearchStrategy[c.Command]:
    group = group_of(scene.programme.key)
    referrals = [
        referral(target_group=group),
        referral(target_group=group, consent=None),
        referral(target_group=group, grant=None),
        referral(target_group="en helt anden"),
    ]
    return st.builds(c.CompleteReferral, referral=st.sampled_from(referrals))


def _accept(scene: Scene) -> st.SearchStrategy[c.Command]:
    """Taken on as it is asked for here, or with what the programme does not have."""
    rules = scene.programme.eligibility
    return st.builds(
        c.AcceptReferral,
        coordinator=st.just("kirsten"),
        target_group=st.sampled_from(["", "", *scene.programme.target_groups]),
        supports_staying=st.sampled_from([rules.in_activity, True]),
        track=st.sampled_from(["", "", "", "ordinary", *scene.programme.tracks, "unknown"]),
        track_on=perhaps(scene.around(60, 90)),
        no_other_offer=st.booleans(),
        section_85=st.sampled_from(["", "no", "another_person", "converted"]),
        section_85_goal=NOTES,
        caseworker_role=st.sampled_from(["", *rules.caseworker_roles, "unknown"]),
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
    return st.builds(c.RecordFirstMeeting, held_on=scene.around(9, 1))


def _sign(scene: Scene) -> st.SearchStrategy[c.Command]:
    who = st.sampled_from([("citizen", "jobcentre"), ("jobcentre", "mentor", "citizen"), ("citizen",)])
    return st.builds(
        c.SignAgreement,
        signed_on=scene.around(5, 1),
        signed_by=who,
        roles=st.lists(mostly(sorted(scene.programme.roles), "unknown"), max_size=2).map(tuple),
        tasks=scene.tasks(),
        task_reason=NOTES,
    )


BEGINNING: dict[str, Given] = {
    "CompleteReferral": _complete,
    "AcceptReferral": _accept,
    "PutOnWaitingList": _wait,
    "MatchMentor": _match,
    "ReassignMentor": _reassign,
    "RecordContactAttempt": _attempt,
    "RecordFirstMeeting": _first_meeting,
    "SignAgreement": _sign,
}
