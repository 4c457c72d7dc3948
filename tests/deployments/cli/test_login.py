"""`mentor login`: the way back in for somebody whose telephone is gone, and who let her."""

from __future__ import annotations

import pytest

from casework.access.accounts import account_of
from casework.signing_in.own_logins import steps_of
from tests.deployments.cli.shell import Shell
from tests.house import House


@pytest.mark.requirement("local.sign_in")
def test_a_coordinator_resets_a_second_factor_and_is_named(house: House, mentor: Shell) -> None:
    assert mentor("login", "reset", "mentor:amira", "--as", "coordinator:kirsten").code == 0
    with house.office() as office:
        account = account_of(office, "mentor:amira")
        assert account is not None
        (step,) = steps_of(office, account)
    assert (step.what, step.by) == ("Det andet trin blev nulstillet", "mentorkoordinator Kirsten Holm")


@pytest.mark.parametrize(
    ("whose", "by", "code"),
    [
        ("mentor:amira", "mentor:bo", 1),
        ("mentor:amira", "coordinator:ingen", 2),
        ("coordinator:kirsten", "coordinator:kirsten", 1),
        ("mentor:ingen", "coordinator:kirsten", 1),
    ],
)
def test_nobody_else_resets_it_and_nobody_her_own(
    house: House, mentor: Shell, whose: str, by: str, code: int
) -> None:
    typed = mentor("login", "reset", whose, "--as", by)
    assert typed.code == code
    assert typed.err
