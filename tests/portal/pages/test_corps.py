"""The corps's documents and profiles are written on pages; wrong ones are told, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from domain.corps.documents import ContactList, Document
from tests.portal.town import Portal, Visitor

pytestmark = pytest.mark.slow
PLAN = {
    "reviewed_on": "2026-03-01",
    "applies_when": "Fare for liv eller helbred.",
    "call_first": "112\r\nKoordinatoren, 70 00 00 01\r\n",
    "steps": "Bring dig selv i sikkerhed.\n\nRing efter hjælp.",
    "afterwards": "Koordinatoren taler med mentor.",
}


@pytest.mark.requirement("S3.corps_plans")
def test_a_crisis_plan_is_written_by_a_coordinator_and_at_hand_for_every_mentor(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    kirsten, page = visitor("coordinator:kirsten"), "/dokumenter/crisis_plan/ret"
    wrong = kirsten.send_form(page, **PLAN | {"steps": "", "reviewed_on": "2027-01-01"})
    assert wrong.status_code == 422
    assert 'id="steps-fejl"' in wrong.text
    assert "Koordinatoren taler med mentor." in wrong.text, "nothing typed is lost"
    assert kirsten.send_form(page, **PLAN).status_code == 303
    (kept,) = portal.office.corps.documents.all()
    assert (kept.kind, kept.version) == (Document.CRISIS_PLAN, 1)
    assert "<li>Ring efter hjælp.</li>" in visitor("mentor:amira").get("/dokumenter").text
    assert "Bring dig selv i sikkerhed.\nRing efter hjælp." in kirsten.get(page).text
    assert visitor("mentor:amira").get(page).status_code == 403
    assert kirsten.get("/dokumenter/andet/ret").status_code == 404


@pytest.mark.requirement("S3.corps_plans")
def test_the_contact_list_has_a_row_for_each_and_an_emptied_row_is_gone(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    kirsten, page = visitor("coordinator:kirsten"), "/dokumenter/contact_list/ret"
    rows = {
        "reviewed_on": "2026-03-01",
        "contacts.0.kind": "crisis_centre", "contacts.0.name": "Krisecentret",
        "contacts.0.phone": "86 00 00 00",
        "contacts.2.kind": "ssp", "contacts.2.name": "SSP", "contacts.2.email": "ssp@kommune.example",
        "contacts.3.kind": "", "contacts.3.name": "Uden slags",
    }  # fmt: skip
    wrong = kirsten.send_form(page, **rows)
    assert wrong.status_code == 422
    assert 'href="#contacts.2.kind"' in wrong.text, "it is the third that was filled in"
    kirsten.send_form(page, **{name: text for name, text in rows.items() if "contacts.3" not in name})
    (kept,) = portal.office.corps.documents.all()
    assert isinstance(kept.content, ContactList)
    assert [one.name for one in kept.content.contacts] == ["Krisecentret", "SSP"]
    assert 'href="tel:86000000"' in visitor("mentor:bo").get("/dokumenter").text


@pytest.mark.requirement("S3.profile")
def test_a_profile_is_filled_in_and_corrected(portal: Portal, visitor: Callable[[str], Visitor]) -> None:
    kirsten, page = visitor("coordinator:kirsten"), "/dokumenter/profil/amira"
    wrong = kirsten.send_form(
        page, hours_per_week="mange", starts_on="2025-01-01", languages="dansk, arabisk"
    )
    assert wrong.status_code == 422
    assert 'id="hours_per_week-fejl"' in wrong.text
    assert 'value="dansk, arabisk"' in wrong.text
    fields = {"hours_per_week": "18,5", "max_courses": "12", "starts_on": "2025-01-01", "gender": "female"}
    channels = {"outside_contact": "urgent", "outside_channels": ["call", "text"]}
    kirsten.send_form(page, languages="dansk, arabisk", **fields, **channels)
    (kept,) = portal.office.corps.profiles.all()
    assert (kept.hours_per_week, kept.max_courses) == (Decimal("18.5"), 12)
    assert (kept.languages, kept.outside_channels) == (("dansk", "arabisk"), ("call", "text"))
    shown = kirsten.get(page).text
    assert 'value="18,5"' in shown
    assert '<option value="female" selected>' in shown
    assert "arabisk" not in visitor("mentor:amira").get("/dokumenter").text, "profiles are the coordinators'"
    assert kirsten.get("/dokumenter/profil/ukendt").status_code == 404
