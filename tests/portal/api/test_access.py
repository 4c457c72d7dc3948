"""Every route of the API × every account × own, foreign and missing courses, made from its route table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from httpx import Response

from casework.access.accounts import account_of
from casework.access.seeing import may_see
from domain.values import Role
from portal.api.app import api_rules
from portal.routing import COURSE, Rule
from tests.portal.api.program import Program
from tests.portal.town import ACCOUNTS, Portal

RULES = [rule for rule in api_rules() if not rule.is_public]
MISSING = "M-2026-9999"
EVERY_ACCOUNT = pytest.mark.parametrize("key", ACCOUNTS)


def tried(program: Program, rule: Rule, ref: str) -> Response:
    """What a route answers about a course."""
    path = rule.path.replace("{ref}", ref).replace("{name}", "QuickNote")
    return program.request(rule.method, path, content=b"{}" if rule.method == "POST" else None)


def noted(portal: Portal, key: str) -> list[tuple[str, str, str]]:
    """What was written down as refused to an account: route, code, course; the last first."""
    every = portal.office.refusals.latest(1000)
    return [(one.route, one.code, one.ref) for one in every if one.account == key]


def test_nobody_changes_anything_who_only_reads_everywhere() -> None:
    for rule in RULES:
        assert Role.OPERATOR not in rule.who
        assert rule.method != "POST" or Role.AUDITOR not in rule.who
        assert ("{ref}" in rule.path) == (rule.about is COURSE)


@EVERY_ACCOUNT
def test_every_route_keeps_to_its_rule(program: Callable[..., Program], portal: Portal, key: str) -> None:
    mine, account = program(key), account_of(portal.office, key)
    assert account
    courses = {ref: may_see(portal.office, account, ref) for ref in portal.town.courses.values()}
    for rule in RULES:
        for ref, seen in {**courses, MISSING: False}.items():
            answer = tried(mine, rule, ref)
            where = f"{key} {rule.method} {rule.path} {ref}"
            if account.role not in rule.who:
                assert (answer.status_code, noted(portal, key)[0][1]) == (403, "not-for-this-role"), where
            elif rule.about is COURSE and not seen:
                code = "unknown-course" if ref == MISSING else "out-of-sight"
                assert answer.json() == NOTHING, where
                assert noted(portal, key)[0] == (rule.path, code, ref), where
            else:
                assert answer.status_code in {200, 409, 422}, where


NOTHING = {
    "status": 404,
    "code": "nothing-here",
    "message": "Her er ingen side eller sag, som du kan se.",
    "problems": [],
}


def test_nobody_gets_anywhere_without_a_token(portal: Portal) -> None:
    for rule in RULES:
        stranger = Program(portal, "")
        assert tried(stranger, rule, portal.town.active).status_code == 401, rule.path
