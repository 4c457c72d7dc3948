"""A quarantined mail as a coordinator sees it on the command line: no content, only what is to be decided."""

from __future__ import annotations

from dataclasses import asdict

from casework.arriving.certificate_status import answer_facts, answer_in_words
from casework.arriving.obstacles import Concerned
from casework.arriving.quarantine import MailView
from casework.names import FATES, parts
from casework.referrals.news import ENCLOSURES
from deployments.printing import show_object

VIEW = {
    "id": "Mail",
    "fate": "Blev til",
    "reason": "Grund",
    "verdict_now": "Dom nu",
    "reason_now": "Grund nu",
    "ocsp": "Udstederens svar",
    "papers": "Bilag",
    "missing": "Mangler",
    "problems": "Kan ikke læses",
    "concerned": "Angår",
}


def show_view(view: MailView, *, json: bool) -> None:
    """Print what is known of the mail."""
    facts: dict[str, object] = {
        "id": view.mail.id,
        "fate": view.mail.fate if json else FATES[view.mail.fate],
        "reason": view.mail.reason,
        "verdict_now": view.verdict_now,
        "reason_now": view.reason_now,
        "ocsp": (answer_facts if json else answer_in_words)(view.answer),
    }
    shown = facts | (_listed(view) if json else {key: "; ".join(told) for key, told in _told(view).items()})
    show_object(shown, VIEW, json=json)


def _listed(view: MailView) -> dict[str, object]:
    return {
        "papers": view.papers,
        "missing": view.missing,
        "problems": [str(one) for one in view.problems],
        "concerned": [asdict(one) for one in view.concerned],
    }


def _told(view: MailView) -> dict[str, list[str]]:
    return {
        "papers": [ENCLOSURES[kind] for kind in view.papers],
        "missing": list(parts(view.missing)),
        "problems": [str(one) for one in view.problems],
        "concerned": [_concerned(one) for one in view.concerned],
    }


def _concerned(one: Concerned) -> str:
    return f"{one.ref}: {one.obstacle}" if one.obstacle else one.ref
