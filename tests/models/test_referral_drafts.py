"""A referral that is not sent yet is hers alone, unreadable at rest, and gone with its own key."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.values import Actor, Role
from models.errors import KeyDestroyed, Tampered
from models.referral_drafts import KEPT, KeptReferral, ReferralDrafts
from tests.factories import START
from tests.models.vault import Vault

JONAS, LIV = Actor(Role.CASEWORKER, "D-0001"), Actor(Role.CASEWORKER, "D-0003")
TYPED = {"citizen.name": "Åse Ærø", "considerations": "Ingen tunge løft."}
LATER = START + timedelta(minutes=5)


def drafts(vault: Vault) -> ReferralDrafts:
    return ReferralDrafts(vault.database, vault.keyring)


def key_of(vault: Vault) -> str:
    return str(vault.value("SELECT key_id FROM referral_draft"))


@pytest.mark.requirement("local.drafts")
def test_what_was_typed_last_is_kept_for_her_alone(vault: Vault) -> None:
    kept = drafts(vault)
    kept.keep(JONAS, "side-1", {"unit": "Team"}, START)
    kept.keep(JONAS, "side-1", TYPED, LATER)
    found = kept.of(JONAS, "side-1", LATER)
    assert found is not None
    assert (found.values, found.saved_at) == (TYPED, LATER)
    assert kept.of(LIV, "side-1", LATER) is None
    assert kept.of_account(JONAS, LATER) == [KeptReferral("side-1", LATER)]
    assert kept.of_account(LIV, LATER) == []
    assert (kept.count_others(JONAS, "side-1", LATER), kept.count_others(JONAS, "side-2", LATER)) == (0, 1)


@pytest.mark.requirement("outside.erasure")
def test_it_is_sealed_and_its_key_is_destroyed_with_it(vault: Vault) -> None:
    kept = drafts(vault)
    kept.keep(JONAS, "side-1", TYPED, START)
    assert "Ærø".encode() not in bytes(vault.value("SELECT sealed FROM referral_draft"))  # type: ignore[call-overload]
    key_id = key_of(vault)
    assert kept.drop(JONAS, "side-1", LATER)
    assert not kept.drop(JONAS, "side-1", LATER)
    with pytest.raises(KeyDestroyed):
        vault.keyring.key(key_id)


def test_it_opens_in_its_own_row_alone(vault: Vault) -> None:
    kept = drafts(vault)
    kept.keep(JONAS, "side-1", TYPED, START)
    vault.alter("UPDATE referral_draft SET account = 'caseworker:D-0003'")
    with pytest.raises(Tampered):
        kept.of(LIV, "side-1", START)


@pytest.mark.requirement("outside.erasure", "local.drafts")
def test_one_that_nobody_goes_on_with_is_forgotten(vault: Vault) -> None:
    kept, past = drafts(vault), START + KEPT + timedelta(seconds=1)
    kept.keep(JONAS, "side-1", TYPED, START)
    key_id = key_of(vault)
    assert kept.of_account(JONAS, START)[0].until == START + KEPT
    assert (kept.of(JONAS, "side-1", past), kept.of_account(JONAS, past)) == (None, [])
    assert kept.count_others(JONAS, "", past) == 0
    assert (kept.forget_old(START + KEPT), kept.forget_old(past), kept.forget_old(past)) == (0, 1, 0)
    with pytest.raises(KeyDestroyed):
        vault.keyring.key(key_id)


def test_one_whose_key_is_gone_is_no_draft_and_can_be_begun_again(vault: Vault) -> None:
    kept = drafts(vault)
    kept.keep(JONAS, "side-1", TYPED, START)
    vault.keyring.destroy(key_of(vault), START)
    assert kept.of(JONAS, "side-1", START) is None
    kept.keep(JONAS, "side-1", TYPED, LATER)
    found = kept.of(JONAS, "side-1", LATER)
    assert found is not None
    assert found.values == TYPED
