"""The two looks of a check box on a form: empty, and ticked with a cross."""

from __future__ import annotations

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
)

TICKED, EMPTY = "/Ja", "/Off"
_MARGIN = 0.22  # of the box's side, so that the cross stays clear of its frame


def make_check_box(writer: PdfWriter, widget: DictionaryObject, side: float, *, ticked: bool) -> None:
    """Turn a widget into a check box of `side` points whose state is `/Ja` when ticked."""
    low, high = side * _MARGIN, side * (1 - _MARGIN)
    cross = f"q 1.4 w 1 J {low:.2f} {low:.2f} m {high:.2f} {high:.2f} l {low:.2f} {high:.2f} m "
    cross += f"{high:.2f} {low:.2f} l S Q"
    looks = DictionaryObject(
        {
            NameObject(TICKED): writer._add_object(_look(side, cross)),
            NameObject(EMPTY): writer._add_object(_look(side, "")),
        }
    )
    state = NameObject(TICKED if ticked else EMPTY)
    widget[NameObject("/FT")] = NameObject("/Btn")
    widget[NameObject("/V")] = widget[NameObject("/AS")] = state
    widget[NameObject("/AP")] = DictionaryObject({NameObject("/N"): looks})


def _look(side: float, drawing: str) -> DecodedStreamObject:
    look = DecodedStreamObject()
    look.set_data(drawing.encode())
    look[NameObject("/Type")] = NameObject("/XObject")
    look[NameObject("/Subtype")] = NameObject("/Form")
    look[NameObject("/BBox")] = ArrayObject([FloatObject(edge) for edge in (0, 0, side, side)])
    return look
