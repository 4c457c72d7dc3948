"""Loads beforehand what Python would read from disk when first needed, which in the child is too late."""

from __future__ import annotations

import importlib
import pkgutil
from contextlib import suppress


def load_whole(*packages: str) -> None:
    """Packages with all that is in them: several import parts of themselves in the middle of their work."""
    for package in packages:
        for found in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            with suppress(ImportError):  # what needs another system, or something that is not installed
                importlib.import_module(found.name)
