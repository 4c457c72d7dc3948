"""A certificate authority for tests and the demo, made by the `openssl` command and by nothing of ours.

Root, intermediate, organisation certificates as Danish organisations have them (company number as
organizationIdentifier), a TLS server certificate and revocation lists. Every period is an argument, so that
the certificates hold on a simulated clock. Never for production: all keys lie unprotected in one folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from deployments.openssl_mail import OpensslFailed, openssl, openssl_open, openssl_protect

__all__ = ["Issuer", "OpensslFailed", "TestAuthority", "openssl", "openssl_open", "openssl_protect"]

_CONFIG = """\
[ca]
default_ca = this
[this]
dir = {folder}
database = $dir/index.txt
serial = $dir/serial
crlnumber = $dir/crlnumber
new_certs_dir = $dir
certificate = $dir/ca.cert.pem
private_key = $dir/ca.key.pem
default_md = sha256
default_crl_days = 30
policy = any
unique_subject = no
copy_extensions = none
[any]
countryName = optional
organizationName = optional
organizationIdentifier = optional
commonName = supplied
[req]
distinguished_name = dn
prompt = no
[dn]
"""
_AUTHORITY = """\
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""
_LEAF = """\
basicConstraints = critical,CA:false
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""
ORGANISATION_USAGE = """\
keyUsage = critical,digitalSignature,keyEncipherment,keyAgreement
extendedKeyUsage = emailProtection
"""
_SERVER_USAGE = "keyUsage = critical,digitalSignature,keyEncipherment\nextendedKeyUsage = serverAuth\n"
_FIVE_YEARS = timedelta(days=5 * 365)


@dataclass(frozen=True)
class Issuer:
    """One authority: its folder with `ca.key.pem`, `ca.cert.pem` and openssl's own bookkeeping."""

    folder: Path

    @property
    def certificate(self) -> Path:
        """The authority's own certificate (PEM)."""
        return self.folder / "ca.cert.pem"

    @property
    def config(self) -> Path:
        """The configuration file for `openssl ca`."""
        return self.folder / "openssl.cnf"

    def sign(
        self, request: Path, target: Path, extensions: str, start: datetime, end: datetime, *more: str
    ) -> None:
        """Issue a certificate with these extensions and this period (UTC-aware)."""
        extension_file = target.with_suffix(".ext")
        extension_file.write_text(extensions)
        period = ("-startdate", _stamp(start), "-enddate", _stamp(end))
        names = ("-in", request, "-out", target, "-extfile", extension_file)
        openssl("ca", "-batch", "-notext", "-config", self.config, *names, *period, *more)

    def revocation_list(self, target: Path, start: datetime, end: datetime) -> None:
        """Write the list of what was revoked so far, current from `start` to `end` (UTC-aware)."""
        period = ("-crl_lastupdate", _stamp(start), "-crl_nextupdate", _stamp(end))
        openssl("ca", "-gencrl", "-config", self.config, "-out", target, *period)


@dataclass(frozen=True)
class TestAuthority:
    """A root with one intermediate that issues everything else; all files lie below `folder`."""

    __test__: ClassVar[bool] = False  # the name begins like a test class's; pytest must not collect it
    folder: Path
    start: datetime
    end: datetime

    @classmethod
    def create(
        cls,
        folder: Path,
        now: datetime,
        *,
        also: datetime | None = None,
        valid_for: timedelta = _FIVE_YEARS,
        name: str = "Prøve-CA",
    ) -> TestAuthority:
        """Make root, intermediate and both revocation lists, valid from a day before `now` (UTC-aware).

        `also` is a second instant that the periods must cover: TLS goes by the wall clock even where
        everything else goes by a simulated one.
        """
        first, last = min(now, also or now), max(now, also or now)
        authority = cls(folder, first - timedelta(days=1), last + valid_for)
        for issuer in (authority.root, authority.intermediate):
            _prepare(issuer)
        authority._certify_authorities(name)
        authority.crl(authority.start, authority.end)
        return authority

    @property
    def root(self) -> Issuer:
        """The trust anchor."""
        return Issuer(self.folder / "root")

    @property
    def intermediate(self) -> Issuer:
        """The authority that issues organisation and server certificates."""
        return Issuer(self.folder / "intermediate")

    def organisation(
        self,
        name: str,
        cvr: str,
        email: str | None,
        *,
        file: str = "organisation",
        kind: str = "rsa:2048",
        usage: str = ORGANISATION_USAGE,
        start: datetime | None = None,
        end: datetime | None = None,
        more: tuple[str, ...] = (),
    ) -> tuple[Path, Path]:
        """A key and a certificate of an organisation: company number, and its address if `email` is given.

        `kind` is `rsa:<bits>` or `ec:<curve>`, `more` goes to `openssl ca` as it is.
        """
        names = f"subjectAltName = email:{email}\n" if email else ""
        subject = f"/C=DK/O={name}/organizationIdentifier=NTRDK-{cvr}/CN={name}"
        extensions = _LEAF + usage + names
        return self._issue(file, subject, extensions, kind=kind, period=(start, end), more=more)

    def tls_server(
        self, file: str = "server", names: str = "DNS:localhost,IP:127.0.0.1"
    ) -> tuple[Path, Path]:
        """A key, and a certificate with its chain in one file, for these names in `openssl`'s syntax."""
        key, certificate = self._issue(
            file, "/CN=localhost", _LEAF + _SERVER_USAGE + f"subjectAltName = {names}\n", kind="ec:P-256"
        )
        certificate.write_bytes(certificate.read_bytes() + self.intermediate.certificate.read_bytes())
        return key, certificate

    def revoke(self, certificate: Path) -> None:
        """Revoke a certificate of the intermediate; takes effect with the next `crl`."""
        openssl("ca", "-config", self.intermediate.config, "-revoke", certificate)

    def crl(self, start: datetime, end: datetime) -> Path:
        """Both authorities' revocation lists in one file, current from `start` to `end` (UTC-aware)."""
        target, parts = self.folder / "crls.pem", []
        for issuer in (self.root, self.intermediate):
            part = issuer.folder / "crl.pem"
            issuer.revocation_list(part, start, end)
            parts.append(part.read_bytes())
        target.write_bytes(b"".join(parts))
        return target

    def install(self, home: Path) -> None:
        """Put the trust anchor, the intermediate and the revocation lists where a home has them."""
        for source, target in (
            (self.root.certificate, "trust/root.pem"),
            (self.intermediate.certificate, "trust/intermediates/intermediate.pem"),
            (self.folder / "crls.pem", "crls/crls.pem"),
        ):
            (home / target).parent.mkdir(parents=True, exist_ok=True)
            (home / target).write_bytes(source.read_bytes())

    def _certify_authorities(self, name: str) -> None:
        root, middle = self.root, self.intermediate
        _request(root.folder / "ca", f"/C=DK/O={name}/CN={name} rod", "rsa:2048")
        root.sign(root.folder / "ca.csr", root.certificate, _AUTHORITY, self.start, self.end, "-selfsign")
        _request(middle.folder / "ca", f"/C=DK/O={name}/CN={name} udsteder", "rsa:2048")
        root.sign(middle.folder / "ca.csr", middle.certificate, _AUTHORITY, self.start, self.end)

    def _issue(
        self,
        file: str,
        subject: str,
        extensions: str,
        *,
        kind: str,
        period: tuple[datetime | None, datetime | None] = (None, None),
        more: tuple[str, ...] = (),
    ) -> tuple[Path, Path]:
        stem = self.folder / file
        _request(stem, subject, kind)
        target = stem.with_suffix(".cert.pem")
        start, end = period[0] or self.start, period[1] or self.end
        self.intermediate.sign(stem.with_suffix(".csr"), target, extensions, start, end, *more)
        return stem.with_suffix(".key.pem"), target


def _prepare(issuer: Issuer) -> None:
    issuer.folder.mkdir(parents=True)
    issuer.config.write_text(_CONFIG.format(folder=issuer.folder))
    (issuer.folder / "index.txt").touch()
    (issuer.folder / "serial").write_text("1000\n")
    (issuer.folder / "crlnumber").write_text("01\n")


def _request(stem: Path, subject: str, kind: str) -> None:
    """Make `<stem>.key.pem` and `<stem>.csr`."""
    family, _, size = kind.partition(":")
    option = f"rsa_keygen_bits:{size}" if family == "rsa" else f"ec_paramgen_curve:{size}"
    key = stem.with_suffix(".key.pem")
    openssl("genpkey", "-algorithm", family.upper(), "-pkeyopt", option, "-out", key)
    key.chmod(0o600)
    openssl("req", "-new", "-utf8", "-key", key, "-subj", subject, "-out", stem.with_suffix(".csr"))


def _stamp(instant: datetime) -> str:
    return instant.strftime("%Y%m%d%H%M%SZ")
