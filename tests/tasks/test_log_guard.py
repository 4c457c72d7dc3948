"""What looks personal never gets out of a log; what does not is left alone."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.log_guard import REPLACEMENT, PersonalDataFilter, guard_logs, looks_personal, without_personal_data

SECRETS = ("010150-5678", "0101505678", "010150 5678", "maja@borger.example", "20 00 10 42", "+4520001042")
HARMLESS = (
    "M-2026-0042",
    "runde 2026-03-02 08:00",
    "http://127.0.0.1:46669/api",
    "0190f1c2-12345678-4f7e-9d11-0123456789ab",
    "1767225600.123",
    "Sendt: 12. Prøves igen: 0. Afvist: 3.",
    "D-0001",
)


def record(message: str, *args: object, exc_info: object = None) -> logging.LogRecord:
    return logging.LogRecord("prefect.flow_runs", logging.ERROR, __file__, 1, message, args, exc_info)  # type: ignore[arg-type]


@pytest.mark.parametrize("secret", SECRETS)
def test_what_looks_personal_is_recognised_anywhere_in_a_text(secret: str) -> None:
    assert looks_personal(f"kunne ikke sende til {secret}, prøver igen")


@pytest.mark.parametrize("text", HARMLESS)
def test_references_times_and_addresses_of_servers_are_left_alone(text: str) -> None:
    assert without_personal_data(text) == text


@pytest.mark.parametrize("secret", SECRETS)
def test_a_record_loses_its_text_whether_the_secret_is_in_message_or_argument(secret: str) -> None:
    for personal in (record(f"fejl: {secret}"), record("fejl: %s", secret)):
        assert PersonalDataFilter().filter(personal)
        assert personal.getMessage() == REPLACEMENT


def test_a_record_loses_the_traceback_that_quotes_a_secret() -> None:
    try:
        raise ValueError("ukendt borger 010150-5678")
    except ValueError as error:
        personal = record("noget gik galt", exc_info=(type(error), error, error.__traceback__))
    PersonalDataFilter().filter(personal)
    assert "010150" not in logging.Formatter().format(personal)


def test_a_harmless_record_keeps_its_text_and_arguments() -> None:
    harmless = record("%s gik videre", "M-2026-0042")
    PersonalDataFilter().filter(harmless)
    assert harmless.getMessage() == "M-2026-0042 gik videre"


@given(day=st.integers(1, 28), month=st.integers(1, 12), year=st.integers(0, 99), serial=st.integers(0, 9999))
def test_every_cpr_number_is_recognised(day: int, month: int, year: int, serial: int) -> None:
    date = f"{day:02}{month:02}{year:02}"
    assert looks_personal(f"cpr {date}-{serial:04}")
    assert looks_personal(f"cpr {date}{serial:04}.")


def test_guarding_twice_puts_one_filter_on_each_handler() -> None:
    logger, handler = logging.getLogger("prefect.flow_runs"), logging.NullHandler()
    logger.addHandler(handler)
    try:
        guard_logs()
        guard_logs()
        assert sum(isinstance(existing, PersonalDataFilter) for existing in handler.filters) == 1
    finally:
        logger.removeHandler(handler)
