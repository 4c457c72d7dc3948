"""An address for every page of the busy town, and who looks at it. A new page needs its line here, where its
address has parts of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from casework.letters.posting import letters_to_post
from domain.values import Role
from portal.helping import no_pages
from portal.routing import AUTHORITY, Rule
from tests.portal.busy_town import BO, Busy
from tests.portal.pages.people_signing_in import link_for, open_link
from tests.portal.town import SESSION_COOKIE, Portal

ACCOUNT_OF: Mapping[Role, str] = {
    Role.COORDINATOR: "coordinator:kirsten",
    Role.MENTOR: "mentor:amira",
    Role.CASEWORKER: "caseworker:D-0001",
    Role.JOB_CONSULTANT: "job_consultant:D-0002",
    Role.MANAGER: "manager:soren",
    Role.OPERATOR: "operator:jens",
    Role.AUDITOR: "auditor:ulla",
    Role.HEAD: "head:D-0005",
}
STRANGER = ""
"""Who is not signed in."""
COMMANDS: Mapping[Role, str] = {
    Role.COORDINATOR: "Pause",
    Role.MENTOR: "RecordFollowUp",
    Role.CASEWORKER: "RecordSection85",
    Role.JOB_CONSULTANT: "RecordSection85",
    Role.MANAGER: "FileComplaint",
}
"""A form of each role; every other form is filled in by `test_every_action.py`."""
ELSEWHERE: Mapping[str, str] = {
    "/log-ind/kommune/{key}": "leads to the municipality: test_ways_in_seen.py goes there",
    "/log-ind/kommune/{key}/svar": "comes from the municipality: test_ways_in_seen.py comes back",
    "/forloeb/{ref}/sletningsbevis": "a file, fetched by tests/portal/pages/test_retention.py",
}
"""What cannot be opened as it is, and where it is tried."""
LETTER = "/forloeb/{ref}/brev/{number}"
NOT_HERE = frozenset(
    {
        (Role.HEAD, "/forloeb/{ref}/forlaengelse"),
        (Role.HEAD, "/forloeb/{ref}/kode"),
        *((role, path) for role in AUTHORITY for path in (LETTER, f"{LETTER}/{{place}}")),
    }
)
"""Hers only where a programme lets her decide: tests/portal/pages/test_heads.py goes there. And what the
jobcentre has had: tests/portal/pages/test_letters.py.
"""


@dataclass(frozen=True)
class Here:
    """The busy town with its doors open, for whom `key` names."""

    portal: Portal
    busy: Busy
    key: str = ""

    def matter(self, ref: str, kind: str) -> str:
        """The number of the open matter of that kind."""
        (found,) = self.portal.office.casebook.course(ref).open_matters(kind)
        return found.id

    def paper(self) -> str:
        """A report on the worked-on course, as its page leads to it."""
        page = self.portal.visitor("coordinator:kirsten").get(f"/forloeb/{self.busy.worked_on}").text
        found = re.search(r'href="(/forloeb/[^"]*/dokument/[^"]+)"', page)
        assert found, "the course has no document"
        return found[1]

    def enclosure(self) -> str:
        """A paper that came with the mail on the desk."""
        page = self.portal.visitor("coordinator:kirsten").get(f"/post/{self.busy.mail}").text
        found = re.search(r'href="(/post/[^"]*/bilag/[^"]+)"', page)
        assert found, "the mail has no papers"
        return found[1]

    def letter(self) -> str:
        """A letter of a course."""
        to_post = letters_to_post(self.portal.office)
        first = next(one for one in to_post if one.course == self.busy.town.active)
        return f"/forloeb/{first.course}/brev/{first.id}"

    def begun(self) -> str:
        """A referral that she has begun, as her page leads to it."""
        found = re.search(r'href="(/henvis/kladde/[^"]+)"', self.portal.visitor(self.key).get("/henvis").text)
        assert found, "she has begun no referral"
        return found[1]

    def feed(self) -> str:
        """The address of a mentor's calendar."""
        return f"/ical/{self.portal.office.calendar_feeds.make('amira', self.portal.office.now)}.ics"

    def signing_in(self, path: str) -> dict[str, str]:
        """The cookies of somebody who has come as far as that page."""
        visitor = self.portal.visitor()
        if path in {"/log-ind/kode", "/log-ind/opret-kode"}:
            open_link(self.portal, visitor, *([BO] if path == "/log-ind/kode" else []))
        if path == "/log-ind/link/{token}":
            link_for(self.portal, visitor)
        if path == "/log-ind/rolle":
            return {SESSION_COOKIE: self.portal.session("coordinator:kirsten")}
        return dict(visitor.cookies)


_FOLDERS: Mapping[str, str] = {
    "deviation": "fravigelse",
    "no_progress": "fremgang",
    "plan_decision": "aendring",
    "report_approval": "rapport",
}


def _matter(here: Here, ref: str, kind: str) -> str:
    return f"/forloeb/{ref}/{_FOLDERS[kind]}/{here.matter(ref, kind)}"


def _stylesheet(here: Here) -> str:
    found = re.search(r'href="(/udseende/[^"]+)"', here.portal.visitor().get("/log-ind").text)
    assert found
    return found[1]


Address = str | Callable[[Here], str]
ADDRESSES: Mapping[str, Address] = {
    "/breve/{number}": lambda here: f"/breve/{here.busy.letter}",
    "/breve/{number}/{name}": lambda here: f"/breve/{here.busy.letter}/brev-{here.busy.letter}.pdf",
    "/dokumenter/profil/{mentor}": "/dokumenter/profil/amira",
    "/dokumenter/{kind}/ret": "/dokumenter/contact_list/ret",
    LETTER: Here.letter,
    f"{LETTER}/{{place}}": lambda here: f"{here.letter()}/1",
    "/forloeb/{ref}/dokument/{address}": Here.paper,
    "/forloeb/{ref}/fravigelse/{matter}": lambda here: _matter(here, here.busy.town.active, "deviation"),
    "/forloeb/{ref}/fremgang/{matter}": lambda here: _matter(here, here.busy.town.active, "no_progress"),
    "/forloeb/{ref}/rapport/{matter}": lambda here: _matter(here, here.busy.worked_on, "report_approval"),
    "/forloeb/{ref}/match": lambda here: f"/forloeb/{here.busy.town.received}/match",
    "/forloeb/{ref}/overdragelse": lambda here: f"/forloeb/{here.busy.town.cancelled}/overdragelse",
    "/forloeb/{ref}/slet-foer-tid": lambda here: f"/forloeb/{here.busy.town.cancelled}/slet-foer-tid",
    "/forloeb/{ref}/aendring/{matter}": lambda here: _matter(here, here.busy.worked_on, "plan_decision"),
    "/haendelser/{number}": "/haendelser/1",
    "/henvis/kladde/{side}": Here.begun,
    "/hold/{mentor}": "/hold/amira",
    "/ical/{secret}.ics": Here.feed,
    "/log-ind/link/{token}": "/log-ind/link/x",
    "/min-dag/{address}": "/min-dag/andre",
    "/post/{number}": lambda here: f"/post/{here.busy.mail}",
    "/post/{number}/bilag/{paper}": Here.enclosure,
    "/programmer/forskel": "/programmer/forskel?fra=viborg@2026-1&til=naestved@2026-1",
    "/programmer/{name}": "/programmer/viborg@2026-1",
    "/programmer/{name}/opgaver": "/programmer/viborg@2026-1/opgaver",
    "/noegletal": "/noegletal?periode=2026-03",
    "/noegletal/kvartal.csv": "/noegletal/kvartal.csv?periode=2026-K1",
    "/timer/{number}": "/timer/1",
    "/timer/{number}/hent/{basis}/{kind}": "/timer/1/hent/faktura/csv",
    "/udseende/{name}": _stylesheet,
}


def address_of(rule: Rule, role: Role | None, here: Here) -> str:
    """Where that role opens the page; fails on one whose parts nobody has named."""
    if made := ADDRESSES.get(rule.path):
        mine = replace(here, key=ACCOUNT_OF[role] if role else STRANGER)
        return made if isinstance(made, str) else made(mine)
    parts = {"ref": here.busy.worked_on, "command": COMMANDS.get(role, "") if role else ""}
    address = re.sub(r"\{(\w+)\}", lambda found: parts.get(found[1], found[0]), rule.path)
    assert "{" not in address, f"{rule.path}: give it an address in tests/portal/browser/addresses.py"
    return address


def lookers(rule: Rule) -> list[Role | None]:
    """Who opens the page: every role its rule lets in, or somebody who is not signed in."""
    return [role for role in ACCOUNT_OF if role in rule.who and (role, rule.path) not in NOT_HERE] or [None]


def is_page(rule: Rule) -> bool:
    """Whether it is a page to look at, and no file."""
    return rule.method == "GET" and (rule.path not in no_pages() or rule.path.endswith("/vis/borger"))


def is_file(rule: Rule) -> bool:
    """Whether it is read and no page."""
    return rule.method == "GET" and not is_page(rule) and rule.path not in ELSEWHERE
