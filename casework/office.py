"""The office: everything the work needs, opened once from the settings of a home.

What reads or writes mail is imported when it is first asked for: most commands and pages need none of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from adapters.calendar import danish_calendar
from adapters.clock import Clock
from adapters.partners import Partner, Partners
from adapters.programmes import Programmes, load_programmes
from adapters.settings import Controller, Settings, load_settings, read_secret
from adapters.staff import Staff
from casework.books import Books
from domain.calendar import Calendar, local_day
from domain.course import Course
from domain.errors import InvalidInput, Problem
from domain.history import Recorded
from domain.programme import Programme
from models.casebook import Casebook
from models.database import Database, open_database
from models.keyring import Keyring
from models.master_keys import MasterKeys

if TYPE_CHECKING:
    from adapters.mail_judging import MailJudge
    from adapters.mailbox import Mailbox
    from adapters.pdf_reading import PdfReader
    from adapters.postman import Postman
    from adapters.secure_mail import KeyStore
    from casework.letters.notice_context import NoticeContext

PROGRAMMES = Path(__file__).resolve().parent.parent / "deployments" / "programmes"


@dataclass
class Office(Books):
    """An opened home. What is costly or may fail (mail, keys on disk) is opened when first asked for."""

    settings: Settings
    clock: Clock
    database: Database
    keyring: Keyring
    left: ExitStack = field(default_factory=ExitStack, repr=False)

    @property
    def now(self) -> datetime:
        """The present instant (UTC)."""
        return self.clock.now()

    @cached_property
    def programmes(self) -> Programmes:
        """The installed programmes. Raises InvalidInput naming file, key and reason of a mistake."""
        folder = self.settings.given(self.settings.programme_folder) or PROGRAMMES
        return load_programmes(folder, PROGRAMMES)

    @cached_property
    def casebook(self) -> Casebook:
        """The single writer of courses."""
        return Casebook(self.database, self.keyring, self.programmes, danish_calendar)

    @cached_property
    def partners(self) -> Partners:
        """The jobcentres we work for."""
        return Partners.load(self.settings.home)

    @cached_property
    def staff(self) -> Staff:
        """Mentors and coordinators."""
        return Staff.load(self.settings.home / "staff.toml")

    @cached_property
    def reader(self) -> PdfReader:
        """The confined reader of PDFs from outside."""
        from casework.arriving.confined_children import CHILDREN

        self.left.enter_context(CHILDREN.held())
        return CHILDREN.reader

    @cached_property
    def judge(self) -> MailJudge:
        """The confined judge of mails from outside."""
        from adapters.mail_judging import MailJudge
        from casework.arriving.confined_children import CHILDREN

        self.left.enter_context(CHILDREN.held())
        settings = self.settings
        return MailJudge(settings.home, self.partners, settings.revocation.max_age, CHILDREN.judging)

    def keys(self) -> KeyStore:
        """Our own mail keys and what we trust, read afresh: a renewed certificate counts at once."""
        from adapters.secure_mail import KeyStore

        return KeyStore.load(self.settings.home, self.settings.revocation.max_age)

    def mailbox(self) -> Mailbox:
        """The configured mailbox; it is left again when the office closes."""
        from adapters.mailbox import ImapMailbox, MaildirMailbox

        mail, given = self.settings.mail_in, self.settings.given
        if mail.kind == "maildir":
            return MaildirMailbox(self.settings.inside(mail.path or Path()))
        password = read_secret(given(mail.password_file)) or SecretStr("")
        imap = ImapMailbox(mail.host, mail.port, mail.user, password, given(mail.ca_file))
        self.left.callback(imap.close)
        return imap

    def postman(self) -> Postman:
        """The configured SMTP server."""
        from adapters.postman import Postman

        mail, given = self.settings.mail_out, self.settings.given
        return Postman(
            mail.host,
            mail.port,
            mode=mail.mode,
            ca_file=given(mail.ca_file),
            username=mail.user or None,
            password=read_secret(given(mail.password_file)),
        )

    def controller(self, key: str) -> Controller:
        """The configured municipality. Raises InvalidInput if mentor.toml does not know it."""
        try:
            return self.settings.controllers[key]
        except KeyError:
            problem = Problem(f"controllers.{key}", "mangler i mentor.toml", "tilføj kommunen med program")
            raise InvalidInput("mentor.toml", (problem,)) from None

    def programme_of(self, course: Course) -> Programme:
        """The programme in the version the course was granted under."""
        return self.programmes.get(course.programme, course.programme_version)

    def calendar_of(self, course: Course) -> Calendar:
        """The working days and office hours of the course's programme."""
        return danish_calendar(self.programme_of(course))

    def office_hours(self, controller: str) -> Calendar:
        """The working days and office hours that hold for a municipality's mail today."""
        programme = self.controller(controller).programme
        return danish_calendar(self.programmes.on(programme, local_day(self.now)))

    def partner_of(self, course: Course) -> Partner:
        """The jobcentre that referred the course."""
        return self.partners.by_name(course.partner)

    def notice_context(self, ref: str, seq: int) -> NoticeContext:
        """What a notice about event `seq` of a course is written from."""
        course, history = self.casebook.course(ref), self.casebook.recorded(ref)
        return self.context(course, history, history[seq - 1])

    def context(self, course: Course, history: tuple[Recorded, ...], trigger: Recorded) -> NoticeContext:
        """The same, from a history that is already at hand."""
        from casework.letters.notice_context import NoticeContext, came_to_retired_key

        return NoticeContext(
            course=course,
            history=history,
            trigger=trigger,
            programme=self.programme_of(course),
            calendar=self.calendar_of(course),
            staff=self.staff,
            partner=self.partner_of(course),
            supplier=self.settings.supplier,
            portal_url=self.settings.portal_url,
            now=self.now,
            old_certificate=came_to_retired_key(self.ledger, trigger.event),
            decider_name=self.decider_name,
        )

    def decider_name(self, ref: str) -> str:
        """`Mette Skovgaard (D-0001)`; the reference alone for one who is not registered any more."""
        known = self.deciders.registered(ref)
        return f"{known.name} ({ref})" if known else ref

    def known_as(self, person: str) -> str:
        """The name of one of ours or of the authority, by her id; the id alone for one who is gone."""
        return self.decider_name(person) if person.startswith("D-") else self.staff.name_of(person)

    def for_a_visit(self, staff: Staff) -> Office:
        """The same home for one visit of one person: what may change on disk is read afresh, what is costly
        and does not change is shared; what another process has erased cannot be read. Close its `left` alone.
        """
        self.keyring.forget_destroyed()
        visit = Office(self.settings, self.clock, self.database, self.keyring)
        visit.__dict__ |= {"programmes": self.programmes, "casebook": self.casebook, "staff": staff}
        return visit

    def close(self) -> None:
        """Let go of the mailbox, the confined processes and the database."""
        self.left.close()
        self.database.close()


@contextmanager
def open_office() -> Iterator[Office]:
    """Open the home that MENTOR_HOME names. Raises Unavailable or InvalidInput saying what to do."""
    settings = load_settings()
    masters = MasterKeys.load(settings.master_key_path)
    database = open_database(settings.casebook_url, keyring_url=settings.keys_url)
    try:
        keyring = Keyring.open(database.keys, masters)
    except BaseException:
        database.close()
        raise
    office = Office(settings, Clock(settings.home), database, keyring)
    try:
        yield office
    finally:
        office.close()
