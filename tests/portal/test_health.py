"""What the operator sees of an installation's health, and what a stranger may ask."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from casework.arriving.intake import fetch_mails
from casework.assurance import assure
from casework.health.finding import Level, ago
from casework.health.report import LOOKS, health, worst
from casework.key_figures.keeping import keep_all_figures
from casework.letters.delivery import deliver
from casework.office import Office
from casework.rounds import due_now, pass_round
from casework.settling.hours_jobs import ask_to_settle
from domain.errors import Unavailable
from models.pulses import OK, Beat, Part, Pulses
from tests.factories import KIRSTEN
from tests.portal.town import HERE, NOON, Portal, Visitor

Visiting = Callable[[str], Visitor]


def found(office: Office, what: str) -> tuple[Level, str]:
    findings = (one for section in health(office) for one in section.findings)
    return next((one.level, one.found) for one in findings if one.what == what)


@pytest.mark.requirement("local.health")
def test_every_part_is_looked_at_and_each_fault_says_what_to_do(portal: Portal) -> None:
    sections = health(portal.office)
    assert [section.name for section in sections] == [name for name, _ in LOOKS]
    faults = [one for section in sections for one in section.findings if one.level is not Level.GOOD]
    assert all(one.cure for one in faults)
    assert worst(sections) is Level.LATE  # nothing has run in this town yet


@pytest.mark.requirement("local.health")
def test_a_part_that_runs_has_a_pulse_and_one_that_stops_is_told(portal: Portal) -> None:
    office = portal.office
    assert found(office, "Sidste blik i postkassen") == (Level.LATE, "aldrig")
    fetch_mails(office)
    due_now(office)
    assure(office)
    keep_all_figures(office)
    assert {part: beat.at for part, beat in office.pulses.all().items()} == dict.fromkeys(
        (Part.MAIL_IN, Part.ROUND, Part.ASSURANCE, Part.FIGURES), NOON
    )
    assert found(office, "Sidste blik i postkassen")[0] is Level.GOOD
    assert found(office, "Sidste underskrevne kontrolpunkt")[1].endswith("hændelser")
    portal.town.set_clock(NOON + timedelta(minutes=16))
    level, told = found(office, "Sidste blik i postkassen")
    assert (level, told) == (Level.LATE, "20. marts 2026 kl. 12.00 (for 16 minutter siden)")


@pytest.mark.requirement("local.health")
def test_what_nobody_does_that_was_asked_for_is_told(portal: Portal) -> None:
    assert found(portal.office, "Opgørelser og filer i kø") == (Level.GOOD, "ingen")
    ask_to_settle(portal.office, HERE, "2026-03", KIRSTEN)
    assert found(portal.office, "Opgørelser og filer i kø")[0] is Level.GOOD
    portal.town.set_clock(NOON + timedelta(minutes=16))
    level, told = found(portal.office, "Opgørelser og filer i kø")
    assert (level, told.startswith("1, den ældste fra 20. marts 2026 kl. 12.00")) == (Level.LATE, True)


@pytest.mark.requirement("local.health")
def test_a_mail_server_that_is_away_is_told(portal: Portal) -> None:
    asyncio.run(deliver(portal.office))
    level, told = found(portal.office, "Sidste udsendelse")
    assert (level, "mailserveren svarede ikke" in told) == (Level.LATE, True)
    portal.office.pulses.beat(Part.DELIVERY, portal.office.now)
    assert found(portal.office, "Sidste udsendelse")[0] is Level.GOOD


@pytest.mark.requirement("local.health")
def test_deadlines_that_no_round_has_seen_are_counted(portal: Portal) -> None:
    pass_round(portal.office)
    assert found(portal.office, "Frister, ingen runde har set") == (
        Level.GOOD,
        "0, heraf 0 i mere end to dage",
    )
    portal.town.set_clock(NOON + timedelta(days=60))
    level, told = found(portal.office, "Frister, ingen runde har set")
    assert (level, told) == (Level.LATE, "7, heraf 7 i mere end to dage")


@pytest.mark.requirement("local.health")
def test_a_certificate_is_warned_about_a_month_before_it_ends(portal: Portal) -> None:
    level, told = found(portal.office, "Vores eget certifikat")
    assert (level, "gælder til" in told) == (Level.GOOD, True)
    portal.town.set_clock(NOON + timedelta(days=20_000))
    assert found(portal.office, "Vores eget certifikat") == (Level.LATE, "der er ingen gyldig nøgle")


def test_a_part_that_cannot_be_looked_at_hides_no_other(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_office: Office) -> None:
        raise PermissionError(13, "adgang nægtet")

    monkeypatch.setattr(Office, "keys", broken)
    assert found(portal.office, "Certifikater") == (Level.LATE, "kan ikke undersøges (adgang nægtet)")
    assert found(portal.office, "Ledig plads")[1].endswith(" MB")


@pytest.mark.requirement("local.health")
def test_the_operator_sees_health_and_no_citizen_and_nobody_else_sees_it(
    portal: Portal, visitor: Visiting
) -> None:
    page = visitor("operator:jens").get("/drift")
    assert page.status_code == 200
    assert "Her er intet om borgere" in page.text
    assert "M-2026-" not in page.text
    for other in (
        "coordinator:kirsten",
        "mentor:amira",
        "manager:soren",
        "auditor:ulla",
        "caseworker:D-0001",
    ):
        assert visitor(other).get("/drift").status_code in {403, 404}


@pytest.mark.requirement("local.health")
def test_a_stranger_learns_that_the_portal_answers_and_nothing_else(
    portal: Portal, visitor: Visiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert visitor("").get("/sundhed").json() == {"ok": True}

    def broken(_pulses: Pulses) -> dict[Part, Beat]:
        raise Unavailable("Databasen er væk.")

    monkeypatch.setattr(Pulses, "all", broken)
    answer = visitor("").get("/sundhed")
    assert (answer.status_code, answer.json()) == (503, {"ok": False})


def test_a_pulse_is_written_once_a_minute_unless_something_else_is_to_be_said(portal: Portal) -> None:
    pulses = portal.office.pulses
    pulses.beat(Part.DELIVERY, NOON)
    pulses.beat(Part.DELIVERY, NOON + timedelta(seconds=30))
    assert pulses.last(Part.DELIVERY) == Beat(NOON, OK)
    pulses.beat(Part.DELIVERY, NOON + timedelta(seconds=31), "server-away")
    assert pulses.last(Part.DELIVERY) == Beat(NOON + timedelta(seconds=31), "server-away")
    pulses.beat(Part.DELIVERY, NOON)  # a clock that was put back
    assert pulses.last(Part.DELIVERY) == Beat(NOON, OK)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, "lige nu"), (1, "for 1 minut siden"), (59, "for 59 minutter siden"), (60, "for 1 time siden")],
)
def test_how_long_ago_is_told_in_the_largest_unit(minutes: int, told: str) -> None:
    assert ago(timedelta(minutes=minutes)) == told
    assert ago(timedelta(days=3, minutes=minutes)) == "for 3 dage siden"
