"""Extensions, and the later mails in which a new grant may come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from domain import commands as c
from domain.referral import GrantPart, Referral
from tests.domain.commanding.scene import NOTES, Given, Scene, days, perhaps, plain
from tests.factories import CITIZEN, CONSENT, GRANT, JOB_PLAN, update

HOURS = st.just(Decimal(20))


def _period(scene: Scene) -> tuple[st.SearchStrategy[date], st.SearchStrategy[date]]:
    """Days at which a new period could begin and end; some overlap, and some are too long for the ladder."""
    last = scene.course.period.ends_on if scene.course.period else scene.today
    months = max(step.months for step in scene.programme.grants.steps)
    return days(last, 2, 10), days(last, -10, 32 * months + 24)


def _propose(scene: Scene) -> st.SearchStrategy[c.Command]:
    starts, ends = _period(scene)
    return st.builds(c.ProposeExtension, starts_on=starts, ends_on=ends, hours=HOURS, special_reasons=NOTES)


def _decide(scene: Scene) -> st.SearchStrategy[c.Command]:
    starts, ends = _period(scene)
    return st.builds(
        c.DecideExtension,
        granted=st.booleans(),
        decider=st.sampled_from(["D-0001", "D-0002"]),
        decider_role=st.sampled_from([*scene.programme.grants.deciders] * 2 + ["mentor"]),
        unit=st.just("Team Afklaring"),
        channel=st.just("cli"),
        decided_on=scene.around(5, 1),
        starts_on=perhaps(starts),
        ends_on=ends,
        hours=HOURS,
        reason=NOTES,
    )


def _update(scene: Scene) -> st.SearchStrategy[c.Command]:
    """Any mail, also one that was sent long ago, and one whose grant cannot become a period."""
    around = scene.around(60, 1)
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
