"""PDF files as nobody should send them, made here so that none needs to be stored."""

from __future__ import annotations

import io
import zlib

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject


def blank() -> bytes:
    """A harmless page without text."""
    return _written(_one_page())


def with_script() -> bytes:
    """A script behind the page, found by its key alone."""
    writer = _one_page()
    script = DictionaryObject({NameObject("/JS"): TextStringObject("app.alert('hej');")})
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): writer._add_object(script)})
    return _written(writer)


def with_escaped_script() -> bytes:
    """The same script, its key written so that a search for it finds nothing."""
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Java#53cript/J#53(app.alert(1))>>>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>",
        ]
    )


def with_packed_script() -> bytes:
    """The same script in a stream of objects, where it stands compressed."""
    return with_packed(b"<</S/JavaScript/JS(app.alert(1))>>")


def with_packed(action: bytes) -> bytes:
    """An action on opening that stands compressed in a stream of objects."""
    packed = zlib.compress(b"5 0 " + action)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>",
        b"<</Type/ObjStm/N 1/First 4/Length %d/Filter/FlateDecode>>stream\n%s\nendstream"
        % (len(packed), packed),
    ]
    return _assembled_with_packed(parts)


def with_attached_file() -> bytes:
    """A file hidden inside the file."""
    writer = _one_page()
    writer.add_attachment("skjult.txt", b"hej")
    return _written(writer)


def with_open_action(kind: str) -> bytes:
    """An action of that kind, taken on opening."""
    writer = _one_page()
    action = DictionaryObject({NameObject("/S"): NameObject(kind), NameObject("/F"): TextStringObject("x")})
    writer.root_object[NameObject("/OpenAction")] = action
    return _written(writer)


def with_link() -> bytes:
    """An ordinary link to a web page: a person must click it, so it is not active."""
    writer = _one_page()
    action = DictionaryObject(
        {
            NameObject("/S"): NameObject("/URI"),
            NameObject("/URI"): TextStringObject("https://kommune.example"),
        }
    )
    link = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/A"): action,
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([link])
    return _written(writer)


def with_fields(values: dict[str, str]) -> bytes:
    """A form as another program makes it: flat names; a value that begins with a slash is a tick box."""
    writer = _one_page()
    fields = ArrayObject()
    for name, value in values.items():
        ticked = value.startswith("/")
        field = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Btn" if ticked else "/Tx"),
                NameObject("/T"): TextStringObject(name),
                NameObject("/V"): NameObject(value) if ticked else TextStringObject(value),
            }
        )
        fields.append(writer._add_object(field))
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): fields})
    return _written(writer)


def encrypted(password: str) -> bytes:
    """A locked file."""
    writer = _one_page()
    writer.encrypt(password, algorithm="AES-256")
    return _written(writer)


def with_pages(count: int) -> bytes:
    """Many empty pages."""
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(width=200, height=200)
    return _written(writer)


def with_content(operators: bytes) -> bytes:
    """One page drawn by `operators`, compressed: a small file may unpack to anything."""
    font = b"/F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    packed = zlib.compress(operators, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<<%s>>>>>>" % font,
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    return assembled(parts)


def with_half_a_character() -> bytes:
    """A font that reads its letter B as the first half of a character beyond U+FFFF."""
    names = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <42> <D83D> endbfchar"
    drawn = b"BT /F 9 Tf 1 0 0 1 5 5 Tm (ABC) Tj ET"
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(names), names),
        ]
    )


def with_circular_pages() -> bytes:
    """A page tree that is its own child."""
    return assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])


def _one_page() -> PdfWriter:
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    return writer


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def assembled(parts: list[bytes]) -> bytes:
    """A file of these objects, numbered from one; the first is the catalogue."""
    out, offsets = _objects(parts)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(parts) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            size,
            table,
            size,
            len(out),
        )
    )


def _assembled_with_packed(parts: list[bytes]) -> bytes:
    """The last part is a stream of objects that holds one more, told by a cross-reference stream."""
    out, offsets = _objects(parts)
    where = len(out)
    rows = [(0, 0, 255), *((1, offset, 0) for offset in offsets), (2, len(parts), 0), (1, where, 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4) + bytes([more]) for kind, place, more in rows)
    head = b"/Type/XRef/Size %d/W[1 4 1]/Root 1 0 R/Length %d" % (len(rows), len(table))
    stream = b"%d 0 obj\n<<%s>>stream\n%s\nendstream\nendobj\n" % (len(rows) - 1, head, table)
    return out + stream + b"startxref\n%d\n%%%%EOF" % where


def _objects(parts: list[bytes]) -> tuple[bytes, list[int]]:
    out, offsets = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    return out, offsets
