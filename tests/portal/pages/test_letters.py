"""Letters are taken out, sent by a person and said to be; what did not arrive is sent again or ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from casework.delivery import deliver
from casework.posting import letters_to_post
from casework.undelivered import undelivered
from models.envelopes import EnvelopeState
from tests.portal.town import Portal, Visitor

pytestmark = pytest.mark.slow


@pytest.fixture
def written(portal: Portal) -> Portal:
    """The portal of a town whose notices are written; no server takes them."""
    asyncio.run(deliver(portal.office))
    return portal


def test_a_letter_is_taken_out_as_a_file_noted_and_said_to_be_sent(
    written: Portal, visitor: Callable[[str], Visitor]
) -> None:
    kirsten = visitor("coordinator:kirsten")
    first, *_ = letters_to_post(written.office)
    assert f'href="/breve/{first.id}"' in kirsten.get("/breve").text
    assert f"brev-{first.id}.pdf" in kirsten.get(f"/breve/{first.id}").text
    pdf = kirsten.get(f"/breve/{first.id}/brev-{first.id}.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["content-disposition"] == f'attachment; filename="brev-{first.id}.pdf"'
    assert kirsten.get(f"/breve/{first.id}/brev-9999.pdf").status_code == 404
    assert {one.what for one in written.office.readings.of_course(first.course)} == {"letter"}

    assert kirsten.send_form(f"/breve/{first.id}/sendt", page="/breve").status_code == 303
    (line,) = [one for one in written.office.outbox.envelopes() if one.id == first.id]
    assert (line.state, line.ended_by) == (EnvelopeState.POSTED, "coordinator:kirsten")
    assert kirsten.send_form(f"/breve/{first.id}/sendt", page="/breve").status_code == 409
    assert kirsten.get(f"/breve/{first.id}/brev-{first.id}.pdf").status_code == 409
    assert visitor("mentor:amira").get("/breve").status_code == 403


def test_what_did_not_arrive_is_sent_again_or_ended_with_a_reason(
    written: Portal, visitor: Callable[[str], Visitor]
) -> None:
    office, kirsten = written.office, visitor("coordinator:kirsten")
    for envelope in office.outbox.lease_envelopes(office.now, limit=2):
        office.outbox.mark(envelope, EnvelopeState.FAILED, office.now, reason="550 no such user")
    first, second = undelivered(office)
    page = kirsten.get("/uafleveret").text
    assert "550 no such user" in page

    assert kirsten.send_form(f"/uafleveret/{first.id}/igen", page="/uafleveret").status_code == 303
    assert kirsten.send_form(f"/uafleveret/{first.id}/igen", page="/uafleveret").status_code == 409
    unsaid = kirsten.send_form(f"/uafleveret/{second.id}/afslut", page="/uafleveret")
    assert unsaid.status_code == 422
    assert f'href="#grund-{second.id}"' in unsaid.text
    kirsten.send_form(f"/uafleveret/{second.id}/afslut", page="/uafleveret", grund="told-otherwise")
    assert undelivered(office) == []
    assert "Alt er nået frem" in kirsten.get("/uafleveret").text


def test_a_coordinator_of_another_municipality_sees_none_of_them(
    written: Portal, visitor: Callable[[str], Visitor]
) -> None:
    first, *_ = letters_to_post(written.office, ["kommune-a"])
    others = letters_to_post(written.office, ["kommune-b"])
    staff = written.town.home / "staff.toml"
    limited = staff.read_text(encoding="utf-8").replace(
        'id = "kirsten"\n', 'id = "kirsten"\ncontrollers = ["kommune-b"]\n', 1
    )
    staff.write_text(limited, encoding="utf-8")
    kirsten = visitor("coordinator:kirsten")
    assert f'href="/breve/{first.id}"' not in kirsten.get("/breve").text
    assert all(f'href="/breve/{one.id}"' in kirsten.get("/breve").text for one in others)
    assert kirsten.get(f"/breve/{first.id}").status_code == 409
