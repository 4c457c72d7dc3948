"""Every command's form: shown, refused with everything in it kept, and done."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from httpx2 import Response

from casework.access.reading_log import readers_of
from casework.commands.acting import BY_THEMSELVES
from casework.commands.can_do import is_offered
from domain import commands as c
from domain.commands import COMMANDS
from tests.factories import KIRSTEN
from tests.portal.town import Portal, Visitor

BY_HAND = sorted(COMMANDS.keys() - BY_THEMSELVES.keys())
MEETING = {
    "held_on": "2026-03-19",
    "starts": "10:00",
    "ends": "11:30",
    "category": "personal_contact",
    "form": "meeting",
    "attendance": "present",
    "shown": "not_shown",
    "observation": "Vi øvede busturen.",
}


def path(ref: str, command: str) -> str:
    return f"/forloeb/{ref}/gor/{command}"


def seen(text: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', text)
    assert found
    return found[1]


def test_every_command_has_a_page_where_it_is_offered(portal: Portal) -> None:
    kirsten, town = portal.visitor("coordinator:kirsten"), portal.town
    for command in BY_HAND:
        refs = (town.incomplete, town.received, town.matched, town.active, town.cancelled)
        for ref in refs:
            answer = kirsten.get(path(ref, command))
            course = portal.office.casebook.course(ref)
            now = is_offered(command, KIRSTEN, course, portal.office.programme_of(course))
            assert answer.status_code == (200 if now else 409), command
            assert "<h1>" in answer.text
            assert (f'action="{path(ref, command)}"' in answer.text) is now


def test_what_cannot_be_done_now_or_by_her_is_told_before_she_writes(portal: Portal) -> None:
    amira, town = portal.visitor("mentor:amira"), portal.town
    too_early = amira.get(path(town.matched, "RecordFollowUp"))
    assert too_early.status_code == 409
    assert "den fase, forløbet er i nu" in too_early.text
    not_hers = amira.get(path(town.active, "Cancel"))
    assert not_hers.status_code == 409
    assert "»Stop forløbet før tid« er koordinatorens" in not_hers.text


@pytest.mark.requirement("local.offered")
def test_what_is_impossible_here_is_told_with_the_reason(portal: Portal) -> None:
    """What the programme does not have, what there is nothing to do it to, and what is somebody else's."""
    kirsten, ref = portal.visitor("coordinator:kirsten"), portal.town.active
    for command, told in (
        ("SetRoles", "bruges ikke i forløbets program"),
        ("CancelAppointment", "intet på forløbet at gøre det ved"),
        ("DecideExtension", "er jobcenterets"),
        ("EndEffort", "er sagsbehandlerens alene"),
    ):
        answer = kirsten.get(path(ref, command))
        assert (answer.status_code, told in answer.text) == (409, True), command
        assert f"/gor/{command}" not in kirsten.get(f"/forloeb/{ref}").text
    for key in ("mentor:amira", "caseworker:D-0001"):
        page = portal.visitor(key).get(f"/forloeb/{ref}").text
        assert "/gor/ChangeCaseworker" not in page
        assert "/gor/Reopen" not in page


@pytest.mark.requirement("local.offered")
def test_a_manager_is_shown_the_ways_that_are_hers_and_no_others(portal: Portal) -> None:
    soren, ref = portal.visitor("manager:soren"), portal.town.active
    assert set(re.findall(r"/gor/(\w+)", soren.get(f"/forloeb/{ref}").text)) == {"FileComplaint"}
    assert soren.get(path(ref, "FileComplaint")).status_code == 200
    assert soren.get(path(ref, "RecordMeeting")).status_code == 409
    refused = soren.send_form(path(ref, "RecordMeeting"), page="/mine-logins", **MEETING)
    assert refused.status_code == 409
    assert "er mentors og koordinatorens" in refused.text


def test_a_meeting_is_logged_by_its_form(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    where = path(ref, "RecordMeeting")
    answer = amira.send_form(where, seen=seen(amira.get(where).text), **MEETING)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/forloeb/{ref}")
    recorded = portal.office.casebook.recorded(ref)[-1]
    assert recorded.event.observation == "Vi øvede busturen."
    assert str(recorded.actor) == "mentor:amira"


def test_an_unknown_command_is_no_page(visitor: Callable[[str], Visitor], portal: Portal) -> None:
    kirsten = visitor("coordinator:kirsten")
    for command in ("PassTime", "RegisterReferral", "Slet"):
        assert kirsten.get(path(portal.town.active, command)).status_code == 404


def send(who: Visitor, ref: str, command: str, fields: dict[str, object], *, opened: str = "") -> Response:
    where = path(ref, command)
    return who.send_form(where, **{"seen": opened or seen(who.get(where).text), **fields})


@pytest.mark.requirement("local.bad_input")
def test_everything_that_is_wrong_is_told_at_once_beside_its_field_and_on_top(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    before = portal.office.casebook.course(ref).seq
    wrong = MEETING | {"held_on": "i går", "starts": "", "category": "", "corrects": "to"}
    answer = send(amira, ref, "RecordMeeting", wrong)
    assert answer.status_code == 422
    for field, told in {
        "held-on": "Det er ikke en dato",
        "starts": "Skriv et klokkeslæt",
        "category": "Vælg en af mulighederne",
        "corrects": "Det kan ikke vælges her",
    }.items():
        field_id = f"f-{field.replace('-', '_')}"
        assert f'<a href="#{field_id}">' in answer.text
        assert re.search(rf'id="{field_id}-problem">.*{told}', answer.text)
    assert "Vi øvede busturen." in answer.text
    assert portal.office.casebook.course(ref).seq == before


def test_what_a_rule_says_is_told_with_everything_still_there(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    answer = send(amira, ref, "RecordMeeting", MEETING | {"held_on": "2026-03-21"})
    assert answer.status_code == 409
    assert "kan ikke ligge i fremtiden" in answer.text
    assert "Vi øvede busturen." in answer.text


@pytest.mark.parametrize(
    "typed", ["x" * 1_000_000, "<script>alert(1)</script>", "a\x00b\x1b[31m", "{{ 7 * 7 }}"]
)
def test_whatever_is_typed_is_kept_as_text(portal: Portal, typed: str) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    answer = send(amira, ref, "RecordMeeting", MEETING | {"held_on": "", "observation": typed})
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    shown = html.unescape(answer.text)
    assert typed.translate({0: None, 27: None}) in shown


def test_a_text_that_is_too_long_says_so_at_its_field(portal: Portal) -> None:
    answer = send(
        portal.visitor("mentor:amira"),
        portal.town.active,
        "RecordMeeting",
        MEETING | {"observation": "x" * 1_000_000},
    )
    assert answer.status_code == 422
    assert re.search(r'id="f-observation-problem">.*skriv højst 4000 tegn', answer.text)


def test_a_field_that_is_not_the_forms_is_refused(portal: Portal) -> None:
    ref = portal.town.active
    answer = send(portal.visitor("mentor:amira"), ref, "RecordMeeting", MEETING | {"admin": "ja"})
    assert answer.status_code == 422
    assert "et felt, vi ikke kender" in html.unescape(answer.text)


def test_one_goal_more_is_asked_for_without_a_script_and_nothing_typed_is_lost(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    typed = {"goals.0.text": "Op klokken 8", "goals.0.target_on": "2026-05-01"}
    more = send(amira, ref, "AgreeGoals", typed | {"more": "goals"})
    assert more.status_code == 200
    assert "Op klokken 8" in more.text
    assert 'name="goals.1.text"' in more.text
    fewer = send(amira, ref, "AgreeGoals", typed | {"goals.1.text": "Ud", "fewer": "goals.0"})
    assert "Op klokken 8" not in fewer.text
    assert ">\nUd</textarea>" in fewer.text


@pytest.mark.requirement("local.conflict")
def test_who_comes_second_sees_what_the_first_did_and_keeps_her_own(portal: Portal) -> None:
    amira, kirsten = portal.visitor("mentor:amira"), portal.visitor("coordinator:kirsten")
    ref = portal.town.active
    opened = seen(amira.get(path(ref, "RecordMeeting")).text)
    assert send(kirsten, ref, "QuickNote", {"minutes": "10", "note": "Ringede."}).status_code == 303
    answer = send(amira, ref, "RecordMeeting", MEETING, opened=opened)
    assert answer.status_code == 409
    assert "mentorkoordinator Kirsten Holm" in answer.text
    assert "Vi øvede busturen." in answer.text
    assert "Gem alligevel" in answer.text
    again = send(amira, ref, "RecordMeeting", MEETING, opened=seen(answer.text))
    assert again.status_code == 303


def test_a_button_pressed_twice_writes_one_entry(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    opened = seen(amira.get(path(ref, "QuickNote")).text)
    note = {"minutes": "10", "note": "Ringede."}
    assert [send(amira, ref, "QuickNote", note, opened=opened).status_code for _ in "12"] == [303, 409]


def test_an_hour_that_comes_twice_is_asked_about_on_the_page(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    answer = send(amira, ref, "PlanAppointment", {"at": "2026-10-25T02:30", "form": "phone"})
    assert answer.status_code == 422
    assert "Første gang (sommertid)" in answer.text


def test_goals_stand_in_their_own_words_which_is_written_down(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    assert "Maja er oppe og klar klokken 8" in amira.get(path(ref, "RecordFollowUp")).text
    assert ("mentor:amira", "form") in [(one.actor, one.what) for one in readers_of(portal.office, ref)]


def test_the_authority_reads_no_goal_in_a_form_it_may_not_read(portal: Portal) -> None:
    jonas, ref = portal.visitor("caseworker:D-0001"), portal.town.active
    assert jonas.get(path(ref, "RecordFollowUp")).status_code == 409
    again = jonas.send_form(path(ref, "RecordFollowUp"), page="/mine-logins")
    assert again.status_code == 409
    assert "oppe og klar" not in again.text


def test_a_link_says_what_the_form_is_about_and_nothing_else(portal: Portal) -> None:
    kirsten, ref = portal.visitor("coordinator:kirsten"), portal.town.active
    page = path(ref, "DropGoal")
    assert '<option value="g2" selected>' in kirsten.get(f"{page}?om=g2").text
    assert "Maja Hansen" not in kirsten.get(f"{page}?om=Maja Hansen&reason=Maja Hansen").text


def test_where_there_is_nothing_to_choose_the_form_says_so(portal: Portal) -> None:
    """She opened it while there was something, and hands it in after somebody else."""
    kirsten, ref = portal.visitor("coordinator:kirsten"), portal.town.active
    late = kirsten.send_form(path(ref, "MarkUpdateSeen"), page="/mine-logins")
    assert "Der er intet at vælge lige nu." in late.text


def test_a_problem_in_a_row_says_in_which(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    typed = {"goals.0.text": "Op", "goals.0.target_on": "2026-05-01", "goals.1.text": "Ud"}
    answer = send(amira, ref, "AgreeGoals", typed)
    assert '<a href="#f-goals-1-target_on">Mål 2: Skal være nået</a>: Skriv en dato.' in answer.text


@pytest.mark.requirement("local.offered")
def test_a_wrong_outcome_is_told_in_words(portal: Portal) -> None:
    """Two matters are open, and the outcome of the one is chosen for the other."""
    kirsten, ref, office = portal.visitor("coordinator:kirsten"), portal.town.active, portal.office
    complaint = c.FileComplaint(about="course", complaint="For lang ventetid.")
    office.casebook.handle(ref, complaint, KIRSTEN, office.now)
    office.casebook.handle(ref, c.RequestOtherMentor(wish="En anden."), KIRSTEN, office.now)
    answer = send(kirsten, ref, "SettleMatter", {"matter": "k1", "outcome": "mentor_kept"})
    assert answer.status_code == 409
    assert "Vælg ét af disse: borgeren fik medhold" in answer.text
    assert not re.search(r"complaint_\w+ \(|\[complaint", answer.text)
