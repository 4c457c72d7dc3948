"""Windows of a real Chromium onto a served portal, in which people go where a link or a button leads.

Playwright's own loop must not be another's: everything with a window happens in one thread of its own, by
`Windows.run`; the methods of a `Window` are called there.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import pyotp
from playwright.sync_api import Browser, Locator, Page
from pypdf import PdfReader

from casework.access.accounts import account_of
from casework.office import Office
from casework.signing_in.sessions import open_session
from portal.app import create_app
from tests.portal.eyes import running_chromium, serving
from tests.portal.mailed_link import link_in_mail
from tests.portal.town import SESSION_COOKIE

Result = TypeVar("Result")
TOLD = "main [role=status], [role=status].told, .problems, .fault"
"""What the next page says of what was done, or of why it was not."""


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
    """One person's window. Nothing in it is reached by an address but the front page."""

    windows: Windows
    key: str
    page: Page

    def signs_in(self, address: str, maildirs: Path) -> None:
        """For the first time: the link in the mail, an app set up for the second step, the codes kept."""
        page = self.page
        page.goto("/")
        page.get_by_label("Din arbejdsmail").fill(address)
        page.get_by_role("button", name="Send mig et link").click()
        page.get_by_role("heading", name="Se i din mail").wait_for()
        page.goto(link_in_mail(maildirs, address))
        page.get_by_role("button", name="Fortsæt").click()
        page.get_by_text("Jeg kan ikke læse billedet").click()
        secret = page.locator(".secret code").inner_text().replace(" ", "")
        page.get_by_label("Kode", exact=True).fill(pyotp.TOTP(secret).at(self.windows.office.now))
        page.get_by_role("button", name="Gem appen").click()
        page.get_by_role("link", name="Jeg har gemt dem").click()
        page.get_by_role("button", name="Fortsæt som").click()
        page.get_by_role("heading", level=1, name="Min dag").wait_for()

    def arrives(self) -> None:
        """She is signed in, some days later, and sees her day."""
        self.page.context.add_cookies([self.windows.session(self.key)])  # type: ignore[list-item]
        self.page.goto("/")
        self.page.get_by_role("heading", level=1, name="Min dag").wait_for()

    def takes(self, waiting: str) -> None:
        """Press the button of what waits on her day."""
        line = self.page.locator("ul.day > li").filter(has_text=waiting).first
        line.locator(".day-do a").click()
        self.page.wait_for_load_state()

    def opens_course(self, ref: str) -> None:
        """From the first place on her day that names it."""
        self.page.locator("main").get_by_role("link", name=ref).first.click()
        self.page.get_by_role("heading", level=1, name=ref).wait_for()

    def follows(self, name: str) -> None:
        """Press a link of the page, also one that lies folded up."""
        link = self.page.locator("main a").filter(has_text=re.compile(rf"^\s*{re.escape(name)}")).first
        _open_around(link)
        link.click()
        self.page.wait_for_load_state()

    def reads(self) -> str:
        """The text of the page as it stands."""
        return self.page.inner_text("main")

    def ticks(self, label: str) -> None:
        """Tick a box by what stands beside it."""
        self.page.get_by_role("checkbox", name=label, exact=True).check()

    def sends(self, button: str, **fields: Any) -> str:
        """Fill in fields of the page and press that button; gives what the next page says was done."""
        for name, value in fields.items():
            _put(self.page, name, value)
        self.page.locator("main").get_by_role("button", name=button, exact=True).click()
        told = self.page.locator(TOLD).first
        told.wait_for()
        assert told.get_attribute("role") == "status", f"{button}: {self.page.url}: {told.inner_text()}"
        return told.inner_text()

    def reads_pdf(self, link: str) -> str:
        """Fetch the document behind a link of the page; gives its text."""
        with self.page.expect_download() as coming:
            self.page.locator("main").get_by_role("link", name=link).first.click()
        pages = PdfReader(BytesIO(coming.value.path().read_bytes())).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())


def _put(page: Page, name: str, value: Any) -> None:
    """Fill in one field, whatever kind it is."""
    field = page.locator(f"main [name='{name}']")
    kind = field.first.get_attribute("type") or field.first.evaluate("e => e.tagName.toLowerCase()")
    if kind in {"radio", "checkbox"}:
        for one in value if isinstance(value, tuple) else (value,):
            page.locator(f"main [name='{name}'][value='{one}']").check()
    elif kind == "select":
        field.select_option(str(value))
    else:
        _open_around(field)
        field.fill(str(value))


def _open_around(place: Locator) -> None:
    """What lies folded up is unfolded first, as a person does."""
    place.evaluate("e => { const folded = e.closest('details'); if (folded) folded.open = true; }")


@asynccontextmanager
async def windows_onto(office: Office) -> AsyncIterator[Windows]:
    """The portal of that office, served, and a Chromium; both stop with the block."""
    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as leaving:
        address = leaving.enter_context(serving(create_app(office)))
        office.settings = office.settings.model_copy(update={"portal_url": address})
        thread = leaving.enter_context(ThreadPoolExecutor(1))
        kept = ExitStack()
        chromium = await loop.run_in_executor(thread, lambda: kept.enter_context(running_chromium()))
        try:
            yield Windows(office, address, thread, chromium)
        finally:
            await loop.run_in_executor(thread, kept.close)
