"""What the corps has reached of its measurable goals in a period, against its targets: only counts (S3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from casework.office import Office
from domain.corps.measures import DEFINITIONS, KINDS, NAMES, Measure, Tally, tallies
from domain.errors import InvalidInput, Problem
from domain.events import Event
from domain.values import Span
from models.codec import load_course
from models.listing import Wanted


@dataclass(frozen=True, slots=True)
class Reached:
    """One measure of one programme. `target` is in percent, None where there is none on the span's last day;
    `erased` is how many of the programme's files are erased and not counted.
    """

    programme: str
    measure: Measure
    tally: Tally
    target: int | None
    erased: int

    def handed_on(self) -> dict[str, object]:
        """What may leave the office: without the figures where they tell of few."""
        few, tally = self.tally.tells_of_few, self.tally
        figures = {
            "percent": tally.percent,
            "met": tally.met,
            "counted": tally.counted,
            "unknown": tally.unknown,
        }
        return {
            "measure": self.measure.value,
            "name": NAMES[self.measure],
            "definition": DEFINITIONS[self.measure],
            "target": self.target,
            **(dict.fromkeys(figures) if few else figures),
            "few": few,
            "erased": self.erased,
        }


def corps_goals(office: Office, span: Span, controller: str = "") -> list[Reached]:
    """Every measure of every programme that has courses, by programme. Erased files are left out.

    Raises InvalidInput for a span that ends before it begins.
    """
    if span.ends_on < span.starts_on:
        problem = Problem("--to", "ligger før --from", "ret datoerne")
        raise InvalidInput("Korpsets mål", (problem,))
    wanted = Wanted(controller=controller)
    events = {ref: [one.event for one in found] for ref, found in office.casebook.facts(KINDS, wanted)}
    of_programme: defaultdict[str, list[Sequence[Event]]] = defaultdict(list)
    erased: defaultdict[str, int] = defaultdict(int)
    for row in office.casebook.courses(wanted):
        gone = load_course(row.state, row.ref).file.erased_on is not None
        erased[row.programme] += gone
        of_programme[row.programme] += [] if gone else [events.get(row.ref, [])]
    return [
        Reached(programme, measure, tally, _target(office, programme, measure, span), erased[programme])
        for programme, histories in sorted(of_programme.items())
        for measure, tally in tallies(histories, span).items()
    ]


def _target(office: Office, programme: str, measure: Measure, span: Span) -> int | None:
    """The target of the version in force on the span's last day."""
    target = office.programmes.on(programme, span.ends_on).corps.target(measure, span.ends_on)
    return target.percent if target else None
