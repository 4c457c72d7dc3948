"""What somebody has typed is hers alone, unreadable at rest, and gone with the course."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.values import Actor, Role
from models.drafts import KEPT, Drafts, KeptDraft
from models.erasing import make_unreadable
from models.errors import KeyDestroyed
from tests.factories import AMIRA, START
from tests.models.vault import Vault

BO = Actor(Role.MENTOR, "bo")
TYPED = {"observation": ("Hun græd i bussen.",), "goals": ("g1", "g2")}
LATER = START + timedelta(minutes=5)


def drafts(vault: Vault) -> Drafts:
    return Drafts(vault.database, vault.keyring)


@pytest.mark.requirement("local.drafts")
def test_what_was_typed_last_is_kept_for_her_alone(vault: Vault) -> None:
    ref, kept = vault.course(), drafts(vault)
    kept.keep(AMIRA, ref, "RecordMeeting", {"observation": ("Hun",)}, START)
    kept.keep(AMIRA, ref, "RecordMeeting", TYPED, LATER)
    found = kept.of(AMIRA, ref, "RecordMeeting")
    assert found is not None
    assert (found.values, found.saved_at) == (TYPED, LATER)
    assert kept.of(BO, ref, "RecordMeeting") is None
    assert kept.of(AMIRA, ref, "QuickNote") is None
    assert kept.of_account(AMIRA) == [KeptDraft(ref, "RecordMeeting", LATER)]
    assert kept.drop(AMIRA, ref, "RecordMeeting")
    assert not kept.drop(AMIRA, ref, "RecordMeeting")


@pytest.mark.requirement("outside.erasure")
def test_a_draft_is_sealed_and_goes_with_the_course(vault: Vault) -> None:
    ref, kept = vault.course(), drafts(vault)
    kept.keep(AMIRA, ref, "RecordMeeting", TYPED, START)
    assert b"bussen" not in bytes(vault.value("SELECT sealed FROM draft"))  # type: ignore[call-overload]
    make_unreadable(vault.database, vault.keyring, ref, LATER)
    assert kept.of_account(AMIRA) == []
    with pytest.raises(KeyDestroyed):
        kept.keep(AMIRA, ref, "RecordMeeting", TYPED, LATER)


def test_what_nobody_goes_on_with_is_forgotten(vault: Vault) -> None:
    ref, kept = vault.course(), drafts(vault)
    kept.keep(AMIRA, ref, "RecordMeeting", TYPED, START)
    kept.keep(AMIRA, ref, "QuickNote", TYPED, START + KEPT)
    assert len(kept.of_account(AMIRA)) == 2
    kept.keep(AMIRA, ref, "QuickNote", TYPED, START + KEPT + timedelta(minutes=1))
    assert [one.form for one in kept.of_account(AMIRA)] == ["QuickNote"]
