"""One course from the encrypted mail to the closing report, by the people who use it, each in a window of
her own, on a simulated clock; and Prefect's pages show the same course.

Each walks as she really would: signs in, starts at her day, and goes where its buttons and links lead.
"""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from pathlib import Path

import pytest

from casework.decisions.authority import add_decider
from deployments.demo.story import at
from deployments.prefect_server import PrefectPlace
from flows.course_round import course_round
from flows.delivery import delivery
from flows.referral_intake import referral_intake
from tests import house as jobcentre
from tests.adapters.referral_reading.mails import GRANT
from tests.casework.decisions.test_authority import METTE
from tests.domain.corps.cast import profile
from tests.factories import KIRSTEN, day
from tests.flows.conftest import ON_PREFECT, House
from tests.flows.test_page import seen
from tests.flows.windows import Window, windows_onto
from tests.portal.eyes import DESKTOP, PHONE

pytestmark = [*ON_PREFECT, pytest.mark.needs("chromium"), pytest.mark.timeout(300)]
UNIT = "Jobcenter A, Aktive indsatser"
KIRSTENS_MAIL = "kirsten@leverandoer.example"
MORE = "Der er brug for en måned mere."


async def test_a_course_is_lived_in_browsers(house: House, prefect: PrefectPlace, tmp_path: Path) -> None:
    await _a_mail_that_nobody_can_read_quite(house)
    mette = add_decider(house.office, json.dumps(METTE | {"unit": UNIT}).encode())
    async with windows_onto(house.office) as windows:
        kirsten = await windows.of("coordinator:kirsten", DESKTOP)
        amira = await windows.of("mentor:amira", PHONE)
        caseworker = await windows.of(f"caseworker:{mette.ref}", DESKTOP)
        ref = await windows.run(lambda: _takes_it_on(house, kirsten))
        await _until(house, at(3, 3, 10))
        await windows.run(lambda: _calls(amira))
        await _until(house, at(3, 5, 12))
        await windows.run(lambda: _meets(amira, ref))
        await _until(house, at(3, 12, 10))
        await windows.run(lambda: _visits(amira, ref))
        await delivery(return_state=True)
        house.at(at(3, 12, 11))
        await windows.run(lambda: _acknowledges(caseworker))
        await _until(house, at(5, 5, 9))
        await windows.run(lambda: _proposes(amira))
        house.at(at(5, 11, 13))
        await windows.run(lambda: _grants(caseworker))
        assert len(house.office.casebook.course(ref).periods) == 2
        for month, number in ((6, 8), (6, 22), (7, 2)):
            await _until(house, at(month, number, 10))
        await windows.run(lambda: _closes(amira))
        await _until(house, at(7, 2, 11))
        await windows.run(lambda: _reads_reports(caseworker, ref))
    url = f"{prefect.ui_url}/runs?tag=course:{ref}"
    page = await asyncio.to_thread(seen, url, tmp_path / "browser", ref + " · ")
    for phase in ("første kontakt", "opfølgning", "udfasning"):
        assert f"{ref} · {phase}" in page


async def _a_mail_that_nobody_can_read_quite(house: House) -> None:
    """The jobcentre sends a referral, signed and encrypted, in which a day is not a day."""
    house.at(at(3, 2, 8, 30))
    profiles = [profile("amira"), profile("bo", leaves_on=day("2026-03-01"))]
    house.office.corps.profiles.put(profiles, str(KIRSTEN), house.office.now)
    sender = jobcentre.House(house.place, house.place)
    house.receive(sender.referral(bevilling=GRANT.replace("27/2-26", "i går")))
    await referral_intake(return_state=True)


def _takes_it_on(house: House, kirsten: Window) -> str:
    """She signs in, corrects what could not be read, takes the course on, and finds its mentor."""
    kirsten.signs_in(KIRSTENS_MAIL, house.place.maildirs)
    kirsten.follows("mail")
    kirsten.follows("P-2026-0001")
    assert "komme op om morgenen" in kirsten.reads(), "the mail stands beside the form"
    kirsten.sends("Registrér henvisningen", **{"felt.grant.granted_on": "2026-02-27", "felt.unit": UNIT})
    kirsten.follows("Tag forløbet ind")
    kirsten.sends("Tag forløbet ind")
    kirsten.follows("Vælg mentor")
    proposed = kirsten.reads()
    assert proposed.index("nr. 1 Amira Sand") < proposed.index("kan ikke nu Bo Lindegaard")
    kirsten.sends("Vælg mentor", mentor="amira", cover="bo", reason="Har tid.")
    (row,) = house.office.casebook.courses()
    return row.ref


def _calls(amira: Window) -> None:
    """The first thing of her day is a call; on the same phone she notes the meeting that they agreed."""
    amira.arrives()
    amira.takes("Første kontakt skal være taget")
    called = {"attempted_at": "2026-03-03T09:50", "channel": "phone", "reached": "ja"}
    amira.sends("Gem forsøget", note="Vi aftalte at mødes.", **called)
    amira.follows("Aftal et møde")
    amira.sends("Gem aftalen", at="2026-03-05T10:00", form="meeting")


def _meets(amira: Window, ref: str) -> None:
    """The first meeting, with agreement and goals."""
    amira.arrives()
    amira.opens_course(ref)
    amira.follows("Notér det første møde")
    amira.sends("Gem mødet", held_on="2026-03-05")
    amira.follows("Arkivér aftalen om mentorstøtte")
    amira.sends("Gem aftalen", signed_on="2026-03-05", signed_by=("citizen", "jobcentre", "mentor"))
    amira.follows("Aftal mål")
    goal = {"text": "Jeg vil selv stå op.", "target_on": "2026-05-29", "indicator": "Dage", "target": "3"}
    amira.sends("Gem målene", **{f"goals.0.{name}": value for name, value in goal.items()})


def _visits(amira: Window, ref: str) -> None:
    """After a visit: the log book, the next meeting, and a deviation that goes to the jobcentre at once."""
    amira.arrives()
    amira.opens_course(ref)
    amira.follows("Skriv i logbogen")
    amira.ticks("Aftal næste møde")
    amira.ticks("Meld en fravigelse")
    meeting = {"held_on": "2026-03-12", "starts": "08:30", "ends": "09:30", "observation": "Vi øvede bussen."}
    told = {"occurred_at": "2026-03-12T08:00", "fact": "Kom ikke i praktik.", "plan_item": "Praktik"}
    fields = {f"meeting.{name}": value for name, value in meeting.items()}
    fields |= {f"deviation.{name}": value for name, value in told.items()}
    done = amira.sends("Gem det hele", **fields, **{"next.at": "2026-03-19T10:00"})
    assert "Besøget er gemt" in done


def _acknowledges(caseworker: Window) -> None:
    """From her day to what happened, and that she has it in hand."""
    caseworker.arrives()
    caseworker.takes("kvitteres for en fravigelse")
    assert "Kom ikke i praktik." in caseworker.reads()
    caseworker.sends("Kvittér", result="in_hand", outcome="Vi taler med borgeren i morgen.")


def _proposes(amira: Window) -> None:
    """The mentor proposes a new period beside the draft that the follow-ups make, and sends her report."""
    amira.arrives()
    amira.takes("forslag om forlængelse")
    assert "Udkast fra opfølgningerne" in amira.reads()
    period = {"starts_on": "2026-06-01", "ends_on": "2026-06-30", "hours": "10"}
    amira.sends("Send forslaget", need="Fremmødet er ikke stabilt.", **period)
    amira.arrives()
    amira.takes("Progressionsrapporten skal sendes")
    amira.sends("Send rapporten", covers_to="2026-05-04", summary="Han øver sig i at tage bussen.")


def _grants(caseworker: Window) -> None:
    """The caseworker reads the report and grants the period under her own name."""
    caseworker.arrives()
    assert "Han øver sig i at tage bussen." in caseworker.reads_pdf("Progressionsrapport")
    caseworker.takes("tages stilling til forlængelse")
    assert "Fremmødet er ikke stabilt." in caseworker.reads()
    caseworker.sends("Afgør", granted="ja", reason=MORE)


def _closes(amira: Window) -> None:
    """The mentor looks back on the whole of it."""
    amira.arrives()
    amira.takes("afsluttende rapport")
    parts = {"reason": "grant_ended", "outcome": "placement", "review": "Et forløb med fremgang."}
    left = {"manages_alone": "Står selv op.", "coping": "Klarer det selv.", "handover": "Aftalt."}
    results = {"results.0.result": "reached"}
    more = {"unresolved": "Intet.", "citizen_evaluation": "Det hjalp."}
    amira.sends("Afslut forløbet", **parts, **left, **results, **more)


def _reads_reports(caseworker: Window, ref: str) -> None:
    """The closing report is on her day, and tells of the course from its first day."""
    caseworker.arrives()
    assert ref in caseworker.reads()
    report = caseworker.reads_pdf("Afsluttende rapport")
    for told in (ref, "Et forløb med fremgang.", "Jeg vil selv stå op.", "Det hjalp."):
        assert told in report


async def _until(house: House, instant: datetime) -> None:
    """The clock goes on, the round is gone and the letters leave, each as a run of Prefect's."""
    house.at(instant)
    await course_round(return_state=True)
    await delivery(return_state=True)
