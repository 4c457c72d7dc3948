"""How a citizen reaches her mentor outside agreed hours, and whom she turns to in urgent need (S3)."""

from __future__ import annotations

from dataclasses import dataclass

from domain.corps.documents import Contact, ContactList
from domain.corps.profile import OutsideChannel, OutsideContact
from models.corps import Corps

URGENT_HELP = ("emergency_call", "psychiatric_emergency", "crisis_centre")
"""The kinds of the contact list that a citizen is told of, in this order: those that help at once."""


@dataclass(frozen=True, slots=True)
class Reaching:
    """What her letter says. Without a profile the mentor is not to be reached outside agreed hours."""

    outside: OutsideContact = "never"
    channels: tuple[OutsideChannel, ...] = ()
    urgent: tuple[Contact, ...] = ()


NOT_SETTLED = Reaching()


def reaching(corps: Corps, mentor: str) -> Reaching:
    """What the mentor's profile and the corps's contact list say today."""
    urgent = tuple(sorted(_urgent(corps), key=lambda one: URGENT_HELP.index(one.kind)))
    profile = next((one for one in corps.profiles.all() if one.mentor == mentor), None)
    if profile is None:
        return Reaching(urgent=urgent)
    return Reaching(profile.outside_contact, profile.outside_channels, urgent)


def _urgent(corps: Corps) -> list[Contact]:
    lists = [one.content for one in corps.documents.all() if isinstance(one.content, ContactList)]
    return [contact for one in lists for contact in one.contacts if contact.kind in URGENT_HELP]
