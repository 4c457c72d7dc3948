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
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from starlette.types import ASGIApp

from tests.portal.town import SESSION_COOKIE, Portal

expect.set_options(timeout=30_000)  # milliseconds: on a busy machine a page takes what it takes
PHONE, DESKTOP = (390, 844), (1280, 900)
SIZES: Mapping[str, tuple[int, int]] = {"phone": PHONE, "desktop": DESKTOP}
Look = tuple[Literal["light", "dark"], str]
USUAL_LOOKS: tuple[Look, ...] = (("light", "phone"), ("dark", "desktop"))
"""What is laid out depends on the width alone, and contrast on the colours alone."""
ALL_LOOKS: tuple[Look, ...] = (*USUAL_LOOKS, ("dark", "phone"), ("light", "desktop"))
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
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


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
    """Look at the page as it stands, on a phone by day and on a desktop by night: nothing axe-core finds, and
    nothing that has to be scrolled sideways. Where `PORTAL_PICTURES` names a folder, the other two pairs are
    looked at too, and pictures of all are kept there.
    """
    for scheme, width in ALL_LOOKS if os.environ.get(PICTURES) else USUAL_LOOKS:
        page.emulate_media(color_scheme=scheme)
        wide, high = SIZES[width]
        page.set_viewport_size({"width": wide, "height": high})
        _keep(page, f"{name}-{width}-{scheme}")
        _must_fit(page, name)
        _must_be_accessible(page, f"{name} ({width}, {scheme})")


def _keep(page: Page, name: str) -> None:
    if folder := os.environ.get(PICTURES):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def _must_fit(page: Page, name: str) -> None:
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{name} is {over} px wider than the window"


def _must_be_accessible(page: Page, name: str) -> None:
    found = Axe().run(page, options=AXE_RULES).response["violations"]
    told = [f"{fault['id']}: {[node['target'] for node in fault['nodes']][:3]}" for fault in found]
    assert not told, f"{name}: " + "; ".join(told)
