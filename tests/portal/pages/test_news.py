"""News of the jobcentre, typed on the course's page by its own people."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.history import referral_of
from domain.lifecycle import Phase
from tests.portal.pages.test_extension import JONAS, KIRSTEN, PER
from tests.portal.town import NOON, Portal, Visitor


def page_of(visitor: Visitor, ref: str) -> str:
    _, _, rest = visitor.get(f"/forloeb/{ref}/nyt").text.partition('name="side" value="')
    return rest.partition('"')[0]


def send(visitor: Visitor, ref: str, **fields: str) -> tuple[int, str]:
    """Send the form; gives the status and the page."""
    typed = {f"felt.{name.replace('__', '.')}": value for name, value in fields.items()}
    answer = visitor.send_form(f"/forloeb/{ref}/nyt", side=page_of(visitor, ref), **typed)
    return answer.status_code, answer.text


@pytest.mark.requirement("S2.encrypted_mail", "S3.referral_form")
def test_news_is_given_on_the_courses_page(portal: Portal) -> None:
    jonas, ref = portal.visitor(JONAS), portal.town.active
    course_page = jonas.get(f"/forloeb/{ref}").text
    assert f'href="/forloeb/{ref}/nyt"' in course_page
    page = jonas.get(f"/forloeb/{ref}/nyt").text
    assert "CPR-nummer" not in page
    assert "Timer i alt" not in page, "a new grant is an extension"
    assert f'href="/forloeb/{ref}/forlaengelse"' in page
    assert send(jonas, ref, caseworker="Lis Holm", unit="Team Nord") == (303, "")
    assert referral_of(portal.office.casebook.recorded(ref)).caseworker == "Lis Holm"
    assert portal.office.casebook.course(ref).open_matters("update")


def test_what_is_wrong_or_not_new_is_told_and_stays(portal: Portal) -> None:
    jonas, ref = portal.visitor(JONAS), portal.town.active
    status, page = send(jonas, ref, job_plan__dated_on="snart", considerations="<b>Ingen løft</b>")
    assert status == 422
    for text in ("datoen kan ikke læses", "skal udfyldes", "&lt;b&gt;Ingen løft"):
        assert text in page
    status, page = send(jonas, ref)
    assert status == 409
    assert "Ret det, der er nyt" in page
    status, page = send(jonas, ref, grant__track="x")
    assert (status, portal.office.casebook.course(ref).open_matters("update")) == (422, ())


@pytest.mark.requirement("S2.missing_part")
def test_a_course_that_waits_is_told_what_it_waits_for(portal: Portal) -> None:
    jonas, ref = portal.visitor(JONAS), portal.town.incomplete
    assert "venter på" in jonas.get(f"/forloeb/{ref}/nyt").text
    plan = {"job_plan__dated_on": "2026-03-01", "job_plan__aim": "Et job."}
    assert send(jonas, ref, **plan)[0] == 303
    course = portal.office.casebook.course(ref)
    assert (course.phase, course.missing) == (Phase.INCOMPLETE, ("consent",))
    consent = {"consent__purpose": "Mentorstøtte", "consent__given_on": "2026-03-01"}
    assert send(jonas, ref, **consent)[0] == 303
    assert portal.office.casebook.course(ref).phase is Phase.RECEIVED


@pytest.mark.requirement("local.drafts")
def test_what_she_types_is_kept_until_it_is_sent(portal: Portal) -> None:
    jonas, ref = portal.visitor(JONAS), portal.town.active
    secret, side = jonas.csrf(f"/forloeb/{ref}/nyt"), page_of(jonas, ref)
    portal.town.set_clock(NOON + timedelta(hours=2))
    data = {"csrf": secret, "side": side, "felt.unit": "Team Nord"}
    answer = jonas.post(f"/forloeb/{ref}/nyt", data=data)
    assert answer.headers["location"] == f"/log-ind?til=/forloeb/{ref}/nyt"
    again = portal.visitor(JONAS)
    assert "Nyt om forløbet" in again.get("/min-dag").text
    page = again.get(f"/forloeb/{ref}/nyt").text
    assert 'value="Team Nord"' in page
    assert f'value="{side}"' in page
    assert send(again, ref, unit="Team Nord")[0] == 303
    assert "Du er ikke færdig her" not in again.get(f"/forloeb/{ref}/nyt").text


@pytest.mark.requirement("outside.controllers")
def test_it_is_for_the_courses_own_authority_alone_and_while_it_is_open(portal: Portal) -> None:
    ref = portal.town.active
    assert portal.visitor(KIRSTEN).get(f"/forloeb/{ref}/nyt").status_code == 403
    assert portal.visitor(PER).get(f"/forloeb/{ref}/nyt").status_code == 404
    ended = portal.visitor(JONAS).get(f"/forloeb/{portal.town.cancelled}/nyt")
    assert ended.status_code == 409
    assert "Forløbet er slut" in ended.text


def test_what_is_missing_is_one_press_away_from_her_day_and_the_course(portal: Portal) -> None:
    jonas, ref = portal.visitor(JONAS), portal.town.incomplete
    button = f'href="/forloeb/{ref}/nyt">Send det, der mangler'
    assert button in jonas.get("/min-dag").text
    assert button in jonas.get(f"/forloeb/{ref}").text
    assert button not in portal.visitor("coordinator:kirsten").get(f"/forloeb/{ref}").text
