"""`mentor init`: a working local installation: invented people, test certificates, a local mail server.

Nothing is ever overwritten: a folder that holds anything is refused, unless it is what an interrupted
`mentor init` left behind. The master key is put outside the home; the authority that signed the test
certificates lies beside it, as a real one would lie elsewhere.
"""

from __future__ import annotations

import json
import mailbox
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from adapters.clock import DEMO_MARK
from adapters.settings import SETTINGS_FILE
from deployments.local_mail import maildir_of
from deployments.prefect_server import free_port
from deployments.test_authority import TestAuthority
from domain.errors import Refused
from models.database import create_database
from models.keyring import Keyring
from models.master_keys import MasterKeys

SUPPLIER = "henvisning@leverandoer.example"
JOBCENTRE = "jobcenter@kommune.example"
CHILD_PROTECTION = "boernogunge@kommune.example"
CONTROLLER = "kommune-a"
UNFINISHED = "unfinished"

PARTNERS = f"""\
# Jobcentre, som vi modtager henvisninger fra. CVR-nummeret skal stå i deres certifikat.
own_address = "{SUPPLIER}"

[[partner]]
name = "Jobcenter A"
controller = "{CONTROLLER}"
address = "{JOBCENTRE}"
notice_address = "{JOBCENTRE}"
cvr = "11111111"
certificates = ["jobcenter-a.pem"]

# Hertil går en underretning om et barn, direkte fra den, der underretter. Uden adresse ringer hun.
[[child_protection]]
name = "Børn og Unge A, modtagelsen"
controller = "{CONTROLLER}"
phone = "70 00 01 12"
notice_address = "{CHILD_PROTECTION}"
cvr = "11111111"
certificates = ["boern-og-unge-a.pem"]
"""

STAFF = """\
# Mentorer, koordinatorer og ledere: kun arbejdstelefon og arbejdsmail.
[[coordinator]]
id = "kirsten"
name = "Kirsten Holm"
email = "kirsten@leverandoer.example"
phone = "70 00 00 01"

[[manager]]
id = "soren"
name = "Søren Dahl"
email = "soren@leverandoer.example"
phone = "70 00 00 09"

# Driften ser, om alt kører, og ingen borgere. Revisor læser og ændrer intet.
[[operator]]
id = "jens"
name = "Jens Riis"
email = "jens@leverandoer.example"
phone = "70 00 00 08"

[[auditor]]
id = "ulla"
name = "Ulla Krogh"
email = "ulla@leverandoer.example"
phone = "70 00 00 07"

[[mentor]]
id = "amira"
name = "Amira Sand"
email = "amira@leverandoer.example"
phone = "70 00 00 02"

[[mentor]]
id = "bo"
name = "Bo Lindegaard"
email = "bo@leverandoer.example"
phone = "70 00 00 03"
"""

SETTINGS = """\
# Indstillinger for denne installation. Relative stier regnes fra denne mappe.
supplier = "Mentorhuset (eksempel)"
master_key_file = {master_key_file}
prefect_port = {prefect_port}
portal_url = "http://127.0.0.1:{portal_port}"
portal_port = {portal_port}

[mail_in]
kind = "maildir"
path = "mail/{supplier}"
poll_seconds = 5

[mail_out]
host = "127.0.0.1"
port = {smtp_port}
mode = "starttls"
ca_file = "trust/mail-server.pem"

[controllers.{controller}]
programme = "viborg"
coordinator = "kirsten"
"""


@dataclass(frozen=True, slots=True)
class SampleHome:
    """Where the parts of a sample installation lie."""

    home: Path
    secrets: Path

    @property
    def master_key_file(self) -> Path:
        """The master key, outside the home."""
        return self.secrets / "master-key.json"

    @property
    def authority(self) -> Path:
        """The test authority with the jobcentre's own key, which a real installation never has."""
        return self.secrets / "test-authority"

    @property
    def maildirs(self) -> Path:
        """What the local mail server delivered, one maildir per address."""
        return self.home / "mail"


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the parts of an installation listen, on loopback."""

    smtp: int = 8025
    prefect: int = 4200
    portal: int = 8600


def free_ports() -> Ports:
    """Ports that nobody listens on just now."""
    return Ports(free_port(), free_port(), free_port())


def create(place: SampleHome, now: datetime, *, demo: bool, ports: Ports) -> None:
    """Make the installation, its certificates valid around `now`. Raises Refused if there is one already.

    Interrupted, it is simply run again: what the first attempt left behind is cleared away.
    """
    _must_be_free(place)
    for folder in (place.home, place.secrets, place.maildirs, place.home / "keys", place.home / "partners"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _certify(place, now)
    mailbox.Maildir(maildir_of(place.maildirs, SUPPLIER), create=True)
    _write(place.home / "partners.toml", PARTNERS)
    _write(place.home / "staff.toml", STAFF)
    if demo:
        _write(place.home / DEMO_MARK, "Kun til afprøvning: uret i denne mappe kan stilles.\n")
    MasterKeys.create(place.master_key_file)
    _create_databases(place, now)
    # Last: a home without this file is unfinished.
    _write(place.home / SETTINGS_FILE, _settings(place, ports))
    (place.secrets / UNFINISHED).unlink()


def _must_be_free(place: SampleHome) -> None:
    """Refuse folders that hold anything; what an interrupted attempt left there is removed first."""
    mark = place.secrets / UNFINISHED
    if mark.exists() and not (place.home / SETTINGS_FILE).exists():
        _clear(place.home)
        _clear(place.secrets, but=mark)
    for folder in (place.home, place.secrets):
        if folder.exists() and {*folder.iterdir()} - {mark}:
            text = f"Der ligger allerede noget i {folder}. Intet er ændret. Vælg en anden mappe: MENTOR_HOME."
            raise Refused("already-there", text)
    place.secrets.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(mark, "mentor init er i gang, eller blev afbrudt. Kør den igen.\n")


def _clear(folder: Path, *, but: Path | None = None) -> None:
    """Empty a folder that may be missing; the mark that allows this stays to the last."""
    for path in folder.iterdir() if folder.exists() else ():
        if path.is_dir():
            shutil.rmtree(path)
        elif path != but:
            path.unlink()


def _settings(place: SampleHome, ports: Ports) -> str:
    # A JSON string is a TOML string too: quotes and backslashes in a path are escaped alike.
    return SETTINGS.format(
        master_key_file=json.dumps(str(place.master_key_file), ensure_ascii=False),
        prefect_port=ports.prefect,
        smtp_port=ports.smtp,
        portal_port=ports.portal,
        supplier=SUPPLIER,
        controller=CONTROLLER,
    )


def _certify(place: SampleHome, now: datetime) -> None:
    authority = TestAuthority.create(place.authority, now, also=datetime.now(UTC))
    own_key, own = authority.organisation("Mentorhuset", "22222222", SUPPLIER, file="leverandoer")
    _, jobcentre = authority.organisation("Jobcenter A", "11111111", JOBCENTRE, file="jobcenter-a")
    _, children = authority.organisation("Børn A", "11111111", CHILD_PROTECTION, file="boern-og-unge-a")
    server_key, server = authority.tls_server("mail-server")
    authority.install(place.home)
    for source, target in (
        (own_key, "keys/leverandoer.key.pem"),
        (own, "keys/leverandoer.cert.pem"),
        (jobcentre, "partners/jobcenter-a.pem"),
        (children, "partners/boern-og-unge-a.pem"),
        (server_key, "mail-server.key.pem"),
        (server, "mail-server.cert.pem"),
        (authority.root.certificate, "trust/mail-server.pem"),
    ):
        _write(place.home / target, source.read_text(encoding="ascii"))


def _create_databases(place: SampleHome, now: datetime) -> None:
    urls = (f"sqlite:///{place.home / name}" for name in ("mentor.db", "keys.db"))
    database = create_database(next(urls), keyring_url=next(urls))
    try:
        Keyring.create(database.keys, MasterKeys.load(place.master_key_file), now)
    finally:
        database.close()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
