"""Inbound mail: what waits for a person, each mail beside the sheet it becomes, and its papers one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Response

from casework.access.refusals import note_refusal
from casework.arriving import quarantine
from casework.arriving.certificate_status import answer_in_words
from casework.arriving.fates import MailFate
from casework.arriving.intake_reasons import REFUSALS
from casework.arriving.mail_reasons import ReasonWords, reason_words
from casework.arriving.quarantine import MailView
from casework.commands.acting import act
from casework.desks.mail_desk import DeskMail, on_desk, paper_of, unseen_matter
from casework.names import FATES, parts
from casework.referrals.referral_sheet import as_sheet_path, elsewhere, sheet
from domain.errors import InvalidInput, MentorError, Problem, Refused
from models.mails import Fate, Mail
from portal.errors import NothingHere
from portal.faults import status_of
from portal.forms.words import in_words
from portal.routing import COORDINATORS, Pages
from portal.typed_numbers import Number
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
MOST_SHOWN = 50
NEW = "nyt"
"""The choice of making a new course of a mail; the other choices are the courses it concerns."""
_NUMBER = re.compile(r"P-\d{4}-\d{4,}", re.ASCII)


@dataclass(frozen=True, slots=True)
class MailLine:
    """A mail in a list, with its reason and what became of it in words."""

    mail: Mail
    words: ReasonWords
    fate: str

    @property
    def in_short(self) -> str:
        """The first sentence of what the reason means."""
        return self.words.means.partition(". ")[0].removesuffix(".")


@pages.get("/post", who=COORDINATORS, nav="Post")
def inbox(visit: Visit, foer: str = "") -> Response:
    """What waits for a person, and then the newest mails; `foer` shows those that came before a mail."""
    ledger, hers = visit.office.ledger, visit.office.staff.coordinator(visit.account.id).controllers
    newest = ledger.newest(MOST_SHOWN + 1, before=_number(foer) if foer else "", of=hers)
    undecided, _ = ledger.waiting()
    quarantined, of_others = ledger.in_quarantine(hers)
    return visit.page(
        "post/list.html",
        waiting=[_line(mail) for mail in ledger.quarantined(MOST_SHOWN, of=hers)],
        quarantined=quarantined,
        of_others=of_others,
        undecided=undecided,
        newest=[_line(mail) for mail in newest[:MOST_SHOWN]],
        older=newest[MOST_SHOWN - 1].id if len(newest) > MOST_SHOWN else "",
        first_page=not foer,
    )


@pages.get("/post/{number}", who=COORDINATORS)
def mail_page(visit: Visit, number: str) -> Response:
    """A mail beside what was read of it. Who reads it is written down."""
    return _shown(visit, on_desk(visit.office, _hers(visit, number), visit.actor))


@pages.get("/post/{number}/bilag/{paper}", who=COORDINATORS)
def paper_file(visit: Visit, number: str, paper: Number) -> Response:
    """One paper of a mail to save, never shown as a page; 0 is the mail's own text."""
    found = paper_of(visit.office, _hers(visit, number), paper, visit.actor)
    return visit.file(found.content, found.file_name, found.media_type)


@pages.post("/post/{number}/registrer", who=COORDINATORS)
def register(visit: Visit, number: str) -> Response:
    """Make a course of a quarantined mail, or add it to one, from the sheet as it was filled in."""
    mail_id, typed = _hers(visit, number), _typed(visit)
    try:
        fate = _decided(visit, mail_id, visit.text("bliver"), typed)
    except (InvalidInput, Refused) as error:
        return _again(visit, mail_id, error, typed)
    return visit.go(f"/forloeb/{fate.course_ref}", told=_told(fate))


@pages.post("/post/{number}/afvis", who=COORDINATORS)
def refuse(visit: Visit, number: str) -> Response:
    """End a quarantined mail without acting on it. It is kept, sealed."""
    mail_id = _hers(visit, number)
    if visit.text("grund") not in REFUSALS:
        missing = Problem("grund", "mangler", "vælg, hvorfor mailen afvises")
        return _again(visit, mail_id, InvalidInput("Mail", (missing,)), None)
    try:
        quarantine.refuse(visit.office, mail_id, visit.actor, visit.text("grund"), said=visit.text("ord"))
    except InvalidInput as error:
        return _again(visit, mail_id, error, None)
    return visit.go("/post", told=f"Mail {mail_id} er afvist. Den er gemt forseglet.")


@pages.post("/post/{number}/set", who=COORDINATORS)
def mark_seen(visit: Visit, number: str) -> Response:
    """Say that the news a mail brought has been seen."""
    mail_id = _hers(visit, number)
    ref, matter = visit.office.ledger.mail(mail_id).course_ref, unseen_matter(visit.office, mail_id)
    if ref is None or not matter:
        raise Refused("seen-already", "Mailen er allerede markeret som set.")
    act(visit.office, ref, "MarkUpdateSeen", json.dumps({"matter": matter}).encode(), visit.actor)
    return visit.go(f"/post/{mail_id}", told="Mailen er markeret som set.")


def _number(text: str) -> str:
    """A mail's number from an address. Raises NothingHere for what is none."""
    if not _NUMBER.fullmatch(text):
        raise NothingHere
    return text


def _hers(visit: Visitor, number: str) -> str:
    """The number of a mail there is, of a municipality she works for. Raises NothingHere for any other, which
    is written down.
    """
    limits = visit.office.staff.coordinator(visit.account.id).controllers
    if not visit.office.ledger.has(_number(number), of=limits):
        note_refusal(visit.office, visit.account, visit.rule.path, NothingHere.code)
        raise NothingHere
    return number


def _line(mail: Mail) -> MailLine:
    return MailLine(mail, reason_words(mail.reason), f"{FATES[mail.fate]} {mail.duplicate_of or ''}".strip())


def _typed(visit: Visitor) -> dict[str, str]:
    fields = ((as_sheet_path(name), visit.text(name)) for name in visit.form)
    return {path: raw for path, raw in fields if path}


def _decided(visit: Visitor, mail_id: str, becomes: str, typed: Mapping[str, str]) -> MailFate:
    said = visit.text("ord")
    if becomes == NEW:
        return quarantine.release(visit.office, mail_id, visit.actor, typed, said=said)
    concerned = {one.ref for one in quarantine.look_at(visit.office, mail_id).concerned}
    if becomes not in concerned:
        wrong = Problem("bliver", "er ikke valgt", "vælg, hvad mailen skal blive til")
        raise InvalidInput("Mail", (wrong,))
    return quarantine.join(visit.office, mail_id, becomes, visit.actor, typed, said=said)


def _told(fate: MailFate) -> str:
    if fate.effect == "began":
        missing = " Der mangler dele; jobcenteret får besked om dem." if fate.incomplete else ""
        return f"Mail {fate.mail_id} er blevet til sag {fate.course_ref}.{missing}"
    return f"Mail {fate.mail_id} er lagt til sag {fate.course_ref}."


def _again(visit: Visitor, mail_id: str, error: MentorError, typed: Mapping[str, str] | None) -> Response:
    """The page as it was sent, with what is wrong."""
    status, _ = status_of(error)
    desk = on_desk(visit.office, mail_id, visit.actor)
    problems = error.problems if isinstance(error, InvalidInput) else ()
    fault = "" if problems else in_words(error.message)
    return _shown(visit, desk, status=status, typed=typed, problems=problems, fault=fault)


def _shown(
    visit: Visitor,
    desk: DeskMail,
    *,
    status: int = 200,
    typed: Mapping[str, str] | None = None,
    problems: tuple[Problem, ...] | None = None,
    fault: str = "",
) -> Response:
    view = desk.view
    found = view.problems if problems is None else problems
    values: dict[str, Any] = {
        "desk": desk,
        "line": _line(view.mail),
        "now_words": reason_words(view.reason_now) if _is_otherwise_now(view) else None,
        "answer": answer_in_words(view.answer),
        "missing": parts(view.missing),
        "waits": view.mail.fate == Fate.QUARANTINED,
        "obstacles": {one.ref: in_words(one.obstacle) for one in view.concerned},
        "unseen": unseen_matter(visit.office, view.mail.id),
        "sections": sheet(desk.typed if typed is None else typed, found),
        "elsewhere": elsewhere(found),
        "sent": typed is not None or problems is not None,
        "refusals": REFUSALS,
        "refused_for": [REFUSALS[one] for one in view.mail.remarks.split() if one in REFUSALS],
        "becomes": visit.text("bliver") or _likeliest(desk),
        "said": visit.text("ord"),
        "longest": quarantine.LONGEST,
        "problems": found,
        "fault": fault,
    }
    return visit.page("post/mail.html", status=status, **values)


def _is_otherwise_now(view: MailView) -> bool:
    """Whether the judge would give another reason today; an authentic mail is shown as such."""
    return view.reason_now not in (view.mail.reason, "accepted")


def _likeliest(desk: DeskMail) -> str:
    """What is chosen until she chooses: nothing, where two courses come into question."""
    choices = {0: NEW, 1: desk.view.concerned[0].ref if desk.view.concerned else ""}
    return choices.get(len(desk.view.concerned), "")
