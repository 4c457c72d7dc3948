"""The list of commands and the commands themselves agree, and the list alone is cheap."""

from __future__ import annotations

import inspect

import pytest
from cyclopts import App

from deployments.cli.app import app
from deployments.cli.listed import COMMANDS, Listed


@pytest.mark.parametrize("listed", COMMANDS, ids=lambda listed: listed.word)
def test_a_command_is_told_the_same_in_the_list_and_in_its_own_words(listed: Listed) -> None:
    found = app[listed.word]
    assert found.help == listed.help
    if found.default_command is not None and not _is_group(found):
        assert inspect.getdoc(found.default_command) == listed.help


def test_no_command_is_listed_twice() -> None:
    words = [listed.word for listed in COMMANDS]
    assert len(words) == len(set(words))


def _is_group(found: App) -> bool:
    flags = {*found.help_flags, *found.version_flags}
    return any(name not in flags for name in found)
