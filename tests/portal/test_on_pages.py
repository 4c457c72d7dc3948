"""What the rules say for the command line is told on pages without commands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.corps.visits import come_back
from domain.errors import Problem
from portal.forms.words import in_words
from portal.on_pages import PLACES, on_pages, pages_in, worded
from tests.factories import BO
from tests.factory.playing import ROOT
from tests.portal.access_page import all_rules
from tests.portal.test_attempts import visit_of_bo
from tests.portal.town import Portal

COMMANDS = re.findall(
    r"^### `(mentor [a-z -]*[a-z])", (ROOT / "docs/commands.md").read_text("utf-8"), re.MULTILINE
)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "Der er intet forløb. Se listen med: mentor course list",
            "Der er intet forløb. Se listen på siden Forløb",
        ),
        ("Indfør det med: mentor corps document enter.", "Indfør det på siden Korpset."),
        ("Ikke registreret. Brug: mentor decider add.", "Ikke registreret. Brug siden Brugere."),
        ("Kun en leder sletter. Skriv --as manager:id.", "Kun en leder sletter."),
        ("Kun en koordinator afgør det: --as coordinator:id", "Kun en koordinator afgør det"),
        ("Kør »mentor audit verify«, og meld det.", "Spørg driften, og meld det."),
        (
            "Se den med »mentor course explain M-2026-0001«, og sig det.",
            "Se den på forløbets side, og sig det.",
        ),
        ("Bekræft, at du har læst det (risk_read).", "Bekræft, at du har læst det."),
        ("Vælg ét: timerne rækker [hours_suffice].", "Vælg ét: timerne rækker."),
        ("Opfølgningen mangler svar for g1, g12.", "Opfølgningen mangler svar for mål 1, mål 12."),
        ("Tilføj personen som [[mentor]]", "Tilføj personen som [[mentor]]"),
        ("En mentor kan ikke være sin egen vikar.", "En mentor kan ikke være sin egen vikar."),
    ],
)
def test_a_command_becomes_the_page_that_does_the_same(written: str, told: str) -> None:
    assert on_pages(written) == told


@pytest.mark.parametrize("command", COMMANDS)
def test_every_documented_command_has_a_page_or_is_the_operators(command: str) -> None:
    for sentence in (f"Se det med: {command}.", f"Brug: {command}.", f"Se det med »{command}«."):
        assert "mentor " not in on_pages(sentence)
        assert "  " not in on_pages(sentence)


OF_THE_MACHINE = re.compile(
    r"\bmentor (?:init|doctor|up|demo|login|programme|mail|referral|course|extension|hours|figures|log|"
    r"deadlines|forecast|corps|round|deliver|letters|undelivered|report|access|retention|decider|keys|crl|audit)\b"
    r"|--[a-z]|\w\.toml|docs/"
)
WRITTEN = [
    path
    for folder in ("domain", "casework", "models")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.name != "diagram.py"
]


def sentences(path: Path) -> Iterator[str]:
    """What stands in a module as text, without what explains its code; what is filled in later is `…`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            apart |= {id(part) for part in node.values}
            yield "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield node.value


def test_no_sentence_of_the_rules_names_a_command_a_file_or_an_option_on_a_page() -> None:
    """Whatever a rule says, and whatever it will say, is told in the words of pages."""
    found = [text for path in WRITTEN for text in sentences(path) if OF_THE_MACHINE.search(text)]
    assert len(found) > 50
    assert [text for text in found if OF_THE_MACHINE.search(in_words(text))] == []


A_CODE = re.compile(r"(?<![\w/.\-…{])[a-z]+_[a-z_]+\b|\bg1\b")
OF_THE_OPERATOR = "max_age_hours"
"""What stands in the operator's own file."""
SENTENCE = re.compile(r"[A-ZÆØÅ][^.]* [^.]*\.")


def test_no_sentence_of_the_rules_tells_a_field_or_a_code_on_a_page() -> None:
    """What a file has, stands in brackets behind the words that people read."""
    spoken = (path for path in WRITTEN if path.parent.parts[len(ROOT.parts)] != "models")
    told = [text for path in spoken for text in sentences(path) if SENTENCE.search(text)]
    assert any(A_CODE.search(text) for text in told)
    found = [text for text in told if A_CODE.search(in_words(text))]
    assert [text for text in found if OF_THE_OPERATOR not in text] == []


def test_every_place_that_a_sentence_names_is_a_page() -> None:
    pages = {rule.path for rule in all_rules() if rule.method == "GET"}
    assert {place.path for place in PLACES.values() if place} <= pages


def test_a_page_of_problems_tells_them_in_its_own_words() -> None:
    one = Problem("substitute", "står ikke i staff.toml", "kør: mentor doctor")
    assert worded([one, "andet"]) == (
        Problem("substitute", "er ikke blandt medarbejderne", "spørg driften"),
        "andet",
    )
    assert worded({"a": "Se den med: mentor mail ledger"}) == {"a": "Se den på siden Post"}


@pytest.mark.parametrize(
    ("told", "ref", "paths"),
    [
        ("Se dem på forløbets side.", "M-2026-0001", ["/forloeb/M-2026-0001"]),
        ("Se dem på forløbets side.", "", []),
        ("Se den på forløbets side Indsigt.", "M-2026-0001", ["/forloeb/M-2026-0001/indsigt"]),
        ("Indfør det på siden Korpset.", "", ["/dokumenter"]),
        ("Spørg driften.", "M-2026-0001", []),
    ],
)
def test_the_pages_that_a_sentence_names_are_linked_to(told: str, ref: str, paths: list[str]) -> None:
    assert [place.path for place in pages_in(told, ref)] == paths


def test_a_fault_leads_to_the_page_it_names(portal: Portal) -> None:
    number = visit_of_bo(portal, portal.town.with_bo)
    come_back(portal.office, number, BO)
    again = portal.visitor("mentor:bo").send_form(f"/besoeg/{number}/tilbage", page="/mine-logins")
    assert "mentor corps" not in again.text
    assert '<a href="/besoeg">Gå til siden Besøg alene</a>' in again.text
