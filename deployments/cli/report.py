"""`mentor report …`: a course's reports as PDF, and reportable matters apart from all courses."""

from __future__ import annotations

from deployments.cli import confidential, papers
from deployments.cli.danish_help import new_app

report = new_app("report")

for part in (papers, confidential):
    report.update(part.app)
