"""A consent that is withdrawn by mail: what rests on it stops from then on, and everything else goes on."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from casework.arriving.intake import fetch_mails, settle_all
from casework.letters import undelivered
from casework.letters.citizen_letters import letter
from casework.letters.delivery import deliver
from casework.office import Office
from casework.reports import closing_report
from deployments.local_mail import Fault
from deployments.sample_home import JOBCENTRE
from domain.commands import Command, SendProgressReport
from domain.errors import Refused
from domain.lifecycle import Phase
from domain.notices import NoticeKind
from domain.referral import Referral
from domain.values import Actor
from models.envelopes import EnvelopeState
from tests.casework.arriving.later_letters import NEW_GRANT, WHO, WITHDRAWN
from tests.domain.staging import PHASE_OUT, closing
from tests.factories import AMIRA, CITIZEN, MAILROOM, START, at, beginning, day, deviation, update
from tests.house import KIRSTEN, House

pytestmark = pytest.mark.slow

EVENING = at("2026-03-12 18:00")
NEXT_MORNING = at("2026-03-13 09:00")
RENEWED = (
    f"{WHO}Formål med samtykket: At mentor og jobcenter kan samarbejde.\nSamtykke givet: 13. marts 2026\n"
)


def active(house: House) -> str:
    """Maja's course with agreement and goals, on the evening of 12 March."""
    ref = house.course(*beginning()[1:], starts=START)
    house.set_clock(EVENING)
    return ref


def report(covers_to: str = "2026-03-12") -> SendProgressReport:
    return SendProgressReport(covers_to=day(covers_to), summary="Maja møder stabilt.")


def did(office: Office, ref: str, command: Command, by: Actor = AMIRA) -> None:
    office.casebook.handle(ref, command, by, office.now)


def sent(house: House, text: str, number: int = 2, **papers: str) -> str:
    """A mail comes and is settled; gives the reason of its fate."""
    house.arrives(house.referral(text, [f"{stem}.txt" for stem in papers], number, **papers))
    with house.office() as office:
        fetch_mails(office)
        fates, left = asyncio.run(settle_all(office))
        assert not left, left
        (fate,) = fates
    return fate.reason


def waiting(office: Office, ref: str) -> set[tuple[str, str]]:
    """What waits to be written, as (kind, recipient)."""
    far = at("2027-01-01 10:00")
    return {(one.kind, one.to) for one in office.outbox.pending_intents(far) if one.course_ref == ref}


def test_a_course_lives_through_a_new_grant_and_a_withdrawn_consent_to_a_true_report(house: House) -> None:
    ref = active(house)
    assert sent(house, WHO, bevilling=NEW_GRANT) == "course-updated"
    with house.office() as office:
        assert [period.number for period in office.casebook.course(ref).periods] == [1, 2]
        did(office, ref, report())
        assert ("progress_report", "jobcentre") in waiting(office, ref)
    assert sent(house, WITHDRAWN, 3) == "course-updated"
    with house.office(at("2026-05-07 10:00")) as office:
        office.casebook.pass_time(office.now)
        did(office, ref, report("2026-05-06"))
        assert office.casebook.course(ref).phase is Phase.ACTIVE
        assert not office.casebook.course(ref).open_matters("deviation")
        assert ("progress_report", "citizen") in waiting(office, ref)
        assert ("progress_report", "jobcentre") not in waiting(office, ref)
    with house.office(at("2026-09-02 10:00")) as office:
        while (due := office.casebook.course(ref).next_due_at) and due <= office.now:
            office.casebook.pass_time(office.now)
        assert str(office.casebook.course(ref).ended_on) == "2026-08-31"
        did(office, ref, closing())
        assert {("closing_report", "jobcentre"), ("closing_report", "citizen")} <= waiting(office, ref)
        course, history = office.casebook.course(ref), office.casebook.recorded(ref)
        said = [one.text for one in closing_report(office.context(course, history, history[-1])).review]
    assert "Der blev skrevet 2 progressionsrapporter undervejs." in said
    assert (
        "Samtykket blev trukket tilbage 2. marts 2026. Det stoppede: "
        "referat af trepartsmøde til jobcenteret og progressionsrapport til jobcenteret."
    ) in said
    assert not [text for text in said if text.startswith("Jobcenteret fik")]


def test_what_waits_and_does_not_rest_on_consent_still_leaves(house: House) -> None:
    ref = active(house)
    with house.office() as office:
        did(office, ref, report())
        did(office, ref, replace(deviation(), occurred_at=office.now))
        before = waiting(office, ref)
    sent(house, WITHDRAWN)
    with house.office() as office:
        assert before - waiting(office, ref) == {("progress_report", "jobcentre")}


def test_a_letter_that_is_written_but_has_not_left_is_put_aside_and_the_rest_of_it_written_anew(
    house: House,
) -> None:
    ref = active(house)
    with house.office(NEXT_MORNING) as office:
        did(office, ref, report())
        did(office, ref, PHASE_OUT)
        asyncio.run(deliver(office))
        (first,) = (one for one in office.outbox.envelopes() if one.recipient == "jobcentre")
        assert first.state == EnvelopeState.QUEUED
    sent(house, WITHDRAWN)
    with house.office() as office, house.mail_server():
        asyncio.run(deliver(office))
        letters = [one for one in office.outbox.envelopes() if one.recipient == "jobcentre"]
        assert [one.state for one in letters] == [EnvelopeState.FAILED, EnvelopeState.SENT]
        assert letters[0].reason == letters[0].ended_as == "consent-withdrawn"
        kinds = {one.kind for one in office.outbox.carried_by(letters[1].id)}
        assert undelivered.undelivered(office) == []
    assert kinds == {"referral_received", "mentor_assigned", "phase_out_started"}


class Meanwhile(deque[Fault]):
    """Something happens while the server has the letter in its hands, before it answers."""

    def __init__(self, fault: Fault, act: Callable[[], object]) -> None:
        super().__init__([fault])
        self._act = act

    def popleft(self) -> Fault:
        self._act()
        return super().popleft()


def test_a_letter_that_was_on_its_way_at_the_withdrawal_is_not_tried_again(house: House) -> None:
    ref = active(house)
    with house.office(NEXT_MORNING) as office, house.mail_server() as server:
        asyncio.run(deliver(office))
        did(office, ref, report())
        news = update(Referral(citizen=CITIZEN), withdrawn=day("2026-03-02"))
        server.faults = Meanwhile(Fault.BUSY, lambda: did(office, ref, news, MAILROOM))
        asyncio.run(deliver(office))
        *_, stopped = (one for one in office.outbox.envelopes() if one.recipient == "jobcentre")
        assert office.casebook.course(ref).consent.withdrawn_on
        office.clock.set(NEXT_MORNING + timedelta(hours=1))
        asyncio.run(deliver(office))
    assert (stopped.state, stopped.reason) == (EnvelopeState.FAILED, "consent-withdrawn")
    assert len(house.inbox(JOBCENTRE)) == 1


def test_the_citizen_gets_her_report_and_is_told_that_nobody_else_did(house: House) -> None:
    ref = active(house)
    told = []
    for covers_to in ("2026-03-11", "2026-03-12"):
        if told:
            sent(house, WITHDRAWN)
        with house.office() as office:
            did(office, ref, report(covers_to))
            course, history = office.casebook.course(ref), office.casebook.recorded(ref)
            context = office.context(course, history, history[-1])
            told.append(letter(NoticeKind.PROGRESS_REPORT, context).paragraphs[0])
    assert told[0].startswith("Vi har sendt en rapport til jobcenteret")
    assert told[1].endswith("Dit samtykke er trukket tilbage, så vi har ikke sendt den til jobcenteret.")


def test_a_report_that_came_back_is_not_sent_again_after_the_withdrawal(house: House) -> None:
    ref = active(house)
    with house.office(NEXT_MORNING) as office, house.mail_server():
        asyncio.run(deliver(office))
        did(office, ref, report())
        asyncio.run(deliver(office))
        *_, back = (one for one in office.outbox.envelopes() if one.recipient == "jobcentre")
        office.outbox.bounced(back.message_id or "", "5.2.2", office.now)
    sent(house, WITHDRAWN)
    with house.office() as office:
        with pytest.raises(Refused, match="Samtykket gælder ikke mere"):
            undelivered.resend(office, back.id, KIRSTEN)
        undelivered.tick_off(office, back.id, "no-longer-needed", KIRSTEN)


def test_a_new_consent_lets_the_reports_go_again(house: House) -> None:
    ref = active(house)
    house.set_clock(NEXT_MORNING)
    sent(house, WITHDRAWN)
    assert sent(house, RENEWED, 3) == "course-updated"
    with house.office() as office:
        did(office, ref, report())
        assert ("progress_report", "jobcentre") in waiting(office, ref)
        assert office.casebook.course(ref).consent.withdrawn_on is None
