"""Every route × every role × own, foreign, protected and missing courses, made from the route table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from casework.access.accounts import Account, account_of
from casework.access.seeing import may_see
from domain.values import Role
from models.refusals import Refusal
from portal.routing import COURSE, Rule
from tests.factory.playing import ROOT
from tests.portal.access_page import all_rules, page, written_rules
from tests.portal.town import ACCOUNTS, NOON, Portal, Visitor

RULES = all_rules()
MISSING = "M-2026-9999"
PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
NEUTRAL = ("manager:soren",)
HIDDEN_NAME = re.compile(r"\b(?:Eva|Skov)\b")
"""What must never be seen of the town's protected citizen."""


def test_the_page_of_who_may_what_is_the_route_table() -> None:
    """A new route is not used before somebody has looked at its line."""
    written = (ROOT / "docs" / "access-matrix.md").read_text(encoding="utf-8")
    assert written == page(written_rules()), "python -m tests.portal.access_page > docs/access-matrix.md"


def test_no_rule_gives_a_role_what_its_kind_never_has() -> None:
    for rule in RULES:
        where = f"{rule.method} {rule.path}"
        if rule.about is COURSE:
            assert Role.OPERATOR not in rule.who, f"{where}: the operator has no citizen"
        if rule.about is COURSE and rule.method == "POST":
            assert Role.AUDITOR not in rule.who, f"{where}: an auditor changes nothing"
        if "{ref}" in rule.path and rule.about is not COURSE:
            assert rule.path.endswith("/noedadgang"), f"{where}: about a course, and nobody asks whose"


@dataclass
class Walk:
    """One account that tries every route."""

    portal: Portal
    account: Account
    visitor: Visitor
    csrf: str

    def tries(self, rule: Rule, ref: str) -> tuple[int, str, list[Refusal]]:
        """Status, text, and what was written down as refused."""
        before = self._refused()
        path = PARAMETER.sub(lambda found: ref if found[1] == "ref" else "x1", rule.path)
        if rule.method == "GET":
            answer = self.visitor.get(path)
        else:
            answer = self.visitor.post(path, data={"csrf": self.csrf})
        noted = self.portal.office.refusals.latest(self._refused() - before)
        return answer.status_code, answer.text, noted

    def _refused(self) -> int:
        """How many lines there are: counted where they lie, as every route is tried with many courses."""
        return sum(self.portal.office.refusals.counts(NOON - timedelta(days=1)).values())


@pytest.fixture
def walk(portal: Portal, visitor: Callable[[str], Visitor]) -> Callable[[str], Walk]:
    def begin(key: str) -> Walk:
        account = account_of(portal.office, key)
        assert account is not None
        browser = visitor(key)
        return Walk(portal, account, browser, browser.csrf("/mine-logins"))

    return begin


@pytest.mark.parametrize("key", ACCOUNTS)
def test_a_route_of_other_roles_is_refused_and_written_down(walk: Callable[[str], Walk], key: str) -> None:
    mine = walk(key)
    for rule in RULES:
        if rule.is_public or mine.account.role in rule.who:
            continue
        status, _, noted = mine.tries(rule, mine.portal.town.active)
        assert status == 403, f"{key} {rule.method} {rule.path}"
        assert [(one.account, one.route, one.code) for one in noted] == [
            (key, rule.path, "not-for-this-role")
        ]


@pytest.mark.parametrize("key", ACCOUNTS)
def test_a_foreign_or_missing_course_is_the_same_page_and_written_down(
    walk: Callable[[str], Walk], key: str
) -> None:
    mine = walk(key)
    out_of_sight = [*_courses(mine, seen=False), MISSING]
    for rule in RULES:
        if rule.about is not COURSE or mine.account.role not in rule.who:
            continue
        pages = set()
        for ref in out_of_sight:
            status, text, noted = mine.tries(rule, ref)
            assert status == 404, f"{key} {rule.method} {rule.path} {ref}"
            assert [(one.route, one.ref) for one in noted] == [(rule.path, ref)]
            assert noted[0].code == ("unknown-course" if ref == MISSING else "out-of-sight")
            pages.add(text.replace(ref, ""))
        assert len(pages) == 1, f"{key} {rule.path} tells a foreign course from a missing one"


@pytest.mark.parametrize("key", ACCOUNTS)
def test_ones_own_pages_open_and_show_no_protected_name(walk: Callable[[str], Walk], key: str) -> None:
    """Only what is read is tried: what is done is tried where it is made."""
    mine = walk(key)
    for rule, ref in _readable(mine):
        status, text, noted = mine.tries(rule, ref)
        where = f"{key} {rule.path} {ref}"
        assert status < 500, where
        assert noted == [] or rule.path.endswith("/noedadgang"), where
        assert not HIDDEN_NAME.search(text), where
        if key in NEUTRAL and rule.about is COURSE:
            assert not re.search(r"Maja|Nørgaard|Clara|Dina|Anna Lund", text), where


@pytest.mark.parametrize("key", ACCOUNTS)
def test_nothing_is_done_by_a_form_that_is_not_ours(walk: Callable[[str], Walk], key: str) -> None:
    mine = walk(key)
    mine.csrf = "gættet"
    for rule in RULES:
        if rule.method == "POST":
            status, _, noted = mine.tries(rule, mine.portal.town.active)
            assert status == 403, f"{key} {rule.path}"
            assert [one.code for one in noted] == ["form-outdated"], f"{key} {rule.path}"


def test_who_is_not_signed_in_is_sent_to_signing_in(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    stranger = visitor("")
    for rule in RULES:
        if rule.is_public:
            continue
        path = PARAMETER.sub(lambda found: portal.town.active if found[1] == "ref" else "x1", rule.path)
        answer = stranger.get(path) if rule.method == "GET" else stranger.post(path)
        assert answer.status_code == 303, f"{rule.method} {rule.path}"
        assert answer.headers["location"].startswith("/log-ind"), f"{rule.method} {rule.path}"


def _courses(mine: Walk, *, seen: bool) -> list[str]:
    refs = mine.portal.town.courses.values()
    return [ref for ref in refs if may_see(mine.portal.office, mine.account, ref) is seen]


def _readable(mine: Walk) -> Iterator[tuple[Rule, str]]:
    own = _courses(mine, seen=True)
    for rule in RULES:
        if rule.method != "GET" or (not rule.is_public and mine.account.role not in rule.who):
            continue
        refs = own if rule.about is COURSE else [mine.portal.town.active]
        yield from ((rule, ref) for ref in refs)
