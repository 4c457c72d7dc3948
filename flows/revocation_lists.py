"""Fresh revocation lists by day and night, so that mail is not quarantined for the age of a list."""

from __future__ import annotations

from prefect.client.schemas.objects import State

from casework.arriving.revocation import RefreshResult
from casework.names.states import FailureName, StateName
from flows.labels import lists_at
from flows.present_run import done, failed, in_office, our_flow, show_as
from flows.referral_intake import count_unsettled, some_unsettled
from tasks.office import current_office
from tasks.revocation import list_mail_to_judge_again, refresh_lists


@our_flow("revocation_lists", run_name="spærrelister")
async def revocation_lists() -> State[None]:
    """Fetch every list anew, then judge the mail that waited for one; nothing stops anything else."""
    return await in_office(_refresh())


async def _refresh() -> State[None]:
    await show_as(lists_at(current_office().now))
    result = await refresh_lists()
    # Lists that the operator has laid down count too, so this does not depend on what was fetched.
    waited = await list_mail_to_judge_again()
    unsettled = await count_unsettled(waited)
    if result.problems:
        told = " ".join(dict.fromkeys(problem.message for problem in result.problems))
        return failed(FailureName.LISTS_INCOMPLETE, told)
    if unsettled:
        return some_unsettled(unsettled, len(waited))
    return _refreshed(result, len(waited))


def _refreshed(result: RefreshResult, judged: int) -> State[None]:
    told = f"Post bedømt igen: {judged}."
    if not result.new and not result.unchanged:
        return done(StateName.NO_LISTS, told)
    return done(StateName.LISTS_FRESH, f"Nye: {result.new}. Uændrede: {result.unchanged}. {told}")
