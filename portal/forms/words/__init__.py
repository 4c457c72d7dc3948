"""What people read in a form: the name of each command, each field's label and hint, and words for codes."""

from __future__ import annotations

from collections.abc import Mapping

from portal.forms.shape import Spec
from portal.forms.words.around import ENDING, MATTERS
from portal.forms.words.closed_lists import CLOSED
from portal.forms.words.hints import HINTS
from portal.forms.words.labels import COMMON, OWN
from portal.forms.words.referral import REFERRAL
from portal.forms.words.saying import Saying
from portal.forms.words.support import SUPPORT
from portal.on_pages import on_pages

SAYINGS: Mapping[str, Saying] = {**SUPPORT, **MATTERS, **ENDING}
"""Every command that a person may do by a form."""
LABELS: Mapping[str, str] = {**COMMON, **OWN, **REFERRAL}

__all__ = ["CLOSED", "LABELS", "SAYINGS", "Saying", "hint_of", "in_words", "label_of"]


def label_of(spec: Spec) -> str:
    """The field's label. Raises KeyError for one that has none: every field has one (a test sees to it)."""
    return LABELS[spec.key] if spec.key in LABELS else LABELS[spec.name]


def hint_of(spec: Spec) -> str:
    """What is said below the label; nothing, for most."""
    return HINTS[spec.key] if spec.key in HINTS else HINTS.get(spec.name, "")


def in_words(message: str) -> str:
    """A sentence of the rules with the commands' Danish names instead of their codes, and with pages instead
    of the command line.
    """
    for name in sorted(SAYINGS, key=len, reverse=True):
        message = message.replace(name, f"»{SAYINGS[name].title}«")
    return on_pages(message)
