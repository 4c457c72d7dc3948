"""The coordinator's inbox: each mail beside what was read of it, with every problem shown at once."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from casework.arriving.intake import fetch_mails, settle_all
from casework.desks.mail_desk import on_desk
from models.mails import Fate
from tests.adapters.referral_reading.mails import BODY, GRANT
from tests.factories import KIRSTEN
from tests.house import House, plain_mail
from tests.portal.town import Portal, Town, Visitor

pytestmark = pytest.mark.slow
UNREADABLE = GRANT.replace("27/2-26", "i går")
VALUE = re.compile(r'name="felt\.([a-z_.]+)" value="([^"]*)"')


@pytest.fixture
def house(town: Town, made_town: Town) -> House:
    """The town as the house that mail comes to."""
    return House(town.place, made_town.place)


def arrived(portal: Portal, house: House, raw: bytes) -> str:
    """A mail that has come and been looked at; gives its number."""
    house.arrives(raw)
    fetch_mails(portal.office)
    with ThreadPoolExecutor(1) as apart:  # Chromium's driver has this thread's own loop
        (fate,), _ = apart.submit(lambda: asyncio.run(settle_all(portal.office))).result()
    return fate.mail_id


def sheet_of(page: str) -> dict[str, str]:
    """What stands in the one-line fields of the sheet, as the browser would send it."""
    return {f"felt.{path}": value for path, value in VALUE.findall(page) if value}


@pytest.mark.requirement("S2.encrypted_mail")
def test_a_mail_that_could_not_be_read_is_corrected_beside_it_and_becomes_a_course(
    portal: Portal, house: House, visitor: Callable[[str], Visitor]
) -> None:
    mail_id = arrived(portal, house, house.referral(bevilling=UNREADABLE))
    kirsten = visitor("coordinator:kirsten")
    inbox = kirsten.get("/post").text
    assert "1 mail venter" in inbox
    assert f'href="/post/{mail_id}"' in inbox

    page = kirsten.get(f"/post/{mail_id}").text
    assert 'aria-describedby="felt.grant.granted_on-fejl"' in page
    assert 'name="felt.grant.starts_on" value="2026-03-02"' in page
    typed = kept(portal, mail_id)
    wrong = kirsten.send_form(
        f"/post/{mail_id}/registrer", page=f"/post/{mail_id}", bliver="nyt", **typed,
        **{"felt.grant.granted_on": "i forgårs <b>"},
    )  # fmt: skip
    assert wrong.status_code == 422
    assert 'value="i forgårs &lt;b&gt;"' in wrong.text, "nothing typed is lost, and it is text"
    assert sheet_of(wrong.text)["felt.grant.starts_on"] == "2026-03-02"

    done = kirsten.send_form(
        f"/post/{mail_id}/registrer", page=f"/post/{mail_id}", bliver="nyt", **typed,
        **{"felt.grant.granted_on": "27.02.2026"},
    )  # fmt: skip
    assert done.status_code == 303
    entry = portal.office.ledger.mail(mail_id)
    assert done.headers["location"] == f"/forloeb/{entry.course_ref}"
    assert (entry.fate, entry.decided_by) == (Fate.COURSE, "coordinator:kirsten")


def kept(portal: Portal, mail_id: str) -> dict[str, str]:
    """Everything that was read, as the page's fields hold it."""
    return {f"felt.{path}": value for path, value in on_desk(portal.office, mail_id, KIRSTEN).typed.items()}


def test_a_paper_is_saved_as_a_file_and_never_shown_as_a_page(
    portal: Portal, house: House, visitor: Callable[[str], Visitor]
) -> None:
    mail_id = arrived(portal, house, house.referral())
    kirsten = visitor("coordinator:kirsten")
    paper = kirsten.get(f"/post/{mail_id}/bilag/1")
    assert paper.headers["content-disposition"] == f'attachment; filename="{mail_id}-bilag-1.txt"'
    assert paper.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in paper.headers["content-security-policy"]
    assert kirsten.get(f"/post/{mail_id}/bilag/9").status_code == 422
    assert kirsten.get("/post/P-2026-9999").status_code == 404
    assert kirsten.get("/post/alt").status_code == 404
    ref = portal.office.ledger.mail(mail_id).course_ref or ""
    assert [one.what for one in portal.office.readings.of_course(ref)] == ["mail"]


def test_what_nobody_vouches_for_is_told_and_not_shown(
    portal: Portal, house: House, visitor: Callable[[str], Visitor]
) -> None:
    mail_id = arrived(portal, house, plain_mail(BODY, {"bevilling.txt": GRANT}))
    page = visitor("coordinator:kirsten").get(f"/post/{mail_id}").text
    assert "Ingen står inde for" in page
    assert "Åse" not in page
    assert visitor("coordinator:kirsten").get(f"/post/{mail_id}/bilag/1").status_code == 409


def test_a_mail_is_refused_once_and_by_a_coordinator_alone(
    portal: Portal, house: House, visitor: Callable[[str], Visitor]
) -> None:
    mail_id = arrived(portal, house, house.referral(bevilling=UNREADABLE))
    assert visitor("mentor:amira").get(f"/post/{mail_id}").status_code == 403
    kirsten = visitor("coordinator:kirsten")
    unsaid = kirsten.send_form(f"/post/{mail_id}/afvis", page=f"/post/{mail_id}")
    assert unsaid.status_code == 422
    assert 'href="#grund"' in unsaid.text
    why = {"page": f"/post/{mail_id}", "grund": "refused-sent-again"}
    assert kirsten.send_form(f"/post/{mail_id}/afvis", **why).status_code == 303
    assert "jobcenteret sender den igen" in kirsten.get(f"/post/{mail_id}").text
    assert portal.office.ledger.mail(mail_id).fate == Fate.REJECTED
    again = kirsten.send_form(f"/post/{mail_id}/afvis", page="/post", grund="refused-not-for-us")
    assert again.status_code == 409


def test_a_mail_of_a_citizen_with_an_open_course_is_added_to_it_and_marked_as_seen(
    portal: Portal, house: House, visitor: Callable[[str], Visitor]
) -> None:
    first = arrived(portal, house, house.referral())
    ref = portal.office.ledger.mail(first).course_ref
    news = arrived(portal, house, house.referral(body=BODY + "Sagsbehandler: Lise Holm\n", number=2))
    kirsten = visitor("coordinator:kirsten")
    assert "Markér som set" in kirsten.get(f"/post/{news}").text
    assert kirsten.send_form(f"/post/{news}/set", page=f"/post/{news}").status_code == 303
    assert "Markér som set" not in kirsten.get(f"/post/{news}").text

    waits = arrived(portal, house, house.referral(bevilling=UNREADABLE, number=3))
    page = kirsten.get(f"/post/{waits}").text
    assert f'value="{ref}" checked' in page, "the course is chosen already, and may be changed"
    typed = kept(portal, waits) | {"felt.unit": "Ungeteamet", "felt.grant.granted_on": "27.02.2026"}
    none = kirsten.send_form(f"/post/{waits}/registrer", page=f"/post/{waits}", bliver="M-2026-0001", **typed)
    assert none.status_code == 422, "a course of another citizen is none of the choices"
    done = kirsten.send_form(f"/post/{waits}/registrer", page=f"/post/{waits}", bliver=ref, **typed)
    assert done.headers["location"] == f"/forloeb/{ref}"
    assert portal.office.ledger.mail(waits).fate == Fate.JOINED


WHY = "Telefonisk bekræftet af Birgit Holm."


@pytest.mark.requirement("outside.controllers")
def test_a_coordinator_sees_her_municipalities_mail_alone_and_how_many_others_have(
    portal: Portal, house: House, visitor: Callable[[str], Visitor]
) -> None:
    """outside: another municipality's mail is in no list of hers, and she neither reads nor decides it."""
    mail_id = arrived(portal, house, house.referral(bevilling=UNREADABLE))
    staff, kirsten = portal.town.home / "staff.toml", 'id = "kirsten"\n'
    staff.write_text(staff.read_text().replace(kirsten, kirsten + 'controllers = ["kommune-b"]\n'))
    hers = visitor("coordinator:kirsten")
    inbox = hers.get("/post").text
    assert mail_id not in inbox
    assert "Ingen mails venter på dig." in inbox
    assert "Andre har 1." in inbox
    assert "karantæne" not in hers.get("/min-dag").text
    for number in (mail_id, "P-2026-9999"):
        assert hers.get(f"/post/{number}").status_code == 404
        assert hers.get(f"/post/{number}/bilag/0").status_code == 404
        for act in ("registrer", "afvis", "set"):
            sent = {"grund": "refused-sent-again", "bliver": "nyt"}
            assert hers.send_form(f"/post/{number}/{act}", page="/mine-logins", **sent).status_code == 404
    assert portal.office.ledger.mail(mail_id).fate == Fate.QUARANTINED


def test_who_decides_about_a_mail_says_why_in_her_own_words(
    portal: Portal, house: House, visitor: Callable[[str], Visitor]
) -> None:
    mail_id = arrived(portal, house, house.referral(bevilling=UNREADABLE))
    kirsten, page = visitor("coordinator:kirsten"), f"/post/{mail_id}"
    typed = {**kept(portal, mail_id), "felt.grant.granted_on": "27.02.2026", "bliver": "nyt"}
    long = kirsten.send_form(f"{page}/registrer", page=page, ord="x" * 1001, **typed)
    assert (long.status_code, "højst 1000 tegn" in long.text) == (422, True)
    assert portal.office.ledger.mail(mail_id).fate == Fate.QUARANTINED
    done = kirsten.send_form(f"{page}/registrer", page=page, ord=WHY, **typed)
    assert done.status_code == 303
    assert WHY in kirsten.get(page).text
    assert portal.office.ledger.said(mail_id) == WHY
