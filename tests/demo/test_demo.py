"""What a newcomer's `make demo` leaves behind is all true."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from email import message_from_bytes
from email.policy import default

import pytest
from pypdf import PdfReader

from casework.office import Office
from deployments.cli.app import run
from deployments.demo import story
from deployments.demo.post import inbox_of
from deployments.openssl_mail import openssl_open
from deployments.sample_home import JOBCENTRE
from domain.notices import NoticeKind
from models.envelopes import EnvelopeState
from tests.demo.playing import PlayedDemo

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

HEX_HASH = re.compile(r"[0-9a-f]{64}")
NOTHING_WENT_WRONG = {
    NoticeKind.PARTS_MISSING,
    NoticeKind.FIRST_CONTACT_OVERDUE,
    NoticeKind.CONTACT_FAILED,
    NoticeKind.COURSE_CANCELLED,
    NoticeKind.DELIVERY_HELD,
    NoticeKind.WAITING_LIST,
    NoticeKind.CHECK_IN_MISSED,
    NoticeKind.COMPLAINT_RECEIVED,
    NoticeKind.EXTENSION_REMINDER,
    NoticeKind.DEVIATION_EXPLAINED,
    NoticeKind.DEVIATION_WITHDRAWN,
    NoticeKind.MEETING_MINUTES,
    NoticeKind.CONSENT_ENDED,
    NoticeKind.COURSE_REOPENED,
    NoticeKind.ACCESS_REQUESTED,
    NoticeKind.PLAN_CHANGE_ASKED,
    NoticeKind.PLAN_CHANGE_ANSWERED,
}
"""The kinds of notice that this story has no reason for; it has one for every other."""
IN_OUR_HANDS = {EnvelopeState.SENT.value, EnvelopeState.TO_POST.value}


def test_the_summary_has_exactly_the_documented_shape(demo: PlayedDemo) -> None:
    summary = demo.summary

    assert list(summary) == [
        "course",
        "phases",
        "notices",
        "deviation_to_notice_seconds",
        "flow_runs",
        "hours",
        "audit",
        "closing_report",
    ]
    assert {frozenset(one) for one in summary["phases"]} == {frozenset({"phase", "on"})}
    assert {frozenset(one) for one in summary["flow_runs"]} == {frozenset({"name", "state", "state_name"})}
    assert summary["hours"].keys() == {"granted", "used"}
    assert summary["audit"].keys() == {"ok", "events", "head"}
    assert summary["closing_report"].keys() == {"path", "pages"}
    assert re.fullmatch(r"M-2026-\d{4,}", summary["course"])


def test_the_course_goes_through_every_phase_in_nine_months(demo: PlayedDemo) -> None:
    phases = [one["phase"] for one in demo.summary["phases"]]
    days = [date.fromisoformat(one["on"]) for one in demo.summary["phases"]]

    assert phases == [
        "received",
        "accepted",
        "matched",
        "contacting",
        "goal_setting",
        "active",
        "phasing_out",
        "closed",
    ]
    assert days == sorted(days)
    assert (days[-1] - days[0]).days == (story.THIRD[1] - story.BEGINS).days


def test_every_kind_of_notice_that_the_story_causes_was_written(demo: PlayedDemo) -> None:
    notices = demo.summary["notices"]

    assert notices.keys() == {kind.value for kind in set(NoticeKind) - NOTHING_WENT_WRONG}
    assert all(count > 0 for count in notices.values())


def test_nothing_is_left_open_in_the_end(demo: PlayedDemo, office: Office) -> None:
    course = office.casebook.course(demo.summary["course"])
    assert course.open_matters() == ()
    assert course.timers == ()


def test_no_notice_waits_and_none_failed(demo: PlayedDemo, office: Office) -> None:
    assert office.outbox.pending_intents(office.now) == []
    assert {line.state for line in office.outbox.envelopes()} == IN_OUR_HANDS


def test_the_deviation_reached_the_jobcentre_within_a_minute(demo: PlayedDemo) -> None:
    assert 0 < demo.summary["deviation_to_notice_seconds"] < 60


def test_what_reached_the_jobcentre_opens_with_openssl_and_says_nothing_outside(demo: PlayedDemo) -> None:
    folder, mails = demo.place.authority, inbox_of(demo.place, JOBCENTRE)
    own = (folder / "jobcenter-a.key.pem", folder / "jobcenter-a.cert.pem", folder / "chain.pem")

    assert len(mails) > 10
    for raw in mails:
        outer = message_from_bytes(raw, policy=default)
        content = openssl_open(raw, *own).decode()
        assert outer.get_content_type() == "application/pkcs7-mime"
        assert re.match(r"Sag M-2026-\d{4,}: [a-zæøå]", str(outer["Subject"]))
        assert "fravigelse" not in str(outer["Subject"]).lower()
        assert demo.summary["course"] in content


def test_every_mail_was_delivered_once(demo: PlayedDemo) -> None:
    mailboxes = [path.name for path in demo.place.maildirs.iterdir()]
    identities = [_message_id(raw) for name in mailboxes for raw in inbox_of(demo.place, name)]

    assert identities
    assert max(Counter(identities).values()) == 1


def test_all_processes_and_one_run_need_less_than_900_megabytes(demo: PlayedDemo) -> None:
    assert 100 < demo.megabytes < 900


def test_the_hours_are_what_was_granted_and_logged(demo: PlayedDemo) -> None:
    granted, used = (Decimal(demo.summary["hours"][name]) for name in ("granted", "used"))

    assert granted == story.HOURS * 3
    assert 0 < used < granted


def test_the_closing_report_is_there_and_ends_with_the_chain_of_the_summary(demo: PlayedDemo) -> None:
    report = demo.summary["closing_report"]
    pages = PdfReader(demo.out / report["path"]).pages

    assert len(pages) == report["pages"]
    printed = re.sub(r"\s", "", pages[-1].extract_text())
    assert demo.summary["audit"]["head"] in printed


def test_the_books_of_the_finished_demo_verify_also_against_its_own_checkpoint(
    demo: PlayedDemo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MENTOR_HOME", str(demo.place.home))
    (checkpoint,) = (demo.place.home / "checkpoints").iterdir()

    assert run(["audit", "verify", "--against", str(checkpoint), "--json"]) == 0

    verdict = json.loads(capsys.readouterr().out)
    assert (verdict["ok"], verdict["events"]) == (True, demo.summary["audit"]["events"])
    assert HEX_HASH.fullmatch(demo.summary["audit"]["head"])


def test_the_timeline_of_the_demo_course_tells_each_event_in_a_sentence(
    demo: PlayedDemo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MENTOR_HOME", str(demo.place.home))

    assert run(["course", "timeline", demo.summary["course"], "--json"]) == 0

    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["seq"] for row in rows] == [*range(1, demo.summary["audit"]["events"] + 1)]
    assert all(row["sentence"].endswith(".") for row in rows)


def test_the_demo_shows_a_timeline_the_notices_the_runs_the_report_and_the_proof(demo: PlayedDemo) -> None:
    for wanted in (
        f"Sag {demo.summary['course']}",
        "Beskeder",
        "Kørsler i Prefect",
        demo.summary["audit"]["head"][:16],
        "afsluttende-rapport.pdf",
    ):
        assert wanted in demo.printed


def _message_id(raw: bytes) -> str:
    return str(message_from_bytes(raw, policy=default)["Message-ID"])
