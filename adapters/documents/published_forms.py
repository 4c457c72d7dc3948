"""The pages of every edition of our form that was ever published, by which a filled-in one is known again.

When `templates/documents/referral_form.typ` changes, the new pages are added; the old ones stay, because
jobcentres keep the form they once saved.
"""

from __future__ import annotations

PUBLISHED_PAGES = frozenset(
    {
        "3b6393b6f4152c80d2ca439622cc65cd694fb3718bff76cb8a43c28e8385278d",
        "1191d0bd80d04b90ace2c66d9d4f8a8a2c3998c673bb430e89a19ff1d6206db1",
        "d717003b7939b1278b21b8b1331ebd9df0603c0f57e181a1ea222f40cc7b6d27",
    }
)
"""Digests as `adapters.pdf_reading.worker.page_digest` makes them."""
