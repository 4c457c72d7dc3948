"""The canary finds what is planted: a search that finds nothing proves something only if it can find."""

from __future__ import annotations

import base64
import json
import sqlite3
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

import pytest

from deployments.demo.words import ADDRESS, CANARIES, CPR, EMAIL, NAME, PHRASE
from tests.demo.canary import canaries_in, canaries_in_database, canaries_in_mail, shapes


@pytest.mark.parametrize("canary", CANARIES)
def test_every_mark_is_found_in_every_shape(canary: str) -> None:
    for shape in shapes(canary):
        assert canary in canaries_in(b"before " + shape + b" after")


@pytest.mark.parametrize("before", range(5))
def test_a_mark_inside_base64_is_found_wherever_it_begins(before: int) -> None:
    text = b"x" * before + f"Borgeren {NAME} har {PHRASE}".encode()

    assert {NAME, PHRASE} <= canaries_in(base64.b64encode(text))


def test_other_text_is_no_canary() -> None:
    assert canaries_in(b"En solsort, Opdigtet Vej 3, CPR 0101505679") == set()


def test_what_is_allowed_is_not_reported() -> None:
    assert canaries_in(f"To: {EMAIL}".encode(), allowed=[EMAIL]) == set()


def test_a_value_scattered_over_the_pages_of_a_database_is_found(tmp_path: Path) -> None:
    path = tmp_path / "planted.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE log (text)")
        connection.execute("INSERT INTO log VALUES (?)", (json.dumps({"a": "x" * 9_000 + ADDRESS}),))
        connection.commit()

    assert ADDRESS in canaries_in_database(path)


def test_a_value_that_is_only_in_the_write_ahead_log_is_found(tmp_path: Path) -> None:
    path = tmp_path / "planted.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE log (text)")
        connection.execute("INSERT INTO log VALUES (?)", (CPR,))
        connection.commit()

        assert CPR not in canaries_in(path.read_bytes())
        assert CPR in canaries_in_database(path)


def test_a_mark_in_an_encoded_header_or_body_of_a_mail_is_found() -> None:
    for mail in (_mail(subject=f"Vedr. {ADDRESS}"), _mail(body=f"Kære {NAME}\næøå\n")):
        assert canaries_in_mail(mail) & {ADDRESS, NAME}
    assert canaries_in_mail(_mail()) == set()


def _mail(subject: str = "Sag M-2026-0001", body: str = "Log ind på portalen.\n") -> bytes:
    message = EmailMessage()
    message["Subject"] = subject
    message.set_content(body, cte="base64")
    return message.as_bytes()
