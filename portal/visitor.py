"""One visit to one page: who comes, on which home, with which form; and how it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup
from starlette.datastructures import FormData

from adapters.templates import render
from casework.access.accounts import Account, accounts_with
from casework.access.seeing import only_reads
from casework.names import ROLES
from casework.office import Office
from casework.signing_in.sessions import Session
from casework.single_sign_on.whom import may_go_on_as
from domain.values import Actor
from portal.cookies import Cookies
from portal.errors import SignInFirst
from portal.helping import abouts, explain, term
from portal.menu import Entry
from portal.on_pages import worded
from portal.routing import COURSE, Rule

SEE_OTHER = 303
CSRF_FIELD = "csrf"


@dataclass
class Visitor:
    """What a handler is given. `course` is what the page is about, if the route names one."""

    request: Request
    office: Office
    rule: Rule
    cookies: Cookies
    browser: str
    csrf: str
    menu: tuple[Entry, ...] = ()
    session: Session | None = None
    form: FormData = field(default_factory=FormData)

    @property
    def account(self) -> Account:
        """Who is signed in. Raises SignInFirst where nobody is."""
        if self.session is None:
            raise SignInFirst(self.request.url.path)
        return self.session.account

    @property
    def actor(self) -> Actor:
        """How what she does is signed."""
        return self.account.actor

    @property
    def ref(self) -> str:
        """What the address names as a course, as it was typed; empty where it names none."""
        return str(self.request.path_params.get("ref", ""))

    @cached_property
    def only_reads(self) -> bool:
        """Whether the course in the address is open to her in an emergency alone."""
        return bool(self.ref) and only_reads(self.office, self.account, self.ref)

    def text(self, name: str) -> str:
        """A posted field, without the space around it; empty where it was not posted."""
        value = self.form.get(name)
        return value.strip() if isinstance(value, str) else ""

    def page(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """`templates/portal/<template>` with these values and those every page has."""
        told = self.cookies.told(self.request)
        if values.get("problems"):
            values["problems"] = worded(values["problems"])
        response = HTMLResponse(
            render(f"portal/{template}", {**self._common(), "told": told, **values}) + "\n", status
        )
        if told:
            self.cookies.forget_told(response)
        if self.cookies.browser(self.request) != self.browser:
            self.cookies.keep_browser(response, self.browser)
        return response

    def go(self, path: str, *, told: str = "") -> RedirectResponse:
        """Go on to a page of ours; `told` is shown there once and must hold nothing personal."""
        response = RedirectResponse(quote(path, safe="/?&=#-_.~%"), SEE_OTHER)
        if told:
            self.cookies.tell(response, told)
        return response

    @staticmethod
    def file(content: bytes, name: str, media_type: str) -> Response:
        """Something to save. Its name holds a reference at most; the browser never shows it as a page."""
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type=media_type, headers=headers)

    def _others(self) -> tuple[Account, ...]:
        """The visitor's other roles, which she can change to."""
        if self.session is None:
            return ()
        mine, level = self.session.account, self.session.level
        return tuple(
            other
            for other in accounts_with(self.office, mine.email)
            if other.key != mine.key and may_go_on_as(self.office, level, other)
        )

    def _common(self) -> Mapping[str, Any]:
        field_ = Markup('<input type="hidden" name="{}" value="{}">').format(CSRF_FIELD, self.csrf)
        account = self.session.account if self.session else None
        return {
            "account": account,
            "role": ROLES[account.role] if account else "",
            "roles": [ROLES[other.role] for other in self._others()],
            "menu": self.menu,
            "path": self.request.url.path,
            "csrf": field_,
            "supplier": self.office.settings.supplier,
            "assets": self.request.app.state.assets.paths,
            "now": self.office.now,
            "only_reads": account is not None and self.rule.about is COURSE and self.only_reads,
            "page_help": abouts().get(self.rule.path),
            "explain": explain,
            "term": term,
        }
