"""`mentor mail …`: fetching referrals, judging mails without registering them, and ending a quarantine."""

from __future__ import annotations

import asyncio
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal, NoReturn

from cyclopts import Parameter

from adapters.as_json import as_json
from adapters.mailbox import MailboxUnavailable
from adapters.settings import load_settings
from casework.arriving import quarantine
from casework.arriving.fates import MailFate
from casework.arriving.intake import fetch_mails, file_mails, settle_all
from casework.arriving.intake_reasons import REFUSALS
from casework.arriving.judging import SeenFile, judged_as_json
from casework.arriving.mail_watch import TakenIn
from casework.arriving.mail_watch import watch as keep_taking_in
from casework.names import FATES
from casework.office import Office, open_office
from deployments.asking_prefect import ask_for_intake
from deployments.cli.danish_help import new_app
from deployments.cli.faults import tell_error
from deployments.cli.mail_view import show_view
from deployments.cli.reading import (
    CourseRef,
    Reader,
    Said,
    actor_of,
    bytes_of,
    course_ref,
    from_file,
    input_of,
    mail_id,
    reader_of,
    words_of,
)
from deployments.prefect_server import PrefectPlace
from deployments.printing import Json, show_rows, tell
from domain.errors import Conflict, InvalidInput, MentorError, Problem

mail = new_app("mail")

FATE = {"mail": "Mail", "verdict": "Afgørelse", "reason": "Grund", "course": "Sag", "fields": "Felter"}
LEDGER = {
    "id": "Mail",
    "received_at": "Modtaget",
    "fate": "Blev til",
    "reason": "Grund",
    "remarks": "Bemærkning",
    "course_ref": "Sag",
    "decided_by": "Afgjort af",
}
MailId = Annotated[str, Parameter(help="Mailens nummer, fx P-2026-0007.")]
By = Annotated[str, Parameter(name="--as", help="Koordinatoren, der afgør det, fx coordinator:kirsten.")]


Known = Annotated[
    Literal["open", "course", "joined", "duplicate", "quarantined", "rejected", "ignored"] | None,
    Parameter(help="Kun mails med den skæbne; open er dem, der ikke er afgjort endnu."),
]
ReadByHand = Annotated[
    str | None,
    from_file("Henvisningen som JSON (se referral schema), hvis mailen ikke kan læses; - for standard ind."),
]


@mail.command
def intake(
    *,
    watch: Annotated[
        bool, Parameter(negative="", help="Bliv ved: tag hver mail ind, så snart den kommer.")
    ] = False,
    json: Json = False,
) -> int:
    """Hent nye mails, gem dem forseglet, og gør godkendte henvisninger til forløb."""
    if watch:
        _keep_taking_in(json=json)
    with open_office() as office:
        fetched, problems = _fetch(office)
        fates, left = asyncio.run(settle_all(office))
        problems += _file(office, fetched)
    show_rows("Post", [_fate(fate) for fate in fates], FATE, json=json, empty="Ingen nye mails.")
    # One that somebody else has settled meanwhile needs nothing more.
    problems += [mail.error for mail in left if not isinstance(mail.error, Conflict)]
    for problem in problems:
        tell_error(problem)
    return problems[0].exit_code if problems else 0


def _keep_taking_in(*, json: bool) -> NoReturn:
    """Until SIGTERM, which ends it at once: whatever is cut off, the next intake goes on from there."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    settings = load_settings()
    place = PrefectPlace(settings.home / "prefect", settings.prefect_port)
    keep_taking_in(
        lambda mail_id: ask_for_intake(place, mail_id), lambda taken: _tell_round(taken, json=json)
    )


def _tell_round(taken: TakenIn, *, json: bool) -> None:
    if taken.fates:
        show_rows("Post", [_fate(fate) for fate in taken.fates], FATE, json=json)
    for problem in (*taken.problems, *((taken.away,) if taken.away else ())):
        tell_error(problem)
    sys.stdout.flush()


def _fetch(office: Office) -> tuple[list[str], list[MentorError]]:
    """What is stored already is settled also when the mailbox is away."""
    try:
        return fetch_mails(office), []
    except MailboxUnavailable as error:
        return [], [error]


def _file(office: Office, mail_ids: list[str]) -> list[MentorError]:
    """What cannot be moved now stays in the inbox; the next intake knows it again and moves it."""
    try:
        file_mails(office, mail_ids)
    except MailboxUnavailable as error:
        return [error]
    return []


def _fate(fate: MailFate) -> dict[str, object]:
    return {
        "mail": fate.mail_id,
        "verdict": fate.verdict,
        "reason": fate.reason,
        "course": fate.course_ref,
        "incomplete": fate.incomplete,
        "effect": fate.effect.value if fate.course_ref else None,
        "fields": ", ".join(fate.fields),
    }


@mail.command
def verify(
    *files: Annotated[Path, Parameter(help="Mails som filer (.eml), én eller flere.")],
    seen: Annotated[Path | None, Parameter(help="JSON-linjer med det, der er set før; opdateres.")] = None,
    json: Json = False,
) -> None:
    """Bedøm mails uden at registrere dem: hvem har underskrevet, hvordan er de beskyttet, hvad er vedlagt."""
    if not files:
        raise InvalidInput("mail verify", (Problem("FILES", "mangler", "angiv mindst én fil"),))
    with open_office() as office:
        memory = SeenFile(seen)
        for number, file in enumerate(files, 1):
            verdict = judged_as_json(office, str(file), bytes_of(file, f"fil nr. {number}"), memory)
            if json:
                print(as_json(verdict))
            else:
                tell(f"{file}: {verdict['verdict']} ({verdict['reason']})")


@mail.command
def ledger(*, fate: Known = None, json: Json = False) -> None:
    """Vis hver mail, der er kommet ind, og hvad der blev af den."""
    with open_office() as office:
        rows = [asdict(entry) for entry in office.ledger.mails()]
    if fate is not None:
        rows = [row for row in rows if row["fate"] == ("" if fate == "open" else fate)]
    if not json:
        rows = [row | {"fate": f"{FATES[row['fate']]} {row['duplicate_of'] or ''}".strip()} for row in rows]
    show_rows("Post", rows, LEDGER, json=json, empty="Der er ikke kommet nogen mails endnu.")


@mail.command
def show(
    number: MailId,
    /,
    *,
    out: Annotated[Path | None, Parameter(help="Mappe, tekst og bilag lægges i (kun for dig).")] = None,
    reader: Reader = None,
    json: Json = False,
) -> None:
    """Vis, hvorfor en mail ligger i karantæne, og hvad der ikke kunne læses. Med --out kan du se den selv."""
    with open_office() as office:
        view = quarantine.look_at(office, mail_id(number))
        if out is not None:
            quarantine.export_mail(office, view.mail.id, out, reader_of(reader))
    show_view(view, json=json)


@mail.command
def release(
    number: MailId, /, *, actor: By, source: ReadByHand = None, said: Said = None, json: Json = False
) -> None:
    """Gør en mail i karantæne til et forløb. Det kan kun en mail, hvis afsender er sikker."""
    with open_office() as office:
        known, who = mail_id(number), actor_of(actor)
        data = None if source is None else input_of(source)
        fate = quarantine.release(office, known, who, data, said=words_of(said))
    _tell(fate, json=json)


@mail.command
def join(
    number: MailId,
    ref: CourseRef,
    /,
    *,
    actor: By,
    source: ReadByHand = None,
    said: Said = None,
    json: Json = False,
) -> None:
    """Bring et forløb à jour med en mail i karantæne: manglende dele eller nyt fra jobcenteret."""
    with open_office() as office:
        data = None if source is None else input_of(source)
        about = mail_id(number), course_ref(ref)
        fate = quarantine.join(office, *about, actor_of(actor), data, said=words_of(said))
    _tell(fate, json=json)


@mail.command
def refuse(
    number: MailId,
    /,
    *,
    actor: By,
    why: Annotated[str, Parameter(help=f"Hvorfor: {', '.join(REFUSALS)}.")] = "",
    said: Said = None,
    json: Json = False,
) -> None:
    """Afvis en mail i karantæne. Den gemmes forseglet, og ingen handler på den."""
    with open_office() as office:
        fate = quarantine.refuse(office, mail_id(number), actor_of(actor), why, said=words_of(said))
    _tell(fate, json=json)


def _tell(fate: MailFate, *, json: bool) -> None:
    show_rows("Post", [_fate(fate)], FATE, json=json)
