"""Looks through everything committed for what must never be there: secrets, real persons, this machine.

Run by CI as `python -m tests.hygiene`; prints each place and exits 1 if there is any.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from domain.referral import cpr_birth_date

BINARY = {".pdf", ".png", ".jpg", ".woff2"}
FORBIDDEN = {
    "a private key": re.compile("-----BEGIN " + r"(?:[A-Z]+ )*PRIVATE KEY-----"),
    "a path of a machine": re.compile(r"(?<![\w.])/(?:wor" + r"k|roo" + r"t|hom" + r"e/\w+)/"),
    "a package registry's host": re.compile(
        "py" + r"pi\.org|files\.python" + r"hosted|registry\.np" + r"mjs|deb\.deb" + r"ian\.org"
    ),
    "what a merge left behind": re.compile("^(?:<<<<" + r"<<<|>>>>" + r">>>) "),
}
CPR_LIKE = re.compile(r"(?<![\d.])(\d{6})[- ]?(\d{4})(?!\d)")
ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")


def findings() -> Iterator[str]:
    """Every place that must not be committed, as `file:line what`; never the text itself."""
    for path in _committed():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            yield from (f"{path}:{number} {what}" for what in _wrong_in(line))


def _committed() -> Iterator[Path]:
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        path = Path(name)
        if path.suffix not in BINARY and path.is_file():
            yield path


def _wrong_in(line: str) -> Iterator[str]:
    for what, pattern in FORBIDDEN.items():
        if pattern.search(line):
            yield what
    for match in CPR_LIKE.finditer(line):
        if _could_be_somebody(match[1] + match[2]):
            yield "a number that could be a person's CPR number"
    for match in ADDRESS.finditer(line):
        if not match[1].lower().endswith((".example", ".invalid", ".test")):
            yield "an e-mail address outside the example domains"


def _could_be_somebody(digits: str) -> bool:
    born = cpr_birth_date(digits)
    return born is not None and date(1900, 1, 1) <= born <= datetime.now(UTC).date()


if __name__ == "__main__":
    found = list(findings())
    print("\n".join(found) or "hygiene: nothing found")
    sys.exit(1 if found else 0)
