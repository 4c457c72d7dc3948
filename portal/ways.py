"""Ways from a page to where something is done: only to routes there are and the visitor's role may use."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from portal.forms.words import SAYINGS
from portal.routing import Rule
from portal.visitor import Visitor

OWN_PAGES: Mapping[str, str] = {
    "MatchMentor": "/forloeb/{ref}/match",
    "DecideExtension": "/forloeb/{ref}/forlaengelse",
    "ProposeExtension": "/forloeb/{ref}/forlaengelse",
    "RecordMeeting": "/forloeb/{ref}/besog",
    "ShowLogEntry": "/forloeb/{ref}/vis",
    "AcknowledgeDeviation": "/forloeb/{ref}/fravigelse/{matter}",
}
"""Commands that are done on a page made for them; all others have their form."""
OF_MATTERS: Mapping[str, str] = {
    "g": "/forloeb/{ref}/rapport/{matter}",
    "i": "/forloeb/{ref}/indsigt",
    "d": "/forloeb/{ref}/indsigt",
    "s": "/forloeb/{ref}/fremgang/{matter}",
}
"""Matters that are settled on a page made for them, by the letter of their names (`domain.matters`)."""
ITS_MATTER = "{matter}"
SUBJECT = "om"
"""In the address of a form: the matter or appointment it is about, so that it need not be chosen again."""
ITS_FORM = "/forloeb/{ref}/gor/{command}"


def leads(visit: Visitor, path: str) -> bool:
    """Whether there is a page at that path (as the route table writes it) that this visitor may open."""
    rules: Mapping[tuple[str, str], Rule] = visit.request.app.state.rules
    rule = rules.get(("GET", path))
    return rule is not None and (rule.is_public or visit.account.role in rule.who)


def way_to_do(visit: Visitor, ref: str, command: str, subject: str = "") -> str:
    """Where that command is done on a course; empty where this visitor has no page for it. `subject` names
    the matter or appointment it is about.
    """
    if not command:
        return ""
    own = OF_MATTERS.get(subject[:1], ITS_FORM) if command == "SettleMatter" else ITS_FORM
    paths = (OWN_PAGES.get(command, own), ITS_FORM)
    path = next((path for path in paths if leads(visit, path) and (subject or ITS_MATTER not in path)), "")
    asked = f"?{urlencode({SUBJECT: subject})}" if path and subject and ITS_MATTER not in path else ""
    return path.format(ref=ref, command=command, matter=subject) + asked


def button_of(command: str) -> str:
    """The words on the button that leads to a command."""
    return SAYINGS[command].title if command in SAYINGS else ""
