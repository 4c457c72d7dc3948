"""What runs: mail in, delivery, rounds, the books, and signing in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from adapters.templates import counted
from casework.assurance import TOO_LATE
from casework.health.finding import Finding, Level, graded, when
from casework.office import Office
from casework.signing_in.own_logins import sign_in_counts, unsent_links
from models.desk_counts import letters_not_away
from models.envelopes import UNDELIVERED, EnvelopeState
from models.health import last_checkpoint, late_courses, oldest_letter
from models.pulses import OK, Part

LOOKED_WITHIN = {Part.MAIL_IN: timedelta(minutes=15), Part.DELIVERY: timedelta(minutes=5)}
"""How often these look; the watch over the mailbox looks anyhow every five minutes."""
ROUND_WITHIN = timedelta(days=5)
"""Longer than any run of closed days without a round (Easter)."""
ASSURED_WITHIN = timedelta(days=2)
FIGURES_WITHIN = timedelta(hours=1)
ASKED_WITHIN = timedelta(minutes=15)
"""So long may what somebody asked for wait, if the delivery is at work at all."""
QUEUE_WITHIN = timedelta(hours=1)
LATELY = timedelta(days=1)
PASSED_OVER = timedelta(hours=3)
"""A deadline that rang so long ago in vain: rounds are every hour the office is open."""
MOST_NAMED = 5
UNCOUNTED = "De kan ikke læses. Kør mentor audit verify, og gendan dem; så tælles de igen af sig selv."
START = "Kør mentor up, eller se i logs/, hvorfor den del er stoppet."


def mail_in(office: Office) -> Iterator[Finding]:
    """When the mailbox was last looked at, and what lies undecided."""
    yield _pulse(office, Part.MAIL_IN, "Sidste blik i postkassen")
    newest = [when(mail.received_at, office.now) for mail in office.ledger.newest(1)]
    yield Finding("Sidste mail", Level.GOOD, *newest or ["der er ikke kommet nogen"])
    undecided, quarantined = office.ledger.waiting()
    forgotten = len(office.ledger.unsettled(office.now - timedelta(hours=1)))
    found = f"{undecided}, heraf {forgotten} i mere end en time"
    yield Finding("Ikke afgjorte mails", graded(forgotten > 0), found, START if forgotten else "")
    cure = "En koordinator skal se på dem." if quarantined else ""
    yield Finding("Mails i karantæne", graded(False, quarantined > 0), f"{quarantined}", cure)


def delivery(office: Office) -> Iterator[Finding]:
    """When letters were last sent, what waits, and what did not arrive."""
    yield _pulse(office, Part.DELIVERY, "Sidste udsendelse")
    count, oldest = oldest_letter(office.database, office.now)
    stuck = oldest is not None and oldest < office.now - QUEUE_WITHIN
    found = f"{count}, den ældste fra {when(oldest, office.now)}" if oldest else "ingen"
    cure = "Se med mentor doctor, om mailserveren svarer." if stuck else ""
    yield Finding("Breve i kø", graded(False, stuck), found, cure)
    letters = letters_not_away(office.database)
    failed = sum(letters[state] for state in UNDELIVERED)
    cure = "En koordinator skal sende dem igen eller afslutte dem." if failed else ""
    yield Finding("Breve, der ikke nåede frem", graded(failed > 0), f"{failed}", cure)
    held = letters[EnvelopeState.HELD]
    cure = "Få modtagerens nye certifikat, og læg det i partners/." if held else ""
    yield Finding("Breve, der venter på et certifikat", graded(held > 0), f"{held}", cure)


def desk(office: Office) -> Iterator[Finding]:
    """What people asked for on a page and is done outside of it."""
    count, oldest = office.jobs.waiting()
    stuck = oldest is not None and oldest < office.now - ASKED_WITHIN
    found = f"{count}, den ældste fra {when(oldest, office.now)}" if oldest else "ingen"
    yield Finding("Opgørelser og filer i kø", graded(stuck), found, START if stuck else "")


def rounds(office: Office) -> Iterator[Finding]:
    """When a round last went, and whether it passed anything over."""
    last = office.pulses.last(Part.ROUND)
    never = last is None or last.at < office.now - ROUND_WITHIN
    found = when(last.at, office.now) if last else "der er ikke kørt nogen endnu"
    yield Finding("Sidste runde", graded(False, never), found, START if never else "")
    late = late_courses(office.database, office.now - PASSED_OVER)
    very_late = late_courses(office.database, office.now - TOO_LATE)
    found = f"{late}, heraf {very_late} i mere end to dage"
    yield Finding(
        "Frister, ingen runde har set", graded(very_late > 0, late > 0), found, START if late else ""
    )
    figures = office.pulses.last(Part.FIGURES)
    behind = figures is None or figures.at < office.now - FIGURES_WITHIN
    found = when(figures.at, office.now) if figures else "aldrig"
    yield Finding("Nøgletal gjort op", graded(False, behind), found, "Genstart portalen." if behind else "")
    left_out = list(office.figures.left_out())
    found = _not_counted(left_out) if left_out else "alle"
    yield Finding("Forløb i nøgletallene", graded(bool(left_out)), found, UNCOUNTED if left_out else "")


def books(office: Office) -> Iterator[Finding]:
    """When the chain was last proved, and when a checkpoint was last signed."""
    last = office.pulses.last(Part.ASSURANCE)
    never = last is None or last.at < office.now - ASSURED_WITHIN
    wrong = last is not None and last.outcome != OK
    found = "ikke kørt endnu" if last is None else when(last.at, office.now)
    told = f"{found}: noget stemmer ikke" if wrong else found
    cure = "Kør mentor doctor og mentor audit verify." if wrong else START if never else ""
    yield Finding("Sidste kontrol af bøgerne", graded(wrong, never), told, cure)
    signed = last_checkpoint(office.database)
    old = signed is None or signed[0] < office.now - ASSURED_WITHIN
    found = f"{when(signed[0], office.now)}: {signed[1]} forløb, {signed[2]} hændelser" if signed else "intet"
    yield Finding("Sidste underskrevne kontrolpunkt", graded(False, old), found, START if old else "")


def signing_in(office: Office) -> Iterator[Finding]:
    """What happened at the door in the last day and night, of all people together."""
    since = office.now - LATELY
    unsent = unsent_links(office, since)
    cure = "Se med mentor doctor, om mailserveren svarer." if unsent else ""
    yield Finding("Login-links, der ikke kunne sendes", graded(unsent > 0), f"{unsent} det sidste døgn", cure)
    for words, number in sign_in_counts(office, since).items():
        yield Finding(f"Login: {words}", Level.GOOD, f"{counted(number, 'gang', 'gange')} det sidste døgn")


def _pulse(office: Office, part: Part, what: str) -> Finding:
    last = office.pulses.last(part)
    if last is None:
        return Finding(what, Level.LATE, "aldrig", START)
    old = last.at < office.now - LOOKED_WITHIN[part]
    told = when(last.at, office.now) + ("" if last.outcome == OK else "; mailserveren svarede ikke")
    cure = START if old else "" if last.outcome == OK else "Se med mentor doctor, hvad der er galt."
    return Finding(what, graded(old or last.outcome != OK), told, cure)


def _not_counted(refs: list[str]) -> str:
    more = f" og {len(refs) - MOST_NAMED} mere" if len(refs) > MOST_NAMED else ""
    return f"{len(refs)} er ikke talt med: {', '.join(refs[:MOST_NAMED])}{more}"
