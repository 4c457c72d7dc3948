"""A second line of defence: a log record or message that looks personal loses its text in time.

The first line is that no personal data is handed to a logger at all. This one is blunt on purpose: it
would rather hide a harmless number than let a CPR number, an e-mail address or a phone number through.
"""

from __future__ import annotations

import logging
import re
import traceback

REPLACEMENT = "Teksten er fjernet, fordi den kunne ligne personoplysninger."
CPR = r"(?<![\w.-])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?![\w-])"
EMAIL = r"[\w.+-]+@[\w-]+\.[\w.-]+"
PHONE = r"(?<![\w.+-])(?:(?:\+|00)45[ -]?)?(?:\d{2} \d{2} \d{2} \d{2}|\d{4} \d{4}|[2-9]\d{7})(?![\w-])"
PERSONAL = re.compile("|".join((CPR, EMAIL, PHONE)))
LOGGERS = ("", "prefect", "prefect.extra", "prefect.flow_runs", "prefect.task_runs")


def looks_personal(text: str) -> bool:
    """Whether a text holds something of the form of a CPR number, an e-mail address or a Danish phone."""
    return PERSONAL.search(text) is not None


def without_personal_data(text: str) -> str:
    """The text itself, or where it looks personal a sentence that says it was removed."""
    return REPLACEMENT if looks_personal(text) else text


class PersonalDataFilter(logging.Filter):
    """Lets every record through, but replaces the text of one that looks personal, traceback and all."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace message, arguments and traceback where any of them looks personal; always True."""
        if looks_personal(_readable(record)):
            record.msg, record.args = REPLACEMENT, None
            record.exc_info = record.exc_text = record.stack_info = None
        return True


def guard_logs() -> None:
    """Put the filter on every handler through which flows and tasks log. Doing it again changes nothing."""
    for name in LOGGERS:
        for handler in logging.getLogger(name).handlers:
            if not any(isinstance(existing, PersonalDataFilter) for existing in handler.filters):
                handler.addFilter(PersonalDataFilter())


def _readable(record: logging.LogRecord) -> str:
    trace = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
    return "\n".join((record.getMessage(), trace, record.exc_text or "", record.stack_info or ""))
