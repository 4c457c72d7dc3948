"""Ways from a page to where something is done: only to routes there are and the visitor's role may use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from domain.matters import MatterKind
from domain.who import AUTHORITY
from portal.forms.shape import shape_of
from portal.forms.words import SAYINGS
from portal.routing import COURSE, Rule
from portal.visitor import Visitor

OWN_PAGES: Mapping[str, str] = {
    "MatchMentor": "/forloeb/{ref}/match",
    "ReassignMentor": "/forloeb/{ref}/match",
    "PutOnWaitingList": "/forloeb/{ref}/match",
    "DecideExtension": "/forloeb/{ref}/forlaengelse",
    "ProposeExtension": "/forloeb/{ref}/forlaengelse",
    "RecordMeeting": "/forloeb/{ref}/besog",
    "ShowLogEntry": "/forloeb/{ref}/vis",
    "AcknowledgeDeviation": "/forloeb/{ref}/fravigelse/{matter}",
    "AddExplanation": "/forloeb/{ref}/fravigelse/{matter}",
    "EndEffort": "/forloeb/{ref}/fremgang/{matter}",
}
"""Commands that are done on a page made for them; all others have their form."""
OF_MATTERS: Mapping[str, str] = {
    "g": "/forloeb/{ref}/rapport/{matter}",
    "i": "/forloeb/{ref}/indsigt",
    "d": "/forloeb/{ref}/indsigt",
    "s": "/forloeb/{ref}/fremgang/{matter}",
    "o": "/forloeb/{ref}/aendring/{matter}",
    "j": "/forloeb/{ref}/aendring/{matter}",
}
"""Matters that are settled on a page made for them, by the letter of their names (`domain.matters`)."""
MATTER_BUTTONS: Mapping[str, str] = {
    "g": "Læs og godkend rapporten",
    "i": "Gå til anmodningen",
    "d": "Gå til anmodningen",
    "s": "Se målene igennem",
    "o": "Svar på ønsket",
    "j": "Svar på ønsket",
}
"""What the buttons to those pages say."""
AGAIN: Mapping[str, str] = {"PutOnWaitingList": "Sig, hvorfor der stadig ventes"}
"""What a button says where that was done before: a deadline of such a command asks for it anew."""
READ_ON: Mapping[str, str] = {
    **OF_MATTERS,
    "e": "/forloeb/{ref}/forlaengelse",
    "f": "/forloeb/{ref}/fravigelse/{matter}",
}
"""Where a matter can be read, also by one who has nothing to do about it now."""
ABOUT: Mapping[str, MatterKind] = {
    "AcknowledgeDeviation": MatterKind.DEVIATION,
    "AddExplanation": MatterKind.DEVIATION,
    "EndEffort": MatterKind.NO_PROGRESS,
}
"""Commands about a matter of that kind: where only one is open, it is meant."""
ITS_MATTER = "{matter}"
SUBJECT = "om"
"""In the address of a form: the matter or appointment it is about, so that it need not be chosen again."""
NAMING = ("matter", "appointment", "replaces", "goal", "corrects", "disclosure")
"""Which of a command's fields its address names: the first that it has."""
_ID = re.compile(r"[a-z][0-9]{1,6}")
ITS_FORM = "/forloeb/{ref}/gor/{command}"


TOLD: Mapping[str, tuple[str, str]] = {"CompleteReferral": ("/forloeb/{ref}/nyt", "Send det, der mangler")}
"""What the jobcentre sends where we would note that it came."""
BESIDE: Mapping[str, str] = {
    "Giv nyt om forløbet": "/forloeb/{ref}/nyt",
    "Planlæg et besøg alene": "/forloeb/{ref}/besoeg-alene",
    "Underret om et barn": "/forloeb/{ref}/underretning",
    "Betro en leder en oplysning": "/forloeb/{ref}/betro",
}
"""What is done beside an open course, without a command of its own."""


def ways_beside(visit: Visitor, ref: str) -> list[tuple[str, str]]:
    """The pages beside an open course that this visitor may open, each with its name."""
    return [(name, path.format(ref=ref)) for name, path in BESIDE.items() if leads(visit, path)]


def leads(visit: Visitor, path: str) -> bool:
    """Whether there is a page at that path (as the route table writes it) that this visitor may open."""
    rules: Mapping[tuple[str, str], Rule] = visit.request.app.state.rules
    rule = rules.get(("GET", path))
    if rule is None or not (rule.is_public or visit.account.role in rule.who):
        return False
    return rule.about is not COURSE or rule.in_emergency or not visit.only_reads


def way_to_do(visit: Visitor, ref: str, command: str, subject: str = "") -> str:
    """Where that command is done on a course; empty where this visitor has no page for it. `subject` names
    the matter or appointment it is about.
    """
    if not command:
        return ""
    subject = subject or _only_one(visit, ref, command)
    own = OF_MATTERS.get(subject[:1], ITS_FORM) if command == "SettleMatter" else ITS_FORM
    paths = (OWN_PAGES.get(command, own), ITS_FORM)
    path = next((path for path in paths if leads(visit, path) and (subject or ITS_MATTER not in path)), "")
    asked = f"?{urlencode({SUBJECT: subject})}" if path and subject and ITS_MATTER not in path else ""
    return path.format(ref=ref, command=command, matter=subject) + asked


def way_to_tell(visit: Visitor, ref: str, command: str) -> tuple[str, str]:
    """What the jobcentre does by telling it, where one of ours would act: the way, and the words of its
    button. Both empty for everybody and everything else.
    """
    path, button = TOLD.get(command, ("", ""))
    if visit.account.role not in AUTHORITY or not path or not leads(visit, path):
        return "", ""
    return path.format(ref=ref), button


def way_to_read(visit: Visitor, ref: str, subject: str) -> str:
    """Where that matter is told of; empty where there is no page about it that this visitor may open."""
    path = READ_ON.get(subject[:1], "")
    return path.format(ref=ref, matter=subject) if path and leads(visit, path) else ""


def asked_about(visit: Visitor, command: str) -> dict[str, str]:
    """The field of a command that names what the form was opened for (a matter, an appointment, a goal);
    nothing, where the address names none.
    """
    subject = visit.request.query_params.get(SUBJECT, "")
    names = {spec.name for spec in shape_of(command)}
    field = next((name for name in NAMING if name in names), "")
    return {field: subject} if field and _ID.fullmatch(subject) else {}


def _only_one(visit: Visitor, ref: str, command: str) -> str:
    kind = ABOUT.get(command)
    found = visit.office.casebook.course(ref).open_matters(kind) if kind else ()
    return found[0].id if len(found) == 1 else ""


def button_of(command: str, subject: str = "", *, again: bool = False) -> str:
    """The words on the button that leads to a command; of a matter with a page of its own, what is done
    there. `again`: it was done before, and is asked for anew.
    """
    if again and command in AGAIN:
        return AGAIN[command]
    if command == "SettleMatter" and subject[:1] in MATTER_BUTTONS:
        return MATTER_BUTTONS[subject[:1]]
    return SAYINGS[command].title if command in SAYINGS else ""
