"""One's own tokens for programs: made, shown once, listed and closed."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Response

from casework.access.api_tokens import MOST_DAYS, end_token, make_token, must_be_possible, tokens_of
from casework.signing_in.once_more import must_show, show_once_more
from domain.errors import InvalidInput, Problem
from portal.origin import origin_of
from portal.routing import READERS, Pages
from portal.typed_numbers import number_typed
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
HERE = "/mine-adgange"
WRONG = 422
CHOICES: Mapping[str, str] = {"1": "en dag", "7": "en uge", "30": "en måned", str(MOST_DAYS): "tre måneder"}
FRESH: Mapping[str, str] = {"label": "", "days": "30", "may": "read"}


@pages.get(HERE, who=READERS)
def own(visit: Visit) -> Response:
    """Those one has, and a form for another."""
    return _page(visit)


@pages.post(HERE, who=READERS)
def made(visit: Visit) -> Response:
    """A new one: this answer alone shows it."""
    given = {name: visit.text(name) for name in FRESH}
    days, may_act = int(given["days"]) if given["days"] in CHOICES else 0, given["may"] == "act"
    try:
        must_be_possible(visit.office, visit.account, given["label"], days)
        show_once_more(visit.office, visit.session, visit.text("kode"), origin_of(visit))
        _, secret = make_token(visit.office, visit.account, given["label"], days, may_act=may_act)
    except InvalidInput as error:
        return _page(visit, given=given, problems=error.problems)
    return _page(visit, secret=secret)


@pages.post(f"{HERE}/luk", who=READERS)
def closed(visit: Visit) -> Response:
    """It ends at once, wherever it is used."""
    number = number_typed(visit.text("adgang"))
    ended = number is not None and end_token(visit.office, visit.account, number)
    return visit.go(HERE, told="Adgangen er lukket." if ended else "Den adgang var allerede lukket.")


def _page(
    visit: Visitor,
    *,
    secret: str = "",
    given: Mapping[str, str] = FRESH,
    problems: tuple[Problem, ...] = (),
) -> Response:
    return visit.page(
        "api_tokens/page.html",
        status=WRONG if problems else 200,
        tokens=tokens_of(visit.office, visit.account),
        secret=secret,
        given=given,
        problems=problems,
        choices=CHOICES,
        once_more=must_show(visit.office, visit.session),
    )
