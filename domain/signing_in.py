"""The rules of signing in to the portal: how long things hold, how often they may be tried, where it leads.

All of them are *outside* (the data protection regulation's demand for secure access) with *local* figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from string import ascii_lowercase, ascii_uppercase

LINK_HOLDS = timedelta(minutes=15)
"""How long a link in a mail may be used, and how long one has for the second factor afterwards."""
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
FRESH = timedelta(minutes=15)
"""How long after signing in she may make herself a new way in without showing again that it is she."""
LAPSED = timedelta(hours=12)
"""How long after her last visit what somebody was writing is still kept for her when she sends it."""
SEEN_EVERY = timedelta(minutes=1)
"""A visit is written down at most this often: looking at a page must not cost a commit each time."""
LINKS_KEPT, SESSIONS_KEPT, LOG_KEPT = timedelta(days=1), timedelta(days=30), timedelta(days=365)
"""How long what is over is still kept."""
MAIL_TAKES = timedelta(minutes=5)
"""A mail with a link that is not sent after as long never will be: all its tries are over."""
FIRST_PAGE = "/"
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_OWN_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9/_.-]{0,150}")


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries within a window of time; the window begins with the first try."""

    name: str
    tries: int
    within: timedelta


QUARTER = timedelta(minutes=15)
LINKS_TO_ADDRESS = Limit("link-address", 5, QUARTER)
LINKS_FROM_BROWSER = Limit("link-browser", 10, QUARTER)
LINKS_FROM_PEER = Limit("link-peer", 60, QUARTER)
"""A whole jobcentre may sit behind one address."""
OPENINGS_FROM_PEER = Limit("open-peer", 100, QUARTER)
JOURNEYS_FROM_BROWSER = Limit("journey-browser", 20, QUARTER)
JOURNEYS_FROM_PEER = Limit("journey-peer", 1000, QUARTER)
CODES_OF_PERSON = Limit("code-person", 5, QUARTER)


class Level(StrEnum):
    """By what second factor a session was opened. A municipality's own sign-in asserts a level of its own."""

    TOTP = "totp"
    PASSKEY = "passkey"
    RECOVERY = "recovery"


STEP_SECONDS = 30
"""How long a code in an authenticator app is shown (RFC 6238)."""
DRIFT_STEPS = (0, -1, 1)
"""A phone's clock may be half a minute wrong, either way."""
RECOVERY_CODES = 10


def time_step(now: datetime) -> int:
    """The number of the half-minute that an authenticator app makes its code of."""
    return int(now.timestamp()) // STEP_SECONDS


class Outcome(StrEnum):
    """What a line of the sign-in log tells."""

    LINK_ASKED = "link_asked"
    LINK_OPENED = "link_opened"
    LINK_UNKNOWN = "link_unknown"
    LINK_EXPIRED = "link_expired"
    LINK_USED = "link_used"
    LINK_OTHER_BROWSER = "link_other_browser"
    CODE_WRONG = "code_wrong"
    ELSEWHERE_REFUSED = "elsewhere_refused"
    BEARER_REFUSED = "bearer_refused"
    TOO_MANY = "too_many"
    SIGNED_IN = "signed_in"
    ROLE_CHANGED = "role_changed"
    SIGNED_OUT = "signed_out"
    SESSION_ENDED = "session_ended"
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    FACTOR_RESET = "factor_reset"
    ACCESS_WITHDRAWN = "access_withdrawn"
    RECOVERY_USED = "recovery_used"
    RECOVERY_RENEWED = "recovery_renewed"


FAILURES = frozenset(
    {
        Outcome.LINK_UNKNOWN,
        Outcome.LINK_EXPIRED,
        Outcome.LINK_USED,
        Outcome.LINK_OTHER_BROWSER,
        Outcome.CODE_WRONG,
        Outcome.ELSEWHERE_REFUSED,
        Outcome.BEARER_REFUSED,
        Outcome.TOO_MANY,
    }
)
"""What an operator looks at when many of them come at once."""


def session_ends_at(opened_at: datetime, seen_at: datetime) -> datetime:
    """When a session ends if nothing more is done: idle, or at its longest, whichever comes first (UTC)."""
    return min(seen_at + IDLE, opened_at + LONGEST)


def own_path(wanted: str) -> str:
    """A path of ours to go to after signing in; the first page for anything else.

    No other host, no query and no odd characters: it comes from outside and is sent on by us.
    """
    return wanted if _OWN_PATH.fullmatch(wanted) and ".." not in wanted else FIRST_PAGE


def same_address(email: str) -> str:
    """An e-mail address as it is compared: mail servers do not tell capitals apart.

    Only the letters A to Z: other alphabets have signs that fold into letters of somebody else's address.
    """
    return email.strip().translate(_SMALL)
