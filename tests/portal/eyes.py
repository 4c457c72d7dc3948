"""The portal seen in a real Chromium: at both widths, with what a blind reader would stumble over.

`served` is the portal on loopback, `browser("mentor:amira")` a window in which she is signed in.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
import uvicorn
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from starlette.types import ASGIApp

from tests.portal.town import SESSION_COOKIE, Portal

expect.set_options(timeout=30_000)  # milliseconds: on a busy machine a page takes what it takes
PHONE, DESKTOP = (390, 844), (1280, 900)
SIZES: Mapping[str, tuple[int, int]] = {"phone": PHONE, "desktop": DESKTOP}
Look = tuple[Literal["light", "dark"], str]
ALL_LOOKS: tuple[Look, ...] = (
    ("light", "phone"),
    ("dark", "desktop"),
    ("dark", "phone"),
    ("light", "desktop"),
)
"""Pages are seen in one of them after the other: parts and colours are the same on all."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PICTURES = "PORTAL_PICTURES"
"""The environment variable that names a folder for the pictures; without it none are kept."""
AXE_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
    "iframes": False,
}


@dataclass(frozen=True)
class Served:
    """The portal on a port of its own."""

    portal: Portal
    address: str


@contextmanager
def serving(app: ASGIApp, port: int = 0) -> Iterator[str]:
    """A server on loopback, until the block ends; gives its address. Port 0: one that is free."""
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def served(portal: Portal) -> Iterator[Served]:
    """The portal as a server on loopback, which stops with the test."""
    with serving(portal.app) as address:
        yield Served(portal, address)


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright, until the block ends."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of this package, and for no longer: while Playwright runs, nothing else in
    the process can run an event loop.
    """
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def browser(chromium: Browser, served: Served) -> Iterator[Callable[..., Page]]:
    """`browser("mentor:amira", width=PHONE)` opens a window; `javascript=False` for one without scripts."""
    contexts: list[BrowserContext] = []

    def window(key: str = "", size: tuple[int, int] = DESKTOP, **options: Any) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        here = {"locale": "da-DK", "timezone_id": "Europe/Copenhagen", "base_url": served.address}
        context = chromium.new_context(viewport=viewport, **here, **options)
        contexts.append(context)
        if key:
            secret = served.portal.session(key)
            context.add_cookies([{"name": SESSION_COOKIE, "value": secret, "url": served.address}])
        return context.new_page()

    yield window
    for context in contexts:
        context.close()


def looks(page: Page, name: str) -> None:
    """Look at the page as it stands, on a phone or a desktop, by day or by night: nothing axe-core finds, and
    nothing that has to be scrolled sideways. Where `PORTAL_PICTURES` names a folder, it is looked at in all
    four ways, and pictures are kept there.
    """
    page.wait_for_load_state()
    turn = len(name) % len(ALL_LOOKS)
    for scheme, width in ALL_LOOKS if os.environ.get(PICTURES) else ALL_LOOKS[turn : turn + 1]:
        page.emulate_media(color_scheme=scheme)
        wide, high = SIZES[width]
        page.set_viewport_size({"width": wide, "height": high})
        keep_picture(page, f"{name}-{width}-{scheme}")
        over = sideways(page)
        assert over <= 0, f"{name} is {over} px wider than the window"
        found = faults_for_everybody(page)
        assert not found, f"{name} ({width}, {scheme}): " + "; ".join(found)


def keep_picture(page: Page, name: str) -> None:
    """A picture of the whole page, where somebody wants pictures."""
    if folder := os.environ.get(PICTURES):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    over: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return max(over, 0)


def faults_for_everybody(page: Page) -> list[str]:
    """What axe-core finds: each rule that is broken, and where."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(options).then(found => found.violations)", AXE_RULES
    )
    return [f"{fault['id']}: {[node['target'] for node in fault['nodes']][:3]}" for fault in found]
