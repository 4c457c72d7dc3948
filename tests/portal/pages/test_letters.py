"""Letters are taken out, sent by a person and said to be; what did not arrive is sent again or ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from casework.letters.delivery import deliver
from casework.letters.posting import letters_to_post
from casework.letters.undelivered import undelivered
from domain.commands import FileComplaint
from domain.history import referral_of
from domain.notices import NoticeKind
from models.envelopes import EnvelopeLine, EnvelopeState
from tests.factory.commands import update
from tests.factory.playing import KIRSTEN, MAILROOM
from tests.portal.town import Portal, Visitor

pytestmark = pytest.mark.slow


@pytest.fixture
def written(portal: Portal) -> Portal:
    """The portal of a town whose notices are written; no server takes them."""
    asyncio.run(deliver(portal.office))
    return portal


def test_a_letter_is_taken_out_as_a_file_noted_and_said_to_be_sent(
    written: Portal, visitor: Callable[[str], Visitor]
) -> None:
    kirsten = visitor("coordinator:kirsten")
    first, *_ = letters_to_post(written.office)
    assert f'href="/breve/{first.id}"' in kirsten.get("/breve").text
    assert f"brev-{first.id}.pdf" in kirsten.get(f"/breve/{first.id}").text
    pdf = kirsten.get(f"/breve/{first.id}/brev-{first.id}.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["content-disposition"] == f'attachment; filename="brev-{first.id}.pdf"'
    assert kirsten.get(f"/breve/{first.id}/brev-9999.pdf").status_code == 404
    assert {one.what for one in written.office.readings.of_course(first.course)} == {"letter"}

    assert kirsten.send_form(f"/breve/{first.id}/sendt", page="/breve").status_code == 303
    (line,) = [one for one in written.office.outbox.envelopes() if one.id == first.id]
    assert (line.state, line.ended_by) == (EnvelopeState.POSTED, "coordinator:kirsten")
    assert kirsten.send_form(f"/breve/{first.id}/sendt", page="/breve").status_code == 409
    assert kirsten.get(f"/breve/{first.id}/brev-{first.id}.pdf").status_code == 409
    assert visitor("mentor:amira").get("/breve").status_code == 403


@pytest.mark.parametrize("key", ["coordinator:kirsten", "auditor:ulla"])
def test_a_letter_is_read_on_the_page_of_its_course_as_it_was_written(
    written: Portal, visitor: Callable[[str], Visitor], key: str
) -> None:
    reader, office, ref = visitor(key), written.office, written.town.active
    lines = office.outbox.envelopes(course_ref=ref)
    by_recipient = {line.recipient: line.id for line in lines}
    assert f'href="/forloeb/{ref}/brev/{by_recipient["jobcentre"]}"' in reader.get(f"/forloeb/{ref}").text
    mail = reader.get(f"/forloeb/{ref}/brev/{by_recipient['jobcentre']}").text
    assert f"Sag {ref}" in mail
    assert '<h2 id="ordene">Ordene</h2>' in mail
    letter = next(line.id for line in lines if line.state == EnvelopeState.TO_POST)
    assert "Brevet (PDF)" in reader.get(f"/forloeb/{ref}/brev/{letter}").text
    pdf = reader.get(f"/forloeb/{ref}/brev/{letter}/1")
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["content-disposition"] == f'attachment; filename="{ref}-brev-{letter}-1.pdf"'
    assert reader.get(f"/forloeb/{ref}/brev/{letter}/0").status_code == 404
    assert reader.get(f"/forloeb/{ref}/brev/{letter}/9").status_code == 404
    read = [one.subject for one in office.readings.of_course(ref) if one.what == "sent_letter"]
    assert set(read) == {str(by_recipient["jobcentre"]), str(letter)}


def opened_by(visitor: Visitor, ref: str, lines: list[EnvelopeLine]) -> set[int]:
    """The letters that somebody can open; those and no others are on the course's page."""
    page = visitor.get(f"/forloeb/{ref}").text
    found = {one.id for one in lines if visitor.get(f"/forloeb/{ref}/brev/{one.id}").status_code == 200}
    assert found == {one.id for one in lines if f'href="/forloeb/{ref}/brev/{one.id}"' in page}
    return found


def test_a_mentor_reads_what_the_citizen_got_and_the_authority_what_the_jobcentre_got(
    written: Portal, visitor: Callable[[str], Visitor]
) -> None:
    office, ref = written.office, written.town.active
    lines = office.outbox.envelopes(course_ref=ref)
    to_citizen = {one.id for one in lines if one.recipient == "citizen"}
    by_post = {one.id for one in lines if one.state == EnvelopeState.TO_POST}
    assert by_post < to_citizen, "a reminder goes by mail"
    assert opened_by(visitor("mentor:amira"), ref, lines) == by_post
    assert "Besked om mentor" in visitor("mentor:amira").get(f"/forloeb/{ref}/brev/{min(by_post)}").text
    assert opened_by(visitor("caseworker:D-0001"), ref, lines) == set(), "it has had none yet"
    later = office.now + timedelta(hours=1)
    for envelope in office.outbox.lease_envelopes(later):
        office.outbox.mark(envelope, EnvelopeState.SENT, later)
    assert opened_by(visitor("mentor:amira"), ref, lines) == to_citizen
    had = {one.id for one in lines if one.recipient == "jobcentre"}
    assert had
    for key in ("caseworker:D-0001", "job_consultant:D-0002"):
        assert opened_by(visitor(key), ref, lines) == had
    noted = [one for one in office.readings.of_course(ref) if one.what == "sent_letter"]
    assert {(one.actor, int(one.subject)) for one in noted} == {
        *(("mentor:amira", one) for one in to_citizen),
        *(("caseworker:D-0001", one) for one in had),
        *(("job_consultant:D-0002", one) for one in had),
    }


def test_the_answer_to_a_complaint_is_between_the_citizen_and_the_coordinator(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    office, ref = portal.office, portal.town.active
    complaint = FileComplaint(about="mentor", complaint="Han kommer for sent hver gang.")
    office.casebook.handle(ref, complaint, KIRSTEN, office.now)
    asyncio.run(deliver(office))
    lines = office.outbox.envelopes(course_ref=ref)
    (answer,) = (one.id for one in lines if one.reason == NoticeKind.COMPLAINT_RECEIVED)
    amira = opened_by(visitor("mentor:amira"), ref, lines)
    assert amira
    assert answer not in amira
    assert answer in opened_by(visitor("coordinator:kirsten"), ref, lines)


def test_a_letter_is_read_only_beside_its_own_course_and_only_by_those_who_read_letters(
    written: Portal, visitor: Callable[[str], Visitor]
) -> None:
    ref, other = written.town.active, written.town.with_bo
    (line, *_) = written.office.outbox.envelopes(course_ref=ref)
    assert visitor("coordinator:kirsten").get(f"/forloeb/{other}/brev/{line.id}").status_code == 409
    for key, status in (
        ("caseworker:D-0003", 404),
        ("caseworker:D-0004", 404),
        ("manager:soren", 403),
        ("head:D-0005", 403),
    ):
        assert visitor(key).get(f"/forloeb/{ref}/brev/{line.id}").status_code == status
        assert "/brev/" not in visitor(key).get(f"/forloeb/{ref}").text
    assert [one for one in written.office.readings.of_course(ref) if one.what == "sent_letter"] == []
    assert [one for one in written.office.readings.of_course(other) if one.what == "sent_letter"] == []


@pytest.mark.requirement("outside.protected")
def test_a_letter_from_before_the_name_was_protected_does_not_tell_it(
    written: Portal, visitor: Callable[[str], Visitor]
) -> None:
    office, ref, kirsten = written.office, written.town.active, visitor("coordinator:kirsten")
    lines = office.outbox.envelopes(course_ref=ref)
    mail = next(line.id for line in lines if line.recipient == "jobcentre")
    letter = next(line.id for line in lines if line.state == EnvelopeState.TO_POST)
    assert "Maja" in kirsten.get(f"/forloeb/{ref}/brev/{mail}").text
    before = referral_of(office.casebook.recorded(ref))
    hidden = replace(before, citizen=replace(before.citizen, protected=True))
    office.casebook.handle(ref, update(hidden, referral=before), MAILROOM, office.now)
    page = kirsten.get(f"/forloeb/{ref}/brev/{mail}").text
    assert "[skjult]" in page
    assert "Maja" not in page
    assert "filerne kan ikke hentes her" in kirsten.get(f"/forloeb/{ref}/brev/{letter}").text
    assert kirsten.get(f"/forloeb/{ref}/brev/{letter}/1").status_code == 404


def test_what_did_not_arrive_is_sent_again_or_ended_with_a_reason(
    written: Portal, visitor: Callable[[str], Visitor]
) -> None:
    office, kirsten = written.office, visitor("coordinator:kirsten")
    for envelope in office.outbox.lease_envelopes(office.now, limit=2):
        office.outbox.mark(envelope, EnvelopeState.FAILED, office.now, reason="550 no such user")
    first, second = undelivered(office)
    page = kirsten.get("/uafleveret").text
    assert "550 no such user" in page

    assert kirsten.send_form(f"/uafleveret/{first.id}/igen", page="/uafleveret").status_code == 303
    assert kirsten.send_form(f"/uafleveret/{first.id}/igen", page="/uafleveret").status_code == 409
    unsaid = kirsten.send_form(f"/uafleveret/{second.id}/afslut", page="/uafleveret")
    assert unsaid.status_code == 422
    assert f'href="#grund-{second.id}"' in unsaid.text
    kirsten.send_form(f"/uafleveret/{second.id}/afslut", page="/uafleveret", grund="told-otherwise")
    assert undelivered(office) == []
    assert "Alt er nået frem" in kirsten.get("/uafleveret").text


def test_a_coordinator_of_another_municipality_sees_none_of_them(
    written: Portal, visitor: Callable[[str], Visitor]
) -> None:
    first, *_ = letters_to_post(written.office, ["kommune-a"])
    others = letters_to_post(written.office, ["kommune-b"])
    staff = written.town.home / "staff.toml"
    limited = staff.read_text(encoding="utf-8").replace(
        'id = "kirsten"\n', 'id = "kirsten"\ncontrollers = ["kommune-b"]\n', 1
    )
    staff.write_text(limited, encoding="utf-8")
    kirsten = visitor("coordinator:kirsten")
    assert f'href="/breve/{first.id}"' not in kirsten.get("/breve").text
    assert all(f'href="/breve/{one.id}"' in kirsten.get("/breve").text for one in others)
    assert kirsten.get(f"/breve/{first.id}").status_code == 409
