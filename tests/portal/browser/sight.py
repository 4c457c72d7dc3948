"""One look at a page: what a person, a keyboard or a blind reader would stumble over, each as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.portal.browser.addresses import Here
from tests.portal.eyes import SIZES, Look, faults_for_everybody, keep_picture, sideways
from tests.portal.town import SESSION_COOKIE

NARROW = (320, 640)
"""The narrowest phone, and what WCAG 1.4.10 asks for."""
TWICE_AS_LARGE = (640, 450)
"""A desktop of 1280 x 900 at 200 %."""
SHAPE = """() => ({
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    language: document.documentElement.lang,
    first: document.activeElement.className,
    told: document.querySelector('.problems') !== null,
    jumps: document.querySelectorAll('[tabindex]:not([tabindex="0"]):not([tabindex="-1"])').length,
    twice: [...document.querySelectorAll('[id]')].map(one => one.id)
        .filter((id, at, all) => all.indexOf(id) !== at),
})"""
TOLD = r"document.querySelector('main').innerText.replace(/\s+/g, ' ')"


@dataclass
class Window:
    """A browser's window of one account, and what its console complained about."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str) -> int:
        """Open a page; gives its status."""
        self.complaints.clear()
        answer = self.page.goto(address)
        assert answer is not None, address
        return answer.status


@dataclass
class Sight:
    """The browser over the busy town, with a window for each account, with a script and without."""

    browser: Browser
    here: Here
    address: str
    windows: dict[tuple[str, bool], Window] = field(default_factory=dict)

    def window(self, key: str, *, script: bool = True) -> Window:
        """Her window; the same one every time."""
        if (key, script) not in self.windows:
            secret = {SESSION_COOKIE: self.here.portal.session(key)} if key else {}
            self.windows[key, script] = self.opened(secret, script=script)
        return self.windows[key, script]

    def opened(self, cookies: dict[str, str], *, script: bool = True) -> Window:
        """A window with those cookies."""
        context = self.browser.new_context(
            base_url=self.address, locale="da-DK", timezone_id="Europe/Copenhagen", java_script_enabled=script
        )
        context.add_cookies(
            [{"name": name, "value": value, "url": self.address} for name, value in cookies.items()]
        )
        made = Window(context, context.new_page())

        def heard(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                made.complaints.append(message.text)

        made.page.on("console", heard)
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        return made

    def close(self) -> None:
        """Close every window."""
        for window in self.windows.values():
            window.context.close()


def look(window: Window, address: str, name: str, looks: tuple[Look, ...]) -> Iterator[str]:
    """Open the page and look at it in each of the sizes and colours; gives what is wrong."""
    _arrange(window.page, looks[0])
    if (status := window.open(address)) >= 400:
        yield f"answers {status}"
        return
    for one in looks:
        _arrange(window.page, one)
        keep_picture(window.page, f"{name}-{one[1]}-{one[0]}")
        yield from (f"{fault} ({', '.join(one)})" for fault in faults_for_everybody(window.page))
        if over := sideways(window.page):
            yield f"is {over} px wider than a {one[1]}"
    yield from _built(window)
    yield from (f"the console says: {complaint}" for complaint in window.complaints)


def _built(window: Window) -> Iterator[str]:
    """What is wrong with how the page is built, and whether the keyboard begins at the way past the menu."""
    window.page.keyboard.press("Tab")
    shape: dict[str, Any] = window.page.evaluate(SHAPE)
    if shape["headings"] != 1:
        yield f"has {shape['headings']} headings of the first rank"
    if not shape["title"] or shape["language"] != "da":
        yield f"has the title »{shape['title']}« and the language »{shape['language']}«"
    if shape["first"] != "skip" and not shape["told"]:
        yield f"begins, for a keyboard, at »{shape['first']}«"
    if shape["jumps"] or shape["twice"]:
        yield f"jumps with the keyboard {shape['jumps']} times, and has two of {shape['twice']}"


def _arrange(page: Page, one: Look) -> None:
    scheme, width = one
    wide, high = SIZES[width]
    page.set_viewport_size({"width": wide, "height": high})
    page.emulate_media(color_scheme=scheme)


def zoomed(window: Window) -> Iterator[str]:
    """What has to be scrolled sideways on the narrowest phone, and on a desktop at 200 %."""
    for wide, high in (NARROW, TWICE_AS_LARGE):
        window.page.set_viewport_size({"width": wide, "height": high})
        if over := sideways(window.page):
            yield f"is {over} px too wide at {wide} px"


def told(window: Window) -> str:
    """All that the page says, menu aside."""
    text: str = window.page.evaluate(TOLD)
    return text
