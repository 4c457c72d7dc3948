"""Where a visit comes from: what signing in counts tries by, and shows its owner."""

from __future__ import annotations

from casework.signing_in.origin import Origin
from portal.device import device_of
from portal.visitor import Visitor


def origin_of(visit: Visitor) -> Origin:
    """Browser, network address (behind a reverse proxy: what that says) and device of a visit."""
    peer = visit.request.client.host if visit.request.client else ""
    return Origin(visit.browser, peer, device_of(visit.request.headers.get("user-agent", "")))
