from __future__ import annotations

import json
from pathlib import Path

from adapters.documents.referral_form import referral_form
from adapters.referral_reading.json_schema import referral_schema
from tests.deployments.cli.shell import Shell


def test_the_schema_is_printed_as_it_is_read_by(mentor: Shell) -> None:
    typed = mentor("referral", "schema")
    assert typed.code == 0
    assert json.loads(typed.out) == referral_schema()


def test_the_form_is_written_to_the_file_named(mentor: Shell, tmp_path: Path) -> None:
    typed = mentor("referral", "form", "--to", tmp_path / "formular.pdf")
    assert typed.code == 0
    assert (tmp_path / "formular.pdf").read_bytes() == referral_form()


def test_a_file_that_cannot_be_written_is_a_clear_error(mentor: Shell, tmp_path: Path) -> None:
    typed = mentor("referral", "form", "--to", tmp_path / "ingen" / "formular.pdf")
    assert typed.code == 2
    assert "--to: kan ikke skrives" in typed.err
