"""The page that says who may use which route: `python -m tests.portal.access_page > docs/access-matrix.md`.

It is the expectation the route table is held against: whoever adds a route looks at the line that it adds.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from casework.names import ROLES
from domain.values import Role
from portal.api.app import api_rules
from portal.pages import every_page
from portal.routing import About, Rule

COLUMNS = (
    Role.COORDINATOR,
    Role.MENTOR,
    Role.CASEWORKER,
    Role.JOB_CONSULTANT,
    Role.MANAGER,
    Role.HEAD,
    Role.OPERATOR,
    Role.AUDITOR,
)
ABOUT = {
    About.NOTHING: "",
    About.COURSE: "de sager, rollen må se",
    About.BY_ADDRESS: "den, der har adressen",
}
NOT_IN_EMERGENCY = "de sager, rollen må se uden nødadgang"
HEAD = """\
# Hvem må hvad i portalen

Denne side laves af rutetabellen i `portal/pages` med `python -m tests.portal.access_page >
docs/access-matrix.md`, og `tests/portal/test_access_matrix.py` prøver hver linje med hver rolle: på egne,
fremmede, beskyttede sager og sager, der ikke findes. Hvilke sager en rolle må se, og hvilke dele af dem, står
i [beslutning 0099](decisions/0099-who-sees-what.md). Alt, der ikke står her, er afvist.

Herunder `/api/v1` kommer programmer med en adgang i stedet for et login ([api.md](api.md)).
"""


def all_rules() -> list[Rule]:
    """Every route's rule, in the order of the addresses."""
    return sorted((rule for part in every_page() for rule in part.rules), key=_place)


def written_rules() -> list[Rule]:
    """Those of the pages, and those of the API, which `tests/portal/api/test_access.py` tries."""
    return [*all_rules(), *sorted(api_rules(), key=_place)]


def page(rules: Iterable[Rule]) -> str:
    """The whole page."""
    titles = " | ".join(str(ROLES[role]) for role in COLUMNS)
    lines = [
        HEAD,
        f"| rute | om | alle | {titles} |",
        "|---" * (len(COLUMNS) + 3) + "|",
        *map(_line, rules),
    ]
    return "\n".join(lines) + "\n"


def _line(rule: Rule) -> str:
    given = [rule.is_public, *(role in rule.who for role in COLUMNS)]
    about = NOT_IN_EMERGENCY if rule.about is About.COURSE and not rule.in_emergency else ABOUT[rule.about]
    cells = [f"`{rule.method} {rule.path}`", about, *("ja" if one else "" for one in given)]
    return "| " + " | ".join(cells) + " |"


def _place(rule: Rule) -> tuple[str, str]:
    return rule.path, rule.method


if __name__ == "__main__":
    sys.stdout.write(page(written_rules()))
