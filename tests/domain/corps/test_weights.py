"""What each thing weighs when mentors are ranked, and the words that say so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from domain.corps.matching import Needs, Wishes, propose
from tests.domain.corps.cast import MONDAY, candidate
from tests.factories import day

ROOM = (2, "20 timer ledige om ugen")
APRIL = day("2026-04-30")


@pytest.mark.requirement("S3.profile", "local.proposals")
@pytest.mark.parametrize(
    ("needs", "offered", "points", "told"),
    [
        ({"hours_per_week": Decimal(20)}, {}, 0, ()),
        ({"language": "arabisk"}, {"languages": ("Arabisk",)}, 5, ("taler arabisk",)),
        ({"language": "arabisk"}, {}, -2, ("taler ikke arabisk: aftal tolk",)),
        ({"interpreter": True}, {}, 0, ("der skal tolk til; henvisningen nævner ikke sproget",)),
        ({"target_group": "unge"}, {"target_groups": ("Unge",)}, 4, ("kender målgruppen",)),
        ({"target_group": "unge"}, {"target_groups": ("gæld",)}, 0, ("målgruppen står ikke i profilen",)),
        ({"target_group": "unge"}, {}, 0, ()),
        ({"topics": ("gæld",)}, {"competences": ("gæld",)}, 3, ("kompetence: gæld",)),
        ({"topics": ("abcd",)}, {"competences": ("abc", "bcd")}, 6, ("kompetence: abc, bcd",)),
        (
            {"topics": ("abcdef",)},
            {"competences": ("abc", "bcd", "cde", "def")},
            9,
            ("kompetence: abc, bcd, cde, def",),
        ),
        ({"topics": ("gæld",)}, {}, 0, ("ingen kompetence, der svarer til opgaverne",)),
        ({"topics": ("ab",)}, {"competences": ("ab",)}, 0, ("ingen kompetence, der svarer til opgaverne",)),
        ({"place": "Viborg"}, {"places": ("Viborg",)}, 2, ("arbejder i Viborg",)),
        ({"place": "Viborg"}, {"places": ("Bjerringbro", "Karup")}, -1, ("arbejder et andet sted",)),
        ({"place": "Viborg"}, {}, 0, ()),
        ({}, {"places": ("Viborg",)}, 0, ()),
        ({"target_group": "unge"}, {"wishes": ("unge", "breve")}, 1, ("ønsker selv: unge",)),
        ({"wishes": Wishes(gender="male")}, {"gender": "male"}, 3, ("ønsket køn (mand)",)),
        ({"wishes": Wishes(gender="male")}, {"gender": "female"}, -1, ("ikke ønsket køn (mand)",)),
        ({"wishes": Wishes(age_band="30_39")}, {"age_band": "30_39"}, 3, ("ønsket alder (30-39)",)),
    ],
)
def test_each_thing_that_counts_has_its_weight_and_its_words(
    needs: dict[str, Any], offered: dict[str, Any], points: int, told: tuple[str, ...]
) -> None:
    (proposal,) = propose(Needs(**needs), [candidate(**offered)], MONDAY)
    assert (proposal.points, proposal.reasons) == (ROOM[0] + points, (*told, ROOM[1]))


def test_one_hour_too_few_weighs_against_and_no_hours_weigh_nothing() -> None:
    (short,) = propose(Needs(hours_per_week=Decimal(21)), [candidate()], MONDAY)
    assert (short.points, short.reasons) == (
        -3,
        ("kun 20 timer ledige om ugen; der er bevilget 21 timer",),
    )
    (full,) = propose(Needs(), [candidate(granted="20")], MONDAY)
    assert (full.points, full.reasons, full.obstacles) == (0, (), ("ingen ledige timer",))


def test_who_leaves_on_the_last_day_of_the_grant_stays_long_enough() -> None:
    stays = propose(Needs(ends_on=APRIL), [candidate(leaves_on=APRIL)], MONDAY)[0]
    leaves = propose(Needs(ends_on=day("2026-05-01")), [candidate(leaves_on=APRIL)], MONDAY)[0]
    assert (stays.points, leaves.points) == (2, -1)
    assert leaves.reasons[-1] == "stopper 30. april 2026, før bevillingen udløber"


def test_who_begins_or_leaves_today_is_here_and_one_course_below_the_limit_is_room() -> None:
    able = candidate(starts_on=MONDAY, leaves_on=MONDAY, courses=2, max_courses=3, granted="19.5")
    (proposal,) = propose(Needs(), [able], MONDAY)
    assert (proposal.rank, proposal.obstacles, proposal.courses) == (1, (), 2)
    assert proposal.free_hours == Decimal("0.5")
