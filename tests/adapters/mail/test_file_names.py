"""Whatever name a stranger gives a file, what we keep is safe to show and to store, and recognisable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.secure_mail.file_names import distinct, safe_name


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Jobplan æøå.pdf", "Jobplan æøå.pdf"),
        ("=?utf-8?q?Bevilling_=C3=A6=2Epdf?=", "Bevilling æ.pdf"),
        ("=?iso-8859-1?B?5vjlLnBkZg==?=", "æøå.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Brugere\\a\\plan.pdf", "plan.pdf"),
        ("..", "bilag-3.pdf"),
        (".pdf", "bilag-3.pdf"),
        ("", "bilag-3.pdf"),
        (None, "bilag-3.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1", "_lpt1"),
        ("COM1 .pdf", "_COM1 .pdf"),
        ("com².pdf", "_com².pdf"),
        ("CONIN$", "_CONIN$"),
        ("Konto.pdf", "Konto.pdf"),
        ("com12.pdf", "com12.pdf"),
        ("a\u202efdp.txt", "afdp.txt"),
        ("a\r\nBcc: x.pdf", "aBcc_ x.pdf"),
        ("ae\u0301.pdf", "aé.pdf"),
        ("=?ukendt?q?x?=.pdf", "=_ukendt_q_x_=.pdf"),
    ],
)
def test_names_are_made_safe_and_stay_recognisable(sent: str | None, kept: str) -> None:
    assert safe_name(sent, 3, ".pdf") == kept


@given(st.text(max_size=400))
def test_any_name_becomes_one_safe_path_segment(sent: str) -> None:
    kept = safe_name(sent, 1, ".pdf")
    assert kept.strip(" .")
    assert not set(kept) & set('/\\<>:"|?*\x00')
    assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in kept)
    assert len(kept.encode()) <= 130


def test_names_that_differ_only_in_case_are_numbered() -> None:
    taken: set[str] = set()
    assert [distinct(name, taken) for name in ("a.pdf", "A.pdf", "a.pdf", "b")] == [
        "a.pdf",
        "A (2).pdf",
        "a (3).pdf",
        "b",
    ]
