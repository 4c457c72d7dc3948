"""The mail room on a real Prefect server: real encrypted mail becomes a course, everything else a reason."""

from __future__ import annotations

import asyncio
import shutil
from email.message import EmailMessage

from casework.arriving.intake import fetch_mails, settle_mail
from casework.arriving.mail_watch import MailWatch, Pace
from casework.names.states import FailureName, StateName
from deployments.demo.post import referral_mail
from deployments.demo.words import CPR, NAME
from deployments.local_mail import maildir_of
from deployments.openssl_mail import openssl_protect
from deployments.sample_home import SUPPLIER
from domain.events import ReferralReceived
from flows.referral_intake import mail, referral_intake
from tasks.courses import card_key
from tests.factories import START
from tests.flows.conftest import ON_PREFECT, House, artifact
from tests.house import plain_mail

pytestmark = ON_PREFECT


def spam() -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "nogen@fremmed.example", SUPPLIER, "Tilbud"
    message.set_content("Ring på 20 00 10 42.")
    return message.as_bytes()


def letter(house: House, text: str) -> bytes:
    """A later mail from the jobcentre, signed and encrypted."""
    folder = house.place.authority
    return openssl_protect(
        plain_mail(text, {}, 2, START),
        folder / "jobcenter-a.key.pem",
        folder / "jobcenter-a.cert.pem",
        house.home / "keys" / "leverandoer.cert.pem",
        chain=folder / "intermediate" / "ca.cert.pem",
    )


async def test_an_encrypted_referral_becomes_a_course_in_a_sub_run_of_its_own(house: House) -> None:
    house.receive(referral_mail(house.place, START))
    state = await referral_intake(return_state=True)
    assert (state.name, state.message) == (StateName.MAIL_HANDLED, "Post: 1.")
    (row,) = house.office.casebook.courses()
    (run,) = await house.runs(row.ref)
    assert run.name == f"{row.ref} · henvisning"
    assert run.state_name == StateName.REFERRAL_REGISTERED
    assert {f"course:{row.ref}", "phase:referral", "programme:viborg"} <= set(run.tags)
    assert row.ref in await artifact(card_key(row.ref))
    first = house.office.casebook.recorded(row.ref)[0]
    assert isinstance(first.event, ReferralReceived)
    assert first.flow_run_id == str(run.id)


async def test_a_later_mail_shows_as_news_on_the_course_it_is_about(house: House) -> None:
    house.receive(referral_mail(house.place, START))
    await referral_intake(return_state=True)
    (row,) = house.office.casebook.courses()
    house.receive(letter(house, f"CPR-nr.: {CPR}\nNavn: {NAME}\nSagsbehandler: Birgit Holm\n"))
    await referral_intake(return_state=True)
    _, run = await house.runs(row.ref)
    assert (run.name, run.state_name) == (f"{row.ref} · nyt fra jobcenteret", StateName.COURSE_UPDATED)
    card = await artifact(card_key(row.ref))
    assert "n1: nyt fra jobcenteret (ny sagsbehandler; mail P-2026-0002), åben" in card
    assert "Birgit" not in card


async def test_mail_from_a_stranger_is_refused_with_its_reason_and_without_its_text(house: House) -> None:
    house.receive(spam())
    await referral_intake(return_state=True)
    names = {run.name: run for run in await house.runs()}
    run = names["post 2026-02-26 nr. 1"]
    assert run.state_name == StateName.MAIL_REJECTED
    assert run.state is not None
    assert run.state.message == "Årsag: no-smime."
    assert "post 2026-02-26 09:14" in names


async def test_an_empty_mailbox_is_said_to_be_empty(house: House) -> None:
    house.receive(spam())
    await referral_intake(return_state=True)
    state = await referral_intake(return_state=True)
    assert state.name == StateName.NO_MAIL


async def test_a_mailbox_that_is_away_fails_the_run_and_heals_without_loss_or_doubling(house: House) -> None:
    house.receive(referral_mail(house.place, START))
    maildir = maildir_of(house.place.maildirs, SUPPLIER)
    shutil.move(maildir, maildir.with_name("væk"))
    state = await referral_intake(return_state=True)
    assert state.name == FailureName.UNAVAILABLE
    assert "mailbox-unavailable" in (state.message or "")
    shutil.move(maildir.with_name("væk"), maildir)
    await referral_intake(return_state=True)
    await referral_intake(return_state=True)
    assert len(house.office.casebook.courses()) == 1


async def test_mail_that_is_stored_already_is_settled_while_the_mailbox_is_away(house: House) -> None:
    house.office.ledger.receive(referral_mail(house.place, START), "nøgle-1", START)
    maildir = maildir_of(house.place.maildirs, SUPPLIER)
    if maildir.exists():
        shutil.rmtree(maildir)
    state = await referral_intake(return_state=True)
    assert state.name == FailureName.UNAVAILABLE
    assert len(house.office.casebook.courses()) == 1


async def test_a_mail_that_another_intake_settles_in_the_same_moment_is_shown_with_its_fate(
    house: House,
) -> None:
    house.receive(referral_mail(house.place, START))
    (mail_id,) = fetch_mails(house.office)
    fate = await settle_mail(house.office, mail_id)
    state = await mail(mail_id, 1, return_state=True)
    assert state.name == StateName.REFERRAL_REGISTERED
    assert fate.course_ref is not None
    (run,) = await house.runs(fate.course_ref)
    assert run.name == f"{fate.course_ref} · henvisning"
    house.receive(spam())
    (other,) = fetch_mails(house.office)
    await settle_mail(house.office, other)
    assert (await mail(other, 2, return_state=True)).name == StateName.MAIL_REJECTED


async def test_while_the_watch_takes_in_the_same_mailbox_no_mail_is_lost_doubled_or_a_failed_run(
    house: House,
) -> None:
    house.receive(referral_mail(house.place, START))
    for _ in range(5):
        house.receive(spam())
    watching = MailWatch(lambda _: False, Pace())
    state, taken = await asyncio.gather(referral_intake(return_state=True), asyncio.to_thread(watching.once))
    assert state.is_completed(), state.message
    assert taken.troubles == []
    fates = [mail.fate for mail in house.office.ledger.mails()]
    assert sorted(fates) == ["course", *["rejected"] * 5]
    assert len(house.office.casebook.courses()) == 1
    assert (await referral_intake(return_state=True)).name == StateName.NO_MAIL
    assert all(run.state_name not in list(FailureName) for run in await house.runs())


async def test_a_bad_programme_file_fails_the_run_and_names_file_and_key(house: House) -> None:
    programmes = house.home / "programmer"
    programmes.mkdir()
    (programmes / "viborg.toml").write_text('key = "viborg"\nukendt_nøgle = 1\n', encoding="utf-8")
    settings = house.home / "mentor.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'programme_folder = "{programmes}"\n{text}', encoding="utf-8")
    house.receive(referral_mail(house.place, START))
    await referral_intake(return_state=True)
    (run,) = [run for run in await house.runs() if "nr. 1" in run.name]
    assert run.state_name == FailureName.INVALID_INPUT
    assert run.state is not None
    assert "viborg.toml" in (run.state.message or "")
    settings.write_text(text, encoding="utf-8")
    await referral_intake(return_state=True)
    assert len(house.office.casebook.courses()) == 1
