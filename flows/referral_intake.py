"""The mail room: fetch what waits, store it sealed, and make each mail's fate a run of its own."""

from __future__ import annotations

from dataclasses import replace

from prefect.client.schemas.objects import State

from casework.arriving.fates import Effect, MailFate
from casework.names.states import FailureName, StateName
from flows.course_step import conclude
from flows.labels import about_course, course_tag, mail_number, post_at
from flows.present_run import done, failed, failure_of, in_office, our_flow, show_as
from tasks.boundary import StepFailed
from tasks.courses import look_up_course
from tasks.mail import fetch_mail, file_mail, list_unsettled_mail, settle_mail
from tasks.office import current_office

FATES = {
    "rejected": StateName.MAIL_REJECTED,
    "quarantined": StateName.MAIL_QUARANTINED,
    "duplicate": StateName.MAIL_DUPLICATE,
    "ignored": StateName.MAIL_IGNORED,
}
EFFECTS = {
    Effect.BEGAN: StateName.REFERRAL_REGISTERED,
    Effect.COMPLETED: StateName.REFERRAL_COMPLETED,
    Effect.UPDATED: StateName.COURSE_UPDATED,
    Effect.NOTHING: StateName.MAIL_KNOWN,
}
WHAT = {
    Effect.BEGAN: "henvisning",
    Effect.COMPLETED: "henvisning",
    Effect.UPDATED: "nyt fra jobcenteret",
    Effect.NOTHING: "post",
}
"""What the run about such a mail is called, after the course's number."""


@our_flow("referral_intake", run_name="post")
async def referral_intake() -> State[None]:
    """Fetch mail and settle it. Mail that is stored already is settled even when the mailbox is down."""
    return await in_office(_intake())


@our_flow("mail")
async def mail(mail_id: str, number: int) -> State[None]:
    """Open, verify and judge one mail; a referral becomes a course, a later mail brings one up to date."""
    return await in_office(_settle(mail_id, number))


async def _intake() -> State[None]:
    await show_as(post_at(current_office().now))
    fetched, unreachable = await _fetch()
    waiting = await list_unsettled_mail()
    unsettled = await count_unsettled(waiting)
    if unreachable is None:
        unreachable = await _file(fetched)
    if unreachable is not None:
        return unreachable
    if unsettled:
        return some_unsettled(unsettled, len(waiting))
    return done(StateName.MAIL_HANDLED, f"Post: {len(waiting)}.") if waiting else done(StateName.NO_MAIL)


async def _fetch() -> tuple[list[str], State[None] | None]:
    try:
        return await fetch_mail(), None
    except StepFailed as error:
        return [], failure_of(error)


async def _file(mail_ids: list[str]) -> State[None] | None:
    if not mail_ids:
        return None
    try:
        await file_mail(mail_ids)
    except StepFailed as error:
        return failure_of(error)
    return None


async def count_unsettled(mail_ids: list[str]) -> int:
    """Settle each of these in a run of its own; gives how many could not be."""
    states = [await mail(mail_id, number, return_state=True) for number, mail_id in enumerate(mail_ids, 1)]
    return sum(not state.is_completed() for state in states)


def some_unsettled(unsettled: int, waiting: int) -> State[None]:
    """The end of a run in which mail is left without a fate."""
    return failed(FailureName.MAIL_INCOMPLETE, f"{unsettled} af {waiting} kunne ikke afklares.")


async def _settle(mail_id: str, number: int) -> State[None]:
    await show_as(mail_number(current_office().now, number))
    fate = await settle_mail(mail_id)
    if fate.course_ref is None:
        return done(FATES[fate.verdict], _why(fate))
    step = replace(await look_up_course(fate.course_ref), state_name=_did(fate))
    name = about_course(fate.course_ref, WHAT[fate.effect])
    return await conclude(step, name, course_tag(fate.course_ref), "phase:referral")


def _did(fate: MailFate) -> StateName:
    still_incomplete = fate.incomplete and fate.effect in {Effect.BEGAN, Effect.COMPLETED}
    return StateName.REFERRAL_INCOMPLETE if still_incomplete else EFFECTS[fate.effect]


def _why(fate: MailFate) -> str:
    fields = f" Felter: {', '.join(fate.fields)}." if fate.fields else ""
    return f"Årsag: {fate.reason}.{fields}"
