"""The office: every setting changes what it does, and what is broken is said when it opens."""

from __future__ import annotations

import asyncio
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.mailbox import ImapMailbox, MaildirMailbox
from adapters.settings import Settings
from casework.arriving.intake import fetch_mails, file_mails, settle_all
from casework.letters.delivery import deliver
from casework.letters.envelopes import write_letter
from casework.office import PROGRAMMES, Office, open_office
from deployments.sample_home import CONTROLLER, SUPPLIER
from domain.commands import RegisterReferral
from domain.errors import InvalidInput, MentorError, Unavailable
from models.errors import DatabaseMissing, MasterKeyFileUnusable, WrongMasterKey
from models.master_keys import MasterKeys
from tests.adapters.mail import dovecot
from tests.factories import MAILROOM, REFERRAL
from tests.house import House

pytestmark = pytest.mark.slow


def changed(house: House, old: str, new: str) -> None:
    file = house.home / "mentor.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def added(house: House, line: str) -> None:
    changed(house, 'supplier = "Mentorhuset (eksempel)"', f'supplier = "Mentorhuset (eksempel)"\n{line}')


def letter_to(office: Office, recipient: str) -> str:
    intents = [one for one in office.outbox.pending_intents(office.now) if one.to == recipient]
    return write_letter(office, intents[:1]).plain.decode()


def test_the_suppliers_name_signs_our_letters(house: House) -> None:
    changed(house, "Mentorhuset (eksempel)", "Støtten ApS")
    house.matched()
    with house.office() as office:
        assert "Støtten ApS" in _text_of(letter_to(office, "jobcentre"))


def test_the_portals_address_is_the_link_in_mails_to_staff(house: House) -> None:
    lines = (house.home / "mentor.toml").read_text(encoding="utf-8").splitlines()
    written = next(line for line in lines if line.startswith("portal_url"))
    changed(house, written, 'portal_url = "https://portal.leverandoer.example"')
    house.matched()
    with house.office() as office:
        assert "https://portal.leverandoer.example" in _text_of(letter_to(office, "mentor"))


def test_programmes_are_read_from_the_folder_that_is_configured(house: House) -> None:
    folder = house.home / "programmer"
    folder.mkdir()
    text = (PROGRAMMES / "viborg.toml").read_text(encoding="utf-8")
    (folder / "nyt.toml").write_text(text.replace('key = "viborg"', 'key = "nyt"'), encoding="utf-8")
    added(house, 'programme_folder = "programmer"')
    with house.office() as office:
        assert office.programmes.versions("nyt")
        with pytest.raises(InvalidInput):
            office.programmes.versions("viborg")


def test_a_municipalitys_programme_is_the_one_its_referrals_run_under(house: House) -> None:
    changed(house, 'programme = "viborg"', 'programme = "findes-ikke"')
    house.arrives(house.referral())
    with house.office() as office:
        fetch_mails(office)
        _, (left,) = asyncio.run(settle_all(office))
    assert "programme" in left.error.message


def test_a_municipality_that_is_not_configured_is_named(house: House) -> None:
    with house.office() as office, pytest.raises(InvalidInput, match=r"controllers\.kommune-x"):
        office.controller("kommune-x")


def test_the_municipalitys_coordinator_is_told_until_a_course_has_its_own(house: House) -> None:
    staff = house.home / "staff.toml"
    lone = 'id = "lone"\nname = "Lone Ager"\nemail = "lone@leverandoer.example"\nphone = "70000009"\n'
    text = staff.read_text(encoding="utf-8")
    staff.write_text(f"{text}\n[[coordinator]]\n{lone}", encoding="utf-8")
    changed(house, 'coordinator = "kirsten"', 'coordinator = "lone"')
    ref = house.course()
    with house.office() as office:
        office.outbox.add_intent(ref, 1, kind="delivery_held", to="coordinator", urgent=True, now=office.now)
        assert "lone@leverandoer.example" in letter_to(office, "coordinator")


def test_mail_is_sent_to_the_server_that_is_configured(house: House) -> None:
    (house.home / "kode.txt").write_text("hemmelig")
    with house.office() as office:
        before = office.postman()
    changed(house, 'mode = "starttls"', 'mode = "tls"\nuser = "os"\npassword_file = "kode.txt"')
    changed(house, f"port = {before.port}", "port = 2526")
    changed(house, 'host = "127.0.0.1"', 'host = "smtp.leverandoer.example"')
    with house.office() as office:
        after = office.postman()
    assert (before.mode, before.username, before.password) == ("starttls", None, None)
    assert before.ca_file == house.home / "trust" / "mail-server.pem"
    assert (after.host, after.port, after.mode, after.username) == (
        "smtp.leverandoer.example",
        2526,
        "tls",
        "os",
    )
    assert after.password is not None
    assert after.password.get_secret_value() == "hemmelig"


def test_mail_is_fetched_from_the_maildir_that_is_configured(house: House) -> None:
    with house.office() as office:
        assert office.mailbox() == MaildirMailbox(house.home / "mail" / SUPPLIER)
    changed(house, f'path = "mail/{SUPPLIER}"', 'path = "mail/en-anden"')
    with house.office() as office:
        assert office.mailbox() == MaildirMailbox(house.home / "mail" / "en-anden")


def test_an_imap_account_is_configured_with_its_password_in_a_file(house: House) -> None:
    (house.home / "imap.txt").write_text("hemmelig\n")
    account = 'host = "imap.leverandoer.example"\nport = 9993\nuser = "os"\npassword_file = "imap.txt"\n'
    changed(house, 'kind = "maildir"', 'kind = "imap"')
    changed(house, f'path = "mail/{SUPPLIER}"\n', account + 'ca_file = "trust/mail-server.pem"\n')
    with house.office() as office:
        box = office.mailbox()
    assert isinstance(box, ImapMailbox)
    assert (box.host, box.port, box.user) == ("imap.leverandoer.example", 9993, "os")
    assert box.password.get_secret_value() == "hemmelig"
    assert box.ca_file == house.home / "trust" / "mail-server.pem"


@pytest.mark.slow
@pytest.mark.needs("dovecot")
def test_a_referral_comes_in_over_imap_as_it_does_from_a_maildir(house: House) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    key, certificate = house.home / "mail-server.key.pem", house.home / "mail-server.cert.pem"
    (house.home / "imap.txt").write_text(dovecot.PASSWORD)
    account = f'host = "127.0.0.1"\nport = {port}\nuser = "{dovecot.USER}"\npassword_file = "imap.txt"\n'
    changed(house, 'kind = "maildir"', 'kind = "imap"')
    changed(house, f'path = "mail/{SUPPLIER}"\n', account + 'ca_file = "trust/mail-server.pem"\n')
    with dovecot.running(port, key, certificate), house.office() as office:
        _put(office, house.referral())
        fetched = fetch_mails(office)
        ((fate,), left) = asyncio.run(settle_all(office))
        file_mails(office, fetched)
        assert list(office.mailbox().fetch()) == []
    assert (fate.verdict, left) == ("accepted", [])
    with house.office() as office, pytest.raises(Unavailable):
        fetch_mails(office)


def test_the_databases_and_the_master_key_are_where_the_settings_say(house: House) -> None:
    house.matched()
    moved = house.home / "andetsteds"
    moved.mkdir()
    for name in ("mentor.db", "keys.db"):
        shutil.move(house.home / name, moved / name)
    added(house, f'database_url = "sqlite:///{moved}/mentor.db"\nkeyring_url = "sqlite:///{moved}/keys.db"')
    shutil.move(house.place.master_key_file, house.home / "nøgle.json")
    changed(house, f'master_key_file = "{house.place.master_key_file}"', 'master_key_file = "nøgle.json"')
    with house.office() as office:
        assert len(office.casebook.courses()) == 1


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        (lambda house: house.place.master_key_file.unlink(), MasterKeyFileUnusable),
        (lambda house: house.place.master_key_file.chmod(0o644), MasterKeyFileUnusable),
        (lambda house: _another_master_key(house.place.master_key_file), Unavailable),
        (lambda house: (house.home / "mentor.db").unlink(), DatabaseMissing),
        (lambda house: (house.home / "keys.db").unlink(), DatabaseMissing),
        (lambda house: (house.home / "mentor.toml").write_text("x"), InvalidInput),
    ],
)
def test_a_broken_home_is_refused_when_the_office_opens(
    house: House, broken: Callable[[House], object], error: type[MentorError]
) -> None:
    broken(house)
    with pytest.raises(error), open_office():
        pass


def test_a_master_key_with_the_right_name_and_other_content_is_found_out(house: House) -> None:
    file = house.place.master_key_file
    right = MasterKeys.load(file)
    file.unlink()
    wrong = MasterKeys.create(file)
    file.write_text(file.read_text().replace(wrong.current, right.current))
    with pytest.raises(WrongMasterKey), open_office():
        pass


@pytest.mark.parametrize(("file", "used"), [("partners.toml", "partners"), ("staff.toml", "staff")])
def test_a_file_that_is_missing_is_named_when_it_is_needed(house: House, file: str, used: str) -> None:
    (house.home / file).unlink()
    with house.office() as office, pytest.raises(InvalidInput, match=file):
        getattr(office, used)


def test_every_setting_is_tried_here_or_with_the_command_that_uses_it() -> None:
    elsewhere = {"home", "prefect_port", "prefect_database_url", "revocation", "portal"}
    elsewhere |= {"portal_port", "portal_workers"}
    here = {"supplier", "portal_url", "programme_folder", "mail_in", "mail_out", "controllers"}
    here |= {"database_url", "keyring_url", "master_key_file"}
    assert here | elsewhere == set(Settings.model_fields)


def test_a_course_of_a_partner_that_has_left_says_which_is_missing(house: House) -> None:
    command = RegisterReferral(
        controller=CONTROLLER, partner="Jobcenter B", programme="viborg", referral=REFERRAL
    )
    with house.office() as office:
        office.casebook.register(command, MAILROOM, office.now)
        assert asyncio.run(deliver(office)).problems == ["M-2026-0001: invalid-input"]


def _text_of(plain: str) -> str:
    from email import message_from_string
    from email.policy import SMTP

    parts = message_from_string(plain, policy=SMTP).walk()
    return "".join(part.get_content() for part in parts if part.get_content_type() == "text/plain")  # type: ignore[attr-defined]


def _another_master_key(file: Path) -> None:
    file.unlink()
    MasterKeys.create(file)


def _put(office: Office, raw: bytes) -> None:
    box = office.mailbox()
    assert isinstance(box, ImapMailbox)
    with box._connected() as client:
        client.append("INBOX", raw)
