"""The API's door: a token instead of a sign-in, and then the same rules as for the pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.routing import APIRoute

from casework.access.accounts import Account
from casework.access.api_tokens import Bearer, bearer_of
from casework.access.refusals import note_refusal
from casework.access.seeing import must_see, only_reads
from casework.office import Office
from domain.course import Course
from domain.errors import InvalidInput, MentorError, Problem, UnknownCourse
from domain.input_faults import UNKNOWN, WHOLE
from domain.signing_in import Outcome
from domain.values import Actor, is_course_ref
from portal.api.errors import NotThisRole, TokenNeeded, TokenReadsOnly, TooFast
from portal.api.pace import Pace
from portal.counter import Counter
from portal.errors import NothingHere, OnlyToRead, TooLarge
from portal.routing import COURSE, Rule

ROOT = "/api/v1"
MOST_BYTES = 1_000_000
"""Of what is sent: more than two of the longest commands together."""
BEARER = "bearer "


async def sent(request: Request) -> bytes:
    """What was sent. Raises TooLarge."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise TooLarge
    return bytes(body)


@dataclass
class Caller:
    """One call: by whose program, on which home, with what it sent."""

    request: Request
    office: Office
    rule: Rule
    bearer: Bearer
    body: bytes = b""

    @property
    def account(self) -> Account:
        """Whose program it is."""
        return self.bearer.account

    @property
    def actor(self) -> Actor:
        """How what it does is signed: by its owner."""
        return self.account.actor

    @property
    def ref(self) -> str:
        """The course in the address; empty where there is none, and for what has not the form of one."""
        ref = str(self.request.path_params.get("ref", ""))
        return ref if is_course_ref(ref) else ""

    def course(self, ref: str) -> Course:
        """The course the door has let her see."""
        return self.office.casebook.course(ref)

    def object(self) -> dict[str, Any]:
        """The JSON object that was sent. Raises InvalidInput."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            problem = Problem(WHOLE, "er ikke en samling felter", "send felterne som JSON i { }")
            raise InvalidInput("Kaldet", (problem,))
        return found


def enter(request: Request, body: Annotated[bytes, Depends(sent)]) -> Iterator[Caller]:
    """Let the program in. Raises TokenNeeded, TooFast, NotThisRole, TokenReadsOnly, NothingHere."""
    counter: Counter = request.app.state.counter
    office = counter.office()
    try:
        rule: Rule = request.app.state.rules[request.method, ROOT + request.scope["route"].path]
        caller = Caller(request, office, rule, _bearer(request, office, rule.path), body)
        _must_be_let_in(caller)
        yield caller
    finally:
        office.left.close()


Call = Annotated[Caller, Depends(enter)]


def _bearer(request: Request, office: Office, path: str) -> Bearer:
    """Strangers are counted by where they come from, so that trying out tokens costs nothing but time."""
    header = request.headers.get("authorization", "")
    secret = header[len(BEARER) :].strip() if header.lower().startswith(BEARER) else ""
    pace: Pace = request.app.state.pace
    bearer = bearer_of(office, secret)
    if bearer is not None:
        _must_keep_pace(pace, office, bearer, path)
        return bearer
    strangers: Pace = request.app.state.strangers
    peer = request.client.host if request.client else ""
    strangers.must_not_be_too_fast(office.sign_ins.limits, peer, office.now)
    if secret:
        office.sign_ins.log.write(Outcome.BEARER_REFUSED, office.now)
    raise TokenNeeded


def _must_keep_pace(pace: Pace, office: Office, bearer: Bearer, path: str) -> None:
    """The first call too many is written down, not the thousand after it."""
    try:
        pace.must_not_be_too_fast(office.sign_ins.limits, str(bearer.token.id), office.now)
    except TooFast as refusal:
        if refusal.first:
            note_refusal(office, bearer.account, path, refusal.code)
        raise


def _must_be_let_in(caller: Caller) -> None:
    """Whoever is turned away is written down, by the pattern of the address alone."""
    try:
        _must_keep_the_rule(caller)
    except MentorError as refusal:
        note_refusal(caller.office, caller.account, caller.rule.path, refusal.code, caller.ref)
        # A course she may not see is, to her, no course: no answer tells that it exists.
        raise NothingHere if isinstance(refusal, UnknownCourse) else refusal from None
    _must_be_known_names(caller.request)


def _must_keep_the_rule(caller: Caller) -> None:
    if caller.account.role not in caller.rule.who:
        raise NotThisRole
    if caller.rule.method == "POST" and not caller.bearer.token.may_act:
        raise TokenReadsOnly
    if caller.rule.about is COURSE:
        must_see(caller.office, caller.account, caller.ref)
        if not caller.rule.in_emergency and only_reads(caller.office, caller.account, caller.ref):
            raise OnlyToRead


def _must_be_known_names(request: Request) -> None:
    """A mistyped name in the address would be passed over, and everything be answered instead of a part."""
    route: APIRoute = request.scope["route"]
    known = {field.alias for field in route.dependant.query_params}
    if set(request.query_params) - known:
        cure = f"brug kun {', '.join(sorted(known))}" if known else "fjern det, der står efter ?"
        raise InvalidInput("Adressen", (Problem(UNKNOWN, "kendes ikke", cure),))
