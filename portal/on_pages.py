"""Sentences written for the command line, told on pages: they name the page that does the same, or the one
who runs the machine where no page does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

COURSE_PAGE = "forløbets side"
OPERATOR = ""
PLACES: Mapping[str, str] = {
    "mail": "siden Post",
    "course list": "siden Forløb",
    "course": COURSE_PAGE,
    "extension": COURSE_PAGE,
    "log": COURSE_PAGE,
    "corps absence": "siden Fravær",
    "corps visit": "siden Besøg alene",
    "corps incident": "siden Hændelser",
    "corps caseload": "siden Fordeling",
    "corps rota": "siden Fordeling",
    "corps leave": "siden Fordeling",
    "corps waiting": "siden Fordeling",
    "corps": "siden Korpset",
    "programme migrate": OPERATOR,
    "programme check": OPERATOR,
    "programme": "siden Programmer",
    "undelivered": "siden Breve",
    "letters": "siden Breve",
    "hours": "siden Timer",
    "figures": "siden Nøgletal",
    "decider": "siden Brugere",
    "decision-code": COURSE_PAGE,
}
"""By the words after `mentor`; what no page does is the operator's."""
_GROUPS = (
    "init|doctor|up|demo|portal|login|programme|mail|referral|course|extension|hours|figures|log|deadlines|"
    "forecast|corps|round|deliver|letters|undelivered|report|access|retention|decider|decision-code|keys|crl|audit"
)
_COMMAND = re.compile(
    r"(?P<lead>\s*(?:\bmed:?|:)|\bBrug:?|\b[Kk]ør:?|)\s*[»«`]?\bmentor "
    rf"(?P<words>(?:{_GROUPS})\b(?: [a-z][a-z-]+){{0,2}})(?: (?:M|P)-[0-9-]+)?[»«`]?"
)
_FIELD = re.compile(r" \([a-z]+(?:_[a-z]+)+\)")
_AS = re.compile(r"(?:[:.]? ?(?:Brug|Skriv(?: fx)?|Angiv)|:)? --as [^.]*")


def on_pages(message: str) -> str:
    """The sentence without what only the command line has, and with pages instead of its commands."""
    return _COMMAND.sub(_page, _FIELD.sub("", _AS.sub("", message))).replace("..", ".").strip()


def _page(found: re.Match[str]) -> str:
    words, lead = f"{found['words']} ", found["lead"].strip()
    place = next((page for group, page in _longest() if words.startswith(f"{group} ")), OPERATOR)
    begins = lead.rstrip(":").capitalize() in ("Brug", "Kør")
    if not place:
        return "Spørg driften" if begins else " hos driften"
    return f"Brug {place}" if begins else f" på {place}"


def _longest() -> list[tuple[str, str]]:
    return sorted(PLACES.items(), key=lambda one: -len(one[0]))
