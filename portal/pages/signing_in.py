"""Signing in: a link by mail, the second factor, and which role."""

from __future__ import annotations

from fastapi import Response
from fastapi.responses import HTMLResponse

from casework.access.accounts import Account, accounts_with
from casework.names import ROLES
from casework.signing_in import passkeys, second_factor
from casework.signing_in.entering import Entered, SignInLapsed, accounts_of, enter, under_way_in
from casework.signing_in.links import LinkUnusable, ask_for_link, open_link
from casework.signing_in.posting import send_link, tell_of_change
from casework.signing_in.sessions import change_role, end_session
from casework.single_sign_on.providers import sign_ins
from casework.single_sign_on.whom import may_go_on_as
from domain.errors import InvalidInput
from domain.signing_in import own_path
from models.signing_in.links import UnderWay
from portal.errors import NotForThisRole
from portal.later import after
from portal.origin import origin_of
from portal.routing import EVERYBODY, PUBLIC, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
GONE, WRONG = 410, 422
SET_UP_ANEW = "Du brugte en nødkode. Er telefonen væk, så sæt en ny op under »Mine login«."


@pages.get("/log-ind", who=PUBLIC)
def ask(visit: Visit, til: str = "") -> Response:
    """Where one writes one's work e-mail; `til` is the page one came for."""
    if visit.session:
        return visit.go(own_path(til))
    elsewhere = sign_ins(visit.office)
    return visit.page("signing_in/ask.html", next=own_path(til), email="", problems=(), elsewhere=elsewhere)


@pages.post("/log-ind", who=PUBLIC)
def asked(visit: Visit) -> Response:
    """The same answer whether anybody has that address or not; the mail goes out after it."""
    email, wanted = visit.text("email"), own_path(visit.text("til"))
    try:
        letter = ask_for_link(visit.office, email, origin_of(visit), next_path=wanted)
    except InvalidInput as error:
        values = {"next": wanted, "email": email, "problems": error.problems}
        elsewhere = sign_ins(visit.office)
        return visit.page("signing_in/ask.html", status=WRONG, elsewhere=elsewhere, **values)
    answer = visit.go("/log-ind/se-din-mail")
    if letter is not None:
        after(answer, send_link, visit.office, letter)
    return answer


@pages.get("/log-ind/se-din-mail", who=PUBLIC)
def look_in_your_mail(visit: Visit) -> Response:
    """What to do now."""
    return visit.page("signing_in/sent.html")


@pages.get("/log-ind/link/{token}", who=PUBLIC)
def link(visit: Visit, token: str) -> Response:
    """One button: programs that look at mails open every link in them, and must not use it up."""
    del token
    return visit.page("signing_in/link.html")


@pages.post("/log-ind/link/{token}", who=PUBLIC)
def link_opened(visit: Visit, token: str) -> Response:
    """Use the link up, and go on to the second factor."""
    try:
        under_way = open_link(visit.office, token, origin_of(visit))
    except LinkUnusable as error:
        return visit.page("signing_in/unusable.html", status=GONE, why=error.why.value, text=error.message)
    return visit.go(_second_step(visit, under_way))


@pages.get("/log-ind/kode", who=PUBLIC)
def code(visit: Visit) -> Response:
    """Where one writes the code that the app shows."""
    if visit.session:
        return visit.go("/")
    under_way = under_way_in(visit.office, visit.browser)
    if under_way.proven or not second_factor.has_factor(visit.office, under_way):
        return visit.go(_second_step(visit, under_way))
    return _code_page(visit, under_way)


@pages.post("/log-ind/kode", who=PUBLIC)
def code_given(visit: Visit) -> Response:
    """The code from the app."""
    under_way = under_way_in(visit.office, visit.browser)
    try:
        second_factor.give_code(
            visit.office, under_way.email, visit.text("kode"), origin_of(visit), under_way
        )
    except InvalidInput as error:
        return _code_page(visit, under_way, error)
    return _onwards(visit)


@pages.post("/log-ind/noedkode", who=PUBLIC)
def recovery_code_given(visit: Visit) -> Response:
    """One of the codes that are kept for the day the phone is gone."""
    under_way = under_way_in(visit.office, visit.browser)
    try:
        second_factor.give_recovery_code(
            visit.office, under_way.email, visit.text("noedkode"), origin_of(visit), under_way
        )
    except InvalidInput as error:
        return _code_page(visit, under_way, error)
    return _onwards(visit, told=SET_UP_ANEW)


@pages.post("/log-ind/noegle", who=PUBLIC)
def passkey_given(visit: Visit) -> Response:
    """A passkey instead of a code."""
    under_way = under_way_in(visit.office, visit.browser)
    try:
        passkeys.use(visit.office, under_way, origin_of(visit), visit.text("svar"))
    except InvalidInput as error:
        return _code_page(visit, under_way, error)
    return _onwards(visit)


@pages.get("/log-ind/opret-kode", who=PUBLIC)
def set_up(visit: Visit) -> Response:
    """Setting the app up, the first time one signs in."""
    if visit.session:
        return visit.go("/")
    under_way = under_way_in(visit.office, visit.browser)
    if under_way.proven or second_factor.has_factor(visit.office, under_way):
        return visit.go(_second_step(visit, under_way))
    return _set_up_page(visit, under_way)


@pages.post("/log-ind/opret-kode", who=PUBLIC)
def app_set_up(visit: Visit) -> Response:
    """The first code is right: show the recovery codes, once."""
    under_way = under_way_in(visit.office, visit.browser)
    if under_way.proven or second_factor.has_factor(visit.office, under_way):
        return visit.go(_second_step(visit, under_way))
    try:
        codes = second_factor.confirm_setup(visit.office, under_way, visit.text("kode"), origin_of(visit))
    except InvalidInput as error:
        return _set_up_page(visit, under_way, error)
    return _set_up_done(visit, under_way, codes)


@pages.post("/log-ind/opret-noegle", who=PUBLIC)
def passkey_set_up(visit: Visit) -> Response:
    """The same with a passkey."""
    under_way = under_way_in(visit.office, visit.browser)
    if under_way.proven or second_factor.has_factor(visit.office, under_way):
        return visit.go(_second_step(visit, under_way))
    try:
        codes = passkeys.set_up(visit.office, under_way, origin_of(visit), visit.text("svar"))
    except InvalidInput as error:
        return _set_up_page(visit, under_way, error)
    return _set_up_done(visit, under_way, codes)


@pages.get("/log-ind/rolle", who=PUBLIC)
def role(visit: Visit) -> Response:
    """Which of one's roles to go on as: after signing in, or to change it."""
    return visit.page("signing_in/role.html", choices=[(one.key, ROLES[one.role]) for one in _mine(visit)])


@pages.post("/log-ind/rolle", who=PUBLIC)
def role_chosen(visit: Visit) -> Response:
    """Go on under that role."""
    key = visit.text("rolle")
    if visit.session is None:
        under_way = under_way_in(visit.office, visit.browser)
        return _in(visit, enter(visit.office, under_way, key, device=origin_of(visit).device))
    chosen = next((one for one in _mine(visit) if one.key == key), None)
    secret = change_role(visit.office, visit.cookies.session(visit.request), chosen) if chosen else None
    if secret is None:
        raise NotForThisRole
    return _in(visit, Entered(secret, "/"))


@pages.post("/log-ud", who=EVERYBODY)
def sign_out(visit: Visit) -> Response:
    """End the session here; what the browser still remembers of its pages is gone too."""
    end_session(visit.office, visit.cookies.session(visit.request))
    answer = visit.go("/log-ind", told="Du er logget ud.")
    answer.headers["Clear-Site-Data"] = '"cache"'
    visit.cookies.forget_session(answer)
    return answer


def _onwards(visit: Visitor, told: str = "") -> Response:
    """Proven: in, or on to the choice among several roles."""
    under_way = under_way_in(visit.office, visit.browser)
    accounts = accounts_of(visit.office, under_way)
    if len(accounts) > 1:
        return visit.go("/log-ind/rolle", told=told)
    key = accounts[0].key if accounts else ""
    return _in(visit, enter(visit.office, under_way, key, device=origin_of(visit).device), told)


def _in(visit: Visitor, entered: Entered, told: str = "") -> Response:
    answer = visit.go(entered.next, told=told)
    visit.cookies.keep_session(answer, entered.secret)
    return answer


def _second_step(visit: Visitor, under_way: UnderWay) -> str:
    if under_way.proven:
        return "/log-ind/rolle"
    known = second_factor.has_factor(visit.office, under_way)
    return "/log-ind/kode" if known else "/log-ind/opret-kode"


def _code_page(visit: Visitor, under_way: UnderWay, error: InvalidInput | None = None) -> HTMLResponse:
    options = passkeys.ask_to_use(visit.office, under_way, visit.browser)
    has_app = second_factor.has_app(visit.office, under_way)
    values = {"options": options, "has_app": has_app, "problems": error.problems if error else ()}
    return visit.page("signing_in/code.html", status=WRONG if error else 200, **values)


def _set_up_done(visit: Visitor, under_way: UnderWay, codes: tuple[str, ...]) -> Response:
    """Show the recovery codes; there are none where another window was faster."""
    if not codes:
        return visit.go(_second_step(visit, under_way))
    answer = visit.page("signing_in/codes.html", codes=codes, onwards="/log-ind/rolle")
    after(answer, tell_of_change, visit.office, under_way.email)
    return answer


def _set_up_page(visit: Visitor, under_way: UnderWay, error: InvalidInput | None = None) -> HTMLResponse:
    setup = second_factor.setup_of(visit.office, under_way)
    options = passkeys.ask_to_set_up(visit.office, under_way, visit.browser)
    values = {"setup": setup, "options": options, "problems": error.problems if error else ()}
    return visit.page("signing_in/setup.html", status=WRONG if error else 200, **values)


def _mine(visit: Visitor) -> tuple[Account, ...]:
    """The accounts to choose among: of the session, or of the sign-in whose second factor was given."""
    if visit.session is not None:
        mine = accounts_with(visit.office, visit.account.email)
        return tuple(one for one in mine if may_go_on_as(visit.office, visit.session.level, one))
    under_way = under_way_in(visit.office, visit.browser)
    if not under_way.proven:
        raise SignInLapsed
    return accounts_of(visit.office, under_way)
