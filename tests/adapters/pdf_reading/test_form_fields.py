from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject, TextStringObject

from adapters.documents.referral_form import referral_form
from adapters.pdf_reading.form_fields import fields_of


def node(*kids: PdfObject, **entries: str) -> DictionaryObject:
    """A node of the tree: a value that begins with a slash is a name, another one a text."""
    made = DictionaryObject()
    for key, value in entries.items():
        made[NameObject(f"/{key}")] = NameObject(value) if value[:1] == "/" else TextStringObject(value)
    if kids:
        made[NameObject("/Kids")] = ArrayObject(kids)
    return made


def catalog(*fields: PdfObject) -> DictionaryObject:
    form = DictionaryObject({NameObject("/Fields"): ArrayObject(fields)})
    return DictionaryObject({NameObject("/AcroForm"): form})


def field(name: str, value: str) -> DictionaryObject:
    return node(T=name, FT="/Tx", V=value)


def test_a_document_without_a_form_has_no_fields() -> None:
    assert fields_of(DictionaryObject()) == {}
    assert fields_of(DictionaryObject({NameObject("/AcroForm"): TextStringObject("nej")})) == {}


def test_fields_come_in_the_order_of_the_form_by_the_names_of_all_above_them() -> None:
    inner = node(field("days", "3"), field("hours", "2,5"), T="span")
    tree = catalog(field("first", "1"), node(inner, field("by", "Åse"), T="grant"), field("last", ""))
    assert list(fields_of(tree).items()) == [
        ("first", "1"),
        ("grant.span.days", "3"),
        ("grant.span.hours", "2,5"),
        ("grant.by", "Åse"),
        ("last", ""),
    ]


def test_what_several_boxes_show_is_one_field_and_a_name_for_export_counts_alone() -> None:
    boxes = [node(Subtype="/Widget", AS="/Ja"), node(Subtype="/Widget", AS="/Off")]
    tree = catalog(node(*boxes, T="decisive", FT="/Btn", V="/Ja"), node(field("x", "1"), T="a", TM="b"))
    assert fields_of(tree) == {"decisive": "Ja", "b.x": "1"}


def test_several_values_are_one_text_and_what_is_no_value_is_empty() -> None:
    chosen = node(T="days", FT="/Ch")
    chosen[NameObject("/V")] = ArrayObject([TextStringObject("mandag"), TextStringObject("onsdag")])
    odd = node(T="odd", FT="/Tx")
    odd[NameObject("/V")] = DictionaryObject()
    assert fields_of(catalog(chosen, odd, TextStringObject("none"))) == {"days": "mandag; onsdag", "odd": ""}


def test_a_field_that_is_its_own_child_is_read_once() -> None:
    loop = node(T="a", FT="/Tx", V="1")
    loop[NameObject("/Kids")] = ArrayObject([loop, field("b", "2")])
    assert fields_of(catalog(loop, loop)) == {"a": "1", "a.b": "2"}


def test_more_fields_or_deeper_ones_than_any_form_has_are_refused() -> None:
    deep = field("x", "1")
    for _ in range(60):
        deep = node(deep, T="a")
    for tree in (catalog(deep), catalog(*(field(str(number), "") for number in range(20_001)))):
        with pytest.raises(LimitReachedError):
            fields_of(tree)


def test_pypdf_itself_finds_the_same_fields_in_our_form() -> None:
    form = referral_form({"citizen.name": "Åse Ærø", "grant.decisive": "Ja"})
    found = PdfReader(io.BytesIO(form)).get_fields() or {}
    ends = [name for name, field in found.items() if "/FT" in field]
    ours = fields_of(PdfReader(io.BytesIO(form)).root_object)
    assert list(ours) == ends
    assert {name: value for name, value in ours.items() if value not in ("", "Off")} == {
        "citizen.name": "Åse Ærø",
        "grant.decisive": "Ja",
    }
