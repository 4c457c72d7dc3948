"""A PDF that would do something in a viewer waits for a person, however its names are written."""

from __future__ import annotations

import io
import zlib

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from adapters.documents.referral_form import referral_form
from adapters.pdf_reading import worker
from adapters.secure_mail.active_pdf import ACTIVE_NAMES, ActiveName, Standing
from adapters.secure_mail.attachments import attachment
from adapters.secure_mail.mime import read
from adapters.secure_mail.reasons import Reason, Stop
from tests.adapters.pdf_reading import hostile
from tests.adapters.referral_reading.filled_form import SAMPLE, filled_elsewhere
from tests.adapters.referral_reading.test_read_referral import EXPECTED

SHAPES = {
    Standing.ANYWHERE: b"<< /S /%s /F (x) >>",
    Standing.BEFORE_AN_OBJECT: b"<< /Type /Filespec /%s << /F 7 0 R >> >>",
    Standing.AS_ACTION: b"<< /S /%s >>",
    Standing.AS_SUBTYPE: b"<< /Type /Annot /Subtype /%s >>",
}


def judged(content: bytes) -> Reason | None:
    """The reason for which a PDF is stopped, or None."""
    head = b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: binary\r\n\r\n"
    try:
        attachment(read(head + content), 1, set())
    except Stop as stop:
        return stop.reason
    return None


def pdf(active: bytes) -> bytes:
    return b"%PDF-1.7\n7 0 obj\n" + active + b"\nendobj\n"


def packed(active: bytes) -> bytes:
    stream = zlib.compress(b"7 0 " + active)
    return (
        b"%PDF-1.7\n9 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + stream + b"\nendstream\n"
    )


def shown(one: ActiveName) -> bytes:
    return SHAPES[one.standing] % one.name.encode()


def escaped(one: ActiveName) -> bytes:
    """The same with the second letter of the name written in hex."""
    written = one.name[:1] + f"#{ord(one.name[1]):02x}" + one.name[2:]
    return SHAPES[one.standing] % written.encode()


@pytest.mark.parametrize("one", ACTIVE_NAMES, ids=lambda one: f"{one.name}-{one.standing.name}")
def test_each_name_of_the_table_stops_a_pdf_plain_escaped_and_packed_away(one: ActiveName) -> None:
    for written in (shown(one), escaped(one)):
        assert judged(pdf(written)) is Reason.ACTIVE_CONTENT
        assert judged(packed(written)) is Reason.ACTIVE_CONTENT


@pytest.mark.parametrize("gap", [b"", b"\n", b"\x00 ", b" %note\n", b"\t\t"])
def test_what_stands_between_two_names_makes_no_difference(gap: bytes) -> None:
    assert judged(pdf(b"<< /Subtype" + gap + b"/Screen >>")) is Reason.ACTIVE_CONTENT
    assert judged(pdf(b"<< /EF" + gap + b"<< >> >>")) is Reason.ACTIVE_CONTENT
    assert judged(pdf(b"<< /EF 12 0 R >>")) is Reason.ACTIVE_CONTENT


@pytest.mark.parametrize(
    "harmless",
    [
        b"<< /S /URI /URI (https://kommune.example) >>",
        b"<< /S /GoTo /D [3 0 R /Fit] >>",
        b"<< /S /Named /N /NextPage >>",
        b"<< /S /ResetForm >>",
        b"<< /BM /Screen >>",
        b"<< /Font << /EFont 3 0 R >> /Launcher 3 0 R /Subtype /PSFont >>",
        b"(blandet /EF\xff/3D\x80)",
    ],
)
def test_what_only_lies_there_stops_nothing(harmless: bytes) -> None:
    assert judged(pdf(harmless)) is None
    assert judged(packed(harmless)) is None


def test_whatever_the_reader_would_call_active_is_stopped_at_the_first_look() -> None:
    known = {f"/{one.name}" for one in ACTIVE_NAMES}
    # A script's own key is of no use without its action; the reader's `Trans3D` is no name of the standard.
    assert (
        known
        | {
            "/JS",
            "/Trans3D",
        }
        >= worker._ACTIVE_ACTIONS | worker._ACTIVE_ANNOTATIONS | worker._ACTIVE_KEYS
    )


@pytest.mark.parametrize("content", [referral_form(), filled_elsewhere(EXPECTED), SAMPLE.read_bytes()])
def test_our_own_form_is_a_paper_empty_and_filled_in(content: bytes) -> None:
    assert judged(content) is None


def test_an_xfa_form_made_by_a_program_is_stopped() -> None:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(hostile.blank())))
    form = DictionaryObject({NameObject("/XFA"): TextStringObject("<xdp:xdp/>")})
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)
    written = io.BytesIO()
    writer.write(written)
    assert judged(written.getvalue()) is Reason.ACTIVE_CONTENT
