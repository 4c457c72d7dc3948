"""A responder on loopback whose answers are made by `openssl ocsp`, or are bad on purpose.

`openssl ocsp -port` answers on every interface of the machine; so here the web server is ours, on 127.0.0.1,
and each question goes to `openssl ocsp` as a file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from deployments.openssl_mail import openssl
from deployments.test_authority import Issuer
from tests.adapters.loopback_http import serving

ANSWERING_USAGE = "keyUsage = critical,digitalSignature\nextendedKeyUsage = OCSPSigning\n"
NO_CHECK = "noCheck = ignored\n"


@dataclass(frozen=True)
class OpensslAnswers:
    """`openssl ocsp` with an authority's own index, signing by `signer` (key and certificate)."""

    issuer: Issuer
    signer: tuple[Path, Path]
    options: tuple[str, ...] = ("-ndays", "1")

    def __call__(self, request: bytes) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            asked, answer = Path(folder) / "asked.der", Path(folder) / "answer.der"
            asked.write_bytes(request)
            key, certificate = self.signer
            who = ("-index", self.issuer.folder / "index.txt", "-CA", self.issuer.certificate)
            by = ("-rsigner", certificate, "-rkey", key)
            openssl("ocsp", *who, *by, "-reqin", asked, "-respout", answer, *self.options)
            return answer.read_bytes()


@dataclass
class Responder:
    """How questions are answered just now, and all that came."""

    port: int
    answer: Callable[[bytes], bytes] = lambda _: b""
    status: int = 200
    goes_to: str = ""
    asked: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/ocsp"


@contextmanager
def responder() -> Iterator[Responder]:
    """Serve until the block ends."""
    served = Responder(0)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            served.asked.append(request)
            content = served.answer(request)
            self.send_response(302 if served.goes_to else served.status)
            if served.goes_to:
                self.send_header("Location", served.goes_to)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Silence: the tests look at `asked`."""

    with serving(Handler) as served.port:
        yield served


def names_responder(address: str) -> str:
    """The line of an extension file with which a certificate names its responder."""
    return f"authorityInfoAccess = OCSP;URI:{address}\n"
