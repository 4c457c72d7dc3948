"""No key of eligibility, tracks and tasks is read and then ignored: changing it changes what happens."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pydantic import ValidationError

from adapters.programme_files import programme_data
from casework.history.task_matrix import task_matrix
from domain import commands as c
from domain.errors import Refused
from domain.order import order_facts
from domain.parsing import problems_of
from domain.programme import Programme
from tests.domain.five import GROUPS, taken
from tests.domain.test_programme import Data, put
from tests.factories import GRANT, START, Play, day, referral, register
from tests.factory.playing import ROOT

FOLDER = ROOT / "deployments" / "programmes"
S0, S1, S2, S3, S4 = "fastholdelsesmentor", "viborg", "hoeje-taastrup", "ressourceforloeb", "naestved"
DISCHARGE = {"track": "discharge", "track_on": day("2026-06-01"), "no_other_offer": True}
STUDY = {"track": "study_start", "track_on": day("2026-03-01"), "no_other_offer": True}

CHANGES: list[tuple[str, str, Any]] = [
    (S4, "eligibility.other_groups", "taken"),
    (S4, "eligibility.other_groups", "remarked"),
    (S0, "eligibility.in_activity", False),
    (S0, "eligibility.placement_alone", True),
    (S0, "eligibility.instead", "et andet forløb"),
    (S1, "eligibility.internal_statement", False),
    (S1, "eligibility.ask_section_85", False),
    (S3, "eligibility.ask_inactive", False),
    (S2, "eligibility.months_unemployed", 24),
    (S3, "eligibility.under_age", 100),
    (S3, "eligibility.education_under", 100),
    (S2, "eligibility.match_groups", ["1"]),
    (S1, "eligibility.caseworker_roles", ["authority"]),
    (S4, "target_groups.activity_ready.words", "parat"),
    (S4, "target_groups.resource_course.also", ["forløb med ressourcer"]),
    (S1, "tracks.discharge.words", "udslusning fra hospital"),
    (S1, "tracks.discharge.also", []),
    (S1, "tracks.discharge.entitlement", "none"),
    (S1, "tracks.discharge.only_without_offer", False),
    (S1, "tracks.discharge.least_months", 3),
    (S1, "tracks.discharge.most_months", None),
    (S1, "tracks.discharge.before_months", 1),
    (S1, "tracks.study_start.until_months", 4),
    (S1, "tracks.discharge.deciders", ["manager"]),
    (S3, "tasks.morning.words", "stå op"),
    (S3, "tasks.reading_letters.also", []),
    (S3, "tasks.morning.area", "hverdag"),
    (S3, "tasks.morning.law", "section_85"),
    (S3, "tasks.hygiene.rule", "transport"),
    (S3, "tasks.own_finances.may", "no"),
    (S0, "tasks.placement_follow_up.placement", False),
    (S3, "task_rules.applications", "Det gør en mentor ikke."),
]
"""A programme, a key, and another value for it that is allowed."""


def grant(track: str = "", ends_on: str = "2026-05-31", **changes: Any) -> Data:
    """The grant of a referral, on a track."""
    return {"grant": replace(GRANT, track=track, ends_on=day(ends_on), **changes)}


ORDERS: list[tuple[Data, c.AcceptReferral]] = [
    ({"target_group": "andet", "match_group": "2", "months_unemployed": 20}, taken()),
    ({"target_group": "ressourceforløb", "tasks": ("vækning",)}, taken(section_85="")),
    ({"tasks": ("læsning af breve", "opfølgning på praktik")}, taken(task_reason="Som træning.")),
    ({"tasks": ("opfølgning på praktik",), "in_activity": "praktik"}, taken(supports_staying=False)),
    ({"tasks": ("opfølgning på praktik",)}, taken()),
    ({"tasks": ("egen økonomi",)}, taken(task_reason="Som træning.")),
    ({"tasks": ("hygiejne",)}, taken()),
    ({"tasks": ("ansøgninger",)}, taken(caseworker_role="support")),
    (grant(mentor_form="workplace"), taken()),
    (grant("psykiatrisk udskrivning", "2026-09-01"), taken(**DISCHARGE)),
    (grant("psykiatrisk udskrivning", "2026-06-15"), taken(**DISCHARGE)),
    (grant("psykiatrisk udskrivning", "2026-09-01"), taken(**{**DISCHARGE, "no_other_offer": False})),
    (grant("udskrivningskoordinator", "2026-09-01"), taken(**DISCHARGE)),
    (grant("studiestart", "2026-08-31"), taken(**STUDY)),
    ({"target_group": "andet", **grant("psykiatrisk udskrivning", "2026-09-01")}, taken(**DISCHARGE)),
]
"""Orders that between them meet every requirement, and miss every one."""
AT_45 = day("2095-06-01")
"""A day on which the citizen, born on 1 January 2050, is 45."""


@cache
def _read(key: str) -> Data:
    path = FOLDER / f"{key}.toml"
    return programme_data(path, FOLDER)


def told(key: str, path: str = "", value: Any = None) -> list[str]:
    """Everything that happens to the orders, and the table of tasks, under a programme with a change."""
    data = deepcopy(_read(key))
    if path:
        put(path, value)(data)
    programme = Programme.model_validate(data)
    matrix = [str(row) for row in task_matrix(programme)]
    matrix += order_facts(referral(), programme, AT_45).remarks
    return matrix + [one for order, command in ORDERS for one in _told(programme, order, command)]


def _told(programme: Programme, order: Data, command: c.AcceptReferral) -> list[str]:
    stage = Play(programme, START)
    usual = {"target_group": GROUPS.get(programme.key, "kontanthjælp"), "tasks": ()}
    stage.step(register(referral(**{**usual, **order})))
    try:
        stage.step(command)
    except Refused as refused:
        return [str(stage.course), refused.rule, refused.message]
    return [str(recorded.event) for recorded in stage.history]


@pytest.mark.parametrize(("key", "path", "value"), CHANGES)
def test_a_changed_value_changes_what_happens_to_an_order(key: str, path: str, value: Any) -> None:
    assert told(key, path, value) != told(key)


@pytest.mark.parametrize(
    ("key", "path", "value", "reason"),
    [
        (S4, "target_groups", {}, "angiv målgrupperne, når andre ikke tages uden videre"),
        (S4, "target_groups.discharge.also", ["aktivitetsparat"], "står ved både"),
        (S1, "tracks.discharge.least_months", 13, "least_months er længere end most_months"),
        (S3, "tasks.morning.rule", "transport", "rule hører til, netop når"),
        (S3, "tasks.hygiene.rule", None, "rule hører til, netop når"),
        (S3, "tasks.hygiene.rule", "section-83", "reglen section-83 mangler under task_rules"),
        (S3, "task_rules.spare", "Ingen bruger den.", "ingen opgave bruger reglen spare"),
        (S3, "tasks.bank.law", "section_1", "ikke en tilladt værdi"),
        (S3, "tasks.bank.colour", "blue", "kendes ikke"),
        (S1, "eligibility.other_groups", "perhaps", "ikke en tilladt værdi"),
        (S2, "eligibility.match_groups", ["10"], "den form, der kræves"),
        (S3, "eligibility.under_age", 4, "mindst 16"),
    ],
)
def test_what_could_never_work_is_refused_when_the_file_is_read(
    key: str, path: str, value: Any, reason: str
) -> None:
    data = deepcopy(_read(key))
    put(path, value)(data)
    with pytest.raises(ValidationError) as caught:
        Programme.model_validate(data)
    assert reason in "; ".join(str(problem) for problem in problems_of(caught.value))


def keys() -> set[str]:
    """The keys that are changed here, as the page names them."""
    named = {"target_groups", "tracks", "tasks"}
    found = set()
    for _, path, _ in CHANGES:
        section, *rest = path.split(".")
        found.add(f"{section}.{rest[-1]}" if section in named | {"eligibility"} else section)
    return found
