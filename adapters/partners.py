"""Who may write to us and where we answer: `partners.toml` of a home folder, refused unless it is exact."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from adapters.toml_faults import toml_fault
from domain.errors import InvalidInput, Problem

FILE_NAME = "partners.toml"
_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_NAME = re.compile(r".*\S.*")
_SLUG = re.compile(r"[a-z0-9-]+")
_AN_ADDRESS = "en e-mailadresse"
_CVR = re.compile(r"\d{8}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.pem")
_PHONE = re.compile(r"\+?[0-9][0-9 ]{1,20}")
_REQUIRED = ("name", "controller", "notice_address", "cvr", "certificates")
_ALLOWED = (*_REQUIRED, "address", "domain")
_BY_MAIL = ("notice_address", "cvr", "certificates")
_OF_CHILD_PROTECTION = ("name", "controller", "phone", *_BY_MAIL)


class Recipient(Protocol):
    """Somebody a mail is encrypted to: the one address, and the certificates that carry its CVR number."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def notice_address(self) -> str:
        """Where it wants its mail."""

    @property
    def cvr(self) -> str:
        """The company number that its certificate must carry."""

    @property
    def certificates(self) -> tuple[str, ...]:
        """Files in `partners/`."""


@dataclass(frozen=True, slots=True)
class Partner:
    """One jobcentre: who it is (`controller`, `cvr`), from where it writes, and the one address we answer.

    Exactly one of `address` and `domain` is set, both lower-case; `certificates` are files in `partners/`.
    """

    name: str
    controller: str
    notice_address: str
    cvr: str
    certificates: tuple[str, ...]
    address: str | None = None
    domain: str | None = None

    def writes_from(self, address: str) -> bool:
        """Whether a (lower-case) From address is one of this partner's."""
        _, at, domain = address.rpartition("@")
        return address == self.address if self.address else bool(at) and domain == self.domain


@dataclass(frozen=True, slots=True)
class ChildProtection:
    """A municipality's child-protection intake: the number to ring, and where it takes encrypted mail.

    Without address it is reached by telephone only.
    """

    name: str
    controller: str
    phone: str
    notice_address: str = ""
    cvr: str = ""
    certificates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Partners:
    """Our own address, all partners of one home folder, and the child-protection intakes."""

    own_address: str
    partners: tuple[Partner, ...]
    child_protection: tuple[ChildProtection, ...] = ()

    @classmethod
    def load(cls, home: Path) -> Partners:
        """Read `partners.toml` in `home`; raises `InvalidInput` that names file, key and reason."""
        path = home / FILE_NAME
        return _Reader(str(path)).read(_parse(path))

    def by_name(self, name: str) -> Partner:
        """The partner with that name; raises `InvalidInput` if there is none."""
        return self._one("name", name)

    def by_controller(self, controller: str) -> Partner:
        """The first partner of that controller; raises `InvalidInput` if there is none."""
        return self._one("controller", controller)

    def child_protection_of(self, controller: str) -> ChildProtection | None:
        """The child-protection intake of a municipality, or None where nobody has written it down."""
        found = (one for one in self.child_protection if one.controller == controller)
        return next(found, None)

    def sender(self, address: str) -> Partner | None:
        """Whose address this is: a partner named by address wins over one named by its domain."""
        found = [partner for partner in self.partners if partner.writes_from(address.lower())]
        return min(found, key=lambda partner: partner.address is None, default=None)

    def _one(self, key: str, value: str) -> Partner:
        for partner in self.partners:
            if getattr(partner, key) == value:
                return partner
        problem = Problem(key, "findes ikke", f"tilføj en [[partner]] med dette {key}")
        raise InvalidInput(FILE_NAME, (problem,))


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InvalidInput(str(path), (Problem("fil", "findes ikke", "kør: mentor init"),)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(str(path), (toml_fault(error, "fil"),)) from None


class _Reader:
    """Collects every problem of the file before it refuses, so that one look is enough to repair it."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._problems: list[Problem] = []

    def read(self, data: dict[str, Any]) -> Partners:
        self._unknown("", data, ("own_address", "partner", "child_protection"))
        own = self._text("own_address", data.get("own_address"), _ADDRESS, _AN_ADDRESS)
        partners = tuple(self._partner(at, row) for at, row in self._rows(data, "partner"))
        intakes = tuple(self._intake(at, row) for at, row in self._rows(data, "child_protection"))
        self._twice(partners)
        if len({one.controller for one in intakes}) != len(intakes):
            self._wrong("child_protection.controller", "står flere gange", "skriv hver kommune én gang")
        if self._problems:
            raise InvalidInput(self._where, tuple(self._problems))
        return Partners(own, partners, intakes)

    def _rows(self, data: dict[str, Any], table: str) -> list[tuple[str, dict[str, Any]]]:
        rows = data.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._wrong(table, "er ikke en liste", f"skriv hver for sig som [[{table}]]")
            rows = []
        return [(f"{table}[{number}].", row) for number, row in enumerate(rows, 1)]

    def _intake(self, at: str, row: dict[str, Any]) -> ChildProtection:
        """Telephone always; address, CVR number and certificates all three or none of them."""
        self._unknown(at, row, _OF_CHILD_PROTECTION)
        by_mail = any(key in row for key in _BY_MAIL)
        name = self._text(at + "name", row.get("name"), _NAME, "et navn")
        controller = self._text(at + "controller", row.get("controller"), _SLUG, "a-z, 0-9 og -")
        phone = self._text(at + "phone", row.get("phone"), _PHONE, "et telefonnummer som 12 34 56 78")
        return ChildProtection(name, controller, phone, *(self._by_mail(at, row) if by_mail else ()))

    def _by_mail(self, at: str, row: dict[str, Any]) -> tuple[str, str, tuple[str, ...]]:
        return (
            self._text(at + "notice_address", row.get("notice_address"), _ADDRESS, _AN_ADDRESS),
            self._text(at + "cvr", row.get("cvr"), _CVR, "otte cifre i anførselstegn"),
            self._certificates(at, row),
        )

    def _certificates(self, at: str, row: dict[str, Any]) -> tuple[str, ...]:
        names = row.get("certificates")
        if not isinstance(names, list) or not names:
            self._wrong(at + "certificates", "mangler", "skriv mindst ét filnavn fra partners/")
            names = []
        key, expected = at + "certificates", "et filnavn der ender på .pem"
        return tuple(self._text(key, name, _FILE, expected, lower=False) for name in names)

    def _partner(self, at: str, row: dict[str, Any]) -> Partner:
        self._unknown(at, row, _ALLOWED)
        if ("address" in row) == ("domain" in row):
            self._wrong(at + "address", "eller domain mangler, eller begge står der", "skriv præcis den ene")
        notice_key = at + "notice_address"
        return Partner(
            name=self._text(at + "name", row.get("name"), _NAME, "et navn"),
            controller=self._text(at + "controller", row.get("controller"), _SLUG, "a-z, 0-9 og -"),
            notice_address=self._text(notice_key, row.get("notice_address"), _ADDRESS, _AN_ADDRESS),
            cvr=self._text(at + "cvr", row.get("cvr"), _CVR, "otte cifre i anførselstegn"),
            certificates=self._certificates(at, row),
            address=self._optional(at + "address", row.get("address"), _ADDRESS, _AN_ADDRESS),
            domain=self._optional(at + "domain", row.get("domain"), _DOMAIN, "et domæne"),
        )

    def _optional(self, key: str, value: object, pattern: re.Pattern[str], expected: str) -> str | None:
        return None if value is None else self._text(key, value, pattern, expected)

    def _text(
        self, key: str, value: object, pattern: re.Pattern[str], expected: str, *, lower: bool = True
    ) -> str:
        folds = lower and not key.endswith("name")
        text = (value.lower() if folds else value) if isinstance(value, str) else ""
        if not pattern.fullmatch(text):
            self._wrong(key, "mangler" if value is None else "kan ikke bruges", f"skriv {expected}")
        return text

    def _unknown(self, at: str, row: dict[str, Any], allowed: tuple[str, ...]) -> None:
        for key in row.keys() - set(allowed):
            self._wrong(at + key, "er en ukendt nøgle", f"tilladt er {', '.join(allowed)}")

    def _twice(self, partners: tuple[Partner, ...]) -> None:
        for key in ("name", "address", "domain"):
            values = [value for partner in partners if (value := getattr(partner, key))]
            if len(values) != len(set(values)):
                self._wrong(key, "står ved flere partnere", "hver afsender må kun høre til én partner")

    def _wrong(self, key: str, wrong: str, cure: str) -> None:
        self._problems.append(Problem(key, wrong, cure))
