"""Which page of the portal does what a command of `mentor` does, and which commands stay on the machine:
`python -m tests.portal.command_pages` writes the table into docs/portal.md.

A new command is placed here before its tests pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casework.names import ROLES
from portal.routing import Rule
from tests.factory.playing import ROOT
from tests.portal.access_page import COLUMNS, all_rules

PORTAL, COMMANDS = ROOT / "docs" / "portal.md", ROOT / "docs" / "commands.md"
TITLE = "## Kommandoerne og siderne"
HEAD = f"""{TITLE}

Hver kommando og den side, der gør det samme, og hvem der kan åbne den. Hvor der står en grund i stedet for en
side, bliver kommandoen på maskinen. Tabellen skrives af `python -m tests.portal.command_pages`, og en ny
kommando skal have sin plads i den.

| kommando | side | hvem |
|---|---|---|
"""
MACHINE = "maskinen sættes op og startes der; siderne kommer først bagefter"
FILES = "arbejder på filer på maskinen"
BY_ITSELF = "sker af sig selv, når systemet kører; driften ser det på `/drift`"
KEYS = "nøgler og kontrolpunkter røres kun på maskinen, med filer, der ligger uden for den"
ALL_COURSES = "ændrer alle forløb på én gang og prøves først tørt; driften gør det med koordinatoren"

PAGES: Mapping[str, str | tuple[str, ...]] = {
    "init": MACHINE,
    "doctor": ("/drift",),
    "up": MACHINE,
    "portal": MACHINE,
    "demo": "en prøve af det hele i en mappe for sig",
    "programme check": FILES,
    "programme list": ("/programmer",),
    "programme show": ("/programmer/{name}",),
    "programme tasks": ("/programmer/{name}/opgaver",),
    "programme diff": ("/programmer/forskel",),
    "programme migrate": ALL_COURSES,
    "mail intake": BY_ITSELF,
    "mail verify": FILES,
    "mail ledger": ("/post",),
    "mail show": ("/post/{number}",),
    "mail release": ("/post/{number}",),
    "mail join": ("/post/{number}",),
    "mail refuse": ("/post/{number}",),
    "referral form": FILES,
    "referral schema": FILES,
    "course list": ("/forloeb",),
    "course show": ("/forloeb/{ref}",),
    "course timeline": ("/forloeb/{ref}/historik",),
    "course explain": ("/forloeb/{ref}/frister",),
    "course act": ("/forloeb/{ref}/gor/{command}",),
    "extension draft": ("/forloeb/{ref}/forlaengelse",),
    "hours": ("/timer",),
    "hours settle": ("/timer",),
    "hours export": ("/timer/{number}",),
    "hours verify": ("/timer",),
    "hours changes": ("/timer/{number}",),
    "hours weeks": ("/forloeb/{ref}",),
    "hours twice": ("/to-steder",),
    "figures": ("/noegletal",),
    "figures export": ("/noegletal",),
    "figures recount": "kun efter en ny udgave, der tæller anderledes",
    "log unshown": ("/forloeb/{ref}/vis",),
    "deadlines reproject": ALL_COURSES,
    "forecast": ("/prognose",),
    "corps enter": ("/dokumenter/profil/{mentor}",),
    "corps list": ("/dokumenter",),
    "corps propose": ("/forloeb/{ref}/match",),
    "corps caseload": ("/hold",),
    "corps goals": ("/korpsets-maal",),
    "corps waiting": ("/venteliste",),
    "corps rota": ("/hold/vagtplan",),
    "corps absence add": ("/fravaer",),
    "corps absence list": ("/fravaer",),
    "corps absence end": ("/fravaer",),
    "corps lieu add": ("/afspadsering",),
    "corps lieu list": ("/afspadsering",),
    "corps leave-draft": ("/hold/{mentor}",),
    "corps leave": ("/hold/{mentor}",),
    "corps document enter": ("/dokumenter/{kind}/ret",),
    "corps document show": ("/dokumenter",),
    "corps document list": ("/dokumenter",),
    "corps visit plan": ("/forloeb/{ref}/besoeg-alene",),
    "corps visit back": ("/besoeg",),
    "corps visit list": ("/besoeg",),
    "corps visit place": ("/besoeg",),
    "corps visit risk": ("/forloeb/{ref}/besoeg-alene",),
    "corps incident add": ("/haendelser/ny",),
    "corps incident list": ("/haendelser",),
    "corps incident show": ("/haendelser/{number}",),
    "corps incident settle": ("/haendelser/{number}",),
    "corps supervision add": ("/supervision",),
    "corps supervision list": ("/supervision",),
    "round": BY_ITSELF,
    "deliver": BY_ITSELF,
    "letters": ("/breve",),
    "undelivered list": ("/uafleveret",),
    "undelivered resend": ("/uafleveret",),
    "undelivered close": ("/uafleveret",),
    "report progress": ("/forloeb/{ref}/dokument/{address}",),
    "report plan": ("/forloeb/{ref}/dokument/{address}",),
    "report closing": ("/forloeb/{ref}/dokument/{address}",),
    "report child": ("/forloeb/{ref}/underretning",),
    "report crime": ("/forloeb/{ref}/betro",),
    "report receipt": ("/kvittering",),
    "report kept": ("/betroet",),
    "report erase": "sker sjældent, efter kommunens brev; lederen gør det sammen med driften",
    "report read": ("/betroet",),
    "report decide": ("/betroet",),
    "access draft": ("/forloeb/{ref}/indsigt",),
    "access export": ("/forloeb/{ref}/indsigt",),
    "access handover": ("/overdragelse", "/forloeb/{ref}/overdragelse"),
    "access list": ("/min-dag",),
    "access mark": ("/forloeb/{ref}/indsigt",),
    "access marks": ("/forloeb/{ref}/indsigt",),
    "access readers": ("/forloeb/{ref}/laest",),
    "retention list": ("/opbevaring",),
    "retention approve": ("/opbevaring", "/forloeb/{ref}/slet-foer-tid"),
    "retention finish": "gør det færdigt, en afbrydelse standsede",
    "retention certificate": ("/forloeb/{ref}/sletningsbevis",),
    "retention hold": ("/opbevaring", "/forloeb/{ref}/gor/{command}"),
    "retention unhold": ("/opbevaring", "/forloeb/{ref}/gor/{command}"),
    "decider add": ("/brugere",),
    "decider list": ("/brugere",),
    "decision-code": ("/forloeb/{ref}/kode",),
    "login reset": ("/brugere",),
    "keys rotate": KEYS,
    "crl refresh": BY_ITSELF,
    "audit verify": KEYS,
    "audit checkpoint": KEYS,
}
"""By the command's words: the addresses of the pages, or why there is none."""


def documented() -> list[str]:
    """The words of every command in docs/commands.md, in its order; without its arguments."""
    found = re.findall(r"(?m)^### `mentor ([^`]+)`", COMMANDS.read_text(encoding="utf-8"))
    return [" ".join(word for word in one.split() if not word.isupper()) for one in found]


def section() -> str:
    """The whole section of docs/portal.md."""
    rules = {rule.path: rule for rule in all_rules() if rule.method == "GET"}
    return HEAD + "\n".join(_line(command, rules) for command in documented()) + "\n"


def whole_page(text: str) -> str:
    """docs/portal.md with the section as it is now; at its end where it has none."""
    before, found, rest = text.partition(TITLE)
    after = rest.partition("\n## ")
    ending = f"\n## {after[2]}" if found and after[1] else ""
    return before.rstrip("\n") + "\n\n" + section() + ending


def _line(command: str, rules: Mapping[str, Rule]) -> str:
    where = PAGES[command]
    if isinstance(where, str):
        return f"| `mentor {command}` | – | {where} |"
    pages = ", ".join(f"`{path}`" for path in where)
    return f"| `mentor {command}` | {pages} | {', '.join(_who(rules[where[0]]))} |"


def _who(rule: Rule) -> Iterator[str]:
    yield from (str(ROLES[role]) for role in COLUMNS if role in rule.who)


if __name__ == "__main__":
    PORTAL.write_text(whole_page(PORTAL.read_text(encoding="utf-8")), encoding="utf-8")
