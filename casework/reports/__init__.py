"""Reports told from a course's history: every statement with the number of the event it rests on."""

from casework.reports.closing import closing_report
from casework.reports.minutes import minutes
from casework.reports.progress import progress_report

__all__ = ["closing_report", "minutes", "progress_report"]
