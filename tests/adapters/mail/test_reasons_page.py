"""The coordinators' page explains exactly the closed list of reasons, with the verdict each one carries."""

from __future__ import annotations

import re
from pathlib import Path

from adapters.secure_mail import Reason
from adapters.secure_mail.reasons import verdict_of
from casework.fates import IntakeReason

INTAKE = {
    IntakeReason.REFERRAL_UNREADABLE: "quarantined",
    IntakeReason.SEVERAL_COURSES: "quarantined",
    IntakeReason.GRANT_DOES_NOT_FIT: "quarantined",
    IntakeReason.CITIZEN_HAS_COURSE: "quarantined",
    IntakeReason.COURSE_UPDATED: "accepted",
    IntakeReason.COURSE_CONFIRMED: "accepted",
    IntakeReason.REFUSED_BY_COORDINATOR: "rejected",
}
"""The verdict each of the intake's own reasons comes with; `tests/casework` sees each of them given."""
PAGE = Path(__file__).parents[3] / "docs" / "mail-reasons.md"
ROW = re.compile(r"^\| `([a-z-]+)` \| (\w+) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def test_the_page_lists_every_reason_once_and_no_other() -> None:
    codes = [row[0] for row in ROW.findall(PAGE.read_text(encoding="utf-8"))]
    assert sorted(codes) == sorted([*Reason, *IntakeReason])


def test_the_page_names_the_verdict_that_is_given() -> None:
    for code, verdict, meaning, advice in ROW.findall(PAGE.read_text(encoding="utf-8")):
        ours = code in list(IntakeReason)
        assert verdict == (INTAKE[IntakeReason(code)] if ours else verdict_of(Reason(code))), code
        assert meaning.endswith(".")
        assert advice.endswith(".")
