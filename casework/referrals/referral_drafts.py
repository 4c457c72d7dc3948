"""The referral a caseworker is typing, kept until it is sent: also when her session ends while she types."""

from __future__ import annotations

import re
from collections.abc import Mapping

from casework.commands.drafts import MOST, writer_of_lapsed
from casework.office import Office
from domain.errors import InvalidInput, Problem
from domain.values import Actor
from domain.who import AUTHORITY

MOST_BEGUN = 20
"""So many referrals one may have begun at a time: more than anybody types in a week."""
_PAGE = re.compile(r"[A-Za-z0-9_-]{16,64}")


def is_page(page: str) -> bool:
    """Whether that can be the token of a page on which a referral is typed."""
    return _PAGE.fullmatch(page) is not None


def keep_referral(office: Office, writer: Actor, page: str, values: Mapping[str, str]) -> None:
    """Keep what she has typed on the page with that token instead of what was kept before. What is only blank
    is no draft. Raises InvalidInput where it is too much or too many.
    """
    said = {path: text for path, text in values.items() if text}
    if said and is_page(page):
        _must_have_room(office, writer, page, said)
        office.referral_drafts.keep(writer, page, said, office.now)


def keep_referral_after_session(office: Office, secret: str, page: str, values: Mapping[str, str]) -> bool:
    """Keep what is posted by a caseworker whose session ended by itself while she was writing; tells whether
    it was. She alone can read it, when she has signed in again.
    """
    writer = writer_of_lapsed(office, secret)
    if writer is None or writer.role not in AUTHORITY or not is_page(page):
        return False
    try:
        keep_referral(office, writer.actor, page, values)
    except InvalidInput:
        # Too much of it: the door tells her that nothing was kept.
        return False
    return True


def _must_have_room(office: Office, writer: Actor, page: str, values: Mapping[str, str]) -> None:
    if sum(len(path) + len(text) for path, text in values.items()) > MOST:
        problem = Problem("kladde", "er for lang", f"skriv højst {MOST // 1000} kB i alt")
        raise InvalidInput("Kladde", (problem,))
    if office.referral_drafts.count_others(writer, page, office.now) >= MOST_BEGUN:
        problem = Problem("kladde", "der er for mange", "send eller slet nogle af dem, du har begyndt")
        raise InvalidInput("Kladde", (problem,))
