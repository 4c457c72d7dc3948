"""A ciphertext opens unchanged, in its own place, under its own key, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Tampered
from models.sealing import DataKey

PLACE = ("event", "sealed", "M-2026-0001 hændelse 1")
OTHER_PLACES = [("mail", *PLACE[1:]), ("event", "raw", PLACE[2]), (*PLACE[:2], "M-2026-0002")]


@given(plain=st.binary(max_size=200), position=st.integers(min_value=0), bit=st.integers(0, 7))
def test_any_change_of_a_ciphertext_is_noticed(plain: bytes, position: int, bit: int) -> None:
    key = DataKey("k-1", bytes(32))
    sealed = bytearray(key.seal(plain, *PLACE))
    sealed[position % len(sealed)] ^= 1 << bit

    with pytest.raises(Tampered):
        key.open(bytes(sealed), *PLACE)


@pytest.mark.parametrize("cut", [0, 5, 12, 20])
def test_a_cut_ciphertext_is_noticed(cut: int) -> None:
    key = DataKey("k-1", bytes(32))

    with pytest.raises(Tampered):
        key.open(key.seal(b"x" * 50, *PLACE)[:cut], *PLACE)


@pytest.mark.parametrize("place", OTHER_PLACES)
def test_a_ciphertext_opens_in_its_own_place_only(place: tuple[str, str, str]) -> None:
    key = DataKey("k-1", bytes(32))
    sealed = key.seal(b"x", *PLACE)

    assert key.open(sealed, *PLACE) == b"x"
    with pytest.raises(Tampered):
        key.open(sealed, *place)
    with pytest.raises(Tampered):
        DataKey("k-2", bytes(32)).open(sealed, *PLACE)
