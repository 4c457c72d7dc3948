"""The process as a page: `python -m domain.diagram > docs/lifecycle.md`, made of the table alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.course import OWNERS
from domain.lifecycle import STARTED, TABLE, Phase, Row
from domain.words import PHASES

Edge = tuple[str, str, str]
STARTED_NAME = "started"
OUTSIDE = "[*]"
INTRODUCTION = """\
# Forløbets gang

Denne side laves af tabellen i `domain/lifecycle.py` med `python -m domain.diagram > docs/lifecycle.md`.

En fravigelse og en vurdering af forlængelse er *sager*, som løber ved siden af fasen med deres egen
frist og stige: et forløb kan være i gang, under vurdering og rykket på samme tid. En pause husker
den fase, arbejdet stod i, og `Resume` fører tilbage til den. `PassTime` er uret: det rykker, åbner
vurderinger, begynder en planlagt pause og udfasning og slutter støtten, når bevillingens sidste dag er gået.
"""
OWNER_NAMES = {"coordinator": "mentorkoordinator", "mentor": "mentor", "jobcentre": "jobcenter", "": "ingen"}


def page() -> str:
    """The whole page as Markdown with a Mermaid diagram and two tables."""
    parts = [INTRODUCTION, "```mermaid", *_diagram(), "```", "", "## Faser", "", *_phases()]
    return "\n".join([*parts, "", "## Kommandoer", "", *_commands()]) + "\n"


def _diagram() -> Iterator[str]:
    yield "stateDiagram-v2"
    yield "    direction LR"
    for phase in Phase:
        if phase not in STARTED:
            yield f"    {_state(phase)}"
    yield f'    state "mentor er tilknyttet" as {STARTED_NAME} {{'
    yield from (f"        {_state(phase)}" for phase in Phase if phase in STARTED)
    yield "    }"
    labels: dict[tuple[str, str], list[str]] = {}
    for command, source, target in (edge for row in TABLE for edge in _edges(row)):
        labels.setdefault((source, target), []).append(command)
    yield from (
        f"    {source} --> {target} : {', '.join(names)}" for (source, target), names in labels.items()
    )
    yield from (f"    {phase} --> {OUTSIDE}" for phase in (Phase.CLOSED, Phase.CANCELLED))


def _state(phase: Phase) -> str:
    return f'state "{PHASES[phase]}" as {phase.value}'


def _edges(row: Row) -> list[Edge]:
    """The moves of a row; where all phases with a mentor behave alike, one arrow stands for them all."""
    pairs = {(source.value if source else OUTSIDE, target.value) for source, target in row.moves}
    started = {phase.value for phase in STARTED}
    for target in sorted({target for _, target in pairs}):
        pairs = _joined(pairs, {(source, target) for source in started}, (STARTED_NAME, target))
    for source in sorted({source for source, _ in pairs}):
        pairs = _joined(pairs, {(source, target) for target in started}, (source, STARTED_NAME))
    return [(row.command, source, target) for source, target in sorted(pairs)]


def _joined(
    pairs: set[tuple[str, str]], alike: set[tuple[str, str]], one: tuple[str, str]
) -> set[tuple[str, str]]:
    return (pairs - alike) | {one} if alike <= pairs else pairs


def _phases() -> Iterator[str]:
    yield "| fase | | venter på |"
    yield "|---|---|---|"
    yield from (f"| `{phase}` | {PHASES[phase]} | {OWNER_NAMES[OWNERS[phase]]} |" for phase in Phase)


def _commands() -> Iterator[str]:
    yield "| kommando | tilladt i | fører til |"
    yield "|---|---|---|"
    for row in TABLE:
        allowed = _listed(row.allowed_in) or "intet forløb endnu"
        yield f"| `{row.command}` | {allowed} | {_listed(target for _, target in row.moves) or '–'} |"


def _listed(phases: Iterable[Phase]) -> str:
    chosen = set(phases)
    return ", ".join(f"`{phase}`" for phase in Phase if phase in chosen)


if __name__ == "__main__":
    print(page(), end="")
