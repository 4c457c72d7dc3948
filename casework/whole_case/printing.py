"""The export as the document people read."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.documents.danish import decimal_comma
from adapters.documents.typesetting import RenderedDocument
from adapters.documents.whole_case import Happened, LetterShown, WholeCasePrint, render_whole_case
from adapters.templates import date_words, listed
from casework import names
from casework.access.reading_log import READ
from casework.history.case_record import CaseRecord
from casework.history.task_matrix import InWords
from casework.history.timeline import SEALED_FIELDS, timeline
from casework.office import Office
from casework.reports import work_done
from casework.whole_case.contents import Contents, Paper
from casework.whole_case.gathering import LetterOut
from casework.whole_case.labels import lines
from domain.calendar import local, local_day
from domain.events import CourseClosed, LogEntryShown, ReferralCompleted, ReferralReceived, ReferralUpdated
from domain.history import Recorded
from domain.programme import Programme
from domain.values import Actor

TITLES = {"access": "Udskrift af sagen", "handover": "Sagen i sin helhed"}
REFERRALS = (ReferralReceived, ReferralCompleted, ReferralUpdated)
WHOLE = "Intet er udeladt."
LONG_ENOUGH = 6
"""A text so short may stand in a sentence by chance."""
NEVER = "Oplysninger, der efter loven holdes adskilt fra sagen, er ikke en del af den og er ikke med."


def printed(office: Office, contents: Contents) -> RenderedDocument:
    """The document. Raises DocumentFailed if it cannot be set."""
    course, record = contents.case.course, CaseRecord(contents.history)
    today, programme = local_day(contents.at), contents.programme
    span = work_done.whole(contents.case.record, today)
    return render_whole_case(
        WholeCasePrint(
            ref=course.ref,
            title=TITLES[contents.purpose],
            subtitle=f"Skrevet ud {date_words(today)} af {names.actor_name(contents.by)}",
            dated_on=today,
            facts=_facts(office, contents),
            left_out=(*_left_out(contents), NEVER),
            referral=tuple(_referral(contents)),
            goals=tuple(_goals(contents, record)),
            hours_granted=work_done.hours_granted(record, span),
            hours_used=work_done.hours_used(record, span, programme),
            log_book=tuple(_log_book(record, programme)),
            happened=tuple(_happened(contents)),
            mails=tuple(_mails(contents)),
            letters=tuple(_letter(contents, letter, papers) for letter, papers in contents.letters),
            readers=tuple(_readers(contents)),
        )
    )


def _facts(office: Office, contents: Contents) -> tuple[tuple[str, str], ...]:
    course, discretion = contents.case.course, contents.case.record.discretion
    name = discretion.name or "navn og adresse er beskyttet"
    rows = (
        ("Borger", contents.clean(name) if discretion.name else name),
        ("Indsats", contents.programme.name),
        ("Myndighed", course.partner),
        ("Leverandør", office.settings.supplier),
        ("Fase", names.PHASES[course.phase]),
        ("Mentor", office.staff.name_of(course.mentor)),
        ("Mentorkoordinator", office.staff.name_of(course.coordinator)),
    )
    return tuple(row for row in rows if row[1])


def _left_out(contents: Contents) -> tuple[str, ...]:
    """How many, never what."""
    told = contents.left_out.told
    return (f"Et menneske har gennemgået sagen. Udeladt er {told}.",) if told else (WHOLE,)


def _referral(contents: Contents) -> Iterator[tuple[str, str]]:
    found = [one.event for one in contents.history if isinstance(one.event, REFERRALS)]
    if found:
        in_words = InWords(contents.programme)
        yield from _cleaned(contents, lines("referral", found[-1].referral, in_words))


def _goals(contents: Contents, record: CaseRecord) -> Iterator[tuple[str, ...]]:
    reached = {goal.id for goal in contents.case.course.goals if goal.reached}
    closed = record.latest(CourseClosed)
    results = {one.goal: names.RESULTS[one.result] for one in closed[1].results} if closed else {}
    for number, goal in enumerate(record.goals, 1):
        way = "nået" if goal.plan.id in reached else f"inden {date_words(goal.plan.target_on)}"
        state = "opgivet" if goal.dropped else results.get(goal.plan.id, way)
        yield str(number), contents.clean(goal.words.text), state


def _log_book(record: CaseRecord, programme: Programme) -> Iterator[tuple[str, ...]]:
    """The entries that stand; one that was corrected is told of among the events."""
    shown = {entry: event.shown for _, event in record.of(LogEntryShown) for entry in event.entries}
    for _, entry in record.entries:
        form = names.FORMS.get(entry.form, entry.form)
        missed = "" if entry.attendance == "present" else f" ({names.ATTENDANCE[entry.attendance]})"
        yield (
            date_words(entry.held_on),
            f"{entry.starts:%H.%M}–{entry.ends:%H.%M}",
            names.category_name(entry.category, programme),
            form + missed,
            decimal_comma(entry.hours),
            names.SHOWN[shown.get(entry.entry, entry.shown)],
        )


def _happened(contents: Contents) -> Iterator[Happened]:
    told = timeline(contents.case.history, personal=True, programme=contents.programme)
    sentences = {one.seq: one for one in told}
    for recorded in contents.history:
        entry = sentences[recorded.seq]
        yield Happened(
            number=recorded.seq,
            when=f"{date_words(recorded.at)} kl. {local(recorded.at):%H.%M}",
            who=entry.actor,
            sentence=contents.clean(entry.sentence),
            details=tuple(_details(contents, recorded, entry.sentence)),
        )


def _details(contents: Contents, recorded: Recorded, sentence: str) -> Iterator[tuple[str, str]]:
    """What was written that neither the sentence nor the referral above already tells."""
    in_words = InWords(contents.programme)
    for name in sorted(SEALED_FIELDS[type(recorded.event)]):
        if name == "referral" and recorded.seq == _last_referral(contents):
            continue
        told = lines(name, getattr(recorded.event, name), in_words)
        yield from _cleaned(contents, (line for line in told if not _is_told(line[1], sentence)))


def _last_referral(contents: Contents) -> int:
    return max((one.seq for one in contents.history if isinstance(one.event, REFERRALS)), default=0)


def _is_told(text: str, sentence: str) -> bool:
    said = [" ".join(part.split()).rstrip(".") for part in text.split("; ")]
    return len(text) >= LONG_ENOUGH and all(part in sentence for part in said)


def _cleaned(contents: Contents, rows: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((label, contents.clean(text)) for label, text in rows)


def _mails(contents: Contents) -> Iterator[tuple[str, ...]]:
    for mail, papers in contents.mails:
        when = f"{date_words(mail.received_at)} kl. {local(mail.received_at):%H.%M}"
        for number, paper in enumerate(papers, 1):
            yield mail.id, when, str(number), paper.name, paper.path
        if not papers:
            yield mail.id, when, "–", "–", "–"


def _letter(contents: Contents, letter: LetterOut, papers: tuple[Paper, ...]) -> LetterShown:
    line = letter.line
    to = names.RECIPIENTS[line.recipient]
    when = f"{date_words(line.created_at)} kl. {local(line.created_at):%H.%M}"
    basis = listed([names.BASES[one] for one in letter.rests_on])
    return LetterShown(
        heading=f"Nr. {line.id} til {to}, {when}" + (f"; grundlag: {basis}" if basis else ""),
        paragraphs=tuple(contents.clean(part) for part in letter.text.split("\n\n") if part.strip()),
        enclosures=tuple(paper.path for paper in papers),
    )


def _readers(contents: Contents) -> Iterator[tuple[str, ...]]:
    for one in contents.case.readings:
        when = f"{date_words(one.at)} kl. {local(one.at):%H.%M}"
        what = f"{READ[one.what]} {one.subject}".strip()
        yield when, names.actor_name(Actor.parse(one.actor)), what
