"""Signing in begins with a link in a mail. Whether an address is known shows nowhere: the same is done."""

from __future__ import annotations

from dataclasses import dataclass

from casework.access.accounts import accounts_with
from casework.office import Office
from casework.signing_in.limiting import must_not_be_too_many
from casework.signing_in.origin import Origin
from domain.errors import InvalidInput, MentorError, Problem
from domain.signing_in import (
    LINKS_FROM_BROWSER,
    LINKS_FROM_PEER,
    LINKS_TO_ADDRESS,
    OPENINGS_FROM_PEER,
    Outcome,
    own_path,
    same_address,
)
from models.signing_in.links import UnderWay

LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to send once the page is on its way: to whom, and the secret of the link in it."""

    email: str
    token: str


class LinkUnusable(MentorError):
    """A link that does not sign anybody in: unknown, expired, used, or asked for in another browser."""

    code = "link-unusable"

    def __init__(self, why: Outcome) -> None:
        super().__init__(_WHY[why])
        self.why = why


_WHY = {
    Outcome.LINK_UNKNOWN: "Linket findes ikke. Bed om et nyt.",
    Outcome.LINK_EXPIRED: "Linket er udløbet: det gælder i 15 minutter. Bed om et nyt.",
    Outcome.LINK_USED: "Linket er allerede brugt: det gælder én gang. Bed om et nyt.",
    Outcome.LINK_OTHER_BROWSER: (
        "Linket virker kun i den browser, hvor du bad om det. Åbn det dér, eller bed om et nyt her."
    ),
}


def ask_for_link(office: Office, email: str, origin: Origin, *, next_path: str = "") -> Letter | None:
    """Make a link for this browser; gives the mail to send, None where nobody has that address.

    The caller answers the same in both cases, and sends after answering. Raises InvalidInput for what is no
    address, TooMany.
    """
    address = _address(email)
    must_not_be_too_many(office, LINKS_FROM_PEER, origin.peer, origin)
    must_not_be_too_many(office, LINKS_FROM_BROWSER, origin.browser, origin)
    must_not_be_too_many(office, LINKS_TO_ADDRESS, address, origin, email=address)
    known = accounts_with(office, address)
    token = office.sign_ins.links.add(
        address, origin.browser, own_path(next_path), office.now, mailed=bool(known), device=origin.device
    )
    return Letter(known[0].email, token) if known else None


def open_link(office: Office, token: str, origin: Origin) -> UnderWay:
    """Use a link up; gives the sign-in that now waits for its second factor. Raises LinkUnusable, TooMany."""
    must_not_be_too_many(office, OPENINGS_FROM_PEER, origin.peer, origin)
    outcome = office.sign_ins.links.open(token, origin.browser, office.now, device=origin.device)
    under_way = office.sign_ins.links.under_way(origin.browser, office.now)
    if outcome is not Outcome.LINK_OPENED or under_way is None:
        raise LinkUnusable(outcome if outcome in _WHY else Outcome.LINK_EXPIRED)
    return under_way


def _address(email: str) -> str:
    address = same_address(email)
    name, at, domain = address.partition("@")
    if (
        not (name and at and "." in domain)
        or len(address) > LONGEST_ADDRESS
        or any(c.isspace() for c in address)
    ):
        problem = Problem("email", "er ikke en mailadresse", "skriv din arbejdsmail som navn@firma.example")
        raise InvalidInput("Log ind", (problem,))
    return address
