"""Makes a fillable PDF: typst sets the page with empty boxes, and real form fields are laid on them."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from adapters.documents.check_boxes import make_check_box
from adapters.documents.compiling import compiler, creation_time
from adapters.documents.form_tags import tag_fields
from adapters.documents.typesetting import DocumentFailed

_PRINTED, _REQUIRED, _MULTILINE = 4, 1 << 1, 1 << 12
_LOOK = "/Helv 10 Tf 0 g"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A text field or check box: its dotted name, its label, and its value so far (`Ja` ticks a box).

    A screen reader says `help`, or the label where there is none.
    """

    name: str
    label: str
    help: str = ""
    multiline: bool = False
    check_box: bool = False
    required: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a box lies: the page from 1, and points from that page's upper left corner."""

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Group:
    """The parent of the fields whose names begin alike, and the list of its members."""

    reference: IndirectObject
    members: ArrayObject


def fillable(
    template: str, data: Mapping[str, object], fields: Sequence[FormField], *, dated_on: date
) -> bytes:
    """Set `template` with `data` and the fields, in the order given, showing the values they have.

    The template draws `data.fields` and marks each box with `metadata(...) <field>` in a figure whose
    alternative text is `felt:` and the name. A field that has no box raises KeyError.
    """
    boxes = [asdict(field) for field in fields]
    page = compiler(template, {"data": json.dumps(dict(data) | {"fields": boxes})})
    content = page.compile(format="pdf", timestamp=creation_time(dated_on))
    places = {item["name"]: _Place(**item) for item in json.loads(page.query("<field>", field="value"))}
    if not isinstance(content, bytes):
        raise DocumentFailed(f"Formularen {template} blev ikke til én PDF-fil.")
    return _with_fields(content, [(field, places[field.name]) for field in fields])


def _with_fields(content: bytes, placed: Sequence[tuple[FormField, _Place]]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.pdf_header = "%PDF-1.7"
    groups: dict[str, _Group] = {}
    roots = ArrayObject()
    widgets = {field.name: _add_field(writer, field, place, groups, roots) for field, place in placed}
    tag_fields(writer, widgets)
    # A screen reader says the document's title instead of the name of a file.
    preferences = writer.viewer_preferences or writer.create_viewer_preferences()
    preferences[NameObject("/DisplayDocTitle")] = BooleanObject(True)
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(_form(writer, roots))
    values = {field.name: field.value for field, _ in placed if field.value and not field.check_box}
    writer.update_page_form_field_values(None, values, auto_regenerate=False)
    filled = io.BytesIO()
    writer.write(filled)
    return filled.getvalue()


def _form(writer: PdfWriter, roots: ArrayObject) -> DictionaryObject:
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = DictionaryObject({NameObject("/Helv"): writer._add_object(font)})
    return DictionaryObject(
        {
            NameObject("/Fields"): roots,
            NameObject("/DA"): TextStringObject(_LOOK),
            NameObject("/DR"): DictionaryObject({NameObject("/Font"): fonts}),
        }
    )


def _add_field(
    writer: PdfWriter, field: FormField, place: _Place, groups: dict[str, _Group], roots: ArrayObject
) -> IndirectObject:
    """`consent.purpose` becomes the field `purpose` under `consent`: names themselves hold no dots."""
    group, _, own = field.name.rpartition(".")
    page = writer.pages[place.page - 1]
    help_text = writer._add_object(TextStringObject(field.help or field.label))
    widget = _widget(field, own, help_text, place, float(page.mediabox.height))
    if field.check_box:
        make_check_box(writer, widget, place.width, ticked=field.value == "Ja")
    reference = writer._add_object(widget)
    page.setdefault(NameObject("/Annots"), ArrayObject()).append(reference)
    page[NameObject("/Tabs")] = NameObject("/S")
    if not group:
        roots.append(reference)
        return reference
    if group not in groups:
        groups[group] = _new_group(writer, group)
        roots.append(groups[group].reference)
    widget[NameObject("/Parent")] = groups[group].reference
    groups[group].members.append(reference)
    return reference


def _new_group(writer: PdfWriter, name: str) -> _Group:
    members = ArrayObject()
    parent = DictionaryObject({NameObject("/T"): TextStringObject(name), NameObject("/Kids"): members})
    return _Group(writer._add_object(parent), members)


def _widget(
    field: FormField, own: str, help_text: IndirectObject, place: _Place, page_height: float
) -> DictionaryObject:
    """No more than viewers and screen readers need: each entry costs time whenever the form is read."""
    top = page_height - place.y
    box = (place.x, top - place.height, place.x + place.width, top)
    widget = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject(own),
            NameObject("/TU"): help_text,
            NameObject("/F"): NumberObject(_PRINTED),
            NameObject("/Rect"): ArrayObject([FloatObject(edge) for edge in box]),
        }
    )
    flags = _MULTILINE * field.multiline | _REQUIRED * field.required
    if flags:
        widget[NameObject("/Ff")] = NumberObject(flags)
    return widget
