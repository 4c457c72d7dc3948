"""The pages. Every module here has `pages`, its routes with their rules, and is found by its being here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from portal.routing import Pages


def every_page() -> Iterator[Pages]:
    """The routes of each module, in the order of the modules' names."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        yield importlib.import_module(f"{__name__}.{module.name}").pages
