"""Only a registered decider with a valid code of her own decides an extension; the rest are proposals."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from casework.decisions.authority import add_decider, issue_code
from casework.decisions.extension import FORM, DecisionForm, decide, read_decision
from casework.names.states import StateName
from casework.office import Office
from domain.commands import DecideExtension
from domain.errors import InvalidInput, Refused
from domain.events import ExtensionDecided, ExtensionProposed
from domain.history import of_type
from domain.lifecycle import Phase
from domain.values import Actor, Role
from tests.casework.decisions.test_authority import METTE
from tests.factories import accept, at, granted, match
from tests.house import MORNING, House, later

DAY = timedelta(days=1)
GRANTED: dict[str, Any] = {
    "granted": True,
    "starts_on": date(2026, 6, 1),
    "ends_on": date(2026, 8, 31),
    "hours": Decimal(30),
}


def decider(office: Office, role: str = "caseworker") -> str:
    return add_decider(office, json.dumps(METTE | {"role": role}).encode()).ref


def form(office: Office, ref: str, who: str, **changes: Any) -> DecisionForm:
    """A form with a fresh code of that decider."""
    given = {"ref": ref, "decider_ref": who, **GRANTED, **changes}
    given.setdefault("decision_code", issue_code(office, ref, who, DAY).code)
    return DecisionForm(**given)


def decided(office: Office, handed_in: DecisionForm) -> StateName:
    return asyncio.run(decide(office, handed_in)).state_name


def decisions(office: Office, ref: str) -> int:
    return len(list(of_type(office.casebook.recorded(ref), ExtensionDecided)))


@pytest.fixture
def reviewed(house: House) -> tuple[House, str]:
    """A course whose extension is under review: somebody has proposed a new period."""
    ref = house.matched()
    with house.office() as office:
        assert decided(office, DecisionForm(ref=ref, **GRANTED)) is StateName.PROPOSAL_RECORDED
    return house, ref


@pytest.mark.requirement("outside.who_decided")
def test_a_registered_decider_with_a_code_grants_a_new_period(reviewed: tuple[House, str]) -> None:
    house, ref = reviewed
    with house.office() as office:
        who = decider(office)
        assert decided(office, form(office, ref, who)) is StateName.EXTENSION_GRANTED
        course = office.casebook.course(ref)
        ((recorded, event),) = of_type(office.casebook.recorded(ref), ExtensionDecided)
    assert [period.number for period in course.periods] == [1, 2]
    assert course.periods[0].ends_on == date(2026, 5, 31), "a new period, never a moved end"
    assert recorded.actor == Actor(Role.CASEWORKER, who)
    assert event.unit == METTE["unit"]
    assert event.decided_on == date(2026, 3, 2)


def test_a_code_is_used_once(reviewed: tuple[House, str]) -> None:
    house, ref = reviewed
    with house.office() as office:
        handed_in = form(office, ref, decider(office), granted=False)
        decided(office, handed_in)
        decided(office, DecisionForm(ref=ref, **GRANTED))
        with pytest.raises(Refused) as caught:
            decided(office, handed_in)
        assert caught.value.rule == "decision-code"
        assert decisions(office, ref) == 1


def test_a_code_that_decided_nothing_can_still_be_used(reviewed: tuple[House, str]) -> None:
    house, ref = reviewed
    with house.office() as office:
        overlapping = form(office, ref, decider(office), starts_on=date(2026, 5, 1))
        with pytest.raises(Refused, match="tidligst dagen efter"):
            decided(office, overlapping)
        decided(office, replace(overlapping, starts_on=date(2026, 6, 1)))
        assert decisions(office, ref) == 1


def test_a_code_expires(reviewed: tuple[House, str]) -> None:
    house, ref = reviewed
    with house.office() as office:
        handed_in = form(office, ref, decider(office))
        house.set_clock(later(MORNING, days=1))
        with pytest.raises(Refused, match="Koden gælder ikke"):
            decided(office, handed_in)
        assert decisions(office, ref) == 0


def test_a_code_is_for_its_own_course_and_its_own_decider(reviewed: tuple[House, str]) -> None:
    house, ref = reviewed
    other = house.course(accept(), match())
    with house.office() as office:
        mette, jens = decider(office), decider(office, "job_consultant")
        decided(office, DecisionForm(ref=other, **GRANTED))
        for wrong in (
            form(office, ref, jens, decision_code=issue_code(office, ref, mette, DAY).code),
            form(office, ref, mette, decision_code=issue_code(office, other, mette, DAY).code),
            form(office, ref, mette, decision_code="2345-6789-ABCD"),
        ):
            with pytest.raises(Refused):
                decided(office, wrong)
        assert decisions(office, ref) == decisions(office, other) == 0


@pytest.mark.requirement("S1.granters")
def test_the_programme_says_which_roles_may_decide(reviewed: tuple[House, str]) -> None:
    house, ref = reviewed
    with house.office() as office:
        with pytest.raises(Refused) as caught:
            decided(office, form(office, ref, decider(office, "manager")))
        assert caught.value.rule == "decider-role"
        assert (
            decided(office, form(office, ref, decider(office, "job_consultant")))
            is StateName.EXTENSION_GRANTED
        )


def test_one_whose_registration_has_ended_decides_no_more(reviewed: tuple[House, str]) -> None:
    house, ref = reviewed
    with house.office() as office:
        who = decider(office)
        handed_in = form(office, ref, who)
        office.deciders.end(who, office.now)
        with pytest.raises(Refused) as caught:
            decided(office, handed_in)
    assert caught.value.rule == "unknown-decider"


def test_a_code_may_be_typed_in_small_letters_with_spaces(reviewed: tuple[House, str]) -> None:
    house, ref = reviewed
    with house.office() as office:
        handed_in = form(office, ref, decider(office))
        decided(office, replace(handed_in, decision_code=f" {handed_in.decision_code.lower()} "))
        assert decisions(office, ref) == 1


def test_without_a_code_it_is_a_proposal_and_opens_the_review_it_needs(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        handed_in = DecisionForm(ref=ref, decider_ref=decider(office), **GRANTED)
        assert decided(office, handed_in) is StateName.PROPOSAL_RECORDED
        ((proposed, event),) = of_type(office.casebook.recorded(ref), ExtensionProposed)
        assert decisions(office, ref) == 0
        assert len(office.casebook.course(ref).periods) == 1
        assert len(office.casebook.course(ref).open_matters("extension")) == 1
    assert proposed.actor == FORM
    assert event.hours == 30


def test_a_refusal_without_a_code_is_nothing_at_all(reviewed: tuple[House, str]) -> None:
    house, ref = reviewed
    with house.office() as office:
        seq = office.casebook.course(ref).seq
        with pytest.raises(Refused, match="kræver beslutningstagerens kode"):
            decided(office, DecisionForm(ref=ref, **GRANTED | {"granted": False}))
        assert office.casebook.course(ref).seq == seq


@pytest.mark.parametrize("missing", ["starts_on", "ends_on", "hours"])
def test_a_proposal_that_is_not_whole_opens_no_review(house: House, missing: str) -> None:
    ref = house.matched()
    with house.office() as office:
        with pytest.raises(Refused, match="angiv start, slut og timer"):
            decided(office, DecisionForm(ref=ref, **GRANTED | {missing: None}))
        assert office.casebook.course(ref).open_matters() == ()


@pytest.mark.requirement("S3.authority_decides")
def test_nobody_decides_past_the_code_whatever_role_is_claimed(reviewed: tuple[House, str]) -> None:
    house, ref = reviewed
    with house.office() as office:
        who = decider(office)
        command: DecideExtension = granted(date(2026, 6, 1), date(2026, 8, 31), office.now, decider=who)
        for actor in (Actor(Role.CASEWORKER, who), Actor(Role.OPERATOR, "formular")):
            with pytest.raises(Refused) as caught:
                office.casebook.handle(ref, command, actor, office.now)
            assert caught.value.rule == "decision-code"
        assert decisions(office, ref) == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hours", -5),
        ("hours", "NaN"),
        ("document_sha256", "fri tekst om 0101505678"),
        ("decider_ref", "Mette 0101505678"),
        ("decision_code", "0101505678 æ"),
        ("reason", "x" * 5000),
        ("channel", "portal"),
        ("ref", "M-2026-0099"),
        ("starts_on", "0101505678"),
    ],
)
def test_a_decision_from_json_is_checked_field_by_field_and_no_value_is_repeated(
    field: str, value: object
) -> None:
    data = json.dumps({"granted": True, field: value}).encode()
    with pytest.raises(InvalidInput, match=field) as caught:
        read_decision("M-2026-0001", data)
    assert "0101505678" not in caught.value.message


def test_a_decision_from_json_comes_through_the_command_line_and_is_about_the_course_given() -> None:
    read = read_decision("M-2026-0001", b'{"granted": false, "decider_ref": "D-0001"}')
    assert (read.ref, read.channel, read.granted, read.decider_ref) == ("M-2026-0001", "cli", False, "D-0001")


@pytest.mark.requirement("local.undecided", "outside.who_decided")
def test_a_decision_after_the_end_needs_the_deciders_code_too(reviewed: tuple[House, str]) -> None:
    """S1: only an authenticated authority decides, also late."""
    house, ref = reviewed
    with house.office(at("2026-06-02 08:00")) as office:
        office.casebook.pass_time(office.now, refs=[ref])
        assert office.casebook.course(ref).phase is Phase.CLOSING
        assert decided(office, DecisionForm(ref=ref, **GRANTED)) is StateName.PROPOSAL_RECORDED
        late = form(office, ref, decider(office))
        with pytest.raises(Refused, match="kan tidligst begynde, da den blev afgjort"):
            decided(office, late)
        assert decided(office, replace(late, starts_on=date(2026, 6, 2))) is StateName.EXTENSION_GRANTED
        assert len(office.casebook.course(ref).periods) == 2
