"""Reads a referral from a mail's text and attachments: what is there, what is missing, what is wrong."""

from adapters.referral_reading.papers import Attachment, Kind, classify
from adapters.referral_reading.reading import (
    Classified,
    ReferralReading,
    later_referral_in_json,
    read_referral,
    referral_as_typed,
    referral_in_json,
)

__all__ = [
    "Attachment",
    "Classified",
    "Kind",
    "ReferralReading",
    "classify",
    "later_referral_in_json",
    "read_referral",
    "referral_as_typed",
    "referral_in_json",
]
