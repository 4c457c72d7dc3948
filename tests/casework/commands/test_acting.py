"""A person's command: checked field by field, and against who works here, before the rules see it."""

from __future__ import annotations

import json

import pytest

from casework.commands.acting import BY_THEMSELVES, act
from casework.decisions.authority import issue_code
from casework.names.states import StateName
from domain.commands import COMMANDS
from domain.errors import InvalidInput, Refused, UnknownCourse
from domain.events import ExtensionDecided, ExtensionProposed
from domain.history import of_type
from domain.values import Actor, Role
from tests.casework.decisions.test_authority import DAY
from tests.casework.decisions.test_extension import decider
from tests.factories import AMIRA, CASEWORKER, KIRSTEN
from tests.house import House

NEW_PERIOD = {"granted": True, "starts_on": "2026-06-01", "ends_on": "2026-08-31", "hours": "30"}


def encoded(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def test_a_command_is_read_and_done_by_the_one_who_gave_it(house: House) -> None:
    ref = house.course()
    with house.office() as office:
        step = act(office, ref, "AcceptReferral", encoded(coordinator="kirsten"), KIRSTEN)
        assert office.casebook.recorded(ref)[-1].actor == KIRSTEN
    assert step.fired == ("ReferralAccepted",)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("AcceptReferral", {"coordinator": "ukendt"}),
        ("MatchMentor", {"mentor": "ukendt"}),
        ("MatchMentor", {"mentor": "amira", "cover": "ukendt"}),
        ("ReassignMentor", {"mentor": "ukendt", "handover": "Logbogen er læst."}),
    ],
)
def test_a_course_is_given_only_to_people_on_the_staff(
    house: House, name: str, fields: dict[str, object]
) -> None:
    ref = house.course()
    with house.office() as office:
        with pytest.raises(InvalidInput, match=r"staff\.toml"):
            act(office, ref, name, encoded(**fields), KIRSTEN)
        assert office.casebook.course(ref).seq == 1


@pytest.mark.requirement("local.bad_input")
def test_somebody_unknown_is_told_together_with_what_the_rules_say(house: House) -> None:
    """local: who is not on the staff, and what is in the way of the course itself, in one answer."""
    ref = house.course()
    with house.office() as office:
        with pytest.raises(InvalidInput) as caught:
            act(office, ref, "AcceptReferral", encoded(coordinator="ukendt", track="ukendt"), KIRSTEN)
        assert [problem.field for problem in caught.value.problems] == ["coordinator", "(forløbet)"]
        assert "Sporet findes ikke" in caught.value.message
        with pytest.raises(InvalidInput) as caught:
            act(office, ref, "MatchMentor", encoded(mentor="ukendt", cover="ingen"), KIRSTEN)
        assert [problem.field for problem in caught.value.problems] == ["mentor", "cover", "(forløbet)"]
        assert office.casebook.course(ref).seq == 1


@pytest.mark.parametrize("name", BY_THEMSELVES)
def test_what_happens_by_itself_cannot_be_done_by_hand(house: House, name: str) -> None:
    ref = house.course()
    with house.office() as office, pytest.raises(Refused, match="mentor "):
        act(office, ref, name, b"{}", KIRSTEN)


def test_every_other_command_can_be_tried_and_asks_for_its_fields(house: House) -> None:
    ref = house.course()
    with house.office() as office:
        for name in sorted(COMMANDS.keys() - BY_THEMSELVES.keys()):
            with pytest.raises(InvalidInput, match="ukendt_felt"):
                act(office, ref, name, encoded(ukendt_felt="0101505678"), KIRSTEN)


def test_an_unknown_command_or_course_is_refused(house: House) -> None:
    ref = house.course()
    with house.office() as office:
        with pytest.raises(InvalidInput, match="AcceptReferral"):
            act(office, ref, "Slet", b"{}", KIRSTEN)
        with pytest.raises(UnknownCourse):
            act(office, "M-2026-0099", "StartPhaseOut", b"{}", KIRSTEN)


@pytest.mark.parametrize("actor", [CASEWORKER, Actor(Role.JOB_CONSULTANT, "D-0002"), KIRSTEN, AMIRA])
def test_whoever_claims_to_decide_has_only_proposed_without_a_code(house: House, actor: Actor) -> None:
    ref = house.matched()
    with house.office() as office:
        step = act(office, ref, "DecideExtension", encoded(**NEW_PERIOD, reason="Praktikken."), actor)
        history = office.casebook.recorded(ref)
        ((recorded, event),) = of_type(history, ExtensionProposed)
        assert not list(of_type(history, ExtensionDecided))
    assert step.state_name is StateName.PROPOSAL_RECORDED
    assert recorded.actor == actor
    assert event.need == "Praktikken."


def test_with_a_code_the_decision_is_the_deciders_and_not_the_typists(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        who = decider(office)
        act(office, ref, "OpenExtensionReview", b"{}", KIRSTEN)
        code = issue_code(office, ref, who, DAY).code
        fields = NEW_PERIOD | {"decider_ref": who, "decision_code": code}
        act(office, ref, "DecideExtension", encoded(**fields), KIRSTEN)
        ((recorded, event),) = of_type(office.casebook.recorded(ref), ExtensionDecided)
    assert recorded.actor == Actor(Role.CASEWORKER, who)
    assert (event.decider, event.channel) == (who, "cli")
