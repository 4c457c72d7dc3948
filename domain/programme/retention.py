"""How long a course's file is kept after the course has ended."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from domain.ladders import Strict


class Retention(Strict):
    """Whole years from the day the course was closed or stopped, before the controller is asked to erase;
    `report_years` from the day a reportable matter was reported, which lies apart from the course.
    """

    years: Annotated[int, Field(ge=1, le=30)]
    report_years: Annotated[int, Field(ge=1, le=30)]
