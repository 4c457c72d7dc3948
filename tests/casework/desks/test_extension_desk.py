"""What lies in front of whoever proposes or decides an extension; her reading is written down."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from casework.access.reading_log import readers_of
from casework.decisions.extension import DecisionForm, propose
from casework.decisions.in_person import decide_extension
from casework.desks.extension_desk import ExtensionDesk, extension_desk
from casework.office import Office
from domain.commands import ChangeCaseworker
from domain.errors import Refused
from domain.values import Actor, Role
from tests.casework.decisions.test_authority import METTE
from tests.casework.decisions.test_extension import GRANTED, decider
from tests.factories import AMIRA, accept, match
from tests.house import KIRSTEN, MORNING, House, later


@pytest.fixture
def course(house: House) -> Iterator[tuple[Office, str]]:
    ref = house.course(accept(), match(), ChangeCaseworker(caseworker=METTE["name"], contact=METTE["email"]))
    with house.office() as office:
        yield office, ref


def desk(office: Office, ref: str, reader: Actor = KIRSTEN) -> ExtensionDesk:
    found = extension_desk(office, ref, reader)
    assert found is not None
    return found


@pytest.mark.requirement("S1.ladder")
def test_before_anybody_asks_the_next_step_is_suggested(course: tuple[Office, str]) -> None:
    office, ref = course
    now = desk(office, ref)
    assert (now.matter, now.proposals, now.may_decide, now.may_propose) == (None, (), False, True)
    assert (now.ladder.number, now.ladder.steps, now.ladder.months_after) == (2, 4, 6)
    assert now.suggested is not None
    assert (now.suggested.starts_on, now.suggested.ends_on) == (date(2026, 6, 1), date(2026, 8, 31))
    assert now.deciders == ("sagsbehandler", "jobkonsulent")
    assert now.draft["step"] == now.ladder.step


@pytest.mark.requirement("S1.granters", "local.extension_draft")
def test_the_decider_sees_the_proposal_and_the_day_and_what_was_granted_before(
    course: tuple[Office, str],
) -> None:
    office, ref = course
    asyncio.run(
        propose(office, DecisionForm(ref=ref, **GRANTED, reason="Endnu ikke i job."), proposer=KIRSTEN)
    )
    mette, manager = (Actor(Role(role), decider(office, role)) for role in ("caseworker", "manager"))
    now = desk(office, ref, mette)
    assert now.may_decide
    assert now.decide_by is not None
    assert "arbejdsdage efter" in now.why
    (proposal,) = now.proposals
    assert (proposal.by, proposal.need) == ("mentorkoordinator Kirsten Holm", "Endnu ikke i job.")
    assert now.suggested is not None
    assert now.suggested.hours == Decimal(30)
    decide_extension(office, ref, b'{"granted": true, "starts_on": "2026-06-01", "ends_on": "2026-07-31", '
                     b'"hours": "20", "reason": "To m\\u00e5neder er nok."}', mette)  # fmt: skip
    after = desk(office, ref)
    first, second = after.periods
    assert (first.by, second.decided_on) == ("", date(2026, 3, 2))
    assert second.by.startswith("sagsbehandler Mette Skovgaard (D-0001)")
    assert second.reason == "To måneder er nok."
    assert (after.matter, after.proposals) == (None, ())
    with pytest.raises(Refused):
        desk(office, ref, manager)


def test_who_reads_it_is_written_down_and_a_stranger_does_not(course: tuple[Office, str]) -> None:
    office, ref = course
    mette = Actor(Role.CASEWORKER, decider(office))
    for reader in (KIRSTEN, AMIRA, mette):
        desk(office, ref, reader)
    readers = [(one.actor, one.what) for one in readers_of(office, ref)]
    assert readers == [(str(reader), "extension_draft") for reader in (KIRSTEN, AMIRA, mette)]
    for stranger in (Actor(Role.JOB_CONSULTANT, mette.id), Actor(Role.OPERATOR, "jens")):
        with pytest.raises(Refused):
            desk(office, ref, stranger)


def test_a_course_without_a_grant_has_nothing_to_extend(house: House) -> None:
    ref = house.course()
    with house.office(later(MORNING, days=1)) as office:
        assert extension_desk(office, ref, KIRSTEN) is None
        assert readers_of(office, ref) == []
