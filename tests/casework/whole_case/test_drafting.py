"""Our draft goes to the authority by secure mail and is recorded, or neither happens."""

from __future__ import annotations

import pytest

from adapters.secure_mail import NoUsableCertificate
from casework.letters.undelivered import resend
from casework.whole_case.contents import contents_of
from casework.whole_case.drafting import send_draft
from domain.commands import RecordAccessRequest
from domain.errors import Refused
from domain.events import AccessDraftDelivered
from domain.history import of_type
from models.envelopes import EnvelopeState
from tests.house import KIRSTEN, House


def asked(house: House) -> str:
    ref = house.matched()
    with house.office() as office:
        request = RecordAccessRequest(received_on=office.now.date(), kinds=("file_access",), channel="phone")
        office.casebook.handle(ref, request, KIRSTEN, office.now)
    return ref


@pytest.mark.requirement("outside.access_request")
def test_the_draft_is_sealed_queued_and_recorded_with_its_hash(house: House) -> None:
    """Outside: the supplier delivers a draft; the decision is the authority's."""
    ref = asked(house)
    with house.office() as office:
        sent = send_draft(office, ref, "i1", KIRSTEN)
        ((_, event),) = of_type(office.casebook.recorded(ref), AccessDraftDelivered)
        assert event.document_sha256 == sent.zip_sha256
        letters = [letter for letter, _ in contents_of(office, ref, "access", KIRSTEN).letters]
        drafts = [one for one in letters if one.line.id == sent.letter]
        assert [(one.enclosures, one.rests_on) for one in drafts] == [((), ("law",))]


def test_without_a_certificate_nothing_is_sent_and_nothing_recorded(house: House) -> None:
    ref = asked(house)
    house.certificate_file.unlink()
    with house.office() as office:
        before = office.casebook.course(ref).seq
        with pytest.raises(NoUsableCertificate):
            send_draft(office, ref, "i1", KIRSTEN)
        with pytest.raises(Refused):
            send_draft(office, ref, "i7", KIRSTEN)
        assert office.casebook.course(ref).seq == before
        assert office.outbox.envelopes(course_ref=ref) == []


def test_a_draft_that_did_not_arrive_is_made_anew_and_not_sent_again_as_it_was(house: House) -> None:
    ref = asked(house)
    with house.office() as office:
        sent = send_draft(office, ref, "i1", KIRSTEN)
        (leased,) = [one for one in office.outbox.lease_envelopes(office.now) if one.id == sent.letter]
        office.outbox.mark(leased, EnvelopeState.FAILED, office.now, reason="550")
        with pytest.raises(Refused, match="mentor access draft"):
            resend(office, sent.letter, KIRSTEN)
