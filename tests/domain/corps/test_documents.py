"""A corps is ready for citizens when the documents that its programme asks for exist."""

from __future__ import annotations

from typing import get_args

import pytest

from adapters.programmes import load_programme
from domain.corps.documents import ContactKind, ContactList, Document, not_in_place, read_document
from domain.errors import InvalidInput, Refused
from tests.domain.corps.papers import TODAY, paper
from tests.domain.five import received, taken
from tests.domain.staging import refused
from tests.factories import match
from tests.factory.playing import ROOT

ALL = frozenset(Document)


@pytest.mark.requirement("S3.corps_plans")
def test_a_corps_takes_no_citizen_before_its_documents_are_in_place() -> None:
    """S3: crisis plan, contact list and intake plan exist before the corps takes citizens."""
    stage = received("ressourceforloeb")
    stage.documents = frozenset({Document.CRISIS_PLAN, Document.INTAKE_PLAN})
    with refused("corps-not-ready"):
        stage.step(taken())
    stage.documents = ALL
    stage.step(taken())
    stage.documents = frozenset({Document.CONTACT_LIST})
    with refused("corps-not-ready"):
        stage.step(match())
    assert not [*not_in_place(frozenset(), frozenset())]


@pytest.mark.requirement("local.bad_input")
def test_the_corps_s_gate_is_told_with_everything_else_that_is_in_the_way() -> None:
    """local: what the corps lacks and what the order lacks are one answer."""
    stage = received("ressourceforloeb", tasks=("dokumentere arbejdsevne",))
    stage.documents = frozenset()
    with pytest.raises(Refused) as caught:
        stage.step(taken(section_85="no"))
    assert caught.value.rules == ("corps-not-ready", "forbidden-task")


def test_the_refusal_names_every_document_that_is_missing() -> None:
    (refusal,) = not_in_place(ALL, {Document.CONTACT_LIST})
    assert "kriseplan og indslusningsplan mangler" in refusal.message


@pytest.mark.parametrize("kind", list(Document))
def test_a_document_is_read_from_json(kind: Document) -> None:
    assert read_document(kind, paper(kind), TODAY).reviewed_on.year == 2026


def test_every_problem_of_a_document_is_told_at_once() -> None:
    """outside: bad input lists all problems by field."""
    with pytest.raises(InvalidInput) as caught:
        read_document(Document.CRISIS_PLAN, paper(Document.CRISIS_PLAN, steps=[], afterwards=None), TODAY)
    assert {problem.field for problem in caught.value.problems} == {"steps", "afterwards"}
    assert caught.value.message.startswith("Kriseplan: ")
    contacts = [{"kind": "ssp", "name": "SSP"}]
    wrong = paper(Document.CONTACT_LIST, contacts=contacts, reviewed_on="2026-03-03")
    with pytest.raises(InvalidInput) as caught:
        read_document(Document.CONTACT_LIST, wrong, TODAY)
    assert caught.value.message == (
        "Kontaktliste: reviewed_on: ligger i fremtiden (skriv den dag, det sidst er gennemgået); "
        "contacts.0: kan ikke nås (skriv phone eller email)"
    )


def test_a_document_may_be_reviewed_today_and_one_way_to_reach_a_contact_is_enough() -> None:
    contacts = [{"kind": "ssp", "name": "SSP", way: "70 00 01 12"} for way in ("phone", "email")]
    today = paper(Document.CONTACT_LIST, contacts=contacts, reviewed_on=f"{TODAY}")
    assert read_document(Document.CONTACT_LIST, today, TODAY).reviewed_on == TODAY


@pytest.mark.requirement("S3.corps_plans")
def test_a_contact_list_tells_whom_it_lacks() -> None:
    """S3: the kinds of the contact list."""
    content = read_document(Document.CONTACT_LIST, paper(Document.CONTACT_LIST), TODAY)
    assert isinstance(content, ContactList)
    assert "psychiatric_emergency" not in content.missing()
    assert content.missing()[:2] == ("crisis_centre", "district_psychiatry")
    assert len(content.missing()) == len(get_args(ContactKind)) - 3


@pytest.mark.parametrize(
    ("name", "asked"), [("viborg", ()), ("ressourceforloeb", tuple(Document)), ("naestved", tuple(Document))]
)
@pytest.mark.requirement("S3.corps_plans", "S4.corps")
def test_the_programme_says_which_documents_the_corps_must_have(
    name: str, asked: tuple[Document, ...]
) -> None:
    """S3, S4: a corps has them; a programme that asks for none takes citizens without."""
    programme = load_programme(ROOT / "deployments" / "programmes" / f"{name}.toml")
    assert programme.corps.required_documents == asked
