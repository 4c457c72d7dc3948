"""The three papers a jobcentre sends in the demonstration, made from a referral's own values.

Two are labelled text, the third a filled form, so that both ways of reading are shown. Their file names
are fixed and hold no personal data.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from adapters.documents.danish import decimal_comma, long_date, short_date
from adapters.documents.form_fields import FormField, fillable
from adapters.documents.typesetting import typeset
from adapters.referral_reading.fields import FIELDS, Field, Part, ValueKind
from domain.referral import Citizen, ConsentPart, GrantPart, JobPlanPart, Referral

FILE_NAMES = ("bevilling.pdf", "jobplan.pdf", "samtykke.pdf")

_NAMED = ("citizen.cpr", "citizen.name")
_MULTILINE: frozenset[ValueKind] = frozenset({"text", "lines"})
_NOTHING = (None, "", ())
_HOURS: dict[ValueKind, str] = {"weekly_hours": "timer/uge", "total_hours": "timer"}
_MENTOR_FORMS = {"individual": "Individuel mentor", "workplace": "Virksomhedsmentor"}


def referral_papers(referral: Referral, *, sender: str, dated_on: date) -> list[tuple[str, bytes]]:
    """The grant, the job plan and the consent as (file name, PDF), for a referral that has all three.

    `sender` heads the papers and `dated_on` is the day they are printed. Reading the three papers gives
    back `referral`. Raises ValueError where a part is missing.
    """
    if len(referral.parts()) != len(FILE_NAMES):
        raise ValueError("the demonstration's papers need a referral with grant, job plan and consent")
    head: dict[str, object] = {"sender": sender, "dated": long_date(dated_on)}
    grant = head | {
        "citizen": _rows(referral, _citizen_fields()),
        "part": _rows(referral, _part_fields("grant")),
        "order": _rows(referral, [field for field in FIELDS if "." not in field.path]),
    }
    plan = head | {
        "citizen": _rows(referral, [field for field in _citizen_fields() if field.path in _NAMED]),
        "part": _rows(referral, _part_fields("job_plan")),
    }
    contents = (
        typeset("demo_bevilling", grant, dated_on=dated_on).content,
        typeset("demo_jobplan", plan, dated_on=dated_on).content,
        _consent_form(referral, head, dated_on),
    )
    return list(zip(FILE_NAMES, contents, strict=True))


def viborg_referral(
    citizen: Citizen, *, granted_on: date, starts_on: date, ends_on: date, hours_total: Decimal
) -> Referral:
    """A referral such as Viborg's jobcentre could send, for a citizen and a grant of the caller's choice.

    The job plan and the consent are of the day the grant was given; the consent holds for a year.
    """
    return Referral(
        citizen=citizen,
        unit="Jobcenter Viborg, Aktive indsatser",
        caseworker="Mette Skovgaard",
        caseworker_contact="mette.skovgaard@jobcenter-viborg.example",
        target_group="Aktivitetsparat kontanthjælpsmodtager",
        match_group="2",
        months_unemployed=19,
        tasks=(
            "Komme op om morgenen og afsted til aftaler",
            "Træne at tage bussen",
            "Kontakt til jobcenter og læge",
            "Støtte ved start i virksomhedspraktik",
        ),
        focus_areas=("Struktur i hverdagen", "Fastholdelse i praktik"),
        considerations="Undgå møder før kl. 9. Korte pauser undervejs.",
        grant=_grant(granted_on, starts_on, ends_on, hours_total),
        job_plan=_job_plan(granted_on, starts_on),
        consent=_consent_part(granted_on),
    )


def _grant(granted_on: date, starts_on: date, ends_on: date, hours_total: Decimal) -> GrantPart:
    return GrantPart(
        legal_basis="LAB kapitel 26, §§ 167-171",
        granter="Mette Skovgaard",
        granter_role="Sagsbehandler",
        granted_on=granted_on,
        starts_on=starts_on,
        ends_on=ends_on,
        hours_per_week=Decimal("2.5"),
        hours_total=hours_total,
        employment_aim=True,
        decisive=True,
        phase_out=True,
        reason="Støtten er afgørende for, at borgeren kan begynde og blive i virksomhedspraktik.",
    )


def _job_plan(dated_on: date, starts_on: date) -> JobPlanPart:
    return JobPlanPart(
        dated_on=dated_on,
        aim="Ordinære timer i en dagligvarebutik, begyndende med virksomhedspraktik.",
        activities=("Mentorstøtte", "Virksomhedspraktik i en dagligvarebutik, fire timer om ugen"),
        agreements=("Borgeren møder til aftaler med mentor", "Fravær meldes til mentor samme morgen"),
        next_follow_up_on=starts_on + timedelta(weeks=6),
    )


def _consent_part(given_on: date) -> ConsentPart:
    return ConsentPart(
        purpose="At mentor, jobcenter og praktiksted kan samarbejde om mit forløb.",
        data_types=("Navn og kontaktoplysninger", "Jobplan og aftaler", "Skånehensyn"),
        recipients=("Jobcenter Viborg", "Mentorleverandøren", "Praktikstedet"),
        given_on=given_on,
        expires_on=given_on + timedelta(days=365),
    )


def _citizen_fields() -> list[Field]:
    return [field for field in FIELDS if field.path.startswith("citizen.")]


def _part_fields(part: Part) -> list[Field]:
    return [field for field in FIELDS if field.part == part and field.kind != "span"]


def _rows(referral: Referral, fields: Iterable[Field]) -> list[list[object]]:
    """Label and written value of every field that has one."""
    pairs = ((field, _value(referral, field.path)) for field in fields)
    return [[field.labels[0], _written(field, value)] for field, value in pairs if value not in _NOTHING]


def _consent_form(referral: Referral, head: dict[str, object], dated_on: date) -> bytes:
    fields = [field for field in FIELDS if field.path in _NAMED or field.part == "consent"]
    boxes = [
        FormField(
            name=field.path,
            label=field.labels[0],
            multiline=field.kind in _MULTILINE,
            value=_in_form(field, _value(referral, field.path)),
        )
        for field in fields
    ]
    return fillable("demo_samtykke", head, boxes, dated_on=dated_on)


def _value(referral: Referral, path: str) -> object:
    value: object = referral
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _in_form(field: Field, value: object) -> str:
    if value in _NOTHING:
        return ""
    written = _written(field, value)
    return written if isinstance(written, str) else "; ".join(written)


def _written(field: Field, value: object) -> str | list[str]:
    """The value as a Danish caseworker writes it; lists stay lists."""
    if field.kind == "cpr":
        return f"{str(value)[:6]}-{str(value)[6:]}"
    if field.kind == "mentor_form":
        return _MENTOR_FORMS[str(value)]
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, date):
        return long_date(value) if field.part == "job_plan" else short_date(value)
    if isinstance(value, Decimal):
        return f"{decimal_comma(value, thousands=False)} {_HOURS[field.kind]}"
    if field.kind == "months":
        return f"{value} måneder"
    return list(value) if isinstance(value, tuple) else str(value)
