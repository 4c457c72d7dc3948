"""Several notices on one course to one person become one mail."""

from __future__ import annotations

import pytest

from casework.letters.notices import combine, render_notice
from domain.notices import NoticeKind as K
from tests.factory.office import occasion
from tests.factory.playing import REF


def test_every_notice_is_in_the_mail_and_the_frame_is_there_once() -> None:
    contact = render_notice(K.FIRST_CONTACT_OVERDUE, "jobcentre", occasion(K.FIRST_CONTACT_OVERDUE))
    stopped = render_notice(K.COURSE_CANCELLED, "jobcentre", occasion(K.COURSE_CANCELLED))
    mail = combine([contact, stopped], REF)
    for text in (mail.text, mail.html):
        assert "Vi har endnu ikke fået kontakt med borgeren." in text
        assert "Forløbet er stoppet før tid" in text
        assert text.count("Venlig hilsen") == 1
    assert mail.text.count(f"Sag {REF}\n") == 1
    assert mail.html.count("<html") == 1


def test_the_subject_of_different_notices_says_only_that_there_are_several() -> None:
    contact = render_notice(K.FIRST_CONTACT_OVERDUE, "jobcentre", occasion(K.FIRST_CONTACT_OVERDUE))
    failed = render_notice(K.CONTACT_FAILED, "jobcentre", occasion(K.CONTACT_FAILED))
    assert combine([contact, failed], REF).subject == f"Sag {REF}: flere beskeder"
    assert combine([contact, contact], REF).subject == contact.subject


def test_the_same_text_is_said_once() -> None:
    reminder = render_notice(K.REMINDER, "mentor", occasion(K.REMINDER))
    assert combine([reminder, reminder], REF) == reminder


def test_notices_for_different_readers_are_never_mixed() -> None:
    staff = render_notice(K.FIRST_CONTACT_OVERDUE, "mentor", occasion(K.FIRST_CONTACT_OVERDUE))
    jobcentre = render_notice(K.FIRST_CONTACT_OVERDUE, "jobcentre", occasion(K.FIRST_CONTACT_OVERDUE))
    with pytest.raises(ValueError, match="one recipient"):
        combine([staff, jobcentre], REF)
    with pytest.raises(ValueError, match="one course"):
        combine([staff], "M-2026-0043")
