"""What a later mail says, compared with what is on file: pure, part by part, and in any order of mails.

What is said later counts; what is not said again stays. Papers are told apart by their own dates, so that
one which was sent late never takes the place of a newer one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from domain.commands import Change, PlanField, UpdateReferral
from domain.events import Period
from domain.referral import Citizen, ConsentPart, GrantPart, JobPlanPart, Referral

Part = TypeVar("Part", Citizen, Referral)
CONTACT: tuple[Change, ...] = ("caseworker", "caseworker_contact", "unit")
PARTS = ("grant", "job_plan", "consent")
PLAN_FIELDS: tuple[PlanField, ...] = ("dated_on", "aim", "activities", "agreements", "next_follow_up_on")


@dataclass(frozen=True, slots=True)
class OnFile:
    """What a course knows already: the referral, every version of the job plan, the periods granted, and the
    Danish day a consent was withdrawn, if that still holds.
    """

    referral: Referral
    plans: Sequence[JobPlanPart] = ()
    periods: Sequence[Period] = ()
    withdrawn_on: date | None = None


def brought_up_to_date(on_file: Referral, later: Referral) -> Referral:
    """The referral on file with everything the later one says; parts (grant, plan, consent) count whole."""
    whole = _said(on_file, later)
    return replace(whole, citizen=_said(on_file.citizen, later.citizen), enclosures=later.enclosures)


def compared(
    on_file: OnFile, later: Referral, mail_id: str, *, withdrawn_on: date | None = None
) -> UpdateReferral:
    """The command that files what is new in `later`; its `changed` is empty where nothing is.

    `withdrawn_on`: the Danish day of a withdrawal that came without the consent itself.
    """
    before = on_file.referral
    plan, older, version = _plan(on_file, later.job_plan)
    consent, withdrawn, given = _consent(on_file, later.consent, withdrawn_on)
    after = replace(
        brought_up_to_date(before, later),
        grant=_grant(on_file, later.grant),
        job_plan=plan,
        consent=consent,
    )
    return UpdateReferral(
        mail_id=mail_id,
        referral=after,
        changed=tuple(_changes(before, after, version=version, withdrawn=withdrawn)),
        plan_version=version,
        plan_changes=_plan_changes(before.job_plan, older or plan) if version else (),
        older_plan=older,
        consent_withdrawn_on=withdrawn,
        consent_given_on=given,
    )


def is_period(grant: GrantPart, period: Period) -> bool:
    """Whether the grant's paper is about that very period."""
    return (grant.starts_on, grant.ends_on, grant.hours_total) == (
        period.starts_on,
        period.ends_on,
        period.hours,
    )


def _changes(before: Referral, after: Referral, *, version: int, withdrawn: date | None) -> Iterator[Change]:
    yield from (name for name in CONTACT if getattr(before, name) != getattr(after, name))
    if before.citizen != after.citizen:
        yield "citizen"
    apart = {"citizen", "enclosures", *CONTACT, *PARTS}
    order = (field.name for field in fields(Referral) if field.name not in apart)
    if any(getattr(before, name) != getattr(after, name) for name in order):
        yield "order"
    if before.grant != after.grant:
        yield "grant"
    if version:
        yield "job_plan"
    if withdrawn:
        yield "consent_withdrawn"
    elif before.consent != after.consent:
        yield "consent"


def _grant(on_file: OnFile, later: GrantPart | None) -> GrantPart | None:
    """The grant as it now stands. The paper of a period that is past is known and changes nothing."""
    if later is None:
        return on_file.referral.grant
    past = any(is_period(later, period) for period in on_file.periods[:-1])
    return on_file.referral.grant if past else later


def _plan(on_file: OnFile, later: JobPlanPart | None) -> tuple[JobPlanPart | None, JobPlanPart | None, int]:
    """The plan that counts, a plan that is only filed, and the number of the new version (0: none is new)."""
    current = on_file.referral.job_plan
    if later is None or later in on_file.plans:
        return current, None, 0
    version = len(on_file.plans) + 1
    if current and later.dated_on < current.dated_on:
        return current, later, version
    return later, None, version


def _plan_changes(before: JobPlanPart | None, after: JobPlanPart | None) -> tuple[PlanField, ...]:
    if before is None or after is None:
        return ()
    return tuple(name for name in PLAN_FIELDS if getattr(before, name) != getattr(after, name))


def _consent(
    on_file: OnFile, later: ConsentPart | None, withdrawn_on: date | None
) -> tuple[ConsentPart | None, date | None, date | None]:
    """The consent as it now stands, and the day it was withdrawn or given anew if that is news."""
    before = on_file.referral.consent
    withdrawn_on = withdrawn_on or (later.withdrawn_on if later else None)
    consent = _newest(before, replace(later, withdrawn_on=None) if later else None)
    known = before.withdrawn_on if before else on_file.withdrawn_on
    if before is None:
        withdrawn_on = withdrawn_on or known
    if withdrawn_on and _concerns(withdrawn_on, consent):
        consent = replace(consent, withdrawn_on=withdrawn_on) if consent else None
    if consent is None:
        return None, None if known else withdrawn_on, None
    now = consent.withdrawn_on
    given_on = consent.given_on if consent != before and now is None else None
    return consent, now if now != known else None, given_on


def _newest(before: ConsentPart | None, later: ConsentPart | None) -> ConsentPart | None:
    """A consent that was withdrawn counts again only by one given on a later day."""
    if before is None or later is None:
        return later or before
    if before.withdrawn_on:
        return later if later.given_on > before.withdrawn_on else before
    return later if later.given_on >= before.given_on else before


def _concerns(withdrawn_on: date, consent: ConsentPart | None) -> bool:
    """A withdrawal takes back what was given up to that day; the first day it was said stands."""
    if consent is None:
        return True
    earlier = consent.withdrawn_on is None or withdrawn_on < consent.withdrawn_on
    return earlier and withdrawn_on >= consent.given_on


def _said(before: Part, later: Part) -> Part:
    said = {field.name: getattr(later, field.name) for field in fields(later)}
    return replace(before, **{name: value for name, value in said.items() if not _unsaid(value)})


def _unsaid(value: Any) -> bool:
    """Nothing was said about it. A protected address is never unprotected by silence."""
    return value is None or value is False or value in ("", ())
