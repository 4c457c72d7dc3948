"""The forecast over the courses of an office: read once, and nothing written."""

from __future__ import annotations

from casework.office import Office
from domain.forecast import Forecast, forecast


def forecast_of(office: Office, weeks: int) -> Forecast:
    """What becomes of every live course in so many weeks if nobody acts, from now on.

    How many hours the mentors have is not known to the casebook, so the weeks have no capacity.
    """
    return forecast(
        office.casebook.live(),
        lambda course: (office.programme_of(course), office.calendar_of(course)),
        office.now,
        weeks,
    )
