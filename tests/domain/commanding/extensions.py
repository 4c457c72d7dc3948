"""Extensions, and the later mails in which a new grant may come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from domain import commands as c
from domain.calendar import ONE_DAY
from domain.referral import GrantPart, Referral
from tests.domain.commanding.scene import NOTES, Given, Scene, days, mostly, perhaps, plain, rarely
from tests.factories import CITIZEN, CONSENT, GRANT, JOB_PLAN, update

HOURS = st.just(Decimal(20))


def _period(scene: Scene) -> tuple[st.SearchStrategy[date], st.SearchStrategy[date]]:
    """Days at which a new period could begin and end, mostly on the next step of the ladder; some overlap,
    and some are too long.
    """
    last = scene.course.period.ends_on if scene.course.period else scene.today
    first = max(last, scene.today - ONE_DAY) + ONE_DAY
    months = max(step.months for step in scene.programme.grants.steps)
    starts = rarely(st.just(first), days(last, 2, 10))
    ends = rarely(days(first, -20, 28 * months), days(first + 31 * months * ONE_DAY, 0, 9 * months))
    return starts, ends


def _propose(scene: Scene) -> st.SearchStrategy[c.Command]:
    starts, ends = _period(scene)
    return st.builds(c.ProposeExtension, starts_on=starts, ends_on=ends, hours=HOURS, special_reasons=NOTES)


def _decide(scene: Scene) -> st.SearchStrategy[c.Command]:
    starts, ends = _period(scene)
    return st.builds(
        c.DecideExtension,
        granted=mostly([True], False),
        decider=st.sampled_from(["D-0001", "D-0002"]),
        decider_role=mostly(scene.programme.grants.deciders, "mentor"),
        unit=st.just("Team Afklaring"),
        channel=st.just("cli"),
        decided_on=scene.lately(5),
        starts_on=rarely(starts, st.none()),
        ends_on=ends,
        hours=HOURS,
        reason=NOTES,
    )


def _update(scene: Scene) -> st.SearchStrategy[c.Command]:
    """Any mail, also one that was sent long ago, and one whose grant cannot become a period."""
    around = scene.lately(60)
    later = st.builds(
        Referral,
        citizen=st.just(CITIZEN),
        caseworker=st.sampled_from(["", "Birgit Holm"]),
        grant=perhaps(_grants(scene)),
        job_plan=perhaps(around.map(lambda on: replace(JOB_PLAN, dated_on=on))),
        consent=perhaps(around.map(lambda on: replace(CONSENT, given_on=on))),
    )
    course = scene.course
    known = {"periods": course.periods, "withdrawn_on": course.consent.withdrawn_on}
    return st.builds(lambda letter, on: update(letter, withdrawn=on, **known), later, perhaps(around))


def _grants(scene: Scene) -> st.SearchStrategy[GrantPart]:
    starts, ends = _period(scene)
    return st.builds(
        lambda first, last, why, role: replace(
            GRANT, starts_on=first, ends_on=last, reason=why, granter_role=role
        ),
        starts,
        ends,
        NOTES,
        st.sampled_from(["", "Sagsbehandler", "pedel"]),
    )


EXTENSIONS: dict[str, Given] = {
    "OpenExtensionReview": plain(c.OpenExtensionReview()),
    "ProposeExtension": _propose,
    "DecideExtension": _decide,
    "UpdateReferral": _update,
}
