"""The portal as a web application over one opened home. Nothing here asks Prefect anything."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI
from starlette.types import ASGIApp

from casework.office import Office
from portal import faults
from portal.api.app import add_api
from portal.assets import Assets
from portal.cookies import Cookies
from portal.counter import Counter
from portal.guard import Guard
from portal.pages import every_page
from portal.routing import NOTHING_BY_ITSELF, Rule

AT_ONCE = 4
"""How many visits are worked on at once. More would only take turns on the same processor, each later done;
fewer would let two long papers keep everybody waiting.
"""


def create_app(office: Office) -> ASGIApp:
    """The application. Raises ValueError where a route has no rule, or two."""
    app = FastAPI(**NOTHING_BY_ITSELF, lifespan=_few_at_once)
    rules: dict[tuple[str, str], Rule] = {}
    for part in every_page():
        for rule in part.rules:
            if (rule.method, rule.path) in rules:
                raise ValueError(f"{rule.method} {rule.path} has two rules")
            rules[rule.method, rule.path] = rule
        app.router.routes += part.router.routes  # as they are: to include them would make each once more
    secure = office.settings.portal_url.startswith("https:")
    app.state.rules, app.state.counter = rules, Counter(office)
    app.state.assets, app.state.cookies = Assets.load(), Cookies(secure)
    faults.install(app)
    add_api(app)
    return Guard(app, secure=secure)


@asynccontextmanager
async def _few_at_once(app: FastAPI) -> AsyncIterator[None]:
    del app
    to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
    yield
