"""The catalogues of tasks: what each source lists, what a mentor may and may not do, and under which law."""

from __future__ import annotations

from typing import Any

import pytest

from domain.deciding.tasks import changed_order
from domain.events import ReferralAccepted
from domain.lifecycle import Phase
from domain.order import order_facts, placed_tasks
from domain.programme import Programme
from domain.words import LAWS
from tests.domain.catalogues import CATALOGUES, FORBIDDEN
from tests.domain.five import FIVE, RESOURCE, RETENTION, VIBORG_S1, received, taken
from tests.domain.staging import course_of, refused
from tests.factories import (
    day,
    referral,
    update,
)

ROWS = [(key, words) for key, row in CATALOGUES.items() for words in row.split("; ")]


def task(programme: Programme, words: str) -> Any:
    """The task of the catalogue that the words mean."""
    (code,) = placed_tasks((words,), programme)
    return programme.tasks[code]


@pytest.mark.requirement("S0.tasks", "S1.tasks", "S2.topics", "S2.holistic", "S3.task_matrix", "S4.roles")
@pytest.mark.parametrize(("key", "words"), ROWS)
def test_every_task_of_a_sources_catalogue_is_known_and_may_be_done(key: str, words: str) -> None:
    assert task(FIVE[key], words).may in {"yes", "with_reason"}


@pytest.mark.requirement("S3.task_matrix")
@pytest.mark.parametrize(("words", "rule"), FORBIDDEN.items())
def test_what_the_matrix_forbids_is_refused_with_the_rules_name(words: str, rule: str) -> None:
    stage = received("ressourceforloeb", tasks=("vækning", words))
    assert course_of(stage).order.forbidden == (rule,)
    with refused("forbidden-task"):
        stage.step(taken())
    assert course_of(stage).phase is Phase.RECEIVED


@pytest.mark.requirement("S0.tasks", "S1.tasks", "S3.no_applications", "S3.no_capacity")
@pytest.mark.parametrize(
    ("code", "may"),
    [
        ("grant_applications", {"fastholdelsesmentor": "yes", "ressourceforloeb": "no"}),
        ("reading_letters", {"viborg": "yes", "ressourceforloeb": "with_reason"}),
        ("own_finances", {"viborg": "yes", "naestved": "yes", "ressourceforloeb": "with_reason"}),
        ("hygiene", {"viborg": "yes", "ressourceforloeb": "no"}),
        ("working_capacity", {"fastholdelsesmentor": "no", "ressourceforloeb": "no"}),
    ],
)
def test_where_the_sources_disagree_the_programme_decides(code: str, may: dict[str, str]) -> None:
    assert {key: one.tasks[code].may for key, one in FIVE.items() if code in one.tasks} == may


@pytest.mark.requirement("S3.law_tags")
@pytest.mark.parametrize(
    ("words", "law"),
    [
        ("personlig pleje", "section_83"),
        ("varig hjælp", "section_85"),
        ("opsøgende støtte uden fast bolig", "section_99"),
        ("vækning", "employment"),
    ],
)
def test_every_task_is_tagged_with_its_law(words: str, law: str) -> None:
    assert task(RESOURCE, words).law == law
    assert law in LAWS


@pytest.mark.requirement("S1.tasks", "S3.law_tags")
def test_hygiene_is_under_the_employment_act_in_viborg() -> None:
    assert task(VIBORG_S1, "hygiejne").law == "employment"


@pytest.mark.requirement("S1.tasks_unlimited")
@pytest.mark.parametrize("key", sorted(FIVE))
def test_words_that_are_in_no_catalogue_are_kept_for_a_person_to_place(key: str) -> None:
    stage = received(key, tasks=("passe kaninerne",))
    assert course_of(stage).order.unplaced == 1
    stage.step(taken())
    assert "tasks_not_placed" in course_of(stage).acceptance.remarks


@pytest.mark.requirement("S0.ordered_content")
def test_a_person_places_the_tasks_by_their_codes() -> None:
    stage = received("ressourceforloeb", tasks=("søge bevillinger for borgeren", "passe kaninerne"))
    with refused("unknown-task"):
        stage.step(taken(tasks=("rabbits",)))
    with refused("forbidden-task"):
        stage.step(taken(tasks=("hygiene",)))
    stage.step(taken(tasks=("morning",)))
    event = stage.history[-1].event
    assert isinstance(event, ReferralAccepted)
    assert (event.tasks, event.remarks) == (("morning",), ("inactive", "towards_education"))


@pytest.mark.requirement("S3.task_matrix")
@pytest.mark.parametrize("words", ["læse breve", "egen økonomi"])
def test_letters_and_own_economy_need_a_reason_in_resource_courses(words: str) -> None:
    stage = received("ressourceforloeb", tasks=(words,))
    with refused("task-reason") as told:
        stage.step(taken())
    assert told.value.message.endswith(stage.programme.task_rules["training-only"])
    with refused("task-reason"):
        stage.step(taken(tasks=("own_finances",)))
    stage.step(taken(task_reason="Ulæst post har kostet to aktiveringer."))
    assert course_of(stage).acceptance.reasoned == ("training-only",)


@pytest.mark.requirement("S0.not_placement_alone")
@pytest.mark.parametrize(
    "tasks", [("opfølgning på praktik",), ("opfølgning på praktik", "beskrivelse af praktikken")]
)
def test_placement_follow_up_alone_is_refused_at_the_grant(tasks: tuple[str, ...]) -> None:
    stage = received("fastholdelsesmentor", tasks=tasks)
    with refused("placement-only"):
        stage.step(taken())
    with refused("placement-only"):
        stage.step(taken(tasks=("placement_follow_up",)))
    stage.step(taken(tasks=("placement_follow_up", "morning")))
    assert course_of(stage).phase is Phase.ACCEPTED


@pytest.mark.requirement("S0.not_placement_alone")
def test_placement_follow_up_beside_other_tasks_is_taken_on() -> None:
    received("fastholdelsesmentor", tasks=("opfølgning på praktik", "op om morgenen")).step(taken())


@pytest.mark.requirement("S0.suggest_1c")
def test_a_description_of_working_capacity_leads_to_a_1c_course() -> None:
    facts = order_facts(referral(tasks=("arbejdsevnebeskrivelse",)), RETENTION, day("2026-03-02"))
    assert facts.forbidden == ("working-capacity",)
    for sentence in (RETENTION.task_rules["working-capacity"], RETENTION.eligibility.instead):
        assert "1C-forløb" in sentence
        assert "andre af rammeaftalens aktiviteter" in sentence


@pytest.mark.requirement("S3.task_matrix", "outside.dated_law")
def test_a_rule_of_an_earlier_version_still_refuses_its_task() -> None:
    stage = received("ressourceforloeb", tasks=("søge bevillinger for borgeren",))
    stage.programme = VIBORG_S1
    with refused("forbidden-task"):
        stage.step(taken())


def changed(key: str, *tasks: str, **command: Any) -> list[str]:
    """The rules that speak against an order which was changed after the course was taken on."""
    stage = received(key)
    stage.step(taken(**command))
    stage.step(update(referral(tasks=tasks)))
    return [refusal.rule for refusal in changed_order(course_of(stage), stage.programme)]


@pytest.mark.requirement("S0.ordered_content", "S3.task_matrix")
def test_an_order_that_is_changed_later_is_read_by_the_same_rules() -> None:
    assert changed("ressourceforloeb", "dokumentere arbejdsevne", "egen økonomi") == [
        "forbidden-task",
        "task-reason",
    ]
    reasoned = {"tasks": ("own_finances",), "task_reason": "Rykkere tager al kraft."}
    assert changed("ressourceforloeb", "egen økonomi", **reasoned) == []
    assert changed("ressourceforloeb", "vækning") == []
    assert changed("fastholdelsesmentor", "opfølgning på praktik") == ["placement-only"]
    assert changed("fastholdelsesmentor", "opfølgning på praktik", "jobsøgning") == []
    assert changed("viborg", "hygiejne") == []
