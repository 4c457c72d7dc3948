"""The corps's gate holds for whoever asks the casebook, since every way in ends there."""

from __future__ import annotations

import pytest

from adapters.calendar import danish_calendar
from adapters.programmes import Programmes
from domain import commands as c
from domain.corps.documents import Document, read_document
from domain.errors import Refused
from domain.lifecycle import Phase
from domain.values import Actor, Role
from models.casebook import Casebook
from models.corps import Corps
from tests.domain.corps.papers import TODAY, paper
from tests.factories import KIRSTEN, MAILROOM, START, VIBORG, accept, match, register
from tests.models.desk import Desk
from tests.models.vault import Vault

pytestmark = pytest.mark.requirement("S3.corps_plans")
ALL = tuple(Document)
CORPS = VIBORG.model_copy(update={"corps": VIBORG.corps.model_copy(update={"required_documents": ALL})})
ANYBODY = (
    KIRSTEN,
    MAILROOM,
    Actor(Role.OPERATOR, "formular"),
    Actor(Role.OPERATOR, "import"),
)


@pytest.fixture
def desk(vault: Vault) -> Desk:
    """A course of the corps that came in as any mail, form or import brings it: it is registered."""
    desk = Desk(Casebook(vault.database, vault.keyring, Programmes((CORPS,)), danish_calendar))
    desk.play([register()])
    return desk


def enter(vault: Vault, *kinds: Document) -> None:
    """The corps writes these documents down."""
    for kind in kinds:
        content = read_document(kind, paper(kind), TODAY)
        Corps(vault.database, vault.keyring).documents.add(kind, content, str(KIRSTEN), START)


@pytest.mark.parametrize("who", ANYBODY, ids=str)
def test_nobody_takes_a_citizen_in_before_the_corps_is_ready(desk: Desk, who: Actor) -> None:
    """S3: what comes in is kept, and stays where it is until the documents exist."""
    with pytest.raises(Refused) as caught:
        desk.act(accept(), who)
    assert caught.value.rule == ("corps-not-ready" if who == KIRSTEN else "not-yours-to-do")
    assert desk.casebook.course(desk.ref).phase is Phase.RECEIVED


def test_it_opens_with_the_last_document_and_holds_for_the_mentor_too(vault: Vault, desk: Desk) -> None:
    """S3: crisis plan, contact list and intake plan, all three."""
    enter(vault, *ALL[:2])
    with pytest.raises(Refused, match="indslusningsplan"):
        desk.act(accept(), KIRSTEN)
    enter(vault, ALL[2])
    desk.act(accept(), KIRSTEN)
    desk.act(match(), KIRSTEN)
    assert desk.casebook.course(desk.ref).phase is Phase.MATCHED


def test_a_course_may_end_although_the_corps_is_not_ready(desk: Desk) -> None:
    """S3: the gate keeps citizens from coming in, never from getting an answer."""
    desk.act(c.Cancel(cause="not_eligible", reason="Ikke i målgruppen."), KIRSTEN)
    assert desk.casebook.course(desk.ref).phase is Phase.CANCELLED
