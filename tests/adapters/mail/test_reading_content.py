"""Names and texts are read in the many ways real mail programs write them, and never by guessing silently."""

from __future__ import annotations

import pytest

from adapters.secure_mail.mime import read
from adapters.secure_mail.structure import read_content
from tests.adapters.mail.workshop import PDF, entity, multipart


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="Bevilling.pdf"', "Bevilling.pdf"),
        ("attachment; filename*=UTF-8''Jobplan%20%C3%A6%C3%B8%C3%A5.pdf", "Jobplan æøå.pdf"),
        ("attachment; filename*0*=iso-8859-1''S%E6r; filename*1*=lig%20plan.pdf", "Særlig plan.pdf"),
        ('attachment; filename="=?utf-8?B?w6bDuMOlLnBkZg==?="', "æøå.pdf"),
        ('attachment; filename="Særlig.pdf"', "Særlig.pdf"),
        ("attachment;\r\n\tfilename=plan.pdf", "plan.pdf"),
        ('attachment; filename="../../hemmelig.pdf"', "hemmelig.pdf"),
        ("attachment", "bilag-1.pdf"),
    ],
)
def test_a_file_name_is_read_however_it_is_written(disposition: str, name: str) -> None:
    root = read(entity("application/pdf", PDF, f"Content-Disposition: {disposition}"))
    assert [item.name for item in read_content(root).attachments] == [name]


def test_a_name_in_raw_latin_letters_is_read() -> None:
    part = entity("application/pdf", PDF, 'Content-Disposition: attachment; filename="Særlig.pdf"')
    root = read(part.replace("æ".encode(), b"\xe6"))
    assert [item.name for item in read_content(root).attachments] == ["Særlig.pdf"]


def test_two_files_of_one_name_stay_apart() -> None:
    part = entity("application/pdf", PDF, 'Content-Disposition: attachment; filename="a.pdf"')
    names = [item.name for item in read_content(read(multipart("mixed", part, part))).attachments]
    assert names == ["a.pdf", "a (2).pdf"]


@pytest.mark.parametrize(
    ("charset", "sent", "remarks"),
    [
        ("utf-8", "Æblegrød".encode(), []),
        ("ISO-8859-1", b"\xc6blegr\xf8d", []),
        ("windows-1252", b"\xc6blegr\xf8d", []),
        ("us-ascii", "Æblegrød".encode(), ["charset-wrong"]),
        ("utf-8", b"\xc6blegr\xf8d", ["charset-wrong"]),
        ("x-ukendt", b"\xc6blegr\xf8d", ["charset-unknown"]),
        ("zlib", "Æblegrød".encode(), ["charset-unknown"]),
    ],
)
def test_a_text_is_read_in_its_charset_or_with_a_remark(
    charset: str, sent: bytes, remarks: list[str]
) -> None:
    content = read_content(read(entity(f"text/plain; charset={charset}", sent)))
    assert content.text == "Æblegrød"
    assert content.problems == remarks


@pytest.mark.parametrize(
    ("encoding", "sent", "text"),
    [
        ("quoted-printable", b"=C3=86ble=\r\ngr=C3=B8d\r\n", "Æblegrød\n"),
        ("base64", b"w4ZibGVn\r\ncsO4ZA==\r\n", "Æblegrød"),
        ("x-ukendt", b"a=3Db", "a=3Db"),
    ],
)
def test_a_transfer_encoding_is_undone_and_an_unknown_one_left_alone(
    encoding: str, sent: bytes, text: str
) -> None:
    part = entity("text/plain; charset=utf-8", sent, f"Content-Transfer-Encoding: {encoding}")
    assert read_content(read(part)).text == text


def test_an_alternative_in_html_is_not_read_and_that_is_remarked() -> None:
    plain, html = entity("text/plain", "Goddag"), entity("text/html", "<p>Farvel</p>")
    content = read_content(read(multipart("alternative", plain, html)))
    assert content.text == "Goddag"
    assert content.problems == ["html-not-read"]
