"""A course that came by mail, and what is read in it when it is written out."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from casework.arriving.intake import fetch_mails, settle_all
from casework.letters.delivery import deliver
from casework.office import Office
from casework.whole_case.export import export_case
from domain.commands import AcceptReferral, MatchMentor
from domain.values import Actor, Role
from tests.factories import attempt
from tests.house import KIRSTEN, House

NOTE = "Naboen Per Madsen siger, at hun er flyttet."


def by_mail(house: House) -> str:
    """A course that came as a real mail with three papers, with two letters waiting and a note on it."""
    house.arrives(house.referral())
    with house.office() as office:
        fetch_mails(office)
        (fate,), _ = asyncio.run(settle_all(office))
        ref = fate.course_ref or ""
        office.casebook.handle(ref, AcceptReferral(coordinator="kirsten"), KIRSTEN, office.now)
        office.casebook.handle(ref, MatchMentor(mentor="amira"), KIRSTEN, office.now)
        tried = attempt("2026-03-02 09:05", reached=False, note=NOTE)
        office.casebook.handle(ref, tried, Actor(Role.MENTOR, "amira"), office.now)
        asyncio.run(deliver(office))
    return ref


def pdf_text(path: Path) -> str:
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def exported(office: Office, ref: str, folder: Path) -> tuple[Mapping[str, Any], str]:
    """The JSON and the text of the PDF."""
    done = export_case(office, ref, folder, KIRSTEN)
    assert done.folder == folder / ref
    return json.loads((done.folder / f"{ref}.json").read_text("utf-8")), pdf_text(done.folder / f"{ref}.pdf")


def marked(*marks: Mapping[str, object], put_back: tuple[str, ...] = ()) -> bytes:
    return json.dumps({"marks": marks, "put_back": put_back}).encode()


WORDS = {"what": "words", "why": "third_party", "words": "naboen Per Madsen"}
