"""Puts form fields into a tagged PDF's structure tree, so that a screen reader meets them as fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

_NEXT_KEY = "/ParentTreeNextKey"


def tag_fields(writer: PdfWriter, widgets: Sequence[IndirectObject]) -> None:
    """Give each widget a `Form` element of its own, after the page's text and in the order given.

    The PDF must be tagged and its parent tree be one or two levels, as typst makes them (ISO 32000-1,
    14.7.4.4).
    """
    root = _dictionary(writer.root_object["/StructTreeRoot"])
    document = _document_element(root)
    first = _first_free_key(root)
    numbers = ArrayObject()
    for key, widget in enumerate(widgets, first):
        element = writer._add_object(_form_element(widget, document))
        _dictionary(widget)[NameObject("/StructParent")] = NumberObject(key)
        _dictionary(document)["/K"].append(element)
        numbers.extend([NumberObject(key), element])
    _add_numbers(writer, _dictionary(root["/ParentTree"]), numbers)
    root[NameObject(_NEXT_KEY)] = NumberObject(first + len(widgets))


def _dictionary(item: PdfObject) -> Any:
    """What a reference leads to; pypdf cannot say its type, and a wrong one raises when it is used."""
    return item.get_object()


def _document_element(root: Any) -> Any:
    children = root["/K"]
    reference = children[0] if isinstance(children, ArrayObject) else root.raw_get("/K")
    element = _dictionary(reference)
    inner = element["/K"]
    if not isinstance(inner, ArrayObject):
        element[NameObject("/K")] = ArrayObject([element.raw_get("/K")])
    return reference


def _form_element(widget: IndirectObject, parent: IndirectObject) -> DictionaryObject:
    field = _dictionary(widget)
    seen = DictionaryObject({NameObject("/Type"): NameObject("/OBJR"), NameObject("/Obj"): widget})
    seen[NameObject("/Pg")] = field.raw_get("/P")
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/StructElem"),
            NameObject("/S"): NameObject("/Form"),
            NameObject("/P"): parent,
            NameObject("/Pg"): field.raw_get("/P"),
            NameObject("/Alt"): TextStringObject(field["/TU"]),
            NameObject("/K"): seen,
        }
    )


def _first_free_key(root: Any) -> int:
    """Above every key in use, whether or not the tree says so itself."""
    tree = _dictionary(root["/ParentTree"])
    leaves = [_dictionary(kid) for kid in tree.get("/Kids", ())] or [tree]
    used = [int(key) for leaf in leaves for key in leaf["/Nums"][::2]]
    return max([int(root.get(_NEXT_KEY, 0)), *(key + 1 for key in used)])


def _add_numbers(writer: PdfWriter, tree: Any, numbers: ArrayObject) -> None:
    if "/Nums" in tree:
        tree["/Nums"].get_object().extend(numbers)
        return
    leaf = DictionaryObject(
        {NameObject("/Nums"): numbers, NameObject("/Limits"): ArrayObject([numbers[0], numbers[-2]])}
    )
    tree["/Kids"].get_object().append(writer._add_object(leaf))
