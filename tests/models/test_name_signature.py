"""A name is found by its beginnings, and what is kept of it says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.keyring import Keyring
from models.name_signature import SIZE, Wanted, matches, signature, words_of


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("Maja Nørgaard", "maja"),
        ("Maja Nørgaard", "Nørg"),
        ("Maja Nørgaard", "norgård"),
        ("Maja Nørgaard", "Noergaard Maja"),
        ("Åse Aagård", "aase ågaard"),
        ("José Müller-Łukasz", "jose lukasz"),
        ("Kjær Bæk", "kjaer bæ"),
        ("Bo Li", "bo"),
        ("Christian Christensen", "christen chris"),
        ("Anne-Marie O'Brien", "marie brien"),
        ("\u33b4", "pv"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(keyring: Keyring, written: str, searched: str) -> None:
    wanted = Wanted(keyring, searched)
    assert wanted.among([(7, signature(keyring, 7, written))]) == [7]
    assert wanted.is_in(written)


@pytest.mark.parametrize(
    ("written", "searched"),
    [("Maja Holt", "Majken"), ("Maja Holt", "maja maja"), ("Maja Holt", "aja"), ("Bo Li", "bolette")],
)
def test_another_name_is_not_meant(written: str, searched: str) -> None:
    assert not matches(written, words_of(searched))


@given(st.text(max_size=40), st.integers(0, 40))
def test_every_beginning_of_every_word_finds_the_name(name: str, length: int) -> None:
    for word in words_of(name):
        assert matches(name, words_of(word[: length + 1]) or (word,))


def test_the_same_name_looks_different_on_every_course(keyring: Keyring) -> None:
    same = {signature(keyring, number, "Maja Jensen") for number in range(100)}
    assert len(same) == 100
    assert {len(bits) for bits in same} == {SIZE}


def test_without_a_name_it_looks_like_any_other_and_nobody_finds_it(keyring: Keyring) -> None:
    nameless, short, usual = (signature(keyring, 1, name) for name in ("", "Bo Li", "Maja Jensen"))
    set_bits = [sum(byte.bit_count() for byte in bits) for bits in (nameless, short, usual)]
    assert max(set_bits) - min(set_bits) < 20
    assert Wanted(keyring, "maja").among([(1, nameless)]) == []


def test_hardly_any_other_course_has_to_be_opened(keyring: Keyring) -> None:
    signatures = [(number, signature(keyring, number, "Ida Holm")) for number in range(4000)]
    assert len(Wanted(keyring, "Maja").among(signatures)) < 20


@pytest.mark.parametrize("text", ["", " ", "m", "- ,", "m j"])
def test_a_single_letter_is_nothing_to_look_for(keyring: Keyring, text: str) -> None:
    assert not Wanted(keyring, text).can_be_found
