"""Windows of a real Chromium onto a served portal, for tests that themselves run in an event loop.

Playwright's own loop must not be another's: everything with a window happens in one thread of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from playwright.sync_api import Browser, Locator, Page

from casework.accounts import account_of
from casework.office import Office
from casework.signing_in.sessions import open_session
from portal.app import create_app
from tests.portal.eyes import running_chromium, serving
from tests.portal.town import SESSION_COOKIE

Result = TypeVar("Result")


@dataclass
class Windows:
    """The portal of an opened home, and the Chromium it is seen in."""

    office: Office
    address: str
    thread: ThreadPoolExecutor
    chromium: Browser

    async def of(self, key: str, size: tuple[int, int]) -> Window:
        """A window of that account."""
        return Window(self, key, await self.run(lambda: self._page(size)))

    async def run(self, what: Callable[[], Result]) -> Result:
        """Do something with windows."""
        return await asyncio.get_running_loop().run_in_executor(self.thread, what)

    def session(self, key: str) -> dict[str, Any]:
        """The cookie of a new session: days pass between two visits, and a session lasts half an hour."""
        account = account_of(self.office, key)
        assert account is not None, key
        secret = open_session(self.office, account, level="totp")
        return {"name": SESSION_COOKIE, "value": secret, "url": self.address}

    def _page(self, size: tuple[int, int]) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        context = self.chromium.new_context(base_url=self.address, viewport=viewport, locale="da-DK")  # type: ignore[arg-type]
        context.set_default_timeout(30_000)
        return context.new_page()


@dataclass
class Window:
    """One person's window."""

    windows: Windows
    key: str
    page: Page

    async def _run(self, what: Callable[[], Result]) -> Result:
        cookie = self.windows.session(self.key)
        await self.windows.run(lambda: self.page.context.add_cookies([cookie]))  # type: ignore[list-item]
        return await self.windows.run(what)

    async def reads(self, path: str) -> str:
        """The text of a page."""

        def read() -> str:
            answer = self.page.goto(path)
            assert answer is not None
            assert answer.ok, f"{path}: {answer.status}"
            return self.page.inner_text("main")

        return await self._run(read)

    async def does(self, path: str, *, press: str = "", **fields: Any) -> str:
        """Fill in the form of a page and send it; gives what the next page tells has been done."""

        def act() -> str:
            answer = self.page.goto(path)
            assert answer is not None
            assert answer.ok, f"{path}: {answer.status} {self.page.inner_text('main')}"
            for name, value in fields.items():
                _put(self.page, name, value)
            button = f"main form button:has-text('{press}')" if press else "main form .actions button"
            self.page.locator(button).first.click()
            outcome = self.page.locator("[role=status], .problems, .fault").first
            outcome.wait_for()
            assert outcome.get_attribute("role") == "status", (
                f"{path} → {self.page.url}: {outcome.inner_text()}"
            )
            return outcome.inner_text()

        return await self._run(act)

    async def saves(self, path: str) -> bytes:
        """The file behind an address, fetched as the signed-in browser fetches it."""

        def fetch() -> bytes:
            answer = self.page.context.request.get(path)
            assert answer.ok, f"{path}: {answer.status}"
            return answer.body()

        return await self._run(fetch)


def _put(page: Page, name: str, value: Any) -> None:
    """Fill in one field, whatever kind it is."""
    field = page.locator(f"main [name='{name}']")
    kind = field.first.get_attribute("type") or field.first.evaluate("e => e.tagName.toLowerCase()")
    if kind in {"radio", "checkbox"}:
        _tick(page, name, value)
    elif kind == "select":
        field.select_option(str(value))
    else:
        _open_around(field)
        field.fill(str(value))


def _tick(page: Page, name: str, value: Any) -> None:
    for one in value if isinstance(value, tuple) else (value,):
        page.locator(f"main [name='{name}'][value='{one}']").check()


def _open_around(field: Locator) -> None:
    """What lies folded up is unfolded first, as a person does."""
    field.evaluate("e => { const folded = e.closest('details'); if (folded) folded.open = true; }")


@asynccontextmanager
async def windows_onto(office: Office) -> AsyncIterator[Windows]:
    """The portal of that office, served, and a Chromium; both stop with the block."""
    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as leaving:
        address = leaving.enter_context(serving(create_app(office)))
        thread = leaving.enter_context(ThreadPoolExecutor(1))
        kept = ExitStack()
        chromium = await loop.run_in_executor(thread, lambda: kept.enter_context(running_chromium()))
        try:
            yield Windows(office, address, thread, chromium)
        finally:
            await loop.run_in_executor(thread, kept.close)
