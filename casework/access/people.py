"""Who works here and who decides at the authority: shown to coordinators and the operator, and changed.

Our own staff stands in `staff.toml`, which nothing here writes (decision 0100). People of the authority are
registered, moved and ended here, and who did it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints, TypeAdapter, ValidationError

from casework.access.accounts import Account, account_of, accounts_with, of_authority, ours
from casework.decisions.authority import NewDecider, register
from casework.office import Office
from casework.signing_in.second_factor import reset_factor
from domain.errors import InvalidInput, Problem, Refused, refuse_all
from domain.parsing import problems_of
from domain.values import Role
from models.deciders import Decider, unknown

MAY = frozenset({Role.COORDINATOR, Role.OPERATOR})
_FIELDS = ("controller", "role", "unit", "name", "email")
_UNIT = TypeAdapter(Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)])


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, as one account may see and change them: ours by role, and the authority's in her reach."""

    ours: tuple[Account, ...]
    authority: tuple[Account, ...]

    @property
    def accounts(self) -> tuple[Account, ...]:
        """All of them."""
        return (*self.ours, *self.authority)

    @property
    def units(self) -> tuple[str, ...]:
        """The units there are at the authorities, to be chosen from."""
        return tuple(sorted({one.unit for one in self.authority if one.unit}))


def people(office: Office, account: Account) -> People:
    """Who there is. A coordinator of some municipalities sees the people of those alone."""
    reach = reach_of(office, account)
    return People(
        ours=tuple(ours(office)),
        authority=tuple(of_authority(one) for one in office.deciders.all() if one.controller in reach),
    )


def reach_of(office: Office, account: Account) -> tuple[str, ...]:
    """The municipalities whose people the account may change."""
    if account.role not in MAY:
        return ()
    limits = office.staff.coordinator(account.id).controllers if account.role is Role.COORDINATOR else ()
    return tuple(key for key in office.settings.controllers if not limits or key in limits)


def register_person(office: Office, account: Account, fields: dict[str, str]) -> Decider:
    """Register a person of the authority. Raises InvalidInput by field, Refused for one of our own.

    Whoever decides on grants must not be one of those who are paid by them, and the link to sign in goes to
    her address: only one at a mail domain of her own municipality is taken, so nobody here can make herself
    an authority, or let the operator read of citizens. The first people at another domain are registered on
    the machine (`mentor decider add`).
    """
    try:
        new = TypeAdapter(NewDecider).validate_python({name: fields.get(name, "") for name in _FIELDS})
    except ValidationError as error:
        raise InvalidInput("Ny bruger", problems_of(error)) from None
    if new.controller not in reach_of(office, account):
        raise InvalidInput("Ny bruger", (Problem("controller", "er ikke en af dine", "vælg på listen"),))
    refuse_all(_not_one_of_theirs(office, new))
    return register(office, new, account.key)


def move_person(office: Office, account: Account, ref: str, unit: str) -> None:
    """Put a person of the authority in another unit. Raises InvalidInput, Refused."""
    _must_be_in_reach(office, account, ref)
    try:
        said = _UNIT.validate_python(unit)
    except ValidationError:
        raise InvalidInput("Enhed", (Problem("unit", "mangler", "skriv enhedens navn"),)) from None
    office.deciders.move(ref, said, office.now, account.key)


def end_person(office: Office, account: Account, ref: str) -> None:
    """End a person's registration: she is signed out, sees nothing and decides nothing. Raises Refused."""
    _must_be_in_reach(office, account, ref)
    office.deciders.end(ref, office.now, account.key)


def reset_second_factor(office: Office, account: Account, key: str) -> Account:
    """Let somebody set up her telephone anew, because the old one is lost. Raises Refused.

    A coordinator does it for mentors and her authorities' people, the operator for anybody else; nobody for
    herself: for that there are recovery codes.
    """
    whose = account_of(office, key)
    if whose is None or not may_reset(office, account, whose):
        raise Refused(
            "not-yours-to-reset",
            "Den brugers andet trin kan du ikke nulstille. En koordinator kan gøre det for mentorer og "
            "kommunens folk, driften for alle andre end sig selv.",
        )
    reset_factor(office, whose, account.actor)
    return whose


def may_reset(office: Office, account: Account, whose: Account) -> bool:
    """Whether the account may let that person set up her telephone anew."""
    if account.email.casefold() == whose.email.casefold():
        return False
    # The factor is the person's: whoever is more than that besides is the operator's to help.
    roles = accounts_with(office, whose.email)
    if account.role is Role.OPERATOR:
        return bool(roles)
    reach = reach_of(office, account)
    within = (one.controller in reach if one.controller else one.role is Role.MENTOR for one in roles)
    return account.role is Role.COORDINATOR and bool(roles) and all(within)


def _must_be_in_reach(office: Office, account: Account, ref: str) -> None:
    known = office.deciders.registered(ref)
    if known is None or known.controller not in reach_of(office, account):
        raise unknown(ref)


def _not_one_of_theirs(office: Office, new: NewDecider) -> list[Refused]:
    domain = new.email.rpartition("@")[2].casefold()
    our_domains = {one.email.rpartition("@")[2].casefold() for one in ours(office)}
    found = []
    if domain in our_domains:
        text = "Mailadressen er en af vores egne. Den, der afgør bevillinger, skal være ansat i kommunen."
        found.append(Refused("one-of-ours", text))
    elif domain not in _domains_of(office, new.controller):
        text = (
            "Mailadressen er ikke hos kommunen. Brug hendes arbejdsmail dér. Har kommunen fået et nyt "
            "domæne, så lad driften oprette den første med: mentor decider add."
        )
        found.append(Refused("not-at-the-authority", text))
    if office.deciders.with_address(new.email):
        text = "Mailadressen er registreret allerede. Ret enheden på den bruger, der findes."
        found.append(Refused("registered-already", text))
    return found


def _domains_of(office: Office, controller: str) -> set[str]:
    """The mail domains of a municipality: its jobcentres' own, and those of the people it has already."""
    partners = [one for one in office.partners.partners if one.controller == controller]
    written = [*(one.notice_address for one in partners), *(one.address or "" for one in partners)]
    written += [one.email for one in office.deciders.all() if one.controller == controller]
    domains = {one.domain or "" for one in partners} | {one.rpartition("@")[2] for one in written}
    return {one.casefold() for one in domains if one}
