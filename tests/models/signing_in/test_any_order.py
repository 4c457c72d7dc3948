"""In whatever order two browsers do what, and however late: the store allows what the rules say, told here
once more in a dozen lines, and nothing else.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.signing_in import CODES_OF_PERSON, LINK_HOLDS, Outcome
from models.database import Database
from models.keyring import Keyring
from models.signing_in import SignIns
from tests.factories import at

pytestmark = pytest.mark.requirement("local.sign_in")
START = at("2026-03-02 08:00")
HERS, ANOTHER = "hers", "another"
NUMBERS = itertools.count(1)
FEW = settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
BROWSERS = st.sampled_from([HERS, ANOTHER])
STEPS = st.one_of(
    st.tuples(st.just("ask"), BROWSERS, st.just(0)),
    st.tuples(st.just("open"), BROWSERS, st.integers(min_value=0, max_value=3)),
    st.tuples(st.just("code"), BROWSERS, st.integers(min_value=-1, max_value=2)),
    st.tuples(st.just("enter"), BROWSERS, st.just(0)),
    st.tuples(st.just("wait"), BROWSERS, st.sampled_from([1, 7, 14, 15])),
)


@dataclass
class Rules:
    """What may happen, for one person whose app is set up."""

    now: datetime = START
    links: list[tuple[str, datetime]] = field(default_factory=list)
    spent: set[int] = field(default_factory=set)
    begun: dict[str, datetime] = field(default_factory=dict)
    proven: set[str] = field(default_factory=set)
    last_code: int = 0

    def opens(self, browser: str, number: int) -> bool:
        asker, asked_at = self.links[number]
        good = number not in self.spent and asker == browser and self.now < asked_at + LINK_HOLDS
        if good:
            self.spent.add(number)
            self.begun[browser] = self.now
            self.proven.discard(browser)
        return good

    def under_way(self, browser: str) -> bool:
        return browser in self.begun and self.now < self.begun[browser] + LINK_HOLDS

    def accepts(self, browser: str, code: int) -> bool:
        if code <= self.last_code:
            return False
        self.last_code = code
        self.proven.add(browser)
        return True

    def lets_in(self, browser: str) -> bool:
        good = browser in self.proven
        if good:
            self.proven.discard(browser)
            del self.begun[browser]
        return good


@pytest.fixture
def sign_ins(database: Database, keyring: Keyring) -> SignIns:
    return SignIns(database, keyring)


@FEW
@given(steps=st.lists(STEPS, max_size=14))
def test_nobody_gets_further_than_the_rules_say(sign_ins: SignIns, steps: list[tuple[str, str, int]]) -> None:
    number, rules, tokens = next(NUMBERS), Rules(), list[str]()
    email = f"mentor{number}@leverandoer.example"
    _set_up(sign_ins, email, f"first {number}")
    for what, whose, amount in [("ask", HERS, 0), ("open", HERS, 0), *steps]:
        browser = f"{whose} {number}"
        under_way = sign_ins.links.under_way(browser, rules.now)
        assert (under_way is not None) is rules.under_way(browser)
        if what == "wait":
            rules.now += timedelta(minutes=amount)
        elif what == "ask":
            tokens.append(sign_ins.links.add(email, browser, "/", rules.now, mailed=True))
            rules.links.append((browser, rules.now))
        elif what == "open" and amount < len(tokens):
            opened = sign_ins.links.open(tokens[amount], browser, rules.now) is Outcome.LINK_OPENED
            assert opened is rules.opens(browser, amount)
        elif what == "code" and under_way is not None and not under_way.proven:
            code = rules.last_code + amount
            (app,) = sign_ins.factors.of(under_way.person)
            assert sign_ins.factors.use(app, max(code, 1), rules.now, under_way) is rules.accepts(
                browser, max(code, 1)
            )
        elif what == "enter" and under_way is not None:
            assert sign_ins.links.finish(under_way, rules.now) is rules.lets_in(browser)


@FEW
@given(waits=st.lists(st.sampled_from([0, 1, 300, 899, 900, 901]), max_size=16))
def test_a_window_holds_so_many_tries_and_begins_with_the_first(sign_ins: SignIns, waits: list[int]) -> None:
    whose, now, began, used = str(next(NUMBERS)), START, None, 0
    for seconds in waits:
        now += timedelta(seconds=seconds)
        if began is None or now >= began + CODES_OF_PERSON.within:
            began, used = now, 0
        used += 1
        until = None if used <= CODES_OF_PERSON.tries else began + CODES_OF_PERSON.within
        assert sign_ins.limits.tried(CODES_OF_PERSON, whose, now) == until


def _set_up(sign_ins: SignIns, email: str, browser: str) -> None:
    """Her app, set up in a browser that plays no further part."""
    sign_ins.links.open(sign_ins.links.add(email, browser, "/", START, mailed=True), browser, START)
    under_way = sign_ins.links.under_way(browser, START)
    assert under_way is not None
    app = sign_ins.factors.awaiting(under_way, "JBSWY3DPEHPK3PXP", START)
    sign_ins.factors.confirm(app, 0, under_way, START, device="")
