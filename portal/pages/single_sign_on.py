"""Signing in at one's own municipality: there, and back again."""

from __future__ import annotations

from fastapi import Response
from fastapi.responses import RedirectResponse

from casework.signing_in.limiting import must_not_be_too_many
from casework.signing_in.sessions import end_session, open_session
from casework.single_sign_on.coming_back import Answer, come_back
from casework.single_sign_on.providers import BACK, START
from casework.single_sign_on.setting_out import set_out
from casework.single_sign_on.whom import accounts_by, level_of
from domain.errors import Refused
from domain.signing_in import JOURNEYS_FROM_BROWSER, JOURNEYS_FROM_PEER, Outcome, own_path
from portal.device import device_of
from portal.routing import PUBLIC, Pages
from portal.visit import Visit
from portal.visitor import SEE_OTHER, Visitor

pages = Pages()
ROLES = "/log-ind/rolle"


@pages.get(START, who=PUBLIC)
def start(visit: Visit, key: str, til: str = "") -> Response:
    """Off to the municipality's sign-in; `til` is the page she wanted."""
    must_not_be_too_many(visit.office, JOURNEYS_FROM_BROWSER, visit.cookies.browser(visit.request))
    must_not_be_too_many(visit.office, JOURNEYS_FROM_PEER, _peer(visit))
    try:
        address = set_out(visit.office, key, visit.browser, own_path(til))
    except Refused as refusal:
        return _refused(visit, key, refusal)
    response = RedirectResponse(address, SEE_OTHER)
    visit.cookies.keep_browser(response, visit.browser)
    return response


@pages.get(BACK, who=PUBLIC)
def back(visit: Visit, key: str) -> Response:
    """Back from it, signed in there; here only if all of it holds."""
    must_not_be_too_many(visit.office, JOURNEYS_FROM_PEER, _peer(visit))
    given = visit.request.query_params
    answer = Answer(
        given.get("state", ""), given.get("code", ""), given.get("error", ""), given.get("iss", "")
    )
    try:
        asserted = come_back(visit.office, key, visit.cookies.browser(visit.request), answer)
        accounts = accounts_by(visit.office, key, asserted.email)
    except Refused as refusal:
        return _refused(visit, key, refusal)
    end_session(visit.office, visit.cookies.session(visit.request))
    secret = open_session(visit.office, accounts[0], level=level_of(key), device=_device(visit))
    response = visit.go(asserted.onward if len(accounts) == 1 else ROLES)
    visit.cookies.keep_session(response, secret)
    return response


def _refused(visit: Visitor, key: str, refusal: Refused) -> Response:
    visit.office.sign_ins.log.write(Outcome.ELSEWHERE_REFUSED, visit.office.now)
    again = START.format(key=key) if key in visit.office.settings.portal.oidc else "/log-ind"
    return visit.page(
        "single_sign_on/refused.html", status=403, text=refusal.message, code=refusal.rule, again=again
    )


def _device(visit: Visitor) -> str:
    return device_of(visit.request.headers.get("user-agent", ""))


def _peer(visit: Visitor) -> str:
    return visit.request.client.host if visit.request.client else ""
