"""`mentor mail …`: fetching, judging without registering, the ledger, and ending a quarantine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deployments.local_mail import maildir_of
from deployments.sample_home import SUPPLIER
from tests.adapters.referral_reading.mails import BODY, CPR, GRANT
from tests.deployments.cli.shell import Shell
from tests.factories import REFERRAL
from tests.factory.published import published
from tests.house import House, plain_mail

pytestmark = pytest.mark.slow

FATE = ["mail", "verdict", "reason", "course", "incomplete", "effect", "fields"]
JUDGED = ["file", "verdict", "reason", "signer", "protection", "attachments", "text_sha256", "problems"]
LINE = [
    "id",
    "mailbox_key",
    "received_at",
    "size",
    "verdict",
    "reason",
    "fate",
    "duplicate_of",
    "course_ref",
    "decided_by",
    "settled_at",
]
BAD_GRANT = GRANT.replace("27/2-26", "i går")


def test_an_intake_makes_courses_and_says_what_became_of_each_mail(house: House, mentor: Shell) -> None:
    assert mentor("mail", "intake").out == "Ingen nye mails.\n"
    house.arrives(house.referral(papers=["bevilling.txt"]))
    (row,) = mentor("mail", "intake", "--json").rows
    assert list(row) == FATE
    assert row == dict(
        zip(FATE, ("P-2026-0001", "accepted", "accepted", "M-2026-0001", True, "began", ""), strict=True)
    )
    assert mentor("mail", "intake", "--json").out == ""


def test_an_intake_settles_what_is_stored_also_when_the_mailbox_is_away(house: House, mentor: Shell) -> None:
    with house.office() as office:
        office.ledger.receive(house.referral(), "brev-1", office.now)
    box = maildir_of(house.place.maildirs, SUPPLIER)
    box.rename(box.with_name("væk"))
    typed = mentor("mail", "intake", "--json")
    assert typed.code == 4
    assert typed.err.startswith("mailbox-unavailable: ")
    assert [row["course"] for row in typed.rows] == ["M-2026-0001"]


def test_an_intake_names_what_it_could_not_settle_and_does_the_rest(house: House, mentor: Shell) -> None:
    settings = house.home / "mentor.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("kommune-a", "kommune-b"))
    house.arrives(house.referral())
    house.arrives(plain_mail("Reklame.", {}, number=2))
    typed = mentor("mail", "intake", "--json")
    assert typed.code == 2
    assert "controllers.kommune-a" in typed.err
    assert [row["verdict"] for row in typed.rows] == ["rejected"]


def test_the_ledger_has_every_mail_and_its_fate(house: House, mentor: Shell) -> None:
    assert mentor("mail", "ledger").out == "Der er ikke kommet nogen mails endnu.\n"
    house.arrives(house.referral())
    house.arrives(plain_mail("Reklame.", {}, number=2))
    mentor("mail", "intake")
    rows = mentor("mail", "ledger", "--json").rows
    assert sorted(row["fate"] for row in rows) == ["course", "rejected"]
    assert {"id", "received_at", "size", "verdict", "reason", "fate", "duplicate_of", "course_ref"} <= set(
        rows[0]
    )
    text = mentor("mail", "ledger").out
    assert "no-smime" in text
    assert "et forløb" in text
    assert "afvist" in text
    assert [row["reason"] for row in mentor("mail", "ledger", "--fate", "rejected", "--json").rows] == [
        "no-smime"
    ]
    assert mentor("mail", "ledger", "--fate", "open", "--json").rows == []
    assert CPR not in text + json.dumps(rows)


def test_verify_judges_files_without_registering_anything(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    good, bad, rubbish = (tmp_path / name for name in ("god.eml", "åben.eml", "rod.eml"))
    good.write_bytes(house.referral())
    bad.write_bytes(plain_mail(BODY, {"bevilling.txt": GRANT}))
    rubbish.write_bytes(b"\x00\xff" * 100)
    typed = mentor("mail", "verify", good, bad, rubbish, "--json")
    assert typed.code == 0, "whatever the verdict"
    assert [list(row) for row in typed.rows] == [JUDGED] * 3
    assert [row["file"] for row in typed.rows] == [str(good), str(bad), str(rubbish)]
    assert [row["verdict"] for row in typed.rows] == ["accepted", "rejected", "rejected"]
    assert mentor("mail", "verify", good).out == f"{good}: accepted (accepted)\n"
    assert mentor("mail", "ledger", "--json").out == ""
    assert mentor("course", "list", "--json").out == ""


def test_verify_with_a_memory_knows_what_it_has_seen(house: House, mentor: Shell, tmp_path: Path) -> None:
    file, seen = tmp_path / "en.eml", tmp_path / "set.jsonl"
    file.write_bytes(house.referral())
    alone = mentor("mail", "verify", file, file, "--json").rows
    together = mentor("mail", "verify", file, file, "--json", "--seen", seen).rows
    later = mentor("mail", "verify", file, "--json", "--seen", seen).rows
    assert [row["verdict"] for row in alone + together + later] == [
        "accepted",
        "accepted",
        "accepted",
        "duplicate",
        "duplicate",
    ]
    (line,) = seen.read_text().splitlines()
    assert list(json.loads(line)) == ["content_sha256", "message_id", "file"]


def test_a_coordinator_sees_a_quarantined_mail_and_releases_it_with_her_own_reading(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    house.arrives(house.referral(bevilling=BAD_GRANT))
    (row,) = mentor("mail", "intake", "--json").rows
    assert (row["verdict"], row["fields"]) == ("quarantined", "grant.granted_on")
    (view,) = mentor(
        "mail", "show", "P-2026-0001", "--json", "--out", tmp_path / "se", "--as", "coordinator:kirsten"
    ).rows
    assert view["papers"] == ["grant", "job_plan", "consent"]
    assert view["problems"][0].startswith("grant.granted_on: ")
    assert (tmp_path / "se" / "mail.txt").exists()
    as_kirsten = ("--as", "coordinator:kirsten")
    assert mentor("mail", "release", "P-2026-0001", *as_kirsten).code == 2
    (tmp_path / "h.json").write_bytes(published(REFERRAL))
    typed = mentor("mail", "release", "P-2026-0001", *as_kirsten, "--from", tmp_path / "h.json", "--json")
    assert typed.rows[0]["course"] == "M-2026-0001"
    assert mentor("mail", "ledger", "--json").rows[0]["decided_by"] == "coordinator:kirsten"


def test_a_coordinator_adds_a_quarantined_mail_to_the_course_that_waits(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    house.arrives(house.referral(bevilling=BAD_GRANT))
    mentor("mail", "intake")
    ref = house.course_without_parts()
    (tmp_path / "h.json").write_bytes(published(REFERRAL))
    typed = ("--as", "coordinator:kirsten", "--from", tmp_path / "h.json", "--json")
    (row,) = mentor("mail", "join", "P-2026-0001", ref, *typed).rows
    assert (row["course"], row["incomplete"]) == (ref, False)
    assert mentor("mail", "join", "P-2026-0001", ref, *typed).code == 1


def test_a_quarantined_mail_is_refused_once_and_only_by_a_coordinator(house: House, mentor: Shell) -> None:
    house.arrives(house.referral(bevilling=BAD_GRANT))
    mentor("mail", "intake")
    assert mentor("mail", "refuse", "P-2026-0001", "--as", "mentor:amira").code == 1
    typed = mentor("mail", "refuse", "P-2026-0001", "--as", "coordinator:kirsten")
    assert typed.code == 0
    assert "refused-by" in typed.out
    again = mentor("mail", "refuse", "P-2026-0001", "--as", "coordinator:kirsten")
    assert again.code == 1
    assert "ikke i karantæne" in again.err


def test_a_mail_is_shown_to_people_line_by_line(house: House, mentor: Shell) -> None:
    house.arrives(house.referral(bevilling=BAD_GRANT))
    mentor("mail", "intake")
    text = mentor("mail", "show", "P-2026-0001").out
    assert "Grund: referral-unreadable\n" in text
    assert "Udstederens svar: –\n" in text
    assert "Bilag: bevilling; jobplan; samtykke\n" in text
    assert "i går" not in text
