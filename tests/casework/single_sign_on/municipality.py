"""A municipality's sign-in on this machine: idpyoidc, an OpenID provider by others than our client's makers,
over HTTP on loopback with an RSA key of its own. It can be told to be crooked, part by part.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from cryptojwt.jws.jws import JWS, factory
from cryptojwt.key_jar import build_keyjar
from idpyoidc.server import Server
from idpyoidc.server.configure import OPConfiguration
from idpyoidc.server.exception import UnAuthorizedClient

HIGH = "https://level.example/substantial"
LOW = "https://level.example/low"
CLIENT, SECRET = "mentorforloeb", "en lang hemmelighed med + og % i"
JONAS = {"email": "Jonas.Kjaer@jobcenter.example", "email_verified": True}
NAMES = "idpyoidc.server"

SIGN_IN_PAGE = """<!doctype html><html lang="da"><title>Kommune A</title>
<main><h1>Kommune A</h1><a href="{back}">Jeg er Jonas</a></main>"""

Spoiling = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass
class Municipality:
    """The sign-in as a test sees it, honest until it is told otherwise.

    `spoil` changes a token's claims before it is signed, `tell` what it tells of her apart from the token.
    With `foreign_key` it signs by a key that is not its own, with `other_key_id` it names one that it shows
    nowhere. `discovery` and `answer` take the place of what it says.
    """

    issuer: str
    server: Server
    spoil: Spoiling | None = None
    tell: Spoiling | None = None
    foreign_key: bool = False
    other_key_id: bool = False
    discovery: dict[str, Any] = field(default_factory=dict)
    answer: tuple[int, bytes] | None = None
    asked: list[str] = field(default_factory=list)

    def sign_in(self, address: str) -> dict[str, str]:
        """What a browser does: follow the address, sign in, and bring back what stands in the address."""
        return _query(self.back(address))

    def back(self, address: str) -> str:
        """Where whoever comes to that address is sent back to, signed in."""
        endpoint, request = self.server.get_endpoint("authorization"), _query(address)
        read = endpoint.parse_request(request, http_info={"headers": {}})
        done = endpoint.process_request(read, http_info={"headers": {}})
        return str(endpoint.do_response(request=read, **done)["response"])

    def signs_in(self, person: Mapping[str, Any], level: str = HIGH) -> None:
        """Whoever comes now is this person, at this level."""
        context = self.server.context
        context.userinfo.db["somebody"] = dict(person)
        context.authn_broker["anybody"]["acr"] = level

    def knows(self, back_to: str) -> None:
        """We may be sent back to that address."""
        self.server.context.cdb[CLIENT]["redirect_uris"] = [(back_to, None)]

    def new_key(self) -> None:
        """The sign-in takes a new key, and shows it."""
        fresh = _keys().export_jwks(private=True)
        for owner in ("", self.issuer):
            self.server.keyjar.return_issuer(owner).flush()
            self.server.keyjar.import_jwks(fresh, owner)

    def respond(self, path: str, form: dict[str, str], headers: dict[str, str]) -> tuple[int, bytes]:
        """What it answers over HTTP."""
        self.asked.append(path)
        if self.answer is not None:
            return self.answer
        if path == "/jwks":
            return 200, json.dumps(self.server.keyjar.export_jwks(issuer_id="")).encode()
        if path == "/.well-known/openid-configuration":
            said = {**self.server.context.provider_info, "jwks_uri": f"{self.issuer}/jwks", **self.discovery}
            return 200, json.dumps(said, default=list).encode()
        if path.startswith("/authorization?"):
            return 200, SIGN_IN_PAGE.format(back=escape(self.back(path))).encode()
        if path == "/userinfo":
            return self._userinfo(headers)
        return self._token(form, headers) if path == "/token" else (404, b"")

    def _token(self, form: dict[str, str], headers: dict[str, str]) -> tuple[int, bytes]:
        endpoint, http = self.server.get_endpoint("token"), {"headers": headers}
        try:
            read = endpoint.parse_request(form, http_info=http)
        except UnAuthorizedClient:
            return 401, b""
        done = read if "error" in read else endpoint.process_request(request=read, http_info=http)
        if "error" in done:
            return 400, json.dumps({"error": done["error"]}).encode()
        said = json.loads(endpoint.do_response(request=read, **done)["response"])
        return 200, json.dumps({**said, "id_token": self._signed(said["id_token"])}).encode()

    def _userinfo(self, headers: dict[str, str]) -> tuple[int, bytes]:
        endpoint, http = self.server.get_endpoint("userinfo"), {"headers": headers}
        done = endpoint.process_request(endpoint.parse_request({}, http_info=http), http_info=http)
        if "error" in done:
            return 401, b""
        told = json.loads(endpoint.do_response(**done)["response"])
        return 200, json.dumps((self.tell or dict)(told)).encode()

    def _signed(self, token: str) -> str:
        if self.spoil is None and not self.foreign_key and not self.other_key_id:
            return token
        read = factory(token)
        claims = (self.spoil or dict)(read.jwt.payload())
        (key,) = (_keys() if self.foreign_key else self.server.keyjar).get_signing_key("RSA", "")
        key.kid = "shown-nowhere" if self.other_key_id else read.jwt.headers["kid"]
        return str(JWS(json.dumps(claims), alg="RS256").sign_compact([key]))


@contextmanager
def municipality() -> Iterator[Municipality]:
    """The sign-in, running; it knows us as a client."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    issuer = f"http://127.0.0.1:{httpd.server_port}"
    server = Server(OPConfiguration(_configuration(issuer)), keyjar=None)
    server.context.cdb[CLIENT] = {
        "client_id": CLIENT,
        "client_secret": SECRET,
        "redirect_uris": [],
        "response_types_supported": ["code"],
        "token_endpoint_auth_method": "client_secret_basic",
        "allowed_scopes": ["openid", "email", "profile"],
    }
    running = Municipality(issuer, server)
    httpd.municipality = running
    thread = threading.Thread(target=httpd.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(dict(parse_qsl(body)))

    def _answer(self, form: dict[str, str]) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, body = self.server.municipality.respond(self.path, form, headers)
        with suppress(ConnectionError):  # whoever asks for too much hangs up
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        """Say nothing among the tests' lines."""


def _query(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def _keys() -> Any:
    return build_keyjar(KEY_DEFINITIONS)


KEY_DEFINITIONS = [
    {"type": "RSA", "key": "", "use": ["sig"]},
    {"type": "EC", "crv": "P-256", "use": ["sig"]},
]


def _endpoints(claims: dict[str, None]) -> dict[str, Any]:
    return {
        "authorization": {
            "path": "authorization",
            "class": f"{NAMES}.oidc.authorization.Authorization",
            "kwargs": {"client_authn_method": None, "response_types_supported": ["code"]},
        },
        "token": {
            "path": "token",
            "class": f"{NAMES}.oidc.token.Token",
            "kwargs": {"client_authn_method": ["client_secret_basic", "client_secret_post"]},
        },
        "userinfo": {
            "path": "userinfo",
            "class": f"{NAMES}.oidc.userinfo.UserInfo",
            "kwargs": {"client_authn_method": ["bearer_header"], "base_claims": claims},
        },
    }


def _configuration(issuer: str) -> dict[str, Any]:
    claims = {"email": None, "email_verified": None, "upn": None}
    return {
        "issuer": issuer,
        "key_conf": {"key_defs": KEY_DEFINITIONS},
        "token_handler_args": {
            "key_conf": {"key_defs": [{"type": "oct", "bytes": 24, "use": ["enc"], "kid": "code"}]},
            "code": {"kwargs": {"lifetime": 600}},
            "token": {"class": f"{NAMES}.token.jwt_token.JWTToken", "kwargs": {"lifetime": 600}},
            "id_token": {"class": f"{NAMES}.token.id_token.IDToken", "kwargs": {"base_claims": claims}},
        },
        "endpoint": _endpoints(claims),
        "userinfo": {"class": f"{NAMES}.user_info.UserInfo", "kwargs": {"db": {"somebody": dict(JONAS)}}},
        "authentication": {
            "anybody": {
                "acr": HIGH,
                "class": f"{NAMES}.user_authn.user.NoAuthn",
                "kwargs": {"user": "somebody"},
            }
        },
        "add_on": {
            "pkce": {
                "function": f"{NAMES}.oauth2.add_on.pkce.add_support",
                "kwargs": {"essential": True, "code_challenge_methods": {"S256": None}},
            }
        },
        "session_params": {"encrypter": {"kwargs": {"password": "p" * 32, "salt": "s" * 16}}},
        "cookie_handler": {
            "class": f"{NAMES}.cookie_handler.CookieHandler",
            "kwargs": {
                "keys": {"key_defs": [{"type": "OCT", "kid": kind, "use": [kind]} for kind in ("enc", "sig")]}
            },
        },
        "claims_interface": {"class": f"{NAMES}.session.claims.ClaimsInterface", "kwargs": {}},
    }
