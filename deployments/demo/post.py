"""The demo's post: the referral as the jobcentre sends it, and what lies in a mailbox afterwards."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY

from deployments.demo import story, words
from deployments.demo.papers import referral_papers, viborg_referral
from deployments.local_mail import maildir_of
from deployments.openssl_mail import openssl_protect
from deployments.sample_home import JOBCENTRE, SUPPLIER, SampleHome
from domain.referral import Citizen


def referral_mail(place: SampleHome, at: datetime) -> bytes:
    """The referral as the jobcentre sends it: three papers, signed and encrypted by `openssl`."""
    citizen = Citizen(
        cpr=words.CPR, name=words.NAME, address=words.ADDRESS, phone=words.PHONE, email=words.EMAIL
    )
    referral = viborg_referral(
        citizen,
        granted_on=story.GRANTED,
        starts_on=story.BEGINS,
        ends_on=story.FIRST_END,
        hours_total=story.HOURS,
    )
    message = EmailMessage(policy=SMTP_POLICY)
    message["From"], message["To"] = JOBCENTRE, SUPPLIER
    message["Subject"], message["Date"] = "Henvisning til mentor", at
    message["Message-ID"] = "<henvisning-1@kommune.example>"
    message.set_content(words.COVER_LETTER)
    for name, content in referral_papers(referral, sender="Jobcenter A", dated_on=story.GRANTED):
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    authority_folder = place.authority
    return openssl_protect(
        message.as_bytes(),
        authority_folder / "jobcenter-a.key.pem",
        authority_folder / "jobcenter-a.cert.pem",
        place.home / "keys" / "leverandoer.cert.pem",
        "aes-256-gcm",
        chain=authority_folder / "intermediate" / "ca.cert.pem",
    )


def inbox_of(place: SampleHome, address: str) -> list[bytes]:
    """The mails that the local mail server has delivered to an address, oldest first."""
    folder = maildir_of(place.maildirs, address) / "new"
    files = sorted(folder.glob("*"), key=lambda path: path.stat().st_mtime_ns)
    return [path.read_bytes() for path in files]
