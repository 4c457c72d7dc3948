"""docs/commands.md lists exactly the commands that exist, each with exactly its options."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from domain.lifecycle import Phase
from tests.deployments.cli.shell import leaves, options

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "commands.md").read_text(encoding="utf-8")
FOUND = re.findall(r"(?ms)^### `mentor ([^`]+)`\n(.*?)(?=^### |\Z)", PAGE)
SECTIONS = {heading: text.split("\n## ")[0] for heading, text in FOUND}
COMMANDS = {" ".join(chain): options(chain) for chain in leaves()}


def documented(heading: str) -> tuple[str, list[str]]:
    """A heading as the command's words and the arguments after them."""
    words = heading.split()
    named = [word for word in words if not word.isupper()]
    return " ".join(named), [word for word in words if word.isupper()]


def test_every_command_has_one_section_and_there_are_no_others() -> None:
    assert sorted(documented(heading)[0] for heading in SECTIONS) == sorted(COMMANDS)


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_section_names_exactly_the_commands_arguments_and_options(heading: str) -> None:
    name, arguments = documented(heading)
    described = re.findall(r"(?m)^- `(--[a-z-]+)", SECTIONS[heading])
    existing = COMMANDS[name]
    assert sorted(described) == sorted(option for option in existing if option.startswith("--"))
    assert arguments == [argument for argument in existing if not argument.startswith("--")]


def test_no_command_of_a_course_is_told_twice_or_elsewhere() -> None:
    paragraphs = re.findall(r"(?m)^`([A-Z][A-Za-z]+)`", PAGE)
    assert len(paragraphs) == len(set(paragraphs))
    assert set(paragraphs) <= set(re.findall(r"(?m)^`([A-Z][A-Za-z]+)`", SECTIONS["course act REF COMMAND"]))


def test_the_phases_are_the_ones_there_are() -> None:
    listed = re.findall(r"`([a-z_]+)`", SECTIONS["course list"].split("--phase")[1].split("\n")[0])
    assert listed == [phase.value for phase in Phase]


def test_every_exit_code_is_explained() -> None:
    table = PAGE.split("## Afslutningskoder")[1].split("\n## ")[0]
    assert re.findall(r"(?m)^\| (\d+) \|", table) == ["0", "1", "2", "3", "4", "130"]
