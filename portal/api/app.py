"""The API within the portal: its own errors and its own description, the same rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException

from domain.signing_in import Limit
from portal.api import acting, description, errors, reading
from portal.api.door import ROOT
from portal.api.pace import Pace
from portal.routing import NOTHING_BY_ITSELF, Rule

MINUTE = timedelta(minutes=1)
LOT = 10
CALLS = Limit("api-token", 30, MINUTE)
"""Lots of ten calls of one token: a program that fetches every course of a large supplier is done within
minutes.
"""
TRIES = Limit("api-stranger", 30, MINUTE)
"""From one place without a token that holds."""
PARTS = (description.pages, reading.pages, acting.pages)


def api_rules() -> list[Rule]:
    """The rule of every route of the API."""
    return [replace(rule, path=ROOT + rule.path) for part in PARTS for rule in part.rules]


def add_api(app: FastAPI) -> None:
    """Put the API below `ROOT`, and its rules among those of the pages."""
    api = FastAPI(**NOTHING_BY_ITSELF)
    rules: dict[tuple[str, str], Rule] = app.state.rules
    for part in PARTS:
        api.router.routes += part.router.routes
    rules |= {(rule.method, rule.path): rule for rule in api_rules()}
    api.state.rules, api.state.counter = rules, app.state.counter
    api.state.pace, api.state.strangers = Pace(CALLS, LOT), Pace(TRIES)
    errors.install(api)
    app.mount(ROOT, api)
    _answer_programs_in_json(app)


def _answer_programs_in_json(app: FastAPI) -> None:
    """An address with a line break in it reaches no part of the app, and so the pages' own answer."""
    for_people = app.exception_handlers[HTTPException]

    def by_address(request: Request, error: Exception) -> Any:
        for_programs = request.url.path.startswith(f"{ROOT}/")
        return errors.by_server(request, error) if for_programs else for_people(request, error)

    app.add_exception_handler(HTTPException, by_address)
