"""Hands a finished mail to the SMTP server over verified TLS and says exactly how far it got."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPNotSupported,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)
from pydantic import SecretStr

from domain.errors import Unavailable

_ENHANCED_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_PERMANENT = 500
_NO_LOGIN = 530
_GOODBYE_SECONDS = 5
_LOST = (SMTPServerDisconnected, SMTPTimeoutError, OSError)


class Outcome(StrEnum):
    """How a delivery ended: accepted, `retry` (4xx), `refused` (5xx), or `unknown` once DATA had begun."""

    ACCEPTED = "accepted"
    RETRY = "retry"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SendResult:
    """The outcome with the server's reply code; `detail` is its status code (RFC 3463), never its words."""

    outcome: Outcome
    code: int | None = None
    detail: str = ""


class PostmanUnavailable(Unavailable):
    """Nothing was handed over: no connection, no trustworthy TLS, no login. Sending again later is safe."""

    code = "smtp-unavailable"


@dataclass(frozen=True)
class Postman:
    """One SMTP server. TLS is verified and at least 1.2 in both modes; there is no way to send without it.

    `ca_file` replaces the system's trust anchors; `timeout` (for each reply) and `longest` (for a whole mail,
    from the connection to the last reply) are in seconds.
    """

    host: str
    port: int
    mode: Literal["starttls", "tls"] = "starttls"
    ca_file: Path | None = None
    username: str | None = None
    password: SecretStr | None = None
    timeout: float = 60
    longest: float = 100

    async def send(self, raw: bytes, *, sender: str, recipient: str) -> SendResult:
        """Deliver the bytes as they stand (CRLF line ends); raises `PostmanUnavailable`, see there."""
        client, transport = self._client(sender), None
        ends_at = asyncio.get_running_loop().time() + self.longest
        try:
            async with _until(ends_at, client):
                await client.connect()
                if self.mode == "starttls":
                    await client.starttls()
                transport = client.transport
                await self._log_in(client)
                refused = await _address(client, raw, sender, recipient)
            return refused or await _hand_over(client, raw, ends_at)
        except (SMTPException, OSError) as error:
            raise self._unavailable(error) from error
        finally:
            await _part(client, transport)

    async def _log_in(self, client: SMTP) -> None:
        if self.username and self.password:
            await client.login(self.username, self.password.get_secret_value())

    def _client(self, sender: str) -> SMTP:
        return SMTP(
            hostname=self.host,
            port=self.port,
            # The name we greet with: our mail domain instead of a look-up of this machine's name.
            local_hostname=sender.rpartition("@")[2],
            timeout=self.timeout,
            use_tls=self.mode == "tls",
            start_tls=False,  # done by `send`, which must not go on without it
            tls_context=self._context(),
        )

    def _context(self) -> ssl.SSLContext:
        try:
            context = ssl.create_default_context(cafile=self.ca_file)
        except OSError as error:
            raise PostmanUnavailable(f"Filen med rodcertifikatet kan ikke læses: {self.ca_file}") from error
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context

    def _unavailable(self, error: Exception) -> PostmanUnavailable:
        text = f"Mailserveren {self.host}:{self.port} kan ikke bruges: {_cause(error)}. Posten venter."
        return PostmanUnavailable(text)


@asynccontextmanager
async def _until(ends_at: float, client: SMTP) -> AsyncIterator[None]:
    """Whatever is not done by then (the loop's time) is given up and the line closed, without a goodbye."""
    try:
        async with asyncio.timeout_at(ends_at):
            yield
    except TimeoutError:
        client.close()
        raise


async def _address(client: SMTP, raw: bytes, sender: str, recipient: str) -> SendResult | None:
    """Name sender and recipient; gives the answer of a server that refuses, and None if it does not."""
    try:
        await client.mail(sender, options=_size_option(client, raw))
        await client.rcpt(recipient)
    except SMTPResponseException as error:
        if error.code == _NO_LOGIN:
            raise
        return _answered(error)
    return None


async def _hand_over(client: SMTP, raw: bytes, ends_at: float) -> SendResult:
    try:
        async with _until(ends_at, client):
            reply = await client.data(raw)
    except SMTPResponseException as error:
        return _answered(error)
    except _LOST:
        # The server may have it or not. Sending the same bytes again is right either way.
        return SendResult(Outcome.UNKNOWN, detail="connection-lost-after-data")
    return SendResult(Outcome.ACCEPTED, reply.code, _status(reply.message))


async def _part(client: SMTP, transport: asyncio.BaseTransport | None) -> None:
    """Say goodbye and let go of the socket; how the server takes leave changes no outcome."""
    with suppress(SMTPException, OSError):
        if transport is not None and client.is_connected:
            await client.quit(timeout=_GOODBYE_SECONDS)
    client.close()
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()
        await asyncio.sleep(0)


def _size_option(client: SMTP, raw: bytes) -> list[str]:
    return [f"SIZE={len(raw)}"] if client.supports_extension("size") else []


def _answered(error: SMTPResponseException) -> SendResult:
    outcome = Outcome.REFUSED if error.code >= _PERMANENT else Outcome.RETRY
    return SendResult(outcome, error.code, _status(error.message))


def _status(reply: str) -> str:
    found = _ENHANCED_STATUS.search(reply)
    return found.group(1) if found else ""


def _cause(error: Exception) -> str:
    """The cause in words of ours: a server's reply may quote addresses."""
    chain = (error, error.__cause__, error.__context__)
    if any(isinstance(item, ssl.SSLError) for item in chain):
        return "certifikatet kan ikke godkendes, eller TLS fejler"
    if isinstance(error, SMTPAuthenticationError):
        return "brugernavn eller adgangskode blev afvist"
    if isinstance(error, SMTPNotSupported):
        return "den tilbyder ikke det, vi kræver (STARTTLS eller log ind)"
    if isinstance(error, SMTPResponseException):
        return f"den svarede {error.code}"
    if isinstance(error, _LOST):
        return "der er ingen forbindelse, eller den svarer ikke"
    return "den tilbyder ikke STARTTLS"
