"""The line of a key is the one on which a person finds it, whatever the file's style."""

from __future__ import annotations

import pytest

from adapters.toml_lines import Key, line_of, nearest

TEXT = '''\
# A comment, then a blank line.

name = "x"
dotted.inner = 1
words = """
name = "not here"
"""
[table]
steps = [
    { months = 3 },
    # between
    { months = 6,  special = true },
]
nested = [
    [1, 2],
    [3],
]
inline = { a = 1, b = { c = 2 } }

[[people]]
name = "A"
[[people]]
name = "B"
'''


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("name",), 3),
        (("dotted", "inner"), 4),
        (("words",), 5),
        (("table",), 8),
        (("table", "steps"), 9),
        (("table", "steps", 0, "months"), 10),
        (("table", "steps", 1, "special"), 12),
        (("table", "nested", 1, 0), 16),
        (("table", "inline", "b", "c"), 18),
        (("people", 1), 22),
        (("people", 1, "name"), 23),
        (("table", "steps", 2), None),
        (("name", "x"), None),
        (("missing",), None),
    ],
)
def test_a_key_stands_where_it_is_written(key: Key, line: int | None) -> None:
    assert line_of(TEXT, key) == line


def test_what_is_missing_is_told_by_the_table_it_belongs_in() -> None:
    assert nearest(TEXT, ("table", "steps", 1, "mnths")) == (12, ("table", "steps", 1))
    assert nearest(TEXT, ("table", "missing")) == (8, ("table",))
    assert nearest(TEXT, ("missing", "table")) is None
