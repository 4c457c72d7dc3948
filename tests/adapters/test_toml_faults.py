"""A file that is no TOML is told so in Danish, with the line."""

from __future__ import annotations

import tomllib

import pytest

from adapters.toml_faults import toml_fault


@pytest.mark.parametrize(
    ("content", "cure"),
    [
        (b'a = 1\nb = "hemmelig', "ved slutningen af filen"),
        (b"a = 1\nb = hemmelig\nc = 2", "ved linje 2"),
        (b"a = 1\na = 2\n", "ved linje 2"),
        (b"[[a", "ved slutningen af filen"),
        ("a = 'æ'".encode("latin-1"), "gem filen som UTF-8"),
    ],
)
def test_the_cure_names_the_place_and_no_value(content: bytes, cure: str) -> None:
    with pytest.raises((tomllib.TOMLDecodeError, UnicodeDecodeError)) as raised:
        tomllib.loads(content.decode())
    problem = toml_fault(raised.value, "fil")
    assert (problem.field, problem.wrong) == ("fil", "er ikke gyldig TOML")
    assert problem.cure.endswith(cure)
    assert "hemmelig" not in str(problem)
