"""The help pages in Danish: cyclopts lays them out, the words are ours."""

from __future__ import annotations

from typing import Any

from cyclopts import App, Group
from cyclopts.help import DefaultFormatter, HelpEntry, HelpPanel, InlineText
from rich.console import Console, ConsoleOptions
from rich.text import Text

COMMANDS, ARGUMENTS, OPTIONS = Group("Kommandoer"), Group("Skal stå på linjen"), Group("Tilvalg")
_USAGE = {"COMMAND": "KOMMANDO", "[OPTIONS]": "[TILVALG]", "[ARGS...]": "[...]", "[ARGS]": "[...]"}
_FLAGS = {"--help": "Vis denne hjælp.", "--version": "Vis versionen."}


class DanishHelp(DefaultFormatter):
    """Usage line, required marks and default values in Danish."""

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """Print one panel."""
        super().__call__(console, options, panel.copy(entries=[_in_danish(entry) for entry in panel.entries]))

    def render_usage(self, console: Console, _options: ConsoleOptions, usage: Any) -> None:
        """Print the usage line."""
        words = str(usage).split()
        console.print(Text(f"Brug: {' '.join(_USAGE.get(word, word) for word in words)}\n", style="bold"))


def new_app(name: str | None = None, help: str = "", **more: Any) -> App:  # noqa: A002 (cyclopts' own word)
    """A command with sub-commands whose help pages are in Danish."""
    return App(
        name=name,
        help=help,
        help_format="plaintext",
        help_formatter=DanishHelp(),
        group_commands=COMMANDS,
        group_arguments=ARGUMENTS,
        group_parameters=OPTIONS,
        **more,
    )


def _in_danish(entry: HelpEntry) -> HelpEntry:
    theirs = _plain(entry.description).startswith("Display")
    flag = next((name for name in entry.names if theirs and name in _FLAGS), None)
    if flag:
        return entry.copy(description=_FLAGS[flag])
    remarks = ["skal angives"] if entry.required else []
    if entry.default not in (None, "False", ""):
        remarks.append(f"ellers {entry.default}")
    description = Text(_plain(entry.description))
    if remarks:
        description.append(f" [{', '.join(remarks)}]", style="dim")
    return entry.copy(description=InlineText(description), required=False, default=None)


def _plain(description: Any) -> str:
    if isinstance(description, InlineText):
        return str(description.primary_renderable or "")
    return "" if description is None else str(description)
