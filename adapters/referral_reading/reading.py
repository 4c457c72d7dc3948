"""From a mail's text and attachments to a referral, with everything missing or wrong named at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from typing import NamedTuple

from adapters.pdf_reading import PdfReader
from adapters.referral_reading.assembling import assembled
from adapters.referral_reading.fields import BY_PATH, PARTS, WITHDRAWN_ON, Part
from adapters.referral_reading.gathering import Gathered, gathered
from adapters.referral_reading.json_referral import read_json_referral
from adapters.referral_reading.labelled_text import Found, found_in
from adapters.referral_reading.papers import Attachment, Kind, Paper, open_paper
from domain.errors import InvalidInput, Problem
from domain.referral import Referral

_STATED = "Henvisningen"


class Classified(NamedTuple):
    """An attachment's name, the kind of paper it is, and why."""

    name: str
    kind: Kind
    why: str


@dataclass(frozen=True, slots=True)
class ReferralReading:
    """What a mail says.

    `referral` is None where the citizen cannot be told with certainty; a part with a problem is None in
    it. `missing` names the parts of which nothing was found (a part that is there but cannot be used has
    its problems instead). `problems` name the field and what would cure it, never a value.
    `consent_withdrawn_on` is the Danish day the citizen took the consent back, also where the mail says
    nothing else of the consent; then the consent part counts as missing. `values` is every field that could
    be read, by path, also of a part that cannot be used: a person need not type those again. `texts` are what
    each attachment says, as far as it has text.
    """

    referral: Referral | None
    missing: tuple[str, ...]
    problems: tuple[Problem, ...]
    kinds: tuple[Classified, ...]
    consent_withdrawn_on: date | None = None
    values: Mapping[str, object] = dataclass_field(default_factory=dict, repr=False)
    texts: tuple[str, ...] = dataclass_field(default=(), repr=False)


def read_referral(text: str, attachments: Sequence[Attachment], *, reader: PdfReader) -> ReferralReading:
    """Read the mail's own text and every attachment together. Never raises for any input."""
    papers = [open_paper(attachment.name, attachment.content, reader) for attachment in attachments]
    values = _values(text, papers)
    present = _present(values, papers)
    withdrawn_on = values.values.get(WITHDRAWN_ON)
    referral, unusable = assembled(values, present)
    return ReferralReading(
        referral=referral,
        missing=tuple(part for part in PARTS if part not in present),
        problems=(*_refusals(papers, present), *values.problems, *unusable),
        kinds=tuple(
            Classified(attachment.name, paper.kind, paper.why)
            for attachment, paper in zip(attachments, papers, strict=True)
        ),
        consent_withdrawn_on=withdrawn_on if isinstance(withdrawn_on, date) else None,
        values=values.values,
        texts=tuple(_readable(paper) for paper in papers),
    )


def _readable(paper: Paper) -> str:
    """The text of a paper, and below it the fields that were filled in."""
    filled = [f"{name}: {value}" for name, value in paper.fields.items() if value.strip()]
    return "\n".join((*([paper.text.strip()] if paper.text.strip() else []), *filled))


def referral_in_json(content: bytes) -> Referral:
    """The referral that a JSON file states by itself, in the published form of `referral_schema`.

    Raises InvalidInput naming every field that is unknown, missing or wrong, and no value.
    """
    return later_referral_in_json(content)[0]


def later_referral_in_json(content: bytes) -> tuple[Referral, date | None]:
    """The same, and the Danish day of a consent taken back, also where nothing else of the consent is said.

    Raises like `referral_in_json`.
    """
    data = read_json_referral(content)
    if data is None:
        problem = Problem("json", "er ikke et JSON-objekt", "skriv filen som i docs/referral-json.md")
        raise InvalidInput(_STATED, (problem,))
    return _certain(gathered([], data.texts, stated=data.stated, refused=data.problems))


def referral_as_typed(typed: Mapping[str, str]) -> tuple[Referral, date | None]:
    """The referral that a person types field by field (by path, as Danes write it), and the Danish day of a
    consent taken back. What is blank is not said; a list has an item on each line. Another citizen's CPR
    number in any of it stops it, as in a mail.

    Raises InvalidInput naming every field that is unknown, missing or cannot be read, and no value.
    """
    unknown = [Problem("?", "er et ukendt felt", "fjern det") for path in typed if path not in BY_PATH]
    found = [
        Found(BY_PATH[path], _lines(path, raw))
        for path, raw in typed.items()
        if path in BY_PATH and raw.strip()
    ]
    return _certain(gathered(found, list(typed.values()), refused=unknown))


def _lines(path: str, raw: str) -> str:
    """The reader of papers parts the items of a list by semicolons."""
    return ";\n".join(raw.splitlines()) if BY_PATH[path].kind == "lines" else raw


def _certain(values: Gathered) -> tuple[Referral, date | None]:
    referral, unusable = assembled(values, _present(values, ()))
    problems = (*values.problems, *unusable)
    if referral is None or problems:
        raise InvalidInput(_STATED, problems)
    withdrawn_on = values.values.get(WITHDRAWN_ON)
    return referral, withdrawn_on if isinstance(withdrawn_on, date) else None


def _present(values: Gathered, papers: Sequence[Paper]) -> set[Part]:
    """The parts the mail brings. A bare withdrawal is no consent, so nothing more is asked of it."""
    present = values.parts()
    present |= {paper.kind for paper in papers if paper.kind != "other" and not paper.refusal}
    return present - {"consent"} if values.fields_of("consent") == {WITHDRAWN_ON} else present


def _values(text: str, papers: Sequence[Paper]) -> Gathered:
    found = found_in(text, None)
    for paper in papers:
        found.extend(paper.found())
    sent = [paper.data for paper in papers if paper.data is not None]
    return gathered(
        found,
        [text, *(paper.text for paper in papers)],
        stated=[stated for data in sent for stated in data.stated],
        refused=[problem for data in sent for problem in data.problems],
    )


def _refusals(papers: Sequence[Paper], present: Set[Part]) -> list[Problem]:
    """Attachments are numbered, since a file name may hold a citizen's name.

    A scan is mostly the signed copy of what is told elsewhere too. Where a part is told nowhere else, it may
    be just that part, and a person must read it.
    """
    all_told = present >= set(PARTS)
    return [
        Problem(f"attachment.{number}", paper.refusal, f"send vedhæftning {number} igen som PDF eller JSON")
        for number, paper in enumerate(papers, 1)
        if paper.refusal and not (paper.scanned and all_told)
    ]
