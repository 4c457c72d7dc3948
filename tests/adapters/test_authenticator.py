"""Codes of authenticator apps: right for half a minute either way, and for nobody else's secret."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
from hypothesis import given
from hypothesis import strategies as st

from adapters.authenticator import address_of, in_groups, new_secret, picture, step_of
from domain.signing_in import STEP_SECONDS, time_step

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
INSTANTS = st.integers(min_value=1_700_000_000, max_value=2_800_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)


@given(now=INSTANTS, drift=st.integers(min_value=-90, max_value=90))
def test_a_code_holds_for_its_own_half_minute_and_the_two_beside_it(now: datetime, drift: int) -> None:
    shown_at = now + timedelta(seconds=drift)
    apart = time_step(shown_at) - time_step(now)
    found = step_of(SECRET, pyotp.TOTP(SECRET).at(shown_at), now)
    if abs(apart) <= 1:
        assert found is not None
        assert abs(found - time_step(now)) <= 1
    else:
        assert found != time_step(shown_at)


@given(code=st.text(max_size=12).filter(lambda text: not (text.isascii() and text.isdigit())))
def test_what_is_no_number_is_no_code(code: str) -> None:
    assert step_of(SECRET, code, datetime(2026, 3, 2, 8, tzinfo=UTC)) is None


def test_the_known_values_of_the_standard_hold() -> None:
    """RFC 6238, appendix B, with its last six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for seconds, code in ((59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")):
        at = datetime.fromtimestamp(seconds, UTC)
        assert step_of(secret, code, at) == seconds // STEP_SECONDS


def test_an_app_is_told_who_and_what() -> None:
    secret = new_secret()
    assert secret != new_secret()
    address = address_of(secret, "amira@leverandoer.example")
    assert pyotp.parse_uri(address).secret == secret
    assert "Mentorforl" in address
    assert in_groups(secret).replace(" ", "") == secret
    drawn = picture(address)
    assert drawn.startswith("<svg")
    assert "style=" not in drawn
