"""Real signed mail about a citizen who has a course: taken in, compared and seen."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from casework.arriving import later_mail, quarantine
from casework.arriving.fates import Effect, standing_fate
from casework.arriving.intake_reasons import IntakeReason
from casework.history.timeline import timeline
from casework.letters.citizen_letters import letter
from casework.lists.course_card import write_card
from domain.commands import Cancel, MarkUpdateSeen
from domain.errors import Refused
from domain.events import ExtensionDecided
from domain.history import job_plans_of, referral_of
from domain.notices import NoticeKind
from domain.referral import Referral
from models.mails import Fate
from tests.adapters.referral_reading.mails import BODY, CPR, GRANT
from tests.casework.arriving.later_letters import (
    NEW_CASEWORKER,
    NEW_GRANT,
    NEW_PLAN,
    WHO,
    WITHDRAWN,
    course_of,
    on_file,
    running,
    sent,
    settled,
)
from tests.factories import CITIZEN, day
from tests.factories import GRANT as A_GRANT
from tests.factory.published import published
from tests.house import KIRSTEN, OTHER_CPR, House, about

pytestmark = pytest.mark.slow


def test_a_new_caseworker_and_unit_are_recorded_and_seen(house: House, tmp_path: Path) -> None:
    ref = running(house)
    fate = sent(house, NEW_CASEWORKER)
    assert (fate.verdict, fate.reason, fate.course_ref) == ("accepted", "course-updated", ref)
    assert fate.effect is Effect.UPDATED
    with house.office() as office:
        referral = referral_of(office.casebook.recorded(ref))
        entry = office.ledger.mail(fate.mail_id)
        course = office.casebook.course(ref)
        card = write_card(
            course, office.programme_of(course), office.calendar_of(course), office.now, frozenset()
        )
        log = [one.sentence for one in timeline(office.casebook.recorded(ref), personal=False)]
        assert quarantine.export_mail(office, fate.mail_id, tmp_path / "se", KIRSTEN) == 1
        office.casebook.handle(ref, MarkUpdateSeen(matter="n1"), KIRSTEN, office.now)
        seen = office.casebook.course(ref)
    assert (referral.caseworker, referral.unit) == ("Birgit Holm", "Team Ung")
    assert (entry.fate, entry.course_ref, entry.reason) == (Fate.JOINED, ref, "course-updated")
    line = f"n1: nyt fra jobcenteret (ny sagsbehandler og ny enhed; mail {fate.mail_id}), åben"
    assert line in card
    assert f"Jobcenteret sendte nyt i mail {fate.mail_id} (n1): ny sagsbehandler og ny enhed." in log
    assert course.waiting_on == "coordinator"
    assert not seen.open_matters()


def test_a_new_grant_is_a_new_period_and_the_mentor_and_the_citizen_are_told(house: House) -> None:
    ref = running(house)
    fate = sent(house, WHO, papers=("bevilling.txt",), bevilling=NEW_GRANT)
    assert (fate.reason, fate.effect) == ("course-updated", Effect.UPDATED)
    with house.office() as office:
        course = office.casebook.course(ref)
        told = {one.to for one in office.outbox.pending_intents(office.now) if "extension" in one.kind}
        history = office.casebook.recorded(ref)
        log = [one.sentence for one in timeline(history, personal=False)]
        context = office.context(course, history, history[-1])
        told_citizen = "\n".join(letter(NoticeKind.EXTENSION_DECIDED, context).paragraphs)
    decided, on_the_wire = history[-1].event, NEW_GRANT.replace("\n", "\r\n")
    assert isinstance(decided, ExtensionDecided)
    assert decided.document_sha256 == sha256(on_the_wire.encode()).hexdigest()
    assert "Beslutningen er taget den 27. februar 2026 af Jobcenter A." in told_citizen
    assert [(one.number, one.hours) for one in course.periods] == [(1, Decimal("32.5")), (2, Decimal("32.5"))]
    assert told == {"mentor", "coordinator", "citizen"}
    assert log[-1] == (
        "Forlængelse blev bevilget fra 1. juni 2026 til 31. august 2026 med 32,5 timer (2,5 timer om ugen); "
        f"afgjort 27. februar 2026 af jobcenteret i mail {fate.mail_id}, Jobcenter A, gennem sikker mail."
    )


def test_a_grant_that_does_not_fit_waits_for_a_person_and_the_rest_of_its_mail_counts(house: House) -> None:
    ref = running(house)
    overlaps = NEW_GRANT.replace("01.06.2026", "01.05.2026")
    fate = sent(house, NEW_CASEWORKER, papers=("bevilling.txt",), bevilling=overlaps)
    assert (fate.verdict, fate.reason) == ("quarantined", IntakeReason.GRANT_DOES_NOT_FIT)
    assert on_file(house, ref).caseworker == "Birgit Holm"
    assert len(course_of(house, ref).periods) == 1
    with house.office() as office:
        (concerned,) = quarantine.look_at(office, fate.mail_id).concerned
        assert (concerned.ref, "tidligst dagen efter" in concerned.obstacle) == (ref, True)
        with pytest.raises(Refused, match="tidligst dagen efter"):
            quarantine.join(office, fate.mail_id, ref, KIRSTEN)
        assert office.ledger.mail(fate.mail_id).fate == Fate.QUARANTINED
        grant = replace(A_GRANT, starts_on=day("2026-06-01"), ends_on=day("2026-08-31"))
        typed = Referral(citizen=replace(CITIZEN, cpr=CPR), grant=grant)
        joined = quarantine.join(office, fate.mail_id, ref, KIRSTEN, published(typed))
        assert office.ledger.mail(fate.mail_id).decided_by == "coordinator:kirsten"
    assert joined.effect is Effect.UPDATED
    assert len(course_of(house, ref).periods) == 2


def test_a_job_plan_is_filed_as_a_new_version_and_every_version_can_be_read(house: House) -> None:
    ref = running(house)
    fate = sent(house, WHO, papers=("jobplan.txt",), jobplan=NEW_PLAN)
    assert fate.reason == "course-updated"
    with house.office() as office:
        history = office.casebook.recorded(ref)
        neutral = " ".join(one.sentence for one in timeline(history, personal=False))
        personal = " ".join(one.sentence for one in timeline(history, personal=True))
    assert [plan.aim for plan in job_plans_of(history)] == [
        "Ordinære timer i en butik.",
        "Ordinære timer i et gartneri.",
    ]
    assert "jobplanen findes nu i version 2 (forskelle: dato og mål)" in neutral
    assert "gartneri" not in neutral
    assert "mål: Ordinære timer i en butik" in personal
    assert "jobplan version 2: dateret 1. marts 2026; mål: Ordinære timer i et gartneri" in personal


def test_a_withdrawn_consent_is_recorded_from_its_day_and_is_no_deviation(house: House) -> None:
    ref = running(house)
    assert sent(house, WITHDRAWN).reason == "course-updated"
    course = course_of(house, ref)
    assert course.consent.withdrawn_on == day("2026-03-02")
    assert [matter.kind for matter in course.open_matters()] == ["update"]
    assert "consent" not in on_file(house, ref).parts()


def test_the_same_letter_in_another_envelope_confirms_what_is_known_and_does_nothing(house: House) -> None:
    ref = running(house)
    seq = course_of(house, ref).seq
    house.arrives(house.referral(number=2))
    with house.office() as office:
        (fate,) = settled(office)
        entry = office.ledger.mail(fate.mail_id)
        assert standing_fate(office, fate.mail_id) == fate
    assert (fate.verdict, fate.reason, fate.effect) == ("accepted", "course-confirmed", Effect.NOTHING)
    assert (entry.fate, entry.course_ref) == (Fate.COURSE, ref)
    assert course_of(house, ref).seq == seq


def test_what_is_written_beside_the_same_data_is_for_a_person_to_read(house: House) -> None:
    ref = running(house)
    house.arrives(house.referral(body=BODY + "Ring til mig.\n", number=2))
    with house.office() as office:
        (fate,) = settled(office)
        assert fate.reason == IntakeReason.CITIZEN_HAS_COURSE
        joined = quarantine.join(office, fate.mail_id, ref, KIRSTEN)
    assert (joined.reason, joined.course_ref) == ("course-confirmed", ref)


def test_a_withdrawal_in_somebody_s_own_words_is_recorded_by_the_person_who_reads_it(house: House) -> None:
    ref = running(house)
    fate = sent(house, WHO, "Borgeren ønsker ikke, at I udveksler oplysninger mere.\n")
    assert fate.reason == IntakeReason.CITIZEN_HAS_COURSE
    typed = {"version": 1, "citizen": {"cpr": CPR, "name": "Åse Ærø-Østergaard"}}
    data = json.dumps(typed | {"consent": {"withdrawn_on": "2026-03-02"}}).encode()
    with house.office() as office:
        joined = quarantine.join(office, fate.mail_id, ref, KIRSTEN, data)
    assert joined.reason == "course-updated"
    assert course_of(house, ref).consent.withdrawn_on == day("2026-03-02")


def test_with_two_open_courses_a_person_says_which(house: House) -> None:
    ref = running(house)
    house.arrives(house.referral(body=BODY + "Et andet forløb.\n", number=2))
    with house.office() as office:
        (waits,) = settled(office)
        second = quarantine.release(office, waits.mail_id, KIRSTEN).course_ref or ""
    fate = sent(house, NEW_CASEWORKER, number=3)
    assert (fate.verdict, fate.reason) == ("quarantined", IntakeReason.SEVERAL_COURSES)
    with house.office() as office:
        quarantine.join(office, fate.mail_id, second, KIRSTEN)
    assert on_file(house, second).caseworker == "Birgit Holm"
    assert on_file(house, ref).caseworker == ""


def test_a_course_that_has_ended_is_left_alone_and_a_new_one_begins(house: House) -> None:
    ref = running(house)
    with house.office() as office:
        stop = Cancel(cause="moved", reason="Flyttet.")
        ended = office.casebook.handle(ref, stop, KIRSTEN, office.now).course
    house.arrives(house.referral(body=BODY + "Ny henvisning.\n", number=2))
    with house.office() as office:
        (fate,) = settled(office)
    assert fate.effect is Effect.BEGAN
    assert fate.course_ref != ref
    assert course_of(house, ref) == ended


def test_the_course_of_another_municipality_is_neither_changed_nor_told_of(house: House) -> None:
    with house.office() as office:
        theirs = office.casebook.register(
            replace(house.registration(), controller="kommune-b"), later_mail.MAILROOM, office.now
        ).course
    house.arrives(house.referral(about("0101505678", BODY)))
    with house.office() as office:
        (fate,) = settled(office)
        assert office.casebook.course(theirs.ref) == theirs
    assert fate.effect is Effect.BEGAN
    assert fate.course_ref != theirs.ref


def test_a_mail_about_somebody_else_joins_no_course(house: House) -> None:
    ref = running(house)
    house.arrives(house.referral(about(OTHER_CPR, BODY), bevilling=GRANT, number=2))
    with house.office() as office:
        (fate,) = settled(office)
    assert fate.verdict == "quarantined"
    assert course_of(house, ref).seq == 3
