"""The whole file of a course back to its municipality: sent sealed, and noted when it has confirmed it."""

from __future__ import annotations

import re

from fastapi import Response

from casework.keeping.file_status import file_status
from casework.whole_case.handover import send_case
from domain.calendar import local_day
from domain.lifecycle import FINAL
from portal.forms.doing import do, form_of
from portal.forms.form import Form
from portal.routing import COORDINATORS, COURSE, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
RETURN = "RecordFileReturn"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@pages.get("/forloeb/{ref}/overdragelse", who=COORDINATORS, about=COURSE)
def handover(visit: Visit, ref: str, kontrolsum: str = "") -> Response:
    """How the file stands. `kontrolsum` is the hash of what was sent a moment ago."""
    return _shown(visit, ref, digest=kontrolsum if _SHA256.fullmatch(kontrolsum) else "")


@pages.post("/forloeb/{ref}/overdragelse/send", who=COORDINATORS, about=COURSE)
def send(visit: Visit, ref: str) -> Response:
    """Everything, sealed to the municipality's certificate, with the next delivery."""
    sent = send_case(visit.office, ref, visit.actor)
    told = f"Sagen er på vej til kommunen med sikker mail (udsendelse {sent.letter})."
    return visit.go(f"/forloeb/{ref}/overdragelse?kontrolsum={sent.zip_sha256}", told=told)


@pages.post("/forloeb/{ref}/overdragelse", who=COORDINATORS, about=COURSE)
def confirmed(visit: Visit, ref: str) -> Response:
    """The municipality has confirmed that it has the file."""
    if form := do(visit, ref, RETURN):
        return _shown(visit, ref, again=form)
    return visit.go(f"/forloeb/{ref}/overdragelse", told="Det er noteret, at kommunen har sagen.")


def _shown(visit: Visitor, ref: str, *, digest: str = "", again: Form | None = None) -> Response:
    course = visit.office.casebook.course(ref)
    programme, today = visit.office.programme_of(course), local_day(visit.office.now)
    ended = course.phase in FINAL and course.file.erased_on is None
    given = {"document_sha256": digest} if digest else {}
    return visit.page(
        "handover/page.html",
        status=again.status if again else 200,
        ref=ref,
        course=course,
        standing=file_status(course, programme, today),
        digest=digest,
        form=(again or form_of(visit, ref, RETURN, given=given)) if ended else None,
        again=again,
    )
