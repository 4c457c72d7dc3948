"""A person's own signing in: where she is signed in, what was tried, and her second factors."""

from __future__ import annotations

from fastapi import Response
from fastapi.responses import HTMLResponse

from casework.signing_in import passkeys
from casework.signing_in.once_more import must_show, show_once_more
from casework.signing_in.own_logins import (
    level_words,
    own_logins,
    renew_recovery_codes,
    role_words,
)
from casework.signing_in.posting import tell_of_change
from casework.signing_in.second_factor import set_up_anew
from casework.signing_in.sessions import end_all, end_one
from domain.errors import InvalidInput
from portal.later import after
from portal.origin import origin_of
from portal.routing import EVERYBODY, Pages
from portal.visit import Visit
from portal.visitor import Visitor
from portal.ways import leads

pages = Pages()
HERE = "/mine-logins"
WRONG = 422
REMOVED = "Adgangsnøglen er fjernet."
KEPT = "Adgangsnøglen er ikke fjernet: du skal have noget at logge ind med. Tilføj en anden først."


@pages.get(HERE, who=EVERYBODY)
def own(visit: Visit) -> Response:
    """Sessions, the last steps, app, passkeys and recovery codes."""
    return _page(visit)


@pages.post(f"{HERE}/afslut", who=EVERYBODY)
def end(visit: Visit) -> Response:
    """End one session: the telephone that was lost."""
    ended = end_one(visit.office, visit.account, visit.text("login"))
    return visit.go(HERE, told="Login er afsluttet." if ended else "Det login var allerede afsluttet.")


@pages.post(f"{HERE}/afslut-andre", who=EVERYBODY)
def end_others(visit: Visit) -> Response:
    """End every session but this one."""
    count = end_all(visit.office, visit.account, but=visit.cookies.session(visit.request))
    return visit.go(HERE, told=f"Afsluttede andre logins: {count}.")


@pages.post(f"{HERE}/noedkoder", who=EVERYBODY)
def renew(visit: Visit) -> Response:
    """New recovery codes, shown once."""
    try:
        codes = renew_recovery_codes(visit.office, visit.account, visit.text("kode"), origin_of(visit))
    except InvalidInput as error:
        return _page(visit, error)
    return visit.page("signing_in/codes.html", codes=codes, onwards=HERE)


@pages.post(f"{HERE}/ny-telefon", who=EVERYBODY)
def new_phone(visit: Visit) -> Response:
    """Begin anew with another telephone."""
    try:
        set_up_anew(visit.office, visit.account, visit.text("noedkode"), origin_of(visit))
    except InvalidInput as error:
        return _page(visit, error)
    answer = visit.go("/log-ind", told="Log ind igen. Så sætter du appen op på din nye telefon.")
    visit.cookies.forget_session(answer)
    return answer


@pages.get(f"{HERE}/noegle", who=EVERYBODY)
def new_passkey(visit: Visit) -> Response:
    """Where a passkey is added."""
    return _passkey_page(visit)


@pages.post(f"{HERE}/noegle", who=EVERYBODY)
def passkey_made(visit: Visit) -> Response:
    """The passkey that the browser made."""
    try:
        show_once_more(visit.office, visit.session, visit.text("kode"), origin_of(visit))
        passkeys.add(visit.office, visit.account, origin_of(visit), visit.text("svar"))
    except InvalidInput as error:
        return _passkey_page(visit, error)
    answer = visit.go(HERE, told="Adgangsnøglen er gemt.")
    after(answer, tell_of_change, visit.office, visit.account.email)
    return answer


@pages.post(f"{HERE}/fjern-noegle", who=EVERYBODY)
def remove_passkey(visit: Visit) -> Response:
    """Take one of her passkeys away, if there is something else to sign in with."""
    removed = passkeys.remove(visit.office, visit.account, visit.text("noegle"))
    return visit.go(HERE, told=REMOVED if removed else KEPT)


def _page(visit: Visitor, error: InvalidInput | None = None) -> HTMLResponse:
    return visit.page(
        "signing_in/own.html",
        status=WRONG if error else 200,
        own=own_logins(visit.office, visit.account),
        here=visit.session.id if visit.session else "",
        level_words=level_words,
        role_words=role_words,
        passkeys_possible=passkeys.place_of(visit.office) is not None,
        has_tokens=leads(visit, "/mine-adgange"),
        problems=error.problems if error else (),
    )


def _passkey_page(visit: Visitor, error: InvalidInput | None = None) -> HTMLResponse:
    options = passkeys.ask_to_add(visit.office, visit.account, visit.browser)
    values = {
        "options": options,
        "problems": error.problems if error else (),
        "once_more": must_show(visit.office, visit.session),
    }
    return visit.page("signing_in/passkey.html", status=WRONG if error else 200, **values)
