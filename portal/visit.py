"""The door: nobody reaches a page before it is known who she is and that the page's rule lets her in."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.datastructures import FormData

from casework.access.refusals import note_ended, note_refusal
from casework.access.seeing import OutOfSight, must_see, only_reads
from casework.office import Office
from casework.signing_in.sessions import Session, session_of
from casework.signing_in.sessions import csrf_of as csrf_of_secret
from domain.errors import MentorError, Refused, UnknownCourse
from portal.cookies import Cookies, new_browser
from portal.counter import Counter
from portal.errors import FormOutdated, HandedOver, NotForThisRole, NothingHere, OnlyToRead, SignInFirst
from portal.forms.drafting import kept_after_session
from portal.menu import menu_of
from portal.routing import COURSE, Rule
from portal.visitor import CSRF_FIELD, Visitor

MOST_FIELDS = 5_000
SIGN_OUT = "/log-ud"
NUMBERED = "{number}"
SHOWING = frozenset({"/forloeb/{ref}/vis/borger", "/forloeb/{ref}/vis/tilbage"})
"""All that opens while the device is with a citizen."""
NOT_HERS = frozenset(
    {"may-not-read", "not-her-course", "not-her-municipality", "not-her-controller", "own-visits"}
)
"""Rules that refuse the person, not what she does."""
NOT_THERE = frozenset({"unknown-visit", "unknown-incident", "unknown-letter"})
"""Rules that say that there is nothing of that number."""
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


async def posted(request: Request) -> AsyncIterator[FormData]:
    """What was posted, with its files until it is answered; nothing where it is no form."""
    if not request.headers.get("content-type", "").startswith(FORMS):
        yield FormData()
        return
    async with request.form(max_fields=MOST_FIELDS, max_files=10, max_part_size=8_000_000) as form:
        yield form


def enter(request: Request, form: Annotated[FormData, Depends(posted)]) -> Iterator[Visitor]:
    """Let the visitor in. Raises SignInFirst, NotForThisRole, NothingHere, FormOutdated; where she is signed
    in, or was, that she was turned away is written down.
    """
    counter: Counter = request.app.state.counter
    office = counter.office()
    try:
        visitor = _visitor(request, office, form)
        _must_be_let_in(visitor)
        with _noting(visitor):
            yield visitor
    finally:
        office.left.close()


@contextmanager
def _noting(visitor: Visitor) -> Iterator[None]:
    """What is refused behind the door is written down too: one of several courses that a form names, or words
    that are not for this reader.
    """
    try:
        yield
    except OutOfSight as refusal:
        note_refusal(visitor.office, visitor.account, visitor.rule.path, refusal.code, refusal.ref)
        raise NothingHere from None
    except Refused as refusal:
        if refusal.rule in NOT_HERS:
            note_refusal(visitor.office, visitor.account, visitor.rule.path, refusal.rule, visitor.ref)
        # Numbers can be counted up: what is somebody else's is, to her, not there.
        if NUMBERED in visitor.rule.path and refusal.rule in NOT_HERS | NOT_THERE:
            raise NothingHere from None
        raise


Visit = Annotated[Visitor, Depends(enter)]


def _visitor(request: Request, office: Office, form: FormData) -> Visitor:
    cookies: Cookies = request.app.state.cookies
    session = session_of(office, cookies.session(request))
    browser = cookies.browser(request) or new_browser()
    rule: Rule = request.app.state.rules[request.method, request.scope["route"].path]
    return Visitor(
        request=request,
        office=office,
        rule=rule,
        cookies=cookies,
        browser=browser,
        csrf=csrf_of(office, session, browser),
        menu=menu_of(request.app.state.rules.values(), session.account.role) if session else (),
        session=session,
        form=form,
    )


def csrf_of(office: Office, session: Session | None, browser: str) -> str:
    """What a form must carry to count: of this session, or before signing in of this browser."""
    return session.csrf if session else office.keyring.digest("portal-csrf", browser).hex()


def _must_be_let_in(visitor: Visitor) -> None:
    session = visitor.session
    try:
        _must_keep_the_rule(visitor, session)
    except MentorError as refusal:
        if session is not None:
            note_refusal(visitor.office, session.account, visitor.rule.path, refusal.code, visitor.ref)
        else:
            secret = visitor.cookies.session(visitor.request)
            note_ended(visitor.office, secret, visitor.rule.path, visitor.ref)
        # A course she may not see is, to her, no course: no answer tells that it exists.
        raise NothingHere if isinstance(refusal, UnknownCourse) else refusal from None


def _must_keep_the_rule(visitor: Visitor, session: Session | None) -> None:
    rule = visitor.rule
    if not rule.is_public and session is None:
        raise SignInFirst(_way_back(visitor))
    if session is not None and session.shows and not _stays(visitor, session.shows):
        raise HandedOver(session.shows)
    if rule.method == "POST":
        _must_be_our_form(visitor)
    if rule.is_public or session is None:
        return
    if session.account.role not in rule.who:
        raise NotForThisRole
    if rule.about is COURSE:
        must_see(visitor.office, session.account, visitor.ref)
        if not rule.in_emergency and only_reads(visitor.office, session.account, visitor.ref):
            raise OnlyToRead


def _stays(visitor: Visitor, ref: str) -> bool:
    """Whether somebody who was only given the device to read her log book may open that."""
    return visitor.rule.path == SIGN_OUT or (visitor.rule.path in SHOWING and visitor.ref == ref)


def _must_be_our_form(visitor: Visitor) -> None:
    origin = visitor.request.headers.get("origin")
    if origin not in (None, "null") and urlsplit(origin).netloc != visitor.request.headers.get("host"):
        raise FormOutdated
    if not hmac.compare_digest(visitor.text(CSRF_FIELD).encode(), visitor.csrf.encode()):
        raise FormOutdated


def _way_back(visitor: Visitor) -> str:
    """Where she goes on when she has signed in: to her page, or to the form whose session ended by itself
    while she was writing, which waits there as a draft.
    """
    if visitor.request.method == "GET":
        return visitor.request.url.path
    return kept_after_session(visitor, lambda secret: csrf_of_secret(visitor.office, secret))
