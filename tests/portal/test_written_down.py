"""Whoever is shown a citizen is in her course's log of readings, whatever page it was; and no name is
anywhere but in the words of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from casework.access.accounts import Account, account_of
from casework.access.seeing import may_see
from portal.routing import COURSE
from tests.portal.access_page import all_rules
from tests.portal.town import Portal

PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
NAMED = {"received": "Anna", "matched": "Clara", "active": "Maja", "with_bo": "Dina", "elsewhere": "Freja"}
ATTRIBUTE = re.compile(r'(?:href|action|src|id|class|name|data-[a-z-]+)="([^"]*)"')
OTHERS = {
    "command": "RecordMeeting",
    "address": "forandringsplan",
    "mentor": "bo",
    "kind": "crisis_plan",
    "name": "viborg",
}
EXAMPLE = "/soeg"
"""Its empty form shows how one searches, by an invented name."""
READERS = (
    "coordinator:kirsten",
    "mentor:amira",
    "caseworker:D-0001",
    "caseworker:D-0003",
    "caseworker:D-0004",
    "head:D-0005",
    "manager:soren",
    "auditor:ulla",
    "operator:jens",
)


def addresses(portal: Portal, account: Account) -> Iterator[str]:
    """Every page she may open: of two courses of hers, and of none."""
    refs = [ref for ref in portal.town.courses.values() if may_see(portal.office, account, ref)]
    for rule in all_rules():
        if rule.method != "GET" or account.role not in rule.who or rule.path.startswith("/api"):
            continue
        about = [ref for ref in refs if ref in (portal.town.active, portal.town.elsewhere)]
        for ref in about if rule.about is COURSE else [portal.town.active]:
            given = OTHERS | {"ref": ref}
            yield PARAMETER.sub(lambda found, given=given: given.get(found[1], "1"), rule.path)


@pytest.mark.parametrize("key", READERS)
def test_nobody_is_shown_a_citizen_unwritten(portal: Portal, key: str) -> None:
    account, browser = account_of(portal.office, key), portal.visitor(key)
    assert account is not None
    for address in addresses(portal, account):
        if address == EXAMPLE:
            continue
        answer = browser.get(f"{address}?navne=ja")
        head, _, body = answer.text.partition("</head>")
        for special, name in NAMED.items():
            if name not in body:
                continue
            readings = portal.office.readings.of_course(portal.town.courses[special])
            assert key in {one.actor for one in readings}, f"{key} {address}: {name}"
            assert name not in head + str(answer.headers), address
            assert not [one for one in ATTRIBUTE.findall(body) if name in one], address
        assert "<!--" not in answer.text, address
