"""A visit is logged and an extension is decided without a mouse, from Min dag to what says that it is done.

On the way every stop of the Tab key is in sight, and shows that it has the focus.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import AMIRA, appointment, at
from tests.models.desk import Desk
from tests.portal.town import Portal

pytestmark = [pytest.mark.slow, pytest.mark.soak, pytest.mark.needs("chromium")]
Window = Callable[..., Page]
MOST_STOPS = 150
"""On these pages something is wrong where it takes longer to get anywhere."""
HERE = """
() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  return {
    name: at.name || "", text: (at.innerText || "").trim(), value: at.value || "",
    shown: style.outlineStyle !== "none" && box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    outside: at === document.body,
  };
}
"""


def goes_to(page: Page, wanted: str) -> None:
    """Press Tab until the field of that name, or the link or button with that text, has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        assert here["outside"] or here["shown"], f"nobody sees that the focus is on {here}"
        if wanted == here["name"] or (not here["name"] and here["text"].startswith(wanted)):
            return
    raise AssertionError(f"Tab never comes to {wanted}")


def types_hour(page: Page, hour: str) -> None:
    """Type `10:00` into a field for a clock time, whichever way the browser's language writes it."""
    page.keyboard.type(hour.replace(":", ""))
    if page.evaluate(HERE)["value"] != hour:
        page.keyboard.type("AM")
    assert page.evaluate(HERE)["value"] == hour


def test_a_visit_is_logged_without_a_mouse(browser: Window, portal: Portal) -> None:
    ref, morning = portal.town.active, at("2026-03-20 08:00")
    portal.office.casebook.handle(ref, appointment("2026-03-20 09:00"), AMIRA, morning)
    page = browser("mentor:amira")
    page.goto("/min-dag")
    goes_to(page, "Skriv i logbogen")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Efter besøget").wait_for()
    goes_to(page, "meeting.ends")
    types_hour(page, "10:30")
    goes_to(page, "meeting.observation")
    page.keyboard.type("Vi øvede busturen.")
    goes_to(page, "Gem det hele")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Besøget er gemt: notatet")
    assert portal.office.casebook.course(ref).appointments == (), "it is the appointment that was logged"


def test_an_extension_is_decided_without_a_mouse(browser: Window, portal: Portal) -> None:
    ref, later = portal.town.active, at("2026-05-04 09:00")
    Desk(portal.office.casebook, now=portal.office.now, ref=ref).play([later])
    portal.town.set_clock(later)
    page = browser("caseworker:D-0001")
    page.goto("/forloeb")
    goes_to(page, ref)
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name=ref).wait_for()
    goes_to(page, "Afgør en forlængelse")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Forlængelse").wait_for()
    goes_to(page, "granted")
    page.keyboard.press("Space")
    goes_to(page, "reason")
    page.keyboard.type("Der er brug for støtten, til praktikken er i gang.")
    goes_to(page, "Afgør")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Afgørelsen er noteret")
    assert len(portal.office.casebook.course(ref).periods) == 2
