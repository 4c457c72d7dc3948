"""`mentor undelivered …`: what did not arrive, by hand."""

from __future__ import annotations

import pytest

from deployments.local_mail import Fault
from tests.deployments.cli.shell import Shell
from tests.house import House

pytestmark = pytest.mark.slow
KIRSTEN = ("--as", "coordinator:kirsten")


def test_what_did_not_arrive_is_listed_resent_and_ticked_off(house: House, mentor: Shell) -> None:
    assert mentor("undelivered", "list").out == "Alt er nået frem eller afsluttet.\n"
    house.course()
    with house.mail_server() as server:
        server.faults.append(Fault.NO_SUCH_USER)
        mentor("deliver")
        (row,) = mentor("undelivered", "list", "--json").rows
        assert (row["recipient"], row["state"], row["reason"]) == ("jobcentre", "failed", "550 5.1.1")
        assert "jobcenteret" in mentor("undelivered", "list").out
        (new,) = mentor("undelivered", "resend", row["id"], *KIRSTEN, "--json").rows
        assert new == {"id": new["id"], "replaces": row["id"]}
        server.faults.append(Fault.NO_SUCH_USER)
        mentor("deliver")
    wrong = mentor("undelivered", "close", new["id"], *KIRSTEN, "--reason", "ved-ikke")
    assert (wrong.code, "told-otherwise" in wrong.err) == (2, True)
    closed = mentor("undelivered", "close", new["id"], *KIRSTEN, "--reason", "no-longer-needed")
    assert "ikke længere nødvendig" in closed.out
    assert mentor("undelivered", "list", "--json").rows == []
    assert mentor("undelivered", "resend", new["id"], *KIRSTEN).code == 1


def test_what_waits_for_a_certificate_is_listed_until_there_is_one_and_cannot_be_ended(
    house: House, mentor: Shell
) -> None:
    good = house.certificate_file.read_bytes()
    house.certificate_file.unlink()
    house.course()
    with house.mail_server():
        mentor("deliver")
        (row,) = mentor("undelivered", "list", "--json").rows
        assert (row["recipient"], row["state"], row["reason"]) == (
            "jobcentre",
            "held",
            "no-usable-certificate",
        )
        assert "holdt" in mentor("undelivered", "list").out
        assert mentor("undelivered", "resend", row["id"], *KIRSTEN).code == 1
        house.certificate_file.write_bytes(good)
        mentor("deliver")
    assert mentor("undelivered", "list", "--json").rows == []
