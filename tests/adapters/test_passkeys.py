"""A passkey's answer counts when it is true in every part, and anything else is simply no answer."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters import passkeys
from adapters.passkeys import Passkey, Place
from tests.adapters.passkey_device import Device

HERE = Place("mentor.example", "https://mentor.example")
CHALLENGE = b"c" * 64


@pytest.fixture(scope="module")
def device() -> Device:
    return Device(HERE, counter=7)


@pytest.fixture(scope="module")
def known(device: Device) -> Passkey:
    found = passkeys.added(HERE, device.made(CHALLENGE), CHALLENGE)
    assert found is not None
    return replace(found, counter=3)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://mentor.example", HERE),
        ("https://mentor.example/", HERE),
        ("https://mentor.example:8443/x", Place("mentor.example", "https://mentor.example:8443")),
        ("http://localhost:8600", Place("localhost", "http://localhost:8600")),
        ("http://127.0.0.1:8600", None),
        ("https://192.0.2.7", None),
        ("http://mentor.example", None),
    ],
)
def test_where_passkeys_can_belong(address: str, place: Place | None) -> None:
    assert Place.of(address) == place


def test_a_true_passkey_is_kept_and_known_again(device: Device, known: Passkey) -> None:
    assert known.credential == device.name
    assert Passkey.unpacked(known.packed(), known.counter) == known
    seen = passkeys.used(HERE, device.signed(CHALLENGE), CHALLENGE, [known])
    assert seen is not None
    assert seen.counter == 7


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://mentor.example.evil.example"},
        {"origin": "http://mentor.example"},
        {"challenge": "AAAA"},
        {"type": "webauthn.payment"},
    ],
)
def test_one_wrong_thing_is_enough(device: Device, known: Passkey, wrong: dict[str, str]) -> None:
    assert passkeys.added(HERE, device.made(CHALLENGE, **wrong), CHALLENGE) is None
    assert passkeys.used(HERE, device.signed(CHALLENGE, **wrong), CHALLENGE, [known]) is None


def test_an_answer_for_another_host_or_by_another_key_is_none(device: Device, known: Passkey) -> None:
    elsewhere = replace(device, place=Place("andre.example", HERE.origin))
    assert passkeys.used(HERE, elsewhere.signed(CHALLENGE), CHALLENGE, [known]) is None
    forger = Device(HERE, counter=9, name=device.name)
    assert passkeys.used(HERE, forger.signed(CHALLENGE), CHALLENGE, [known]) is None
    assert passkeys.used(HERE, device.signed(CHALLENGE), CHALLENGE, []) is None


def test_a_counter_that_goes_back_tells_of_a_copied_key(device: Device, known: Passkey) -> None:
    later = replace(known, counter=7)
    assert passkeys.used(HERE, device.signed(CHALLENGE), CHALLENGE, [later]) is None


ODD = st.one_of(
    st.text(),
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["rawId", "id", "response"]), inner),
    ).map(json.dumps),
)


@given(answer=ODD)
def test_whatever_is_sent_instead_is_no_answer(known: Passkey, answer: str) -> None:
    assert passkeys.added(HERE, answer, CHALLENGE) is None
    assert passkeys.used(HERE, answer, CHALLENGE, [known]) is None


@given(cut=st.integers(min_value=0, max_value=700), put=st.sampled_from(["", "A", "____", '"', "}"]))
def test_a_damaged_answer_is_no_answer(device: Device, known: Passkey, cut: int, put: str) -> None:
    for true in (device.made(CHALLENGE), device.signed(CHALLENGE)):
        damaged = true[:cut] + put + true[cut + 1 :]
        if damaged != true:
            passkeys.added(HERE, damaged, CHALLENGE)
            passkeys.used(HERE, damaged, CHALLENGE, [known])
