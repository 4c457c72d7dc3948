"""The coordinator chooses among ranked proposals; where nobody can, the course waits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from domain.lifecycle import Phase
from portal.ways import AGAIN
from tests.domain.corps.cast import profile
from tests.factories import KIRSTEN, accept, at
from tests.portal.town import Portal, Town, Visitor

pytestmark = pytest.mark.slow


@pytest.fixture
def accepted(portal: Portal, town: Town) -> str:
    """A course that is taken on and has no mentor yet."""
    portal.office.casebook.handle(town.received, accept(), KIRSTEN, portal.office.now)
    return town.received


@pytest.mark.requirement("S3.profile")
def test_proposals_say_why_and_the_chosen_one_gets_the_course(
    portal: Portal, accepted: str, visitor: Callable[[str], Visitor]
) -> None:
    profiles = [profile("amira", languages=("dansk", "somali")), profile("bo", max_courses=1)]
    portal.office.corps.profiles.put(profiles, str(KIRSTEN), portal.office.now)
    kirsten, page = visitor("coordinator:kirsten"), f"/forloeb/{accepted}/match"
    first = kirsten.get(page).text
    assert first.index("Amira") < first.index("tager højst 1")
    weighed = kirsten.send_form(f"{page}/oensker", page=page, language="somali").text
    assert "taler somali" in weighed
    assert 'value="somali"' in weighed
    wrong = kirsten.send_form(page, page=page, mentor="", reason="Hun taler <somali>.")
    assert wrong.status_code == 422
    assert 'id="mentor-fejl"' in wrong.text
    assert "Hun taler &lt;somali&gt;." in wrong.text, "nothing typed is lost"
    done = kirsten.send_form(page, page=page, mentor="amira", cover="bo", reason="Taler somali.")
    assert done.headers["location"] == f"/forloeb/{accepted}"
    course = portal.office.casebook.course(accepted)
    assert (course.phase, course.mentor, course.cover) == (Phase.MATCHED, "amira", "bo")


def test_a_course_that_has_a_mentor_is_handed_over_with_a_note(
    portal: Portal, town: Town, visitor: Callable[[str], Visitor]
) -> None:
    kirsten, page = visitor("coordinator:kirsten"), f"/forloeb/{town.active}/match"
    assert "Skift mentor" in kirsten.get(page).text
    assert kirsten.send_form(page, page=page, mentor="bo", handover="").status_code == 422
    stale = kirsten.send_form(page, page=page, mentor="bo", handover="Læs.", seen="1")
    assert stale.status_code == 409
    assert kirsten.send_form(page, page=page, mentor="bo", handover="Læs.").status_code == 303
    assert portal.office.casebook.course(town.active).mentor == "bo"


@pytest.mark.requirement("local.waiting_list")
def test_a_course_without_a_mentor_waits_and_stands_on_the_list(
    portal: Portal, accepted: str, visitor: Callable[[str], Visitor]
) -> None:
    kirsten, page = visitor("coordinator:kirsten"), f"/forloeb/{accepted}/match"
    assert "ikke på ventelisten" in kirsten.get("/venteliste").text
    wrong = kirsten.send_form(
        f"/forloeb/{accepted}/venteliste", page=page, waiting="language", expected_on="snart"
    )
    assert wrong.status_code == 422
    kirsten.send_form(
        f"/forloeb/{accepted}/venteliste", page=page, waiting="language", expected_on="2026-04-10"
    )
    listed = kirsten.get("/venteliste").text
    assert "10. april 2026" in listed
    assert "ikke på ventelisten" not in listed
    assert visitor("mentor:amira").get(page).status_code == 403


def test_a_course_that_waits_already_is_asked_why_it_still_does(
    portal: Portal, accepted: str, visitor: Callable[[str], Visitor]
) -> None:
    kirsten, page, again = visitor("coordinator:kirsten"), f"/forloeb/{accepted}", AGAIN["PutOnWaitingList"]
    for path in (page, f"{page}/match"):
        assert again not in kirsten.get(path).text
    waits = {"waiting": "language", "expected_on": "2026-05-20"}
    done = kirsten.send_form(f"{page}/venteliste", page=f"{page}/match", **waits)
    assert done.status_code == 303, done.text
    for path in (page, f"{page}/frister", f"{page}/match"):
        text = kirsten.get(path).text
        assert again in text, path
        assert "Sæt på venteliste" not in text, path
    assert '<option value="language" selected>' in kirsten.get(f"{page}/match").text
    portal.town.set_clock(at("2026-04-21 12:00"))
    mine = visitor("coordinator:kirsten").get("/min-dag").text
    assert again in mine
    assert "Sæt på venteliste" not in mine
