"""Judges mails from outside in a confined process, which alone opens, parses and verifies them."""

from adapters.mail_judging.judge import MailJudge

__all__ = ["MailJudge"]
