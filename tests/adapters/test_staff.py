"""`staff.toml` is read exactly, or refused naming every key that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.staff import Staff
from domain.errors import InvalidInput

GOOD = """
[[coordinator]]
id = "kirsten"
name = "Kirsten Holm"
email = "kirsten@mentorhuset.example"
phone = "70 00 00 01"

[[mentor]]
id = "amira"
name = " Amira Sand "
email = "amira@mentorhuset.example"
phone = "+45 70 00 00 02"
"""


def staff(folder: Path, text: str) -> Staff:
    path = folder / "staff.toml"
    path.write_text(text, encoding="utf-8")
    return Staff.load(path)


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(InvalidInput) as refused:
        staff(folder, text)
    return refused.value.message


def test_people_are_found_by_their_role_and_id(tmp_path: Path) -> None:
    read = staff(tmp_path, GOOD)
    assert read.mentor("amira").name == "Amira Sand"
    assert read.coordinator("kirsten").email == "kirsten@mentorhuset.example"


def test_one_who_has_left_is_called_by_the_id(tmp_path: Path) -> None:
    read = staff(tmp_path, GOOD)
    assert read.name_of("kirsten") == "Kirsten Holm"
    assert read.name_of("oda") == "oda"


@pytest.mark.parametrize(("role", "member"), [("mentor", "kirsten"), ("coordinator", "amira")])
def test_an_unknown_id_is_named_with_the_table_it_lacks_in(tmp_path: Path, role: str, member: str) -> None:
    read = staff(tmp_path, GOOD)
    with pytest.raises(InvalidInput, match=rf"staff\.toml: {role}: {member} findes ikke"):
        getattr(read, role)(member)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("phone =", "mobile ="), ("mentor[1].mobile: er en ukendt nøgle", "mentor[1].phone: mangler")),
        (("kirsten@mentorhuset.example", "kirsten"), ("coordinator[1].email: kan ikke bruges",)),
        (('"amira"', '"Amira S"'), ("mentor[1].id: kan ikke bruges",)),
        (('"+45 70 00 00 02"', "70000002"), ("mentor[1].phone: kan ikke bruges",)),
        (("[[mentor]]", "[[vikar]]"), ("vikar: er en ukendt nøgle", "mentor: mangler")),
        (("[[mentor]]", "[mentor]"), ("mentor: mangler",)),
    ],
)
def test_every_mistake_is_named_at_once(
    tmp_path: Path, changed: tuple[str, str], said: tuple[str, ...]
) -> None:
    message = refusal(tmp_path, GOOD.replace(*changed))
    assert message.startswith("staff.toml: ")
    assert not [words for words in said if words not in message]


def test_an_id_belongs_to_one_person(tmp_path: Path) -> None:
    mentor = GOOD[GOOD.index("[[mentor]]") :]
    assert "mentor.id: amira står flere gange" in refusal(tmp_path, GOOD + mentor)


def test_a_name_has_no_line_breaks(tmp_path: Path) -> None:
    assert "mentor[1].name" in refusal(tmp_path, GOOD.replace(" Amira Sand ", "Amira\\nBcc: x"))


def test_a_file_that_is_missing_or_broken_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"staff\.toml: fil: findes ikke \(kør: mentor init\)"):
        Staff.load(tmp_path / "staff.toml")
    assert "er ikke gyldig TOML" in refusal(tmp_path, "[[mentor]")


MANAGER = """
[[manager]]
id = "soren"
name = "Søren Dahl"
email = "soren@mentorhuset.example"
phone = "70 00 00 09"
"""


def test_there_may_be_managers_and_there_need_not_be_any(tmp_path: Path) -> None:
    assert staff(tmp_path, GOOD).managers == ()
    assert staff(tmp_path, GOOD + MANAGER).manager("soren").name == "Søren Dahl"
    with pytest.raises(InvalidInput, match="manager"):
        staff(tmp_path, GOOD).manager("soren")
    assert "manager[1].email" in refusal(tmp_path, GOOD + MANAGER.replace("email", "mail"))


@pytest.mark.requirement("outside.controllers")
def test_a_coordinator_may_be_limited_to_some_municipalities_and_nobody_else_may(tmp_path: Path) -> None:
    limited = GOOD.replace('id = "kirsten"\n', 'id = "kirsten"\ncontrollers = ["viborg", "kommune-b"]\n')
    assert staff(tmp_path, limited).coordinator("kirsten").controllers == ("viborg", "kommune-b")
    assert staff(tmp_path, GOOD).coordinator("kirsten").controllers == ()
    for wrong in ("[]", '"viborg"', '["Viborg K"]', "[1]"):
        text = GOOD.replace('id = "kirsten"\n', f'id = "kirsten"\ncontrollers = {wrong}\n')
        assert "coordinator[1].controllers: kan ikke bruges" in refusal(tmp_path, text), wrong
    mentor = GOOD.replace('id = "amira"\n', 'id = "amira"\ncontrollers = ["viborg"]\n')
    assert "mentor[1].controllers: er en ukendt nøgle" in refusal(tmp_path, mentor)
