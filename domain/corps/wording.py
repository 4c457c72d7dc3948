"""Danish words for what a profile and a load say by code or number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

GENDERS: Mapping[str, str] = {"female": "kvinde", "male": "mand", "other": "andet"}
AGE_BANDS: Mapping[str, str] = {
    "under_30": "under 30",
    "30_39": "30-39",
    "40_49": "40-49",
    "50_59": "50-59",
    "60_plus": "60 eller ældre",
}


def hours_words(hours: Decimal) -> str:
    """`2,5 timer`, `1 time`: as many decimals as are needed."""
    text = f"{hours:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{text} {'time' if hours == 1 else 'timer'}"
