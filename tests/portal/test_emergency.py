"""What a course that somebody opened in an emergency is open for: reading, and taking a deviation in hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from casework.access.accounts import account_of
from casework.access.break_glass import break_glass
from domain import commands as c
from domain.values import Role
from portal.errors import OnlyToRead
from portal.offered import IN_EMERGENCY, offered
from portal.routing import COURSE, Rule
from tests.factories import AMIRA, CASEWORKER, at
from tests.portal.access_page import all_rules
from tests.portal.test_access_matrix import PARAMETER
from tests.portal.town import Portal, Visitor

LIV = "caseworker:D-0003"
REASON = "Borgeren står i receptionen, og hendes sagsbehandler er syg."
FORM_TO = re.compile(r'<form method="post" action="(/forloeb/[^"]+)"')
pytestmark = pytest.mark.requirement("local.offered")


@pytest.fixture
def opened(portal: Portal) -> str:
    """A course with a deviation and a review, which a caseworker of another unit has opened."""
    ref, casebook = portal.town.active, portal.office.casebook
    missed = c.ReportDeviation(occurred_at=at("2026-03-19 08:00"), fact="Borgeren kom ikke.")
    casebook.handle(ref, missed, AMIRA, portal.office.now)
    casebook.handle(ref, c.OpenExtensionReview(), AMIRA, portal.office.now)
    liv = account_of(portal.office, LIV)
    assert liv is not None
    break_glass(portal.office, liv, ref, REASON)
    return ref


def hers() -> Iterator[Rule]:
    return (rule for rule in all_rules() if rule.about is COURSE and Role.CASEWORKER in rule.who)


def path_of(rule: Rule, ref: str) -> str:
    known = {"ref": ref, "matter": "f1", "command": "Cancel", "address": "aftale"}
    return PARAMETER.sub(lambda found: known.get(found[1], "x1"), rule.path)


def test_nothing_is_done_but_what_an_emergency_needs(
    portal: Portal, visitor: Callable[[str], Visitor], opened: str
) -> None:
    """No decision, no code, no news, no draft, no erasure: each try is turned away and written down."""
    browser = visitor(LIV)
    csrf = browser.csrf("/mine-logins")
    for rule in hers():
        path = path_of(rule, opened)
        answer = browser.get(path) if rule.method == "GET" else browser.post(path, data={"csrf": csrf})
        where = f"{rule.method} {path}: {answer.status_code}"
        if rule.in_emergency:
            assert answer.status_code != 403, where
        else:
            assert answer.status_code == 403, where
            assert portal.office.refusals.latest(1)[0].code == OnlyToRead.code, where
    assert {rule.path for rule in hers() if rule.method == "POST" and rule.in_emergency} == {
        "/forloeb/{ref}/fravigelse/{matter}",
        "/forloeb/{ref}/fravigelse/{matter}/forklaring",
    }


def test_no_page_offers_what_would_be_turned_away(
    portal: Portal, visitor: Callable[[str], Visitor], opened: str
) -> None:
    browser, forms = visitor(LIV), set()
    closed = [path_of(rule, opened) for rule in hers() if rule.method == "GET" and not rule.in_emergency]
    for path in (f"/forloeb/{opened}", *(f"/forloeb/{opened}/{one}" for one in ("frister", "forlaengelse"))):
        page = browser.get(path)
        assert page.status_code == 200
        forms |= set(FORM_TO.findall(page.text))
        assert not [one for one in closed if f'href="{one}' in page.text], path
        assert "/gor/" not in page.text, path
    assert not forms
    deviation = browser.get(f"/forloeb/{opened}/fravigelse/f1").text
    at = f"/forloeb/{opened}/fravigelse/f1"
    assert set(FORM_TO.findall(deviation)) == {at, f"{at}/forklaring"}


def test_a_deviation_is_taken_in_hand_by_whoever_is_there(
    portal: Portal, visitor: Callable[[str], Visitor], opened: str
) -> None:
    course = portal.office.casebook.course(opened)
    liv = account_of(portal.office, LIV)
    assert liv is not None
    assert set(offered(portal.office, liv, course)) == set(IN_EMERGENCY)
    path = f"/forloeb/{opened}/fravigelse/f1"
    assert visitor(LIV).send_form(path, seen=str(course.seq)).status_code == 303
    assert not portal.office.casebook.course(opened).open_matters("deviation")


def test_her_own_course_is_not_cut(portal: Portal, opened: str) -> None:
    jonas = account_of(portal.office, str(CASEWORKER))
    assert jonas is not None
    course = portal.office.casebook.course(opened)
    assert {"DecideExtension", "AcknowledgeDeviation", "Cancel"} <= set(offered(portal.office, jonas, course))
