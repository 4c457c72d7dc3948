"""The copies of an erased course's mails that still lie in the mailbox, put away as done or in quarantine."""

from __future__ import annotations

from casework.office import Office
from domain.calendar import local_day
from models.case_mails import mails_of_course


def destroy_copies(office: Office, ref: str) -> int:
    """Delete them for good; gives how many there were. A second call finds none.

    They are known by a keyed digest of their bytes, so no key of the course is needed. Raises
    MailboxUnavailable, UnknownCourse.
    """
    with office.database.read() as transaction:
        mails = mails_of_course(transaction, office.casebook.course(ref).ref)
    digests = {mail.raw_digest for mail in mails}
    if not mails:
        return 0
    days, sizes = {local_day(mail.received_at) for mail in mails}, {mail.size for mail in mails}
    return office.mailbox().destroy(lambda raw: office.quarantine_folder.digest(raw) in digests, days, sizes)
