"""Facts from the referral to the first contact."""

from __future__ import annotations

from casework import names
from casework.letters.notice_context import Facts, NothingToTell, NoticeContext
from domain.events import ContactAttempted, MentorReassigned, PlacedOnWaitingList
from domain.timers import TimerKind


def referral_received(context: NoticeContext) -> Facts:
    """When it came, which parts it had, and what we do next by when."""
    present = context.record.referral.parts()
    required = context.programme.referral.required_parts
    waiting = context.then.timers[0]
    return Facts(
        neutral={
            "received_at": context.then.received_at,
            "present": [names.PARTS[part] for part in required if part in present],
            "missing": _missing(context),
            "next_deadline_on": waiting.deadline_on,
            "old_certificate": context.old_certificate,
        }
    )


def parts_missing(context: NoticeContext) -> Facts:
    """Every gap, and by when it must be filled."""
    timer = context.timer(TimerKind.COMPLETE_PARTS)
    return Facts(
        neutral={
            "received_at": context.then.received_at,
            "missing": _missing(context),
            "deadline_on": timer.deadline_on if timer else None,
            "overdue": timer is not None and timer.deadline_on < context.today,
        }
    )


def mentor_found(context: NoticeContext) -> Facts:
    """Who the mentor is, who covers, from when support can be given, the next step's deadline, and how she is
    reached outside agreed hours.
    """
    timer = context.timer(TimerKind.FIRST_CONTACT)
    period = context.then.period
    return Facts(
        neutral={
            "reassigned": isinstance(context.trigger.event, MentorReassigned),
            "starts_on": period.starts_on if period else None,
            "contact_by": timer.deadline_on if timer else None,
            "outside": context.reaching.outside,
            "channels": [names.OUTSIDE_CHANNELS[channel] for channel in context.reaching.channels],
            "urgent": context.reaching.urgent,
        }
    )


def waiting(context: NoticeContext) -> Facts:
    """Since when and why the citizen waits for a mentor, when one is expected, and when we look again."""
    latest = context.record.latest(PlacedOnWaitingList)
    if latest is None:
        raise NothingToTell("Forløbet står ikke på venteliste.")
    timer = context.timer(TimerKind.MATCHING)
    return Facts(
        neutral={
            "since": context.then.waiting.since,
            "reason": names.WAITING_REASONS[latest[1].reason],
            "expected_on": latest[1].expected_on,
            "again_on": timer.deadline_on if timer else None,
        }
    )


def first_contact(context: NoticeContext) -> Facts:
    """How often and how the citizen was tried, the deadline, and who is responsible."""
    timer = context.timer(TimerKind.FIRST_CONTACT)
    return Facts(
        neutral={
            "attempts": [_attempt(attempt) for attempt in _tried(context)],
            "support": context.then.contact.met_on is not None,
            "deadline_on": timer.deadline_on if timer else None,
            "responsible": context.mentor or context.coordinator,
            "responsible_role": "mentor" if context.mentor else "mentorkoordinator",
            "stand_in": context.stand_in,
        }
    )


def _tried(context: NoticeContext) -> list[ContactAttempted]:
    """The attempts: those in vain since she was last reached, where that is what is told."""
    attempts = [attempt for _, attempt in context.record.attempt_events]
    trigger = context.trigger.event
    return attempts[-trigger.failed :] if isinstance(trigger, ContactAttempted) else attempts


def _attempt(attempt: ContactAttempted) -> dict[str, object]:
    return {
        "at": attempt.attempted_at,
        "channel": names.CHANNELS[attempt.channel],
        "reached": attempt.reached,
    }


def _missing(context: NoticeContext) -> list[str]:
    return [names.PARTS[part] for part in context.then.missing]
