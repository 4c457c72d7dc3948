"""Reading what was typed: references, actors, instants and files, each with an error that names the cure."""

from __future__ import annotations

import re
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from adapters.mailbox import FETCH_BYTES
from domain.calendar import instant_at, local
from domain.errors import InvalidInput, Problem
from domain.values import Actor, Role, is_course_ref

SYSTEM = frozenset({Role.CLOCK, Role.MAILROOM})
CourseRef = Annotated[str, Parameter(help="Sagsnummeret, fx M-2026-0042.")]
AsKnown = Annotated[
    str | None,
    Parameter(name="--at", help="Som det var kendt dengang: en dag (dens slutning) eller et tidspunkt."),
]
CPR_LIKE = re.compile(r"\d{6}[-_.]?\d{4}")


def from_file(help: str) -> Parameter:  # noqa: A002 (cyclopts' own word)
    """The option that names the file with what may not stand on a command line; `-` is standard input."""
    return Parameter(name="--from", allow_leading_hyphen=True, help=help)


def course_ref(text: str) -> str:
    """A course reference. Raises InvalidInput; what was typed is not repeated."""
    if not is_course_ref(text):
        raise InvalidInput("Sag", (Problem("ref", "er ikke et sagsnummer", "skriv det som M-2026-0042"),))
    return text


def mail_id(text: str) -> str:
    """The number of a mail in the ledger. Raises InvalidInput; what was typed is not repeated."""
    if not re.fullmatch(r"P-\d{4}-\d{4,}", text):
        raise InvalidInput("Mail", (Problem("id", "er ikke en mails nummer", "skriv det som P-2026-0007"),))
    return text


def actor_of(text: str) -> Actor:
    """`role:id`. Raises InvalidInput; neither the clock nor a CPR number can act."""
    try:
        actor = Actor.parse(text)
    except ValueError:
        actor = None
    if actor is None or actor.role in SYSTEM or CPR_LIKE.search(actor.id):
        cure = "skriv rolle:id, fx coordinator:kirsten eller mentor:amira"
        raise InvalidInput("Hvem", (Problem("--as", "kan ikke læses", cure),))
    return actor


Reader = Annotated[
    str | None, Parameter(name="--as", help="Hvem der læser, fx coordinator:kirsten; skrives ned.")
]
"""Who is shown something personal."""


def reader_of(text: str | None) -> Actor:
    """Who reads. Raises InvalidInput where nobody is named: nothing personal is shown to nobody."""
    if text is None:
        cure = "skriv, hvem der læser, fx --as coordinator:kirsten; det skrives ned"
        raise InvalidInput("Hvem", (Problem("--as", "mangler", cure),))
    return actor_of(text)


def instant_of(text: str, cure: str = "skriv det med tidszone, fx 2026-03-02T10:00:00+01:00") -> datetime:
    """An ISO instant with its zone. Raises InvalidInput."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise InvalidInput("Tidspunkt", (Problem("tidspunkt", "kan ikke læses", cure),))
    return instant.astimezone(UTC)


def moment_of(text: str | None) -> datetime | None:
    """A day, which is its end in Denmark, or an ISO instant with its zone. Raises InvalidInput."""
    if text is None:
        return None
    try:
        return instant_at(date.fromisoformat(text), time.max)
    except ValueError:
        return instant_of(
            text, "skriv en dag som 2026-03-02, eller et tidspunkt som 2026-03-02T10:00:00+01:00"
        )


def moment_words(text: str) -> str:
    """The moment that `text` means, as people write it. Raises InvalidInput."""
    moment = moment_of(text)
    return f"{local(moment):%Y-%m-%d kl. %H.%M}" if moment else ""


def input_of(source: str) -> bytes:
    """The bytes of a file, or of standard input for `-`. Raises InvalidInput."""
    if source == "-":
        return sys.stdin.buffer.read(FETCH_BYTES)
    return bytes_of(Path(source), "--from")


Said = Annotated[Path | None, Parameter(help="Fil med din begrundelse i ord; den gemmes forseglet.")]
"""Free text never stands on a command line."""


def words_of(path: Path | None) -> str:
    """The words in a file; none where there is no file. Raises InvalidInput for what is no UTF-8 text."""
    try:
        return "" if path is None else bytes_of(path, "--said").decode()
    except UnicodeDecodeError:
        raise InvalidInput("--said", (Problem("said", "er ikke tekst", "gem filen som UTF-8"),)) from None


def bytes_of(path: Path, what: str) -> bytes:
    """The bytes of a file, cut where no mail is longer. Raises InvalidInput with why it cannot be read.

    `what` says which file is meant; its path is not repeated, because it may name a person.
    """
    try:
        with path.open("rb") as file:
            return file.read(FETCH_BYTES)
    except OSError as error:
        wrong = f"kan ikke læses ({error.strerror or type(error).__name__})"
        raise InvalidInput("Fil", (Problem(what, wrong, "kontrollér stien og rettighederne"),)) from None
