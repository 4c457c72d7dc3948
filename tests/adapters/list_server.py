"""A real web server on loopback that hands out revocation lists, well or badly."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.adapters.loopback_http import serving


@dataclass
class Page:
    """What is answered at one path; `slowly` seconds pass between each of its bytes."""

    content: bytes = b""
    status: int = 200
    goes_to: str = ""
    slowly: float = 0.0


@dataclass
class ListServer:
    """The pages by path, and what was asked for (path and headers, in order)."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, content: bytes) -> str:
        self.pages[path] = Page(content)
        return self.address(path)


@contextmanager
def list_server() -> Iterator[ListServer]:
    """Serve until the block ends."""
    served = ListServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
            page = served.pages.get(self.path, Page(status=404))
            self.send_response(302 if page.goes_to else page.status)
            if page.goes_to:
                self.send_header("Location", page.goes_to)
            self.send_header("Content-Length", str(len(page.content)))
            self.end_headers()
            self._write(page)

        def _write(self, page: Page) -> None:
            try:
                for byte in page.content if page.slowly else ():
                    self.wfile.write(bytes([byte]))
                    time.sleep(page.slowly)
                if not page.slowly:
                    self.wfile.write(page.content)
            except ConnectionError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Silence: the tests look at `asked`."""

    with serving(Handler) as served.port:
        yield served
