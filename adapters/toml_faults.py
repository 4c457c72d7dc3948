"""Says in Danish where a TOML file is wrong; the library says it in English."""

from __future__ import annotations

import re
import tomllib

from domain.errors import Problem

_LINE = re.compile(r"at line (\d+)")


def toml_fault(error: tomllib.TOMLDecodeError | UnicodeDecodeError, field: str) -> Problem:
    """The problem with the whole file, called `field`, and its line where that is known; quotes no value."""
    if isinstance(error, UnicodeDecodeError):
        return Problem(field, "er ikke gyldig TOML", "gem filen som UTF-8")
    line = _LINE.search(str(error))
    where = f"linje {line[1]}" if line else "slutningen af filen"
    cure = f"se efter anførselstegn, klammer og nøgler, der står to gange, ved {where}"
    return Problem(field, "er ikke gyldig TOML", cure)
