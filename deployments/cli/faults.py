"""What is said on standard error when a command could not be done. What was typed is never repeated."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

from cyclopts import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)
from rich.console import Console

from domain.errors import MentorError, Refused

_PROJECT = Path(__file__).resolve().parents[2]
_FOLDERS = frozenset({"domain", "models", "adapters", "casework", "tasks", "flows", "deployments"})
_OPTION = re.compile(r"--[a-z][a-z-]{0,30}")
_SENTENCES: tuple[tuple[type[CycloptsError], str], ...] = (
    (UnknownCommandError, "Kommandoen findes ikke."),
    (UnknownOptionError, "Et tilvalg kendes ikke{name}."),
    (MissingArgumentError, "Der mangler noget{name}."),
    (RepeatArgumentError, "Et tilvalg er angivet flere gange{name}."),
    (CoercionError, "En værdi kan ikke bruges{name}."),
    (UnusedCliTokensError, "Der står mere på linjen, end kommandoen bruger."),
)


def tell_error(error: MentorError) -> None:
    """Code and message of an error of ours; a refusal names the rules that say no."""
    named = f" (regel: {', '.join(dict.fromkeys(error.rules))})" if isinstance(error, Refused) else ""
    _print(error.code, error.message + named)


def tell_usage(error: CycloptsError) -> None:
    """Why the line could not be read, and how to get help."""
    fits = (sentence for kind, sentence in _SENTENCES if isinstance(error, kind))
    sentence = next(fits, "Linjen kan ikke læses.").format(name=_named(error))
    chain = " ".join(("mentor", *(error.command_chain or ())))
    _print("usage", f"{sentence} Se: {chain} --help")


def tell_unexpected(error: Exception) -> None:
    """An error nobody planned for: its kind and the place, since its text may quote what is personal."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{path} linje {frame.lineno}" for frame in frames if (path := _ours(Path(frame.filename)))]
    place = places[-1] if places else "et fremmed bibliotek"
    _print(
        "unexpected", f"Uventet fejl ({type(error).__name__}) i {place}. Meld det som en fejl i programmet."
    )


def _ours(file: Path) -> Path | None:
    """The file as it lies in the project; None for a library's."""
    path = file.relative_to(_PROJECT) if file.is_relative_to(_PROJECT) else None
    return path if path and path.parts[0] in _FOLDERS else None


def _named(error: CycloptsError) -> str:
    """The option or argument that is meant, as we have named it ourselves; a mistyped one is not ours."""
    if error.argument is not None:
        return f": {error.argument.name}"
    token = getattr(error, "token", None)
    typed = getattr(token, "keyword", None) or ""
    return f": {typed}" if _OPTION.fullmatch(typed) else ""


def _print(code: str, message: str) -> None:
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    console.print(f"[bold]{code}[/bold]: ", end="")
    console.print(message, markup=False)
