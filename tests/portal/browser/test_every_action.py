"""Every form of the portal that is no command's own, in a real Chromium, as every role before whom it stands:
filled in by its labels and sent. Each time the answer is a page that is whole, and says what came of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from deployments.sample_home import SampleHome
from domain.values import Role
from portal.routing import Rule
from tests.portal.access_page import all_rules
from tests.portal.browser.addresses import ACCOUNT_OF, Here
from tests.portal.browser.filling import fill
from tests.portal.browser.pressing import FOLLOWS, FORMS, PRESSED_ELSEWHERE, actions_on, forms_of
from tests.portal.browser.sight import Sight
from tests.portal.busy_town import Busy
from tests.portal.eyes import serving
from tests.portal.town import copied

pytestmark = [pytest.mark.slow, pytest.mark.soak, pytest.mark.needs("chromium")]
RULES = all_rules()
POSTED = [rule for rule in RULES if rule.method == "POST" and rule.path not in PRESSED_ELSEWHERE]
OWN = [rule for rule in POSTED if rule.path not in FOLLOWS]
TOLD = ".problems, .told, [role=alert]"
"""Where a page says what is wrong."""


@pytest.fixture(scope="module")
def standing(made_busy_town: Busy) -> dict[Role, FORMS]:
    """Where each role finds what it can press."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MENTOR_HOME", str(made_busy_town.town.home))
        with made_busy_town.portal() as portal:
            here = Here(portal, made_busy_town)
            return {role: forms_of(here, role, RULES) for role in ACCOUNT_OF}


@pytest.fixture
def own(
    chromium: Browser, made_busy_town: Busy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Sight]:
    """Chromium over a copy of the busy town, as what is pressed changes it."""
    place = SampleHome(tmp_path / "home", tmp_path / "secrets")
    monkeypatch.setenv("MENTOR_HOME", str(place.home))
    busy = replace(made_busy_town, town=copied(made_busy_town.town, place))
    with busy.portal() as portal, serving(portal.app) as address:
        made = Sight(chromium, Here(portal, busy), address)
        yield made
        made.close()


def test_every_action_is_pressed_somewhere() -> None:
    """A new one is found on its page, follows another, or is named with the test that presses it."""
    assert {*FOLLOWS, *FOLLOWS.values(), *PRESSED_ELSEWHERE} <= {rule.path for rule in RULES}


@pytest.mark.requirement("local.for_everybody")
@pytest.mark.parametrize("rule", OWN, ids=[rule.path for rule in OWN])
def test_an_action_is_pressed_by_whoever_finds_it(
    own: Sight, standing: dict[Role, FORMS], rule: Rule
) -> None:
    pressed = [role for role in ACCOUNT_OF if rule in standing[role]]
    assert pressed, f"nobody finds a form to {rule.path} on a page: say in pressing.py where it is pressed"
    after: set[str] = set()
    for role in pressed:
        page = own.window(ACCOUNT_OF[role]).page
        address, action = standing[role][rule]
        page.goto(address)
        if action not in actions_on(page.content()):
            continue  # what one role did is done for the next too
        _press(page, action)
        after |= _pressed_after(page, rule)
    assert after == {path for path, first in FOLLOWS.items() if first == rule.path}


def _pressed_after(page: Page, rule: Rule) -> set[str]:
    """What stands on the page only after that action, pressed too."""
    done: set[str] = set()
    for path in (path for path, first in FOLLOWS.items() if first == rule.path):
        if action := next(iter(actions_on(page.content(), path)), None):
            _press(page, action)
            done.add(path)
    return done


def _goes_to(answer: Response, action: str) -> bool:
    """Whether that is the answer to the form, and not to a draft that the script sends."""
    return answer.request.method == "POST" and urlsplit(answer.url).path == action


def _press(page: Page, action: str) -> None:
    form = page.locator(f'form[method="post"][action="{action}"], form[action^="{action}?"]').first
    for folded in form.locator("xpath=ancestor::details[not(@open)]").all():
        folded.locator("summary").first.click()
    fill(form, {})
    with page.expect_response(lambda one: _goes_to(one, action)) as answered:
        form.locator("button:not([type=button]), input[type=submit]").last.click()
    assert answered.value.status in {200, 303, 409, 422}, f"{action} answers {answered.value.status}"
    page.wait_for_load_state()
    expect(page.locator("h1")).to_have_count(1)
    if answered.value.status in {409, 422}:
        expect(page.locator(TOLD).first).not_to_be_empty()
