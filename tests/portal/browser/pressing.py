"""Where a form of the portal stands, found by opening every page as the role would."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from domain.values import Role
from portal.routing import Rule
from tests.portal.browser.addresses import ACCOUNT_OF, Here, address_of, is_page, lookers

FORMS = dict[Rule, tuple[str, str]]
FORM = re.compile(r'<form[^>]*\bmethod="post"[^>]*\baction="([^"]*)"')
_SIGNING_IN = "on the way in: test_signing_in_seen.py and tests/portal/pages/test_second_factor.py"
PRESSED_ELSEWHERE: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "/log-ind",
            "/log-ind/kode",
            "/log-ind/link/{token}",
            "/log-ind/noedkode",
            "/log-ind/noegle",
            "/log-ind/opret-kode",
            "/log-ind/opret-noegle",
            "/log-ind/rolle",
            "/mine-logins/fjern-noegle",
            "/mine-logins/noegle",
        ),
        _SIGNING_IN,
    ),
    "/betroet/afgoer": "wants a receipt's code: tests/portal/pages/test_confidential.py",
    "/brugere/adgange/luk": "wants somebody's token: test_books_seen.py",
    "/forloeb/{ref}/forlaengelse": "wants an open decision: test_decisions_seen.py",
    "/forloeb/{ref}/fravigelse/{matter}/udfald": "wants an explanation: tests/portal/pages/test_deviation.py",
    "/forloeb/{ref}/gor/{command}": "every command's own form: test_every_form.py",
    "/forloeb/{ref}/kladde/{form}": "sent by the script while somebody types: test_forms_seen.py",
    "/forloeb/{ref}/kladde/{form}/slet": "wants a draft: tests/portal/test_drafts.py",
    "/forloeb/{ref}/laest/set": "wants a glance in an emergency: test_seeing_seen.py",
    "/henvis/kladde": "sent by the script while somebody types: test_forms_seen.py",
    "/log-ud": "on every page; nothing is seen after it: tests/portal/pages/test_signing_in.py",
    "/opbevaring/slet": "wants a file that is due: test_decisions_seen.py",
    "/post/{number}/set": "wants a mail that was never answered: tests/portal/pages/test_post.py",
    "/timer/{number}/lav/{basis}": "wants a month whose files are not made: test_decisions_seen.py",
}
"""What cannot be pressed like the others, and where it is."""
FOLLOWS: Mapping[str, str] = {
    "/forloeb/{ref}/indsigt/tag-med": "/forloeb/{ref}/indsigt/udelad",
    "/fravaer/indfoer": "/fravaer/se",
    "/hold/{mentor}/overdrag": "/hold/{mentor}/se",
    "/kalender/abonnement/stop": "/kalender/abonnement",
    "/mine-adgange/luk": "/mine-adgange",
}
"""What stands on a page only after another action."""


def forms_of(here: Here, role: Role, rules: list[Rule]) -> FORMS:
    """Each action a role can press somewhere: on which page, and to which address the form goes."""
    visitor = here.portal.visitor(ACCOUNT_OF[role])
    found: FORMS = {}
    for rule in rules:
        if not is_page(rule) or role not in lookers(rule):
            continue
        address = address_of(rule, role, here)
        for action in actions_on(visitor.get(address).text):
            if posted := _rule_of(action, rules):
                found.setdefault(posted, (address, action))
    return found


def actions_on(page: str, pattern: str = "") -> list[str]:
    """Where the forms of a page go: all, or those to addresses of a route."""
    actions = [urlsplit(html.unescape(action)).path for action in FORM.findall(page)]
    return [action for action in actions if not pattern or _fits(pattern, action)]


def _rule_of(path: str, rules: list[Rule]) -> Rule | None:
    """The rule of an address; of two that fit, the one with more words of its own."""
    fitting = [rule for rule in rules if rule.method == "POST" and _fits(rule.path, path)]
    return min(fitting, key=lambda rule: rule.path.count("{"), default=None)


def _fits(pattern: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", pattern), path) is not None
