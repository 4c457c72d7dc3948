"""The corpus as a whole: how many cases there are, and that every reason is shown by one."""

from __future__ import annotations

from adapters.secure_mail import Reason
from tests.adapters.mail.accepted_cases import ACCEPTED
from tests.adapters.mail.attachment_cases import REJECTED_ATTACHMENTS
from tests.adapters.mail.doubtful_cases import IGNORED, QUARANTINED
from tests.adapters.mail.gpgsm_cases import BY_GPGSM
from tests.adapters.mail.refused_cases import REJECTED
from tests.adapters.mail.signer_cases import REJECTED_SIGNERS
from tests.adapters.mail.test_judging_order import TWICE_WRONG

PROMISED = 120
GROUPS = (REJECTED, REJECTED_SIGNERS, REJECTED_ATTACHMENTS, QUARANTINED, IGNORED, BY_GPGSM, TWICE_WRONG)
BY_WHAT_CAME_BEFORE = {Reason.SEEN_BEFORE, Reason.MESSAGE_ID_REUSED}
BY_THE_REVOCATION_LISTS = {Reason.REVOCATION_MISSING, Reason.REVOCATION_STALE}


def test_the_corpus_has_more_cases_than_promised_and_no_name_twice() -> None:
    names = [*ACCEPTED, *(name for group in GROUPS for name in group)]
    print(f"{len(names)} mails, {len(ACCEPTED)} of them to be accepted")
    assert len(names) >= PROMISED
    assert len(names) == len(set(names))


def test_every_reason_is_shown_by_some_mail() -> None:
    shown = {reason for group in GROUPS for reason, _ in group.values()}
    assert shown | BY_WHAT_CAME_BEFORE | BY_THE_REVOCATION_LISTS == set(Reason)
