"""The forms on a real Prefect server: what they do, who may decide, and what stays stored with the run."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from prefect import Flow

from casework.names.states import FailureName, StateName
from deployments.demo.post import inbox_of
from deployments.sample_home import CONTROLLER, JOBCENTRE
from domain.lifecycle import Phase
from flows.delivery import delivery
from flows.requests import close, deviation, extension, pause, reassign
from tests.factories import at
from tests.flows.conftest import ON_PREFECT, House

pytestmark = ON_PREFECT
PERIOD = {"starts_on": "2026-06-01", "ends_on": "2026-08-31", "hours": 30}


async def send(flow: Flow[..., Any], **fields: Any) -> tuple[str, str]:
    """Send a form; gives the name and the message of the state the run ended in."""
    state = await flow(fields, return_state=True)
    return state.name or "", state.message or ""


def decision_code(house: House, ref: str) -> tuple[str, str]:
    """A registered caseworker and a code for one decision on the course."""
    decider = house.office.deciders.add(
        controller=CONTROLLER,
        role="caseworker",
        unit="Jobcenter A",
        name="Mette Skovgaard",
        email="mette@kommune.example",
        now=house.office.now,
    )
    return decider.ref, house.office.deciders.issue(decider.ref, ref, house.office.now)


async def test_a_deviation_leaves_at_once_and_its_run_tells_so(house: House) -> None:
    ref = house.active()
    await delivery(return_state=True)
    sent = len(inbox_of(house.place, JOBCENTRE))
    occurred = house.office.now - timedelta(hours=1)
    name, _ = await send(deviation, ref=ref, fact="Udeblevet fra en aftale", occurred_at=occurred.isoformat())
    assert name == StateName.DEVIATION_REPORTED
    assert len(inbox_of(house.place, JOBCENTRE)) == sent + 1
    (run,) = await house.runs(ref)
    assert run.name == f"{ref} · fravigelse"


async def test_a_deviation_stands_even_when_its_message_cannot_leave_now(house: House) -> None:
    ref = house.active()
    house.close_mail()
    occurred = house.office.now - timedelta(hours=1)
    name, message = await send(deviation, ref=ref, fact="Kan ikke træffes", occurred_at=occurred.isoformat())
    assert name == FailureName.NOT_ALL_SENT
    assert "Trinnet er noteret" in message
    assert house.office.casebook.course(ref).open_matters("deviation")


async def test_without_a_code_an_extension_is_a_proposal_and_binds_nobody(house: House) -> None:
    ref = house.active()
    name, _ = await send(extension, ref=ref, decision="bevilget", **PERIOD)
    assert name == StateName.PROPOSAL_RECORDED
    assert len(house.office.casebook.course(ref).periods) == 1


async def test_a_registered_decider_with_a_code_extends_the_course(house: House) -> None:
    ref = house.active()
    await send(extension, ref=ref, decision="bevilget", **PERIOD)
    decider, code = decision_code(house, ref)
    given = {"decision": "bevilget", "decider_ref": decider, "decision_code": code, **PERIOD}
    name, message = await send(extension, ref=ref, **given)
    assert (name, message) == (StateName.EXTENSION_GRANTED, "Fase: i gang.")
    assert house.office.casebook.course(ref).periods[-1].ends_on == date(2026, 8, 31)


async def test_the_code_does_not_stay_stored_with_the_run(house: House) -> None:
    ref = house.active()
    decider, code = decision_code(house, ref)
    await send(extension, ref=ref, decision="afslået", decider_ref=decider, decision_code=code)
    (run,) = await house.runs(ref)
    assert run.parameters == {}


async def test_a_code_that_does_not_hold_decides_nothing(house: House) -> None:
    ref = house.active()
    decider, _ = decision_code(house, ref)
    given = {"decision": "bevilget", "decider_ref": decider, "decision_code": "2345-6789-ABCD", **PERIOD}
    name, _ = await send(extension, ref=ref, **given)
    assert name in {FailureName.REFUSED, StateName.PROPOSAL_RECORDED}
    assert len(house.office.casebook.course(ref).periods) == 1


async def test_a_form_with_something_else_in_it_is_refused_and_forgotten(house: House) -> None:
    name, message = await send(
        deviation, ref="Maja, cpr 020251-8765", fact="hun kom ikke", occurred_at="i går"
    )
    assert name == FailureName.INVALID_INPUT
    assert "ref" in message
    assert "fact" in message
    assert "Maja" not in message
    (run,) = [run for run in await house.runs() if run.name == "fravigelse"]
    assert run.parameters == {}


async def test_a_course_is_paused_and_goes_on(house: House) -> None:
    ref = house.active()
    name, _ = await send(pause, ref=ref, action="Sæt på pause", cause="ferie")
    assert name == StateName.PAUSED
    assert house.office.casebook.course(ref).phase is Phase.PAUSED
    name, _ = await send(pause, ref=ref, action="Genoptag")
    assert name == StateName.RESUMED


async def test_a_course_gets_another_mentor(house: House) -> None:
    ref = house.active()
    form = {"mentor": "bo", "handover": "Koordinator har overdraget forløbet"}
    assert (await send(reassign, ref=ref, **form))[0] == StateName.MENTOR_CHANGED
    assert house.office.casebook.course(ref).mentor == "bo"


async def test_a_mentor_nobody_knows_is_refused_by_name_of_the_field_only(house: House) -> None:
    ref = house.active()
    form = {"mentor": "ukendt", "handover": "Koordinator har overdraget forløbet"}
    assert (await send(reassign, ref=ref, **form))[0] == FailureName.INVALID_INPUT


async def test_a_rule_that_says_no_is_told_to_whoever_sent_the_form(house: House) -> None:
    ref = house.active()
    form = {"reason": "job", "outcome": "job", "review": "Gennemført som aftalt"}
    name, message = await send(close, ref=ref, **form)
    assert name == FailureName.REFUSED
    assert message.endswith("[refused]")


async def test_a_course_is_closed_with_its_report(house: House) -> None:
    ref = house.active()
    house.until(ref, at("2026-06-02 09:00"))
    goals = [goal.id for goal in house.office.casebook.course(ref).goals]
    form = {"reason": "målene er nået", "outcome": "job", "review": "Gennemført som aftalt", "reached": goals}
    assert (await send(close, ref=ref, **form))[0] == StateName.COURSE_CLOSED
    assert house.office.casebook.course(ref).phase is Phase.CLOSED
