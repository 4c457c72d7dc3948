"""A PDF that would do something in a viewer waits for a person, however its names are written."""

from __future__ import annotations

import io
import zlib
from contextlib import closing

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from adapters.documents.referral_form import referral_form
from adapters.pdf_reading import PdfReader
from adapters.secure_mail.active_pdf import ACTIVE_NAMES, ActiveName, Standing
from adapters.secure_mail.attachments import attachment
from adapters.secure_mail.mime import read
from adapters.secure_mail.reasons import Reason, Stop
from tests.adapters.pdf_reading import hostile
from tests.adapters.referral_reading.filled_form import SAMPLE, filled_elsewhere
from tests.adapters.referral_reading.whole_referral import EXPECTED

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


@pytest.mark.parametrize("beginning", [b"/EF%", b"/S%", b"/Subtype%", b"/EF 1 1 ", b"/S \n"])
def test_a_file_made_of_beginnings_is_looked_through_once(beginning: bytes) -> None:
    """Read again from each of them, this would take minutes."""
    assert judged(pdf(beginning * 100_000)) is None


def test_what_the_reader_calls_active_is_stopped_at_the_first_look_already() -> None:
    actions = {one.name for one in ACTIVE_NAMES if one.standing is not Standing.AS_SUBTYPE}
    files = {name: hostile.with_open_action(f"/{name}") for name in (*actions, "URI", "GoTo", "Named")}
    files |= {"a file": hostile.with_attached_file(), "a link": hostile.with_link()}
    files["a script"] = with_page_script()
    with closing(PdfReader()) as reader:
        acting = {name for name, content in files.items() if reader.read(content).active_content}
    stopped = {name for name, content in files.items() if judged(content) is Reason.ACTIVE_CONTENT}
    assert acting >= {"a file", "a script", "JavaScript", "Launch", "SubmitForm", "GoToR", "Rendition", "URI"}
    assert acting <= stopped
    assert not stopped & {"a link", "GoTo", "Named"}


STARTED = "<< /S /URI /URI (https://fremmed.example) >>"
MOVES = "<< /S /GoTo /D [3 0 R /Fit]"
LINKED = f"/Annots [<< /Type /Annot /Subtype /Link /A {STARTED} >>]"
OPENING = {
    "on opening": ("/OpenAction 4 0 R", "", STARTED),
    "on opening, at once": (f"/OpenAction {STARTED}", "", "null"),
    "with escaped names": ("/Open#41ction 4 0 R", "", "<< /S /#55RI /U#52I (https://fremmed.example) >>"),
    "on the page": ("", "/AA << /O 4 0 R >>", STARTED),
    "on closing": ("/AA 4 0 R", "", f"<< /WC {STARTED} >>"),
    "after a move": ("/OpenAction 4 0 R", "", f"{MOVES} /Next [{MOVES} >> << /Next {STARTED} >>] >>"),
    "a field": ("", f"/Annots [<< /Type /Annot /Subtype /Widget /AA << /E {STARTED} >> >>]", "null"),
}
CLICKED = {
    "a link": ("", LINKED, "null"),
    "a link where the file opens on a page": ("/OpenAction [3 0 R /Fit]", LINKED, "null"),
    "a link where the file opens by moving": ("/OpenAction 4 0 R", LINKED, f"{MOVES} >>"),
    "a link where moving goes on and on": ("/OpenAction 4 0 R", LINKED, f"{MOVES} /Next [4 0 R] >>"),
}


def opening(catalog: str, page: str, fourth: str) -> bytes:
    """A page, with that in its catalogue, on the page, and as the fourth object."""
    return hostile.assembled(
        [
            f"<</Type/Catalog/Pages 2 0 R {catalog}>>".encode(),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9] {page}>>".encode(),
            fourth.encode(),
        ]
    )


@pytest.mark.parametrize("case", OPENING)
def test_a_web_address_that_opens_by_itself_is_active(case: str) -> None:
    content = opening(*OPENING[case])
    assert judged(content) is Reason.ACTIVE_CONTENT
    with closing(PdfReader()) as reader:
        assert reader.read(content).active_content


@pytest.mark.parametrize("case", CLICKED)
def test_a_web_address_that_a_person_must_click_is_not(case: str) -> None:
    content = opening(*CLICKED[case])
    assert judged(content) is None
    with closing(PdfReader()) as reader:
        assert not reader.read(content).active_content


def test_an_address_packed_away_opens_by_itself_too() -> None:
    assert judged(hostile.with_packed(STARTED.encode())) is Reason.ACTIVE_CONTENT


def with_page_script() -> bytes:
    """A page that runs a script when it is opened."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(hostile.blank())))
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert()")}
    action = DictionaryObject({NameObject("/O"): writer._add_object(DictionaryObject(script))})
    writer.pages[0][NameObject("/AA")] = action
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


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
