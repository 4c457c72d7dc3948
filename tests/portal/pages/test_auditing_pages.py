"""Reading log, emergency and audit: what happened is seen by those who must see it."""

from __future__ import annotations

from collections.abc import Callable

from casework.access.accounts import account_of
from casework.access.break_glass import break_glasses_of
from tests.portal.town import Portal, Visitor

REASON = "Borgeren er indlagt akut, og hendes sagsbehandler er på ferie."


def test_an_emergency_opens_the_course_and_the_coordinator_takes_note(
    visitor: Callable[[str], Visitor], portal: Portal
) -> None:
    ref = portal.town.active
    liv, kirsten = visitor("caseworker:D-0003"), visitor("coordinator:kirsten")
    path = f"/forloeb/{ref}/noedadgang"
    short = liv.send_form(path, reason="Haster")
    assert short.status_code == 422
    assert ">Haster</textarea>" in short.text
    assert liv.send_form(path, reason=REASON).headers["location"] == f"/forloeb/{ref}"
    assert "nødadgang til et af dine forløb" in kirsten.get("/min-dag").text
    assert f'href="/forloeb/{ref}/laest"' in kirsten.get("/noedadgange").text
    log = kirsten.get(f"/forloeb/{ref}/laest").text
    assert REASON in log
    assert "sagsbehandler Liv Bach (D-0003)" in log
    assert "Ikke set af koordinatoren endnu" in log
    (glass,) = break_glasses_of(portal.office, "kirsten")
    kirsten.send_form(f"/forloeb/{ref}/laest/set", page=f"/forloeb/{ref}/laest", nummer=str(glass.id))
    assert "nødadgang til et af dine forløb" not in kirsten.get("/min-dag").text
    assert "Set af mentorkoordinator Kirsten Holm" in kirsten.get(f"/forloeb/{ref}/laest").text
    assert "begrundelsen for en nødadgang" in kirsten.get(f"/forloeb/{ref}/laest").text
    audit = visitor("auditor:ulla").get("/revision").text
    assert "sagsbehandler Liv Bach (D-0003)" in audit
    assert REASON not in audit


def test_an_emergency_in_another_authority_is_no_page_and_is_written_down(
    visitor: Callable[[str], Visitor], portal: Portal
) -> None:
    liv = visitor("caseworker:D-0003")
    for ref in (portal.town.elsewhere, "M-2026-9999"):
        assert liv.get(f"/forloeb/{ref}/noedadgang").status_code == 404
    assert [one.ref for one in portal.office.refusals.latest()] == ["M-2026-9999", portal.town.elsewhere]


def test_a_manager_sees_that_it_happened_and_not_why(
    visitor: Callable[[str], Visitor], portal: Portal
) -> None:
    ref = portal.town.active
    visitor("caseworker:D-0003").send_form(f"/forloeb/{ref}/noedadgang", reason=REASON)
    page = visitor("manager:soren").get(f"/forloeb/{ref}/laest").text
    assert "sagsbehandler Liv Bach (D-0003)" in page
    assert REASON not in page


def test_the_number_of_another_course_is_not_taken_note_of(
    visitor: Callable[[str], Visitor], portal: Portal
) -> None:
    town = portal.town
    visitor("caseworker:D-0003").send_form(f"/forloeb/{town.active}/noedadgang", reason=REASON)
    kirsten = visitor("coordinator:kirsten")
    for number in ("1", "99", "x", ""):
        answer = kirsten.post(
            f"/forloeb/{town.matched}/laest/set", data={"csrf": kirsten.csrf("/soeg"), "nummer": number}
        )
        assert answer.status_code == 404
    assert len(break_glasses_of(portal.office, "kirsten")) == 1


def test_the_operator_is_told_numbers_and_no_references(
    visitor: Callable[[str], Visitor], portal: Portal
) -> None:
    visitor("mentor:bo").get("/brugere")
    visitor("caseworker:D-0003").get(f"/forloeb/{portal.town.active}/noedadgang")
    page = visitor("operator:jens").get("/revision").text
    assert "En side, som ikke hører til rollen" in page
    assert "M-2026-" not in page
    assert "mentor Bo Lindegaard" not in page
    assert "mentor Bo Lindegaard" in visitor("auditor:ulla").get("/revision").text


def test_nobody_is_signed_in_by_anothers_or_an_ended_session(
    visitor: Callable[[str], Visitor], portal: Portal
) -> None:
    liv = visitor("caseworker:D-0003")
    portal.office.deciders.end("D-0003", portal.office.now, "coordinator:kirsten")
    assert account_of(portal.office, "caseworker:D-0003") is None
    assert liv.get("/soeg").headers["location"].startswith("/log-ind")
