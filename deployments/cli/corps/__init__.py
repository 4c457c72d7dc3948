"""`mentor corps …`: the mentor corps; each module adds its commands to the group."""

from __future__ import annotations

from deployments.cli.corps import (
    absence,
    documents,
    goals,
    incidents,
    leaving,
    matching,
    profiles,
    time_off,
    visits,
    workload,
)
from deployments.cli.danish_help import new_app

group = new_app("corps")

for part in (profiles, documents, matching, workload, goals, absence, time_off, leaving, visits, incidents):
    group.update(part.app)
