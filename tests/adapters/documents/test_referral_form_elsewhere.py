"""What another program than the one that made the form finds in it: fields, help, order and structure.

pyHanko has a PDF reader of its own, which shares no code with the pypdf that laid the fields on the pages.
"""

from __future__ import annotations

import io
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from adapters.documents.referral_form import referral_form
from adapters.referral_reading.fields import FIELDS, SPAN
from tests.adapters.referral_reading.filled_form import filled_elsewhere, values_of
from tests.adapters.referral_reading.whole_referral import EXPECTED

WANTED = {field.path: field for field in FIELDS if field.path != SPAN}


@pytest.fixture(scope="module")
def blank() -> Any:
    return PdfFileReader(io.BytesIO(referral_form())).root


def leaves(fields: Any, prefix: str = "") -> list[tuple[str, Any]]:
    """The form's own tree of fields, in its order, each with its full name."""
    found = []
    for field in (reference.get_object() for reference in fields):
        name = f"{prefix}{field['/T']}"
        found += leaves(field["/Kids"], f"{name}.") if "/Kids" in field else [(name, field)]
    return found


def elements(node: Any) -> list[Any]:
    """Every element of the structure below `node`, in the order in which it is read aloud."""
    kids = node.get("/K", ())
    found = []
    for kid in kids if isinstance(kids, list) else [kids]:
        element = kid.get_object()
        if hasattr(element, "get") and "/S" in element:
            found += [element, *elements(element)]
    return found


def fields_and_texts(element: Any) -> tuple[int, int]:
    """How many fields and how many pieces of text there are below an element of the structure."""
    kids = element.get("/K", ())
    fields = texts = 0
    for kid in (one.get_object() for one in (kids if isinstance(kids, list) else [kids])):
        more = (0, 1) if isinstance(kid, int) else (1, 0) if kid.get("/S") == "/Form" else None
        more = more or fields_and_texts(kid)
        fields, texts = fields + more[0], texts + more[1]
    return fields, texts


def pages(node: Any) -> list[Any]:
    kids = (reference.get_object() for reference in node["/Kids"])
    return [page for kid in kids for page in (pages(kid) if "/Kids" in kid else [kid])]


def notes(page: Any) -> list[Any]:
    return [reference.get_object() for reference in page["/Annots"]]


def test_the_fields_have_the_names_the_help_and_the_marks_of_the_domain(blank: Any) -> None:
    found = dict(leaves(blank["/AcroForm"]["/Fields"]))
    assert set(found) == set(WANTED)
    for path, field in found.items():
        assert str(field["/TU"]).startswith(WANTED[path].labels[0])
        assert bool(field.get("/Ff", 0) & 2) is WANTED[path].required


def test_the_structure_is_read_in_the_order_of_the_fields_and_tab_follows_it(blank: Any) -> None:
    spoken = [str(item["/Alt"]) for item in elements(blank["/StructTreeRoot"]) if item["/S"] == "/Form"]
    asked = [str(note["/TU"]) for page in pages(blank["/Pages"]) for note in notes(page)]
    assert spoken == asked
    assert len(spoken) == len(WANTED)
    assert [page["/Tabs"] for page in pages(blank["/Pages"])] == ["/S"] * 3
    assert str(blank["/Lang"]).startswith("da")
    assert blank["/ViewerPreferences"]["/DisplayDocTitle"]


def test_each_field_stands_in_the_structure_beside_its_own_label_and_no_other(blank: Any) -> None:
    forms = [item for item in elements(blank["/StructTreeRoot"]) if item["/S"] == "/Form"]
    assert len(forms) == len(WANTED)
    for form in forms:
        around = form["/P"]
        while not fields_and_texts(around)[1]:
            around = around["/P"]
        fields, texts = fields_and_texts(around)
        assert (fields, texts <= 2) == (1, True), "one field with its label, and perhaps the label's star"


def test_no_part_of_the_form_is_broken_over_two_pages(blank: Any) -> None:
    parts = [
        {str(note["/Parent"]["/T"]) if "/Parent" in note else "order" for note in notes(page)}
        for page in pages(blank["/Pages"])
    ]
    assert parts == [{"citizen", "order"}, {"grant", "job_plan"}, {"consent"}]


def test_what_one_program_fills_in_another_finds(blank: Any) -> None:
    root = PdfFileReader(io.BytesIO(filled_elsewhere(EXPECTED))).root
    found = {name: str(field.get("/V", "")) for name, field in leaves(root["/AcroForm"]["/Fields"])}
    said = {name: value.removeprefix("/") for name, value in found.items() if value not in ("", "/Off")}
    assert said == values_of(EXPECTED)
