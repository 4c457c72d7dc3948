"""The coordinators' page explains exactly the closed list of reasons, with the verdict each one carries."""

from __future__ import annotations

import re
from pathlib import Path

from adapters.secure_mail import Reason
from adapters.secure_mail.reasons import verdict_of
from casework.intake_reasons import INTAKE_FATES, IntakeReason
from models.mails import Fate

INTAKE_VERDICTS = {
    Fate.QUARANTINED: "quarantined",
    Fate.REJECTED: "rejected",
    Fate.JOINED: "accepted",
    Fate.COURSE: "accepted",
}
PAGE = Path(__file__).parents[3] / "docs" / "mail-reasons.md"
ROW = re.compile(r"^\| `([a-z-]+)` \| (\w+) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def given_with(code: str) -> str:
    """The verdict that comes with a reason, the judge's or the intake's."""
    if code in list(IntakeReason):
        return INTAKE_VERDICTS[INTAKE_FATES[IntakeReason(code)]]
    return verdict_of(Reason(code)).value


def test_the_page_lists_every_reason_once_and_no_other() -> None:
    codes = [row[0] for row in ROW.findall(PAGE.read_text(encoding="utf-8"))]
    assert sorted(codes) == sorted([*Reason, *IntakeReason])


def test_the_page_names_the_verdict_that_is_given() -> None:
    for code, verdict, meaning, advice in ROW.findall(PAGE.read_text(encoding="utf-8")):
        ours = code in list(IntakeReason)
        assert verdict == (
            INTAKE_VERDICTS[INTAKE_FATES[IntakeReason(code)]] if ours else verdict_of(Reason(code))
        ), code
        assert meaning.endswith(".")
        assert advice.endswith(".")
