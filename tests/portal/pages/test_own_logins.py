"""A person sees her own signing in, ends what is not hers any more, and renews what keeps her safe."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from casework.access.accounts import account_of
from casework.signing_in import posting
from casework.signing_in.own_logins import OUTCOMES, sign_in_counts, unsent_links
from domain.signing_in import RECOVERY_CODES, Outcome
from tests.portal.pages.people_signing_in import AMIRA, code_at, later, open_link, set_up, signed_in
from tests.portal.town import NOON, Portal, Visitor

HERE = "/mine-logins"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no mail server in these tests; it is tried once."""
    monkeypatch.setattr(posting, "SPREAD", 0)
    monkeypatch.setattr(posting, "WAITS", ())


@pytest.fixture
def amira(portal: Portal, visitor: Callable[[str], Visitor]) -> Visitor:
    """Her browser, signed in as everybody is: with a link and her app."""
    browser = visitor("")
    browser.secret, browser.recovery = set_up(portal, browser)
    browser.send_form("/log-ind/rolle", rolle="mentor:amira")
    later(portal, 5)
    return browser


def both_roles(portal: Portal) -> None:
    """Amira is a coordinator too, under another id and the same address."""
    file = portal.town.home / "staff.toml"
    more = (
        f'\n[[coordinator]]\nid = "amira.k"\nname = "Amira"\nemail = "{AMIRA.upper()}"\nphone = "70000009"\n'
    )
    file.write_text(file.read_text("utf-8") + more, "utf-8")


def test_every_kind_of_step_has_words() -> None:
    assert set(OUTCOMES) == set(Outcome)


def test_she_sees_where_she_is_signed_in_and_what_happened(amira: Visitor) -> None:
    page = amira.get(HERE).text
    assert "her og nu" in page
    assert "10 ubrugte nødkoder" in page
    for what in ("Der blev bedt om et link", "Linket blev åbnet", "Du loggede ind som mentor"):
        assert what in page


@pytest.mark.requirement("local.sign_in")
def test_a_failed_try_with_her_address_shows(portal: Portal, amira: Visitor) -> None:
    other = portal.visitor("")
    open_link(portal, other)
    other.send_form("/log-ind/kode", kode="000000")
    page = amira.get(HERE).text
    assert "En forkert kode blev prøvet" in page
    assert "afvist" in page


def test_she_ends_another_session_and_not_somebody_elses(
    portal: Portal, amira: Visitor, visitor: Callable[[str], Visitor]
) -> None:
    there, bo = visitor("mentor:amira"), visitor("mentor:bo")
    (number,) = re.findall(r'name="login" value="([0-9a-f]+)"', amira.get(HERE).text)
    bo.send_form(f"{HERE}/afslut", page=HERE, login=number)
    assert signed_in(there)
    amira.send_form(f"{HERE}/afslut", page=HERE, login=number)
    assert [signed_in(one) for one in (there, amira, bo)] == [False, True, True]


def test_she_ends_all_others_at_once(amira: Visitor, visitor: Callable[[str], Visitor]) -> None:
    others = [visitor("mentor:amira"), visitor("mentor:amira")]
    amira.send_form(f"{HERE}/afslut-andre", page=HERE)
    assert [signed_in(one) for one in (amira, *others)] == [True, False, False]


def test_new_recovery_codes_cost_a_code_and_replace_the_old(portal: Portal, amira: Visitor) -> None:
    assert amira.send_form(f"{HERE}/noedkoder", page=HERE, kode="000000").status_code == 422
    page = amira.send_form(f"{HERE}/noedkoder", page=HERE, kode=code_at(portal, amira.secret)).text
    fresh = re.findall(r"<li><code>([A-Z0-9-]+)</code></li>", page)
    assert len(fresh) == RECOVERY_CODES
    assert not set(fresh) & set(amira.recovery)
    old = amira.send_form(f"{HERE}/ny-telefon", page=HERE, noedkode=amira.recovery[0])
    assert old.status_code == 422


def test_a_new_phone_begins_anew_everywhere(portal: Portal, amira: Visitor) -> None:
    there = portal.visitor("mentor:amira")
    amira.send_form(f"{HERE}/ny-telefon", page=HERE, noedkode=amira.recovery[0])
    assert [signed_in(one) for one in (amira, there)] == [False, False]
    assert open_link(portal, amira).headers["location"] == "/log-ind/opret-kode"


def test_who_has_two_roles_chooses_and_changes(portal: Portal, visitor: Callable[[str], Visitor]) -> None:
    both_roles(portal)
    browser = visitor("")
    set_up(portal, browser)
    page = browser.get("/log-ind/rolle").text
    assert "Fortsæt som mentorkoordinator" in page
    browser.send_form("/log-ind/rolle", rolle="coordinator:amira.k")
    before = browser.cookies["mentor-session"]
    assert "Skift rolle" in browser.get(HERE).text
    browser.send_form("/log-ind/rolle", rolle="mentor:amira")
    assert browser.cookies["mentor-session"] != before
    assert "Du skiftede rolle som mentor" in browser.get(HERE).text


def test_nobody_changes_to_a_role_of_somebody_else(portal: Portal, amira: Visitor) -> None:
    answer = amira.send_form("/log-ind/rolle", rolle="coordinator:kirsten")
    assert answer.status_code == 403
    assert signed_in(amira)


def test_passkeys_are_not_offered_where_browsers_allow_none(amira: Visitor) -> None:
    assert f'href="{HERE}/noegle"' not in amira.get(HERE).text
    assert "virker ikke på den adresse" in amira.get(f"{HERE}/noegle").text
    assert amira.send_form(f"{HERE}/noegle", page=HERE, svar="{}").status_code == 422
    removed = amira.send_form(f"{HERE}/fjern-noegle", page=HERE, noegle="andet")
    assert removed.status_code == 303


def test_the_operator_is_told_numbers_and_no_names(portal: Portal, amira: Visitor) -> None:
    counts = sign_in_counts(portal.office, NOON)
    assert counts["Du loggede ind"] == 1
    assert "amira" not in repr(counts)
    assert unsent_links(portal.office, NOON) == 0


def test_an_address_in_other_capitals_is_the_same_person(portal: Portal, amira: Visitor) -> None:
    assert open_link(portal, amira, AMIRA.upper()).headers["location"] == "/log-ind/kode"
    account = account_of(portal.office, "mentor:amira")
    assert account is not None
