"""How files stand in the retention list."""

from __future__ import annotations

from casework.keeping.retention import Kept, retention_list
from casework.office import Office


def states(office: Office) -> dict[str, Kept]:
    return {line.ref: line.state for line in retention_list(office)}
