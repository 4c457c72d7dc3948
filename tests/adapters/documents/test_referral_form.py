from __future__ import annotations

import io
from contextlib import closing

import pypdf
import pytest
from pypdf.generic import DictionaryObject

from adapters.documents.published_forms import PUBLISHED_PAGES
from adapters.documents.referral_form import referral_form
from adapters.pdf_reading import PdfReader
from adapters.pdf_reading.worker import page_digest
from adapters.referral_reading.fields import FIELDS, SPAN
from tests.adapters.referral_reading.filled_form import filled_elsewhere
from tests.adapters.referral_reading.whole_referral import EXPECTED

WANTED = [field for field in FIELDS if field.path != SPAN]


@pytest.fixture(scope="module")
def blank() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(referral_form()))


def widgets(form: pypdf.PdfReader) -> list[DictionaryObject]:
    return [note.get_object() for page in form.pages for note in page["/Annots"]]


def name_of(widget: DictionaryObject) -> str:
    parent = widget.get("/Parent")
    return f"{parent['/T']}.{widget['/T']}" if parent else str(widget["/T"])


def test_every_field_of_the_domain_is_in_the_form_once_by_its_own_name(blank: pypdf.PdfReader) -> None:
    assert sorted(map(name_of, widgets(blank))) == sorted(field.path for field in WANTED)


def test_every_field_has_a_danish_help_text_and_says_whether_it_must_be_filled(
    blank: pypdf.PdfReader,
) -> None:
    by_name = {name_of(widget): widget for widget in widgets(blank)}
    for field in WANTED:
        widget = by_name[field.path]
        assert widget["/TU"].startswith(field.labels[0])
        assert ("(skal udfyldes)" in widget["/TU"]) is field.required
        assert bool(widget.get("/Ff", 0) & 2) is field.required
        assert widget["/FT"] == ("/Btn" if field.kind == "yes_no" else "/Tx")


def test_the_form_is_a_tagged_danish_pdf_that_names_itself(blank: pypdf.PdfReader) -> None:
    root = blank.root_object
    assert root["/Lang"].startswith("da")
    assert root["/MarkInfo"]["/Marked"].value is True
    assert blank.metadata is not None
    assert blank.metadata.title == "Henvisning til mentor"
    assert blank.pdf_header == "%PDF-1.7"


def test_every_field_is_an_element_of_the_structure_in_the_order_of_the_page(blank: pypdf.PdfReader) -> None:
    tree = blank.root_object["/StructTreeRoot"]
    parent_tree = tree["/ParentTree"]
    leaves = [kid.get_object() for kid in parent_tree.get("/Kids", ())] or [parent_tree]
    elements = {
        int(leaf["/Nums"][at]): leaf["/Nums"][at + 1].get_object()
        for leaf in leaves
        for at in range(0, len(leaf["/Nums"]), 2)
    }
    keys = [int(widget["/StructParent"]) for widget in widgets(blank)]
    assert keys == sorted(set(keys))
    assert max(keys) < tree["/ParentTreeNextKey"]
    for widget in widgets(blank):
        element = elements[int(widget["/StructParent"])]
        assert element["/S"] == "/Form"
        assert element["/K"]["/Obj"].get_object()["/TU"] == element["/Alt"] == widget["/TU"]
        assert element.indirect_reference in element["/P"]["/K"]
    assert all(page["/Tabs"] == "/S" for page in blank.pages)


def test_the_fields_go_down_the_page_and_do_not_overlap(blank: pypdf.PdfReader) -> None:
    for page in blank.pages:
        boxes = [[float(edge) for edge in note.get_object()["/Rect"]] for note in page["/Annots"]]
        for at, (left, low, right, high) in enumerate(boxes):
            assert 0 < left < right < page.mediabox.width
            assert 0 < low < high < page.mediabox.height
            for x0, y0, x1, y1 in boxes[at + 1 :]:
                assert x1 <= left or right <= x0 or y1 <= low or high <= y0
                assert y0 < high


def test_the_same_edition_is_always_the_same_form() -> None:
    assert referral_form() == referral_form()


def test_a_value_given_beforehand_has_a_look_that_every_viewer_can_draw() -> None:
    form = pypdf.PdfReader(io.BytesIO(referral_form({"citizen.name": "Åse Ærø", "grant.decisive": "Ja"})))
    by_name = {name_of(widget): widget for widget in widgets(form)}
    shown = by_name["citizen.name"]["/AP"]["/N"].get_data()
    assert b"Tj" in shown
    assert by_name["grant.decisive"]["/AS"] == "/Ja"
    assert by_name["grant.phase_out"]["/AS"] == "/Off"


def test_a_filled_in_form_is_known_again_page_by_page(blank: pypdf.PdfReader) -> None:
    """If this fails, the form was changed: add its new pages, and keep the old ones."""
    filled = pypdf.PdfReader(io.BytesIO(filled_elsewhere(EXPECTED)))
    assert {page_digest(page) for page in (*blank.pages, *filled.pages)} <= PUBLISHED_PAGES


def test_a_page_that_draws_more_than_our_form_is_none_of_ours(blank: pypdf.PdfReader) -> None:
    writer = pypdf.PdfWriter(clone_from=blank)
    writer.pages[0].merge_page(blank.pages[1])
    drawn_on = io.BytesIO()
    writer.write(drawn_on)
    with closing(PdfReader(known_pages=PUBLISHED_PAGES)) as reader:
        content = reader.read(drawn_on.getvalue())
    first, *others = content.text.split("\f")
    assert first.strip()
    assert others == [""] * len(others)
