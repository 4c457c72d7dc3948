"""Who may write to us and where we answer: `partners.toml` of a home folder, refused unless it is exact."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
_REQUIRED = ("name", "controller", "notice_address", "cvr", "certificates")
_ALLOWED = (*_REQUIRED, "address", "domain")


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
class Partners:
    """Our own address and all partners of one home folder."""

    own_address: str
    partners: tuple[Partner, ...]

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
        self._unknown("", data, ("own_address", "partner"))
        own = self._text("own_address", data.get("own_address"), _ADDRESS, _AN_ADDRESS)
        rows = data.get("partner", [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._wrong("partner", "er ikke en liste", "skriv hver partner som [[partner]]")
            rows = []
        partners = tuple(self._partner(f"partner[{number}].", row) for number, row in enumerate(rows, 1))
        self._twice(partners)
        if self._problems:
            raise InvalidInput(self._where, tuple(self._problems))
        return Partners(own, partners)

    def _partner(self, at: str, row: dict[str, Any]) -> Partner:
        self._unknown(at, row, _ALLOWED)
        if ("address" in row) == ("domain" in row):
            self._wrong(at + "address", "eller domain mangler, eller begge står der", "skriv præcis den ene")
        notice_key, certificates = at + "notice_address", row.get("certificates")
        if not isinstance(certificates, list) or not certificates:
            self._wrong(at + "certificates", "mangler", "skriv mindst ét filnavn fra partners/")
            certificates = []
        return Partner(
            name=self._text(at + "name", row.get("name"), _NAME, "et navn"),
            controller=self._text(at + "controller", row.get("controller"), _SLUG, "a-z, 0-9 og -"),
            notice_address=self._text(notice_key, row.get("notice_address"), _ADDRESS, _AN_ADDRESS),
            cvr=self._text(at + "cvr", row.get("cvr"), _CVR, "otte cifre i anførselstegn"),
            certificates=tuple(
                self._text(at + "certificates", name, _FILE, "et filnavn der ender på .pem", lower=False)
                for name in certificates
            ),
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
