"""Authenticator apps (TOTP, RFC 6238): a new secret, how an app takes it over, which code is right now."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp
import segno

from domain.signing_in import DRIFT_STEPS, time_step

ISSUER = "Mentorforløb"
GROUP = 4


def new_secret() -> str:
    """A new secret of 160 bits, in base 32."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step whose code this is, at most one away from `now`; None where it is no code of these."""
    app, at = pyotp.TOTP(secret), time_step(now)
    for step in (at + drift for drift in DRIFT_STEPS):
        if hmac.compare_digest(app.generate_otp(step).encode(), code.encode()):
            return step
    return None


def in_groups(secret: str) -> str:
    """The secret as people type it over: in groups of four."""
    return " ".join(secret[start : start + GROUP] for start in range(0, len(secret), GROUP))


def address_of(secret: str, email: str) -> str:
    """The address (`otpauth:`) by which an app takes the secret over."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def picture(address: str) -> str:
    """The same as a QR code, in SVG markup of ours."""
    return str(
        segno.make(address, error="m").svg_inline(
            border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
        )
    )
