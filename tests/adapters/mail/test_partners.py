"""partners.toml is refused unless it is exact, and the refusal names file, key and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.partners import Partners
from domain.errors import InvalidInput
from tests.adapters.mail.workshop import CENTRE, PARTNERS


def _load(tmp_path: Path, text: str) -> Partners:
    (tmp_path / "partners.toml").write_text(text, encoding="utf-8")
    return Partners.load(tmp_path)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    partners = _load(tmp_path, PARTNERS)
    assert partners.own_address == "henvisning@leverandoer.example"
    assert partners.by_name("Jobcenter A").cvr == "11111111"
    assert partners.by_controller("kommune-b").domain == "kommuneb.example"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (CENTRE, "Jobcenter A"),
        (CENTRE.upper(), "Jobcenter A"),
        ("hvem-som-helst@kommuneb.example", "Jobcenter B"),
        ("hvem@under.kommuneb.example", None),
        ("anden@kommune.example", None),
        ("kommuneb.example", None),
    ],
)
def test_a_sender_is_found_by_address_or_domain(tmp_path: Path, address: str, name: str | None) -> None:
    found = _load(tmp_path, PARTNERS).sender(address)
    assert (found.name if found else None) == name


def test_an_address_wins_over_its_domain(tmp_path: Path) -> None:
    text = PARTNERS.replace(
        'address = "jobcenter@kommune.example"\nnotice', 'address = "a@kommuneb.example"\nnotice'
    )
    found = _load(tmp_path, text).sender("a@kommuneb.example")
    assert found is not None
    assert found.name == "Jobcenter A"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("own_address", "egen_adresse", "egen_adresse"),
        ("own_address = ", "# ", "own_address"),
        ('cvr = "11111111"', 'cvr = "1111111"', "partner[1].cvr"),
        ('cvr = "11111111"', "cvr = 11111111", "partner[1].cvr"),
        ('controller = "kommune-a"', "", "partner[1].controller"),
        ('controller = "kommune-a"', 'controller = "Kommune A"', "partner[1].controller"),
        ('domain = "kommuneb.example"', "", "partner[2].address"),
        ('domain = "kommuneb.example"', 'domain = "*"', "partner[2].domain"),
        ('domain = "kommuneb.example"', f'domain = "b.example"\naddress = "{CENTRE}"', "partner[2].address"),
        ('name = "Jobcenter B"', 'name = "Jobcenter A"', "name"),
        ('certificates = ["jobcenter-a.pem"]', "certificates = []", "partner[1].certificates"),
        ('["jobcenter-a.pem"]', '["../keys/own.key.pem"]', "partner[1].certificates"),
        ('name = "Jobcenter B"', 'name = "Jobcenter B"\nfarve = "blå"', "partner[2].farve"),
    ],
)
def test_a_mistake_is_named_by_file_key_and_reason(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in PARTNERS
    with pytest.raises(InvalidInput) as caught:
        _load(tmp_path, PARTNERS.replace(old, new, 1))
    assert str(tmp_path / "partners.toml") in caught.value.message
    assert key in [problem.field for problem in caught.value.problems]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        _load(tmp_path, PARTNERS.replace('cvr = "11111111"', "").replace('name = "Jobcenter B"', ""))
    assert {problem.field for problem in caught.value.problems} == {"partner[1].cvr", "partner[2].name"}


def test_a_missing_or_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="findes ikke"):
        Partners.load(tmp_path)
    with pytest.raises(InvalidInput, match="TOML"):
        _load(tmp_path, "own_address = ")


def test_an_unknown_partner_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="name"):
        _load(tmp_path, PARTNERS).by_name("Jobcenter C")


INTAKE = """
[[child_protection]]
name = "Børn og Unge"
controller = "kommune-a"
phone = "12 34 56 78"
"""
BY_MAIL = """notice_address = "Boern@kommune.example"
cvr = "11111111"
certificates = ["boern.pem"]
"""


@pytest.mark.requirement("outside.child_welfare")
def test_a_child_protection_intake_has_a_number_to_ring_and_where_it_can_an_address(tmp_path: Path) -> None:
    by_phone = _load(tmp_path, PARTNERS + INTAKE).child_protection_of("kommune-a")
    assert by_phone is not None
    assert (by_phone.phone, by_phone.notice_address) == ("12 34 56 78", "")
    by_mail = _load(tmp_path, PARTNERS + INTAKE + BY_MAIL).child_protection_of("kommune-a")
    assert by_mail is not None
    assert (by_mail.notice_address, by_mail.certificates) == ("boern@kommune.example", ("boern.pem",))
    assert _load(tmp_path, PARTNERS).child_protection_of("kommune-a") is None


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (INTAKE.replace("phone", "telefon"), {"child_protection[1].telefon", "child_protection[1].phone"}),
        (
            INTAKE + 'cvr = "1"\n',
            {f"child_protection[1].{key}" for key in ("cvr", "notice_address", "certificates")},
        ),
        (INTAKE + INTAKE, {"child_protection.controller"}),
        ("\n[child_protection]\n", {"child_protection"}),
    ],
)
def test_a_mistake_about_child_protection_is_named(tmp_path: Path, text: str, keys: set[str]) -> None:
    with pytest.raises(InvalidInput) as caught:
        _load(tmp_path, PARTNERS + text)
    assert {problem.field for problem in caught.value.problems} == keys
