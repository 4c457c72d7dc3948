"""Judges mails from outside in a confined process, which alone opens, parses and verifies them."""

from adapters.mail_judging.judge import MailJudge, judging_process

__all__ = ["MailJudge", "judging_process"]
