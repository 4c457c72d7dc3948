"""Reports told from a course's history: every statement with the number of the event it rests on."""

from casework.reports.change_plan import change_plan
from casework.reports.closing import closing_report
from casework.reports.minutes import minutes
from casework.reports.progress import progress_report

__all__ = ["change_plan", "closing_report", "minutes", "progress_report"]
