"""The corps takes no citizen before it has what the programme asks for."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from casework.commands.acting import act
from casework.corps.readiness import enter_document
from casework.lists.cards import course_card, outdated_cards, remember_card
from domain.corps.documents import Document
from domain.errors import Refused
from tests.domain.corps.cast import profile
from tests.domain.corps.papers import paper
from tests.factories import AMIRA, KIRSTEN, accept, day
from tests.house import House

pytestmark = pytest.mark.slow
ACCEPT = json.dumps({"coordinator": "kirsten"}).encode()


@pytest.mark.requirement("S3.corps_plans", "S4.corps")
def test_a_corps_takes_citizens_when_its_documents_are_in_place(house: House) -> None:
    """S3, S4: crisis plan, contact list and intake plan come before citizens; what is missing is named."""
    with house.office() as office:
        command = replace(house.registration(), programme="naestved")
        ref = office.casebook.register(command, KIRSTEN, office.now).course.ref
        with pytest.raises(Refused, match="kriseplan, kontaktliste og indslusningsplan"):
            act(office, ref, "AcceptReferral", ACCEPT, KIRSTEN)
        seq, card = course_card(office, ref)
        assert "kriseplan, kontaktliste og indslusningsplan" in card
        remember_card(office, ref, seq)
        assert outdated_cards(office) == []
        for kind in Document:
            enter_document(office, kind, paper(kind), KIRSTEN)
        assert outdated_cards(office) == [ref]
        assert act(office, ref, "AcceptReferral", ACCEPT, KIRSTEN).fired == ("ReferralAccepted",)


def test_a_programme_that_asks_for_none_takes_citizens_without(house: House) -> None:
    ref = house.course()
    with house.office() as office:
        assert act(office, ref, "AcceptReferral", ACCEPT, KIRSTEN).fired == ("ReferralAccepted",)
        with pytest.raises(Refused):
            enter_document(office, Document.CRISIS_PLAN, paper(Document.CRISIS_PLAN), AMIRA)


def test_a_mentor_who_has_left_gets_no_course(house: House) -> None:
    """S3: leave date of the profile."""
    ref = house.course(accept())
    with house.office() as office:
        office.corps.profiles.put([profile("amira", leaves_on=day("2026-03-01"))], str(KIRSTEN), office.now)
        with pytest.raises(Refused, match="er stoppet"):
            act(office, ref, "MatchMentor", json.dumps({"mentor": "amira"}).encode(), KIRSTEN)
        act(office, ref, "MatchMentor", json.dumps({"mentor": "bo"}).encode(), KIRSTEN)
