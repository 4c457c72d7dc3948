"""What the citizen said in a complaint, and what she was answered, is not read by whom it may be about."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

import pytest

from casework.access.reading_log import note_reading
from casework.access.seeing_parts import shown_timeline, timeline_for
from casework.corps.absences import enter_absence
from casework.letters.delivery import deliver
from deployments.cli import course as course_commands
from domain.commands import FileComplaint, SettleMatter
from domain.errors import Refused
from domain.values import Role
from portal.routing import COURSE
from tests.domain.corps.cast import absence
from tests.factories import AMIRA, KIRSTEN
from tests.portal.access_page import all_rules
from tests.portal.api.conftest import program
from tests.portal.api.program import Program
from tests.portal.test_access_matrix import PARAMETER
from tests.portal.test_seeing_parts import account
from tests.portal.town import Portal, Visitor

__all__ = ["program"]
SAID, ANSWERED = "kanariefugl", "solsort"
WORDS = (SAID, ANSWERED)
THERE_IS_ONE = ("Åbnet: klage (k1)", "Afsluttet: klage (k1), borgeren fik medhold")
PARTS = {
    "matter": ["k1"],
    "command": ["SettleMatter", "FileComplaint", "RequestOtherMentor"],
    "number": [str(number) for number in range(1, 6)],
    "place": ["1"],
    "address": ["afsluttende", "forandringsplan"],
}


@pytest.fixture
def complained(portal: Portal) -> Portal:
    """Amira's active course, with a complaint about her that was answered, and its letters sent."""
    office, ref = portal.office, portal.town.active
    said = FileComplaint(about="mentor", complaint=f"Hun lytter ikke, {SAID}.")
    answer = SettleMatter(matter="k1", outcome="complaint_upheld", note=f"Vi taler med hende, {ANSWERED}.")
    for command in (said, answer):
        office.casebook.handle(ref, command, KIRSTEN, office.now)
    asyncio.run(deliver(office))
    return portal


def addresses(ref: str, role: Role) -> Iterator[str]:
    """Every page a role may open, those about a course about this one, now and as it was known."""
    for rule in all_rules():
        if rule.method != "GET" or role not in rule.who:
            continue
        whole = rule.path.replace("{ref}", ref)
        name = found[1] if (found := PARAMETER.search(whole)) else ""
        for value in PARTS.get(name, [""]):
            path = PARAMETER.sub("1", whole.replace(f"{{{name}}}", value))
            yield from (path, f"{path}?den=2026-03-20&om=k1") if rule.about is COURSE else (path,)


@pytest.mark.requirement("outside.complaint")
def test_no_page_of_a_mentor_holds_a_word_of_a_complaint(
    complained: Portal, visitor: Callable[[str], Visitor]
) -> None:
    ref, amira = complained.town.active, visitor("mentor:amira")
    opened = 0
    for path in addresses(ref, Role.MENTOR):
        answer = amira.get(path)
        opened += answer.status_code == 200
        assert not any(word in answer.text for word in WORDS), path
    assert opened > 30
    assert ref not in amira.send_form("/soeg", q=SAID).text, "nothing that was said is searched"
    found = amira.send_form("/soeg", q="Maja")
    assert ref in found.text
    assert not any(word in found.text for word in WORDS)
    history = amira.get(f"/forloeb/{ref}/historik").text
    assert all(sentence in history for sentence in THERE_IS_ONE)
    assert all(word in visitor("coordinator:kirsten").get(f"/forloeb/{ref}/historik").text for word in WORDS)


def test_a_program_of_hers_is_told_no_more(complained: Portal, program: Callable[..., Program]) -> None:
    ref = complained.town.active
    for path in ("", "/timeline", "/deadlines", "/commands"):
        found = str(program("mentor:amira").read(f"/courses/{ref}{path}"))
        assert not any(word in found for word in WORDS), path
    hers = str(program("mentor:amira").read(f"/courses/{ref}/timeline", personal=True))
    assert not any(word in hers for word in WORDS)
    assert all(sentence in hers for sentence in THERE_IS_ONE)
    assert SAID in str(program("coordinator:kirsten").read(f"/courses/{ref}/timeline", personal=True))


def test_who_stands_in_for_her_and_the_jobcentre_read_it_as_neutrally(complained: Portal) -> None:
    office, ref = complained.office, complained.town.active
    enter_absence(office, absence("amira", "2026-03-20", "2026-03-21", "bo"), KIRSTEN)
    for key in ("mentor:bo", "caseworker:D-0001", "manager:soren"):
        told = " ".join(one.sentence for one in timeline_for(office, account(office, key), ref))
        assert all(sentence in told for sentence in THERE_IS_ONE), key
        assert not any(word in told for word in WORDS), key


def test_the_command_line_cuts_the_timeline_to_who_is_named(
    complained: Portal, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also the raw log book, for the jobcentre: the same parts as in the portal."""
    office, ref = complained.office, complained.town.active
    for reader in ("mentor:amira", "caseworker:D-0001"):
        course_commands.show_timeline(ref, personal=True, reader=reader, json=True)
        told = capsys.readouterr().out
        assert THERE_IS_ONE[0] in told
        assert not any(word in told for word in WORDS), reader
    course_commands.show_timeline(ref, personal=True, reader="coordinator:kirsten", json=True)
    hers = capsys.readouterr().out
    assert all(word in hers for word in WORDS)
    jonas = account(office, "caseworker:D-0001")
    assert [one.seq for one in shown_timeline(office, ref, jonas.actor)] == [
        one.seq for one in timeline_for(office, jonas, ref)
    ]


def test_she_takes_no_file_away_that_holds_it(complained: Portal) -> None:
    for what in ("export", "handover", "mail", "letter"):
        with pytest.raises(Refused):
            note_reading(complained.office, AMIRA, what, ref=complained.town.active)
