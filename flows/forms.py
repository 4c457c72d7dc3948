"""The forms that coordinators and caseworkers fill in in the Prefect UI: references, codes, dates, numbers.

A form has no room for free text: what is typed here is stored by Prefect in clear. It is validated by the
UI, and again by `read_form`, because the UI's check can be switched off.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic.json_schema import SkipJsonSchema

from casework.decisions.extension import DecisionForm
from domain.commands import Pause, Resume
from domain.errors import InvalidInput
from domain.parsing import problems_of
from domain.values import REF_PATTERN
from flows.form_fields import Code, Day, Instant, OptionalCode, OptionalDay, OptionalHours, no_default


def _shown_as(title: str, description: str) -> ConfigDict:
    return ConfigDict(title=title, json_schema_extra={"description": description})


class CourseForm(BaseModel):
    """What every form begins with: which course it is about."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    ref: str = Field(title="Forløb", description="Forløbets nummer, fx M-2026-0042", pattern=REF_PATTERN)


def _decimal(hours: float | None) -> Decimal | None:
    return None if hours is None else Decimal(str(hours))


class ExtensionForm(CourseForm):
    """A new support period: decided with a decision code, otherwise proposed."""

    model_config = _shown_as(
        "Forlængelse",
        "En ny bevillingsperiode. Med beslutningstager og kode er det en afgørelse, ellers et forslag.",
    )
    decision: Literal["bevilget", "afslået"] = Field(title="Afgørelse")
    starts_on: Day | SkipJsonSchema[None] = Field(
        None, json_schema_extra=no_default, title="Ny periodes første dag"
    )
    ends_on: Day | SkipJsonSchema[None] = Field(
        None, json_schema_extra=no_default, title="Ny periodes sidste dag"
    )
    hours: OptionalHours = Field(
        None,
        title="Timer i perioden",
        description="I kvarte timer, fx 37,5",
        json_schema_extra=no_default,
    )
    hours_per_week: OptionalHours = Field(
        None,
        title="Timer om ugen",
        description="Når bevillingen siger det, fx 2,5",
        json_schema_extra=no_default,
    )
    document_sha256: str = Field(
        "",
        title="Afgørelsens fingeraftryk",
        description="SHA-256 af jobcenterets afgørelse: 64 tegn",
        pattern=r"^([0-9a-f]{64})?$",
    )
    decider_ref: str = Field(
        "", title="Beslutningstager", description="Nummer i registeret, fx D-0001", pattern=r"^(D-\d{4,})?$"
    )
    decision_code: str = Field(
        "",
        title="Beslutningskode",
        description="Engangskoden fra mentorkoordinatoren. Uden kode noteres et forslag.",
        pattern=r"^([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})?$",
    )

    def decision_form(self) -> DecisionForm:
        """The same, as the casework takes it."""
        hours, a_week = _decimal(self.hours), _decimal(self.hours_per_week)
        carried = self.model_dump(exclude={"decision", "hours", "hours_per_week"})
        granted = self.decision == "bevilget"
        return DecisionForm(granted=granted, hours=hours, hours_per_week=a_week, **carried)


DEVIATIONS = {
    "Udeblevet fra en aftale": "no_show",
    "Stoppet i aktiviteten": "left_activity",
    "Kan ikke træffes": "not_reachable",
    "Et punkt i planen følges ikke": "plan_not_followed",
}


class DeviationForm(CourseForm):
    """A departure from the plan; the jobcentre is told at once."""

    model_config = _shown_as(
        "Fravigelse",
        "En fravigelse fra planen. Jobcenteret får besked straks. Aldrig en bekymring for et barn.",
    )
    fact: Literal[
        "Udeblevet fra en aftale",
        "Stoppet i aktiviteten",
        "Kan ikke træffes",
        "Et punkt i planen følges ikke",
    ] = Field(title="Hvad er der sket?")
    occurred_at: Instant = Field(title="Hvornår?")
    attempts: int = Field(0, title="Forsøg på kontakt", ge=0, le=100)


PAUSES: dict[str, Literal["illness", "hospital", "holiday", "other"]] = {
    "sygdom": "illness",
    "indlæggelse": "hospital",
    "ferie": "holiday",
    "andet": "other",
}


class PauseForm(CourseForm):
    """Let a course rest, or let it go on."""

    model_config = _shown_as(
        "Pause", "Et forløb sættes på pause eller genoptages. Bevillingens slutdato flyttes ikke."
    )
    action: Literal["Sæt på pause", "Genoptag"] = Field(title="Hvad skal ske?")
    cause: Literal["sygdom", "indlæggelse", "ferie", "andet"] = Field("andet", title="Årsag til pausen")
    until: OptionalDay = Field(
        None,
        title="Pausens sidste dag",
        description="Bevillingens slutdato flyttes ikke.",
        json_schema_extra=no_default,
    )

    @field_validator("until")
    @classmethod
    def _of_a_pause(cls, until: date | None, filled: ValidationInfo) -> date | None:
        """A last day means nothing to a course that goes on: it is not passed over in silence."""
        if until is not None and filled.data.get("action") == "Genoptag":
            raise ValueError("udelad den, når forløbet genoptages")
        return until

    def command(self) -> Pause | Resume:
        """What the form asks for."""
        return Resume() if self.action == "Genoptag" else Pause(cause=PAUSES[self.cause], until=self.until)


HANDOVERS = {
    "Fælles møde med borger og begge mentorer": "met_together",
    "Logbogen er gennemgået med den tidligere mentor": "log_read",
    "Koordinator har overdraget forløbet": "by_coordinator",
}


class ReassignForm(CourseForm):
    """Give a course another mentor."""

    model_config = _shown_as("Mentorskift", "Et forløb får en anden mentor.")
    mentor: Code = Field(title="Ny mentor", description="Mentors kode, fx amira")
    cover: OptionalCode = Field("", title="Vikar", description="Vikarens kode; må være tom")
    handover: Literal[
        "Fælles møde med borger og begge mentorer",
        "Logbogen er gennemgået med den tidligere mentor",
        "Koordinator har overdraget forløbet",
    ] = Field(title="Sådan er forløbet overdraget")


REASONS: dict[str, Any] = {
    "målene er nået": "goals_reached",
    "bevillingen er udløbet": "grant_ended",
    "job": "job",
    "uddannelse": "education",
    "flyttet": "moved",
    "ønskede ikke at fortsætte": "withdrew",
    "kunne ikke træffes": "no_contact",
    "samtykket gælder ikke mere": "consent_withdrawn",
    "andet": "other",
}
OUTCOMES: dict[str, Any] = {
    "job": "job",
    "uddannelse": "education",
    "virksomhedspraktik": "placement",
    "et andet tilbud": "activity",
    "anden støtte": "other_support",
    "ingen ny aktivitet": "none",
}
REVIEWS = {
    "Gennemført som aftalt": "as_planned",
    "Gennemført med ændringer undervejs": "adjusted",
    "Afsluttet tidligere end planlagt": "ended_early",
}


class CloseForm(CourseForm):
    """Close a course with its closing report."""

    model_config = _shown_as(
        "Afslutning",
        "Forløbet afsluttes med den afsluttende rapport. Det, programmet vil have skrevet med ord, skrives "
        "forinden med WriteClosingParts; mangler noget, siger formularen hvad.",
    )
    reason: Literal[
        "målene er nået",
        "bevillingen er udløbet",
        "job",
        "uddannelse",
        "flyttet",
        "ønskede ikke at fortsætte",
        "kunne ikke træffes",
        "samtykket gælder ikke mere",
        "andet",
    ] = Field(title="Hvorfor afsluttes forløbet?")
    outcome: Literal[
        "job", "uddannelse", "virksomhedspraktik", "et andet tilbud", "anden støtte", "ingen ny aktivitet"
    ] = Field(title="Hvad går borgeren videre til?")
    review: Literal[
        "Gennemført som aftalt", "Gennemført med ændringer undervejs", "Afsluttet tidligere end planlagt"
    ] = Field(title="Gennemgang af hele forløbet")
    reached: tuple[Code, ...] = Field((), title="Nåede mål", description="Målenes koder, fx g1")


# The page heads a form with the parameter's name unless it is given a title; what a person reads is Danish.
FORM: Any = Field(json_schema_extra={"title": "Formular"})
F = TypeVar("F", bound=CourseForm)


def read_form(kind: type[F], given: object) -> F:
    """The form as filled in. Raises InvalidInput naming every bad field, never what was written in it."""
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise InvalidInput("Formularen", problems_of(error)) from None
