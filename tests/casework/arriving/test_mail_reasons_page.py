"""The coordinators' page explains exactly the reasons that the program can give, with the verdict of each."""

from __future__ import annotations

import re
from pathlib import Path

from adapters.secure_mail import Reason
from adapters.secure_mail.reasons import verdict_of
from casework.arriving.fates import VERDICTS
from casework.arriving.intake_reasons import INTAKE_FATES, IntakeReason

PAGE = Path(__file__).parents[3] / "docs" / "mail-reasons.md"
ROW = re.compile(r"^\| `([a-z-]+)` \| (\w+) \| (.+?) \| (.+?) \|$", re.MULTILINE)
ANY_ROW = re.compile(r"^\| `", re.MULTILINE)
COMMAND = re.compile(r"`mentor (\w+) (\w+)")


def about_reasons() -> str:
    """The page without its last part, which is about remarks."""
    return PAGE.read_text(encoding="utf-8").partition("## Bemærkninger")[0]


def rows() -> list[tuple[str, str, str, str]]:
    return ROW.findall(about_reasons())


def given_verdicts() -> dict[str, str]:
    """Every reason that the judge, the intake or a coordinator can give a mail, and what it makes of it."""
    judged = {reason.value: verdict_of(reason).value for reason in Reason}
    return judged | {reason.value: VERDICTS.get(fate, "accepted") for reason, fate in INTAKE_FATES.items()}


def test_the_page_has_one_row_for_every_reason_and_no_other() -> None:
    assert set(INTAKE_FATES) == set(IntakeReason)
    assert sorted(row[0] for row in rows()) == sorted(given_verdicts())
    assert not {reason.value for reason in IntakeReason} & {reason.value for reason in Reason}
    assert len(ANY_ROW.findall(about_reasons())) == len(rows()), "a row is malformed"


def test_the_page_names_the_verdict_that_is_given_what_it_means_and_what_to_do() -> None:
    for code, verdict, meaning, advice in rows():
        assert verdict == given_verdicts()[code], code
        assert meaning.endswith("."), code
        assert advice.endswith("."), code


def test_every_command_that_the_page_advises_is_documented() -> None:
    commands = (PAGE.parent / "commands.md").read_text(encoding="utf-8")
    advised = {match.groups() for row in rows() for match in COMMAND.finditer(row[3])}
    assert ("mail", "show") in advised
    assert [pair for pair in advised if f"### `mentor {' '.join(pair)}" not in commands] == []
