"""Every page of the route table in a real Chromium, in a town where something has happened on each of them.

In the suite each page is looked at once: by one of its roles, on a phone or a desktop, by day or by night, by
turns. `make soak` looks at it as every role, in both widths and both colours, zoomed, and without a script.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.values import Role
from portal.routing import Rule
from tests.portal.access_page import all_rules
from tests.portal.browser.addresses import (
    ACCOUNT_OF,
    ADDRESSES,
    ELSEWHERE,
    address_of,
    is_file,
    is_page,
    lookers,
)
from tests.portal.browser.sight import Sight, Window, look, told, zoomed
from tests.portal.eyes import ALL_LOOKS

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]
RULES = all_rules()
PAGES = [rule for rule in RULES if is_page(rule)]
FILES = [rule for rule in RULES if is_file(rule)]
AS_IT_COMES = ALL_LOOKS[:2], ALL_LOOKS[2:]
"""A phone by day and a desktop by night, or the other way round."""
GROWS = frozenset({"/forloeb/{ref}/laest", "/revision", "/drift", "/mine-logins"})
"""Pages that say more each time somebody has looked."""


def window_of(sight: Sight, rule: Rule, role: Role | None, *, script: bool = True) -> Window:
    """The window of that role, or of somebody who is as far as signing in."""
    if role is not None:
        return sight.window(ACCOUNT_OF[role], script=script)
    return sight.opened(sight.here.signing_in(rule.path), script=script)


def name_of(rule: Rule, role: Role | None) -> str:
    """What its picture is called."""
    return f"{rule.path.strip('/').replace('/', '-') or 'forside'}--{role or 'alle'}"


def test_no_address_is_given_to_a_page_that_is_not_there() -> None:
    assert {*ADDRESSES, *ELSEWHERE} <= {rule.path for rule in RULES}


@pytest.mark.requirement("local.for_everybody")
@pytest.mark.parametrize("turn", range(len(PAGES)), ids=[rule.path for rule in PAGES])
def test_a_page_is_for_everybody(sight: Sight, turn: int) -> None:
    """One h1, Danish, no sideways scrolling, nothing axe-core finds, and first the way past the menu."""
    rule = PAGES[turn]
    roles = lookers(rule)
    role = roles[turn % len(roles)]
    window = window_of(sight, rule, role)
    seen = look(window, address_of(rule, role, sight.here), name_of(rule, role), (ALL_LOOKS[turn % 4],))
    assert not (wrong := list(seen)), "\n".join(wrong)


def test_what_is_no_page_is_fetched(sight: Sight) -> None:
    for rule in FILES:
        role = lookers(rule)[0]
        window = window_of(sight, rule, role)
        answer = window.context.request.get(address_of(rule, role, sight.here))
        assert answer.status < 400, rule.path


@pytest.mark.soak
@pytest.mark.requirement("local.for_everybody")
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("role", [*ACCOUNT_OF, None], ids=[*map(str, ACCOUNT_OF), "stranger"])
def test_every_page_of_a_role_is_for_everybody(sight: Sight, role: Role | None) -> None:
    """In both widths and colours, on the narrowest phone, at 200 %, and the same without a script."""
    pages = [(turn, rule) for turn, rule in enumerate(PAGES) if role in lookers(rule)]
    wrong: list[str] = []
    titles: dict[str, str] = {}
    for turn, rule in pages:
        wrong += [f"{rule.path} {fault}" for fault in _looked(sight, turn, rule, role, titles)]
    assert not wrong, "\n".join(wrong)


def _looked(sight: Sight, turn: int, rule: Rule, role: Role | None, titles: dict[str, str]) -> Iterator[str]:
    address, window = address_of(rule, role, sight.here), window_of(sight, rule, role)
    yield from look(window, address, name_of(rule, role), AS_IT_COMES[turn % 2])
    yield from zoomed(window)
    other = titles.setdefault(window.page.title(), rule.path)
    if other != rule.path:
        yield f"has the title of {other}"
    plain = window_of(sight, rule, role, script=False)
    plain.page.set_viewport_size(window.page.viewport_size or {"width": 640, "height": 450})
    if plain.open(address) >= 400:
        yield "does not open without a script"
    elif rule.path not in GROWS and told(plain) != told(window):
        yield f"says something else without a script: {told(plain)} / {told(window)}"
