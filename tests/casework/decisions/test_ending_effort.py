"""The effort is ended by a registered caseworker with a code of her own, and by nobody else."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from casework.commands.acting import act
from casework.decisions.authority import issue_code
from domain.errors import InvalidInput, Refused
from domain.events import EffortEnded
from domain.history import of_type
from domain.lifecycle import Phase
from domain.values import Actor, Role
from tests.casework.decisions.test_extension import decider
from tests.factories import START, at, beginning
from tests.house import KIRSTEN, House

ENDING = {"matter": "s2", "reason": "Mentors rolle understøtter ikke indsatsen."}


@pytest.mark.requirement("S3.no_progress", "S3.authority_decides")
def test_only_the_caseworker_s_own_code_ends_the_effort(house: House) -> None:
    """S3: the caseworker may end the effort; outside: only an authenticated authority decides."""
    ref = house.course(*beginning()[1:], at("2026-05-08 09:00"), starts=START)
    with house.office() as office:

        def end(**fields: Any) -> None:
            act(office, ref, "EndEffort", json.dumps(ENDING | fields).encode(), KIRSTEN)

        who, manager = decider(office), decider(office, "manager")
        code, hers = (issue_code(office, ref, one, timedelta(days=1)).code for one in (who, manager))
        with pytest.raises(InvalidInput) as caught:
            end(decider_ref="Jonas")
        assert {problem.field for problem in caught.value.problems} == {"decider_ref", "decision_code"}
        for ref_of, given, rule in (
            ("D-9999", code, "unknown-decider"),
            (manager, hers, "not-yours-to-do"),
            (who, "2222-2222-2222", "decision-code"),
        ):
            with pytest.raises(Refused) as refused:
                end(decider_ref=ref_of, decision_code=given)
            assert refused.value.rule == rule
        end(decider_ref=who, decision_code=code)
        course = office.casebook.course(ref)
        ((recorded, _),) = of_type(office.casebook.recorded(ref), EffortEnded)
    assert (course.phase, course.open_matters()) == (Phase.CLOSING, ())
    assert recorded.actor == Actor(Role.CASEWORKER, who)
