"""The stylesheet and the script."""

from __future__ import annotations

from fastapi import Request, Response

from portal.errors import NothingHere
from portal.routing import PUBLIC, Pages

pages = Pages()
FOR_GOOD = "public, max-age=31536000, immutable"


@pages.get("/udseende/{name}", who=PUBLIC)
def asset(request: Request, name: str) -> Response:
    """One of them; it holds nothing of anybody, so nobody is asked who she is."""
    found = request.app.state.assets.named(name)
    if found is None:
        raise NothingHere
    content, media_type = found
    return Response(content, media_type=media_type, headers={"Cache-Control": FOR_GOOD})
