"""What all tests share: what a test needs from Debian is left out by name where it is absent, never in CI;
and tests that share a server or another costly thing run in one worker, so that it is started once.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

gc.disable()  # until the tests are collected: that makes very many objects, and next to nothing to throw away

# On a busy machine an example takes what it takes; what few do not find, `make soak` finds with the other.
settings.register_profile("mentor", deadline=None, max_examples=40)
settings.register_profile("many", deadline=None, max_examples=500)
settings.load_profile("mentor")

PROGRAMS: Mapping[str, str] = {
    "dovecot": "dovecot",
    "exim4": "exim4",
    "gpgsm": "gpgsm",
    "chromium": "chromium",
    "poppler": "pdftoppm",
    "openssl": "openssl",
    "postgresql": "pg_ctl",
}
"""Debian's name of what a test may need, and the program that shows whether it is there."""
SBIN = "/usr/sbin:/sbin"
POSTGRES = "/usr/lib/postgresql"
TOGETHER = ("demo", "flows", "faults", "models", "adapters/mail")
"""Folders of tests that share a server, or an authority with many keys: each runs in one worker."""
BROWSER = "browser"
"""The folder of tests that share a Chromium, wherever it lies."""
LONGEST = ("demo", "faults", "flows", BROWSER, "mail", "test_up.py", "test_rows.py")
"""What takes longest as a whole: begun last, it would keep everybody waiting alone. The rest begins by its
number of tests. `faults` before `flows`: where both run in one worker, the second connects to a server of its
own, and what turns one off and on must come first.
"""
REAL_PARTS = (
    "adapters/mail/",
    "adapters/pdf_reading/",
    "benchmarks/",
    "demo/",
    "faults/",
    "flows/",
    "mutants/",
    "tasks/",
)
"""Folders whose tests make keys with openssl, start processes or load Prefect: no part of the fast run."""
INSTALLATIONS = frozenset({"house", "made", "mentor", "town"})
"""Fixtures that make a whole installation: what needs one is no part of the fast run either."""
SLOW_AS_A_WHOLE = re.compile(r"^pytestmark = .*(slow|ON_PREFECT)", re.MULTILINE)
TEST = re.compile(r"^(?:async )?def test_\w+\(([^)]*)\)", re.MULTILINE)
ON_AN_INSTALLATION = re.compile(r"\b(house|mentor|town|portal|visitor|program):")
"""A fixture that is one of these installations, or rests on one, among what a test asks for."""
HERE = Path(__file__).parent


def missing_programs() -> list[str]:
    """What is not installed of what some test needs, by Debian's name."""
    folders = [os.environ.get("PATH", ""), SBIN, *map(str, Path(POSTGRES).glob("*/bin"))]
    path = os.pathsep.join(folders)
    return [name for name, program in PROGRAMS.items() if shutil.which(program, path=path) is None]


def pytest_configure() -> None:
    """In CI everything is tested: a program that is not there is an error."""
    if os.environ.get("COMPLETE_TESTS") and (missing := missing_programs()):
        raise pytest.UsageError(f"in CI everything is tested, but these are missing: {', '.join(missing)}")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The fast run does not import what it would leave out anyway: Prefect alone takes a second."""
    fast = "not slow" in str(config.option.markexpr)
    return True if fast and _is_slow(collection_path) else None


def _is_slow(path: Path) -> bool:
    inside = f"{path.relative_to(HERE).as_posix()}/" if path.is_relative_to(HERE) else ""
    if inside.startswith(REAL_PARTS):
        return True
    text = path.read_text(encoding="utf-8") if path.suffix == ".py" else ""
    tests = TEST.findall(text)
    return bool(SLOW_AS_A_WHOLE.search(text)) or bool(tests and all(map(ON_AN_INSTALLATION.search, tests)))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests whose program is not installed."""
    missing = set(missing_programs())
    absent = [item for item in items if missing & {str(mark.args[0]) for mark in item.iter_markers("needs")}]
    config.hook.pytest_deselected(items=absent)
    items[:] = [item for item in items if item not in absent]
    for item in items:
        inside = item.path.relative_to(HERE).as_posix()
        if inside.startswith(REAL_PARTS) or INSTALLATIONS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
    items.sort(key=_begins(items))


def _begins(items: list[pytest.Item]) -> Callable[[pytest.Item], tuple[int, int, str]]:
    """When the group of a test begins: the longest groups first, then those of many tests."""
    groups = {item.nodeid: _group(item.nodeid) for item in items}
    many = Counter(groups.values())
    places = {group: _place(group) for group in many}
    return lambda item: (places[group := groups[item.nodeid]], -many[group], group)


def _place(group: str) -> int:
    name = Path(group).name
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)


def _group(nodeid: str) -> str:
    """What must run in one worker: a folder, or a file."""
    file = nodeid.partition("::")[0]
    inside = Path(file).relative_to(HERE.name)
    if BROWSER in inside.parts:
        return BROWSER
    return next((folder for folder in TOGETHER if inside.is_relative_to(folder)), file)


def pytest_collection_finish() -> None:
    """What is loaded now stays; nobody needs to look through it for rubbish again and again."""
    gc.freeze()
    gc.enable()


class TogetherScheduling(LoadScopeScheduling):
    """Hands a worker a whole group, in the order in which the tests lie.

    (Marks of groups do nothing under pytest 9.2.)
    """

    def _split_scope(self, nodeid: str) -> str:
        return _group(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> TogetherScheduling:
    """Keep together what shares a server, so that it is started once."""
    config.option.loadscopereorder = False
    return TogetherScheduling(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One closing line that names what was left out."""
    if missing := missing_programs():
        terminalreporter.write_line(f"Left out for want of: {', '.join(missing)}. Install it with: make deps")


@pytest.fixture(scope="session", autouse=True)
def _warm_processes() -> Iterator[None]:
    """Mails of all tests are judged by processes that stay warm, as under the watch over the mailbox."""
    from casework.arriving.confined_children import CHILDREN  # here: the tests of the rules need none of it

    with CHILDREN.held():
        yield
