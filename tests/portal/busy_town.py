"""The town after months of work: something in every list, and something open on every page.

It is made once; who only reads may share it, who changes something takes a copy.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from adapters.programmes import Programmes
from casework.access.accounts import account_of
from casework.access.break_glass import break_glass
from casework.commands.acting import act
from casework.desk_work import work
from casework.key_figures.keeping import keep_all_figures
from casework.letters.delivery import deliver
from casework.letters.posting import letters_to_post
from casework.letters.undelivered import undelivered
from casework.office import Office
from domain import commands as c
from domain.programme import Programme
from models.envelopes import EnvelopeState
from models.passing import CLOCK
from portal.app import create_app
from tests.domain.corps.cast import absence, profile
from tests.factories import AMIRA, KIRSTEN, accept, at, beginning, register
from tests.factory.stories import spring
from tests.house import House
from tests.models.desk import Desk
from tests.portal.pages.people_signing_in import set_up
from tests.portal.pages.test_post import UNREADABLE, arrived
from tests.portal.town import HERE, Portal, Town, citizen

BO = "bo@leverandoer.example"
"""Who has signed in before."""
MORNING = at("2026-05-28 10:00")
"""A Thursday: what the busy town's clock shows."""
INCIDENT = {"kind": "threat", "occurred_at": "2026-05-27T10:30", "what": "Råb i opgangen."}
VISIT = {"starts_at": "2026-05-28T13:00", "ends_at": "2026-05-28T14:00", "place": "Hos borgeren"}
CRISIS = {
    "reviewed_on": "2026-05-01",
    "applies_when": "Fare for liv eller helbred.",
    "call_first": "112\nKoordinatoren, 70 00 00 01",
    "steps": "Bring dig selv i sikkerhed.",
    "afterwards": "Vi taler om det.",
}
DEVIATION = {"occurred_at": "2026-05-27T10:00:00+02:00", "fact": "Kom ikke til praktikken."}
REPORT = {"covers_to": "2026-05-27", "summary": "Indsatsen virker.", "recommendation": "Fortsæt."}
CHANGE = {"about": "hours", "why": "Vi når ikke det aftalte."}
REQUEST = {"received_on": "2026-05-28", "kinds": ["file_access"], "channel": "phone", "wish": "Alt."}


@dataclass(frozen=True)
class Busy:
    """What stands where in the busy town, besides its courses."""

    town: Town
    worked_on: str = ""
    mail: str = ""
    letter: int = 0
    undelivered: int = 0

    @contextmanager
    def portal(self) -> Iterator[Portal]:
        """The portal over it."""
        with self.town.office() as office:
            yield approving(office, self.town)


def approving(office: Office, town: Town) -> Portal:
    """A portal under whose programmes a coordinator approves reports."""
    changed = Programmes(_approved(one) for one in office.programmes.all())
    office.__dict__["programmes"] = changed
    office.__dict__.pop("casebook", None)
    return Portal(town, office, create_app(office))


def _approved(programme: Programme) -> Programme:
    rules = programme.reports.model_copy(update={"approval": "coordinator"})
    return programme.model_copy(update={"reports": rules})


def work_for_months(town: Town, made: Town) -> Busy:
    """Let two months pass in the town, with all that may happen in them."""
    with town.office() as office:
        worked_on = _worked_on(office)
        town.set_clock(MORNING)
        portal = approving(office, town)
        for ref in (*town.courses.values(), worked_on):
            _pass_time(office, ref)
        _corps(portal)
        work(office)
        _on_the_courses(portal, worked_on)
        _begun(portal)
        _posted(office)
        keep_all_figures(office)
        set_up(portal, portal.visitor(), BO)
        house = House(town.place, made.place)
        mail = arrived(portal, house, house.referral(bevilling=UNREADABLE))
        return Busy(
            town,
            worked_on=worked_on,
            mail=mail,
            letter=letters_to_post(office)[0].id,
            undelivered=undelivered(office)[0].id,
        )


def _worked_on(office: Office) -> str:
    desk = Desk(office.casebook, now=at("2026-02-25 10:00"))
    given = register(citizen(11, "Hanne Bøgh"), controller=HERE, partner="Jobcenter A")
    desk.play([given, *beginning()[1:], *spring()])
    return desk.ref


def _pass_time(office: Office, ref: str) -> None:
    while (due := office.casebook.course(ref).next_due_at) and due <= MORNING:
        office.casebook.handle(ref, c.PassTime(), CLOCK, due)


def _corps(portal: Portal) -> None:
    corps, now = portal.office.corps, portal.office.now
    corps.profiles.put([profile("amira", languages=("dansk", "somali")), profile("bo")], str(KIRSTEN), now)
    corps.absences.add(absence("bo", "2026-05-27", "2026-06-05"), str(KIRSTEN), now)
    amira, kirsten = portal.visitor("mentor:amira"), portal.visitor("coordinator:kirsten")
    ref = portal.town.active
    for who, path, fields in (
        (amira, "/haendelser/ny", INCIDENT | {"course": ref}),
        (amira, f"/forloeb/{ref}/besoeg-alene", VISIT | {"risk_read": "ja"}),
        (kirsten, "/dokumenter/crisis_plan/ret", CRISIS),
        (kirsten, "/timer/goer-op", {"kommune": HERE, "maaned": "2026-03"}),
    ):
        answer = who.send_form(path, page="/timer" if path.startswith("/timer") else path, **fields)
        assert answer.status_code == 303, answer.text


def _on_the_courses(portal: Portal, worked_on: str) -> None:
    office = portal.office
    office.casebook.handle(portal.town.received, accept(), KIRSTEN, office.now)
    stranger = account_of(office, "caseworker:D-0003")
    assert stranger is not None
    break_glass(office, stranger, portal.town.active, "Borgeren er indlagt akut.")
    for ref, name, fields, by in (
        (portal.town.active, "ReportDeviation", DEVIATION, AMIRA),
        (worked_on, "SendProgressReport", REPORT, AMIRA),
        (worked_on, "AskForPlanChange", CHANGE, AMIRA),
        (worked_on, "RecordAccessRequest", REQUEST, KIRSTEN),
    ):
        act(office, ref, name, json.dumps(fields).encode(), by)
    (asked,) = office.casebook.course(worked_on).open_matters("plan_change")
    passed_on = c.SettleMatter(matter=asked.id, outcome="to_caseworker", note="Kan timerne flyttes?")
    office.casebook.handle(worked_on, passed_on, KIRSTEN, office.now)


def _begun(portal: Portal) -> None:
    for key in ("caseworker:D-0001", "job_consultant:D-0002"):
        visitor = portal.visitor(key)
        _, _, rest = visitor.get("/henvis").text.partition('name="side" value="')
        fields = {"side": rest.partition('"')[0], "felt.citizen.name": "Åse Ærø"}
        assert visitor.send_form("/henvis/kladde", page="/henvis", **fields).status_code == 204


def _posted(office: Office) -> None:
    with ThreadPoolExecutor(1) as apart:  # Chromium's driver has this thread's own loop
        apart.submit(lambda: asyncio.run(deliver(office))).result()
    for envelope in office.outbox.lease_envelopes(office.now, limit=2):
        office.outbox.mark(envelope, EnvelopeState.FAILED, office.now, reason="550 no such user")
