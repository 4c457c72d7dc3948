"""Every personal field has its own mark here, so it is seen which of them a notice lets out, and to whom."""

from __future__ import annotations

import re

import pytest

from casework.letters.citizen_letters import letter
from casework.letters.notice_context import NoticeContext
from casework.letters.notices import READERS, render_notice
from domain.notices import NoticeKind as K
from tests.factory.office import context, occasions
from tests.factory.wording import reworded

ABOUT = {"ReferralReceived.referral.citizen.name", "ReferralReceived.referral.caseworker"}
GOALS = {"GoalsAgreed.texts.text"}
TOLD = {
    K.DEVIATION: ABOUT
    | {"DeviationReported.fact", "DeviationReported.plan_item", "DeviationReported.citizen_explanation"},
    K.DEVIATION_NEXT_RUNG: {"ReferralReceived.referral.caseworker"},
    K.DEVIATION_EXPLAINED: ABOUT | {"DeviationExplained.explanation"},
    K.DEVIATION_WITHDRAWN: ABOUT | {"DeviationWithdrawn.reason"},
    K.PLAN_CHANGE_ASKED: ABOUT | {"MatterOpened.note"},
    K.PROGRESS_REPORT: ABOUT
    | GOALS
    | {
        "ProgressReportSent.summary",
        "ProgressReportSent.placement",
        "ProgressReportSent.recommendation",
        "ProgressReportSent.citizen_comment",
    },
    K.PHASE_OUT_STARTED: ABOUT | {"PhaseOutStarted.plan"},
    K.CLOSING_REPORT: ABOUT
    | GOALS
    | {"CourseClosed.review", "CourseClosed.manages_alone", "CourseClosed.citizen_evaluation"},
    K.COURSE_REOPENED: ABOUT | {"CourseReopened.reason"},
    K.COURSE_CANCELLED: ABOUT | {"CourseCancelled.reason"},
}
"""What the jobcentre is told, inside ciphertext, beside what every notice to it says."""
LETTERS = {K.PHASE_OUT_STARTED: {"PhaseOutStarted.plan"}}
EVERY = [(kind, to) for kind, readers in READERS.items() for to in sorted(readers)]


def marked(kind: K) -> NoticeContext:
    (course, history), trigger = occasions()[kind]
    changed = reworded(history, lambda path: f"⟦{path}⟧")
    return context((course, changed), changed[trigger.seq - 1])


def marks(text: str) -> set[str]:
    return set(re.findall(r"⟦(.+?)⟧", text))


@pytest.mark.parametrize(("kind", "to"), EVERY)
def test_only_the_jobcentre_is_told_and_only_what_the_notice_is_for(kind: K, to: str) -> None:
    rendered = render_notice(kind, to, marked(kind))
    told = TOLD.get(kind, ABOUT) if to == "jobcentre" else set()
    assert marks(rendered.text) == marks(rendered.html) == told
    assert marks(rendered.subject) == set()


@pytest.mark.parametrize("kind", [kind for kind, to in EVERY if to == "citizen"])
def test_a_letter_tells_the_citizen_only_what_it_is_about(kind: K) -> None:
    written = letter(kind, marked(kind))
    assert marks("\n".join((written.heading, *written.paragraphs, written.signed_by))) == LETTERS.get(
        kind, set()
    )
    assert marks(written.addressee_name) == {"ReferralReceived.referral.citizen.name"}
