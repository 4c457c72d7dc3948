"""Puts form fields into a tagged PDF's structure tree, so that a screen reader meets them as fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
)

_NEXT_KEY = "/ParentTreeNextKey"
_PLACE = "felt:"


def tag_fields(writer: PdfWriter, widgets: Mapping[str, IndirectObject]) -> None:
    """Make a `Form` element of each figure whose alternative text is `felt:` and a field's name.

    So a screen reader meets the field where it stands on the page, beside its label. The PDF must be tagged
    and its parent tree be one or two levels, as typst makes them (ISO 32000-1, 14.7.4.4). A field without
    such a figure raises KeyError.
    """
    root = _dictionary(writer.root_object["/StructTreeRoot"])
    places = dict(_places(root))
    first = _first_free_key(root)
    pages = _pages_of_widgets(writer)
    numbers = ArrayObject()
    for key, (name, widget) in enumerate(widgets.items(), first):
        element = places[name]
        _become_field(_dictionary(element), widget, pages[widget.idnum])
        _dictionary(widget)[NameObject("/StructParent")] = NumberObject(key)
        numbers.extend([NumberObject(key), element])
    _add_numbers(writer, _dictionary(root["/ParentTree"]), numbers)
    root[NameObject(_NEXT_KEY)] = NumberObject(first + len(widgets))


def _dictionary(item: PdfObject) -> Any:
    """What a reference leads to; pypdf cannot say its type, and a wrong one raises when it is used."""
    return item.get_object()


def _places(element: Any) -> Iterator[tuple[str, IndirectObject]]:
    """The figures below an element that keep a field's place, by the field's name."""
    kids = element.get("/K", ())
    for index, kid in enumerate(kids if isinstance(kids, ArrayObject) else [kids]):
        below = kid.get_object()
        if not isinstance(below, DictionaryObject) or "/S" not in below:
            continue
        text = str(below.get("/Alt", ""))
        if str(below["/S"]) == "/Figure" and text.startswith(_PLACE):
            yield text.removeprefix(_PLACE), _reference(element, kids, index)
        yield from _places(below)


def _reference(element: Any, kids: Any, index: int) -> Any:
    return kids[index] if isinstance(kids, ArrayObject) else element.raw_get("/K")


def _pages_of_widgets(writer: PdfWriter) -> dict[int, Any]:
    """A reference to the page on which each widget lies, by the widget's number."""
    return {
        widget.idnum: page.indirect_reference for page in writer.pages for widget in page.get("/Annots", ())
    }


def _become_field(element: Any, widget: IndirectObject, page: IndirectObject) -> None:
    seen = DictionaryObject({NameObject("/Type"): NameObject("/OBJR"), NameObject("/Obj"): widget})
    seen[NameObject("/Pg")] = element[NameObject("/Pg")] = page
    element[NameObject("/S")] = NameObject("/Form")
    element[NameObject("/Alt")] = _dictionary(widget).raw_get("/TU")
    element[NameObject("/K")] = seen


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
