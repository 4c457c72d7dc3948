"""`mentor corps propose`: who fits a course, and why."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from adapters.as_json import as_json
from adapters.documents.danish import decimal_comma
from casework.corps.proposing import proposals, read_wishes
from casework.office import open_office
from deployments.cli.danish_help import new_app
from deployments.cli.reading import CourseRef, course_ref, from_file, input_of
from deployments.printing import Json, tell
from domain.corps.matching import Proposal, Wishes

app = new_app()


@app.command
def propose(
    ref: CourseRef,
    /,
    *,
    source: Annotated[
        str | None, from_file("JSON med det, du vil lægge vægt på: language, place, competences m.m.")
    ] = None,
    json: Json = False,
) -> None:
    """Foreslå en mentor til et forløb: alle mentorer efter, hvor godt de passer, og hvorfor."""
    with open_office() as office:
        wishes = read_wishes(input_of(source)) if source else Wishes()
        found = proposals(office, course_ref(ref), wishes)
    if json:
        for one in found:
            print(as_json(asdict(one)))
        return
    tell(f"Forslag til sag {ref}. Du vælger: mentor course act {ref} MatchMentor")
    for one in found:
        _tell(one)


def _tell(proposal: Proposal) -> None:
    """A mentor's place, and under it one line for each reason."""
    place = f"{proposal.rank}." if proposal.rank else "–"
    courses = f"{proposal.courses} forløb"
    tell(f"{place} {proposal.mentor} ({decimal_comma(proposal.free_hours)} ledige timer om ugen, {courses})")
    for obstacle in proposal.obstacles:
        tell(f"     kan ikke nu: {obstacle}")
    for reason in proposal.reasons:
        tell(f"     {reason}")
