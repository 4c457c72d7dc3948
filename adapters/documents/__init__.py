"""Documents people read, as archival and accessible PDF files."""

from adapters.documents.change_plan import ChangePlan, render_change_plan
from adapters.documents.closing_report import ClosingReport, render_closing_report
from adapters.documents.goals import Goal
from adapters.documents.hours import HoursGranted, HoursUsed
from adapters.documents.letter import Letter, render_letter
from adapters.documents.matters import Attendance, Deviation, Extension
from adapters.documents.minutes import Minutes, render_minutes
from adapters.documents.progress_report import GoalProgress, ProgressReport, render_progress_report
from adapters.documents.statements import Statement
from adapters.documents.timeline import MarkGiven, Phase, StageReached
from adapters.documents.typesetting import DocumentFailed, RenderedDocument

__all__ = [
    "Attendance",
    "ChangePlan",
    "ClosingReport",
    "Deviation",
    "DocumentFailed",
    "Extension",
    "Goal",
    "GoalProgress",
    "HoursGranted",
    "HoursUsed",
    "Letter",
    "MarkGiven",
    "Minutes",
    "Phase",
    "ProgressReport",
    "RenderedDocument",
    "StageReached",
    "Statement",
    "render_change_plan",
    "render_closing_report",
    "render_letter",
    "render_minutes",
    "render_progress_report",
]
