"""Sentences written for the command line, told on pages: they name the page that does the same, or the one
who runs the machine where no page does; never a command, an option or a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from domain.errors import Problem


class Place(NamedTuple):
    """A page as a sentence names it, and its path; `{ref}` is the course at hand."""

    words: str
    path: str


COURSE_PAGE = Place("forløbets side", "/forloeb/{ref}")
ACCESS = Place("forløbets side Indsigt", "/forloeb/{ref}/indsigt")
ENTRUSTED = Place("siden Betroet", "/betroet")
BOARD, CORPS = Place("siden Fordeling", "/hold"), Place("siden Korpset", "/dokumenter")
PLACES: Mapping[str, Place | None] = {
    "mail": Place("siden Post", "/post"),
    "referral": Place("siden Henvis", "/henvis"),
    "course list": Place("siden Forløb", "/forloeb"),
    "course": COURSE_PAGE,
    "extension": COURSE_PAGE,
    "log": COURSE_PAGE,
    "access": ACCESS,
    "access handover": Place("siden Overdragelse", "/overdragelse"),
    "report": COURSE_PAGE,
    "report receipt": Place("siden Kvittering", "/kvittering"),
    "report kept": ENTRUSTED,
    "report read": ENTRUSTED,
    "report decide": ENTRUSTED,
    "report erase": None,
    "retention": Place("siden Opbevaring", "/opbevaring"),
    "retention finish": None,
    "corps absence": Place("siden Fravær", "/fravaer"),
    "corps visit": Place("siden Besøg alene", "/besoeg"),
    "corps incident": Place("siden Hændelser", "/haendelser"),
    "corps caseload": BOARD,
    "corps rota": BOARD,
    "corps leave": BOARD,
    "corps waiting": BOARD,
    "corps goals": Place("siden Korpsets mål", "/korpsets-maal"),
    "corps lieu": Place("siden Afspadsering", "/afspadsering"),
    "corps supervision": Place("siden Supervision", "/supervision"),
    "corps": CORPS,
    "programme migrate": None,
    "programme check": None,
    "programme": Place("siden Programmer", "/programmer"),
    "undelivered": Place("siden Breve", "/uafleveret"),
    "letters": Place("siden Breve", "/breve"),
    "hours": Place("siden Timer", "/timer"),
    "figures": Place("siden Nøgletal", "/noegletal"),
    "decider": Place("siden Brugere", "/brugere"),
    "decision-code": COURSE_PAGE,
}
"""By the words after `mentor`; None, and what is not here: it is the operator's."""
FILES: Mapping[str, str] = {
    "står ikke i staff.toml": "er ikke blandt medarbejderne",
    "staff.toml": "listen over medarbejdere (spørg driften)",
    "i mentor.toml": "i opsætningen (spørg driften)",
    "fra mentor.toml": "fra opsætningen (spørg driften)",
    "i partners.toml": "i opsætningen (spørg driften)",
    "fra partners.toml": "fra opsætningen (spørg driften)",
    "mentor.toml": "opsætningen",
    "partners.toml": "opsætningen",
    "i docs/mail-reasons.md": "på mailens side",
    "i docs/referral-json.md": "i vejledningen til fagsystemer",
    " (skriv den selv, og angiv filen med --from)": "",
}
"""What is said of files and options, as a page says it: the longest that fits first."""
_GROUPS = (
    "init|doctor|up|demo|portal|login|programme|mail|referral|course|extension|hours|figures|log|deadlines|"
    "forecast|corps|round|deliver|letters|undelivered|report|access|retention|decider|decision-code|keys|crl|audit"
)
_COMMAND = re.compile(
    r"(?P<lead>\s*(?:\bmed:?|:)|\bBrug:?|\b[Kk]ør:?|)\s*[»«`]?\bmentor "
    rf"(?P<words>(?:{_GROUPS})\b(?: [a-z][a-z-]+){{0,2}})(?: (?:(?:M|P)-[0-9-]+|SAG))?(?: --[a-z]+)?[»«`]?"
)
_FIELD = re.compile(r" \([a-z]+(?:_[a-z]+)+\)")
_CODES = re.compile(r" \[[^\[\]]+\]")
"""What a file has where people read the words before it."""
_GOAL = re.compile(r"\bg([1-9][0-9]*)\b")
_AS = re.compile(r"(?:[:.]? ?(?:Brug|Skriv(?: fx)?|Angiv)|:)? --as [^.]*")
_OPTION = re.compile(r"--([a-z]+)")


def on_pages(message: str) -> str:
    """The sentence without options of the command line, and with pages instead of commands and files."""
    told = _GOAL.sub(r"mål \1", _CODES.sub("", message))
    told = _COMMAND.sub(_page, _FIELD.sub("", _AS.sub("", told)))
    for written, words in FILES.items():
        told = told.replace(written, words)
    return _OPTION.sub(r"»\1«", told).replace("..", ".").replace("( ", "(").strip()


def worded(problems: Iterable[object] | Mapping[str, str | Iterable[str]]) -> object:
    """Problems as a page has them, each in words of a page; what is none of ours stays as it is."""
    if isinstance(problems, Mapping):
        return {
            name: on_pages(told) if isinstance(told, str) else tuple(map(on_pages, told))
            for name, told in problems.items()
        }
    return tuple(
        replace(one, wrong=on_pages(one.wrong), cure=on_pages(one.cure)) if isinstance(one, Problem) else one
        for one in problems
    )


def pages_in(told: str, ref: str = "") -> list[Place]:
    """The pages that a sentence names, with their paths; the course's own only where a course is at hand."""
    named = {place for place in PLACES.values() if place and re.search(rf"{place.words}\b(?! [A-Z])", told)}
    found = (Place(one.words, one.path.format(ref=ref)) for one in named if ref or "{ref}" not in one.path)
    return sorted({one.words: one for one in sorted(found)}.values())


def _page(found: re.Match[str]) -> str:
    words, lead = f"{found['words']} ", found["lead"].strip()
    place = next((page for group, page in _longest() if words.startswith(f"{group} ")), None)
    if lead.rstrip(":").capitalize() not in ("Brug", "Kør"):
        return f" på {place.words}" if place else " hos driften"
    told = f"brug {place.words}" if place else "spørg driften"
    return told[0].upper() + told[1:] if lead[0].isupper() else told


def _longest() -> list[tuple[str, Place | None]]:
    return sorted(PLACES.items(), key=lambda one: -len(one[0]))
