from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.pdf_reading import PdfReader
from adapters.referral_reading import read_referral
from adapters.referral_reading.fields import FIELDS
from tests.adapters.pdf_reading import hostile
from tests.adapters.referral_reading.mails import BODY, CONSENT, GRANT, JOB_PLAN, Letter, paper, three_papers
from tests.adapters.referral_reading.whole_referral import EXPECTED, with_grant, wrongs


def test_a_whole_referral_is_read_from_its_text_and_three_papers(reader: PdfReader) -> None:
    reading = read_referral(BODY, three_papers(), reader=reader)
    assert reading.referral == EXPECTED
    assert (reading.missing, reading.problems) == ((), ())
    assert [kind for _, kind, _ in reading.kinds] == ["grant", "job_plan", "consent"]


def test_everything_may_stand_in_the_mail_itself(reader: PdfReader) -> None:
    text = BODY + GRANT.replace("Begrundelse:", "Begrundelse for bevillingen:")
    reading = read_referral(text, [], reader=reader)
    assert reading.referral is not None
    assert reading.referral.grant == EXPECTED.grant
    assert reading.missing == ("job_plan", "consent")


@pytest.mark.parametrize("absent", range(3))
def test_each_part_that_is_not_there_is_named(reader: PdfReader, absent: int) -> None:
    papers = three_papers()
    del papers[absent]
    reading = read_referral(BODY, papers, reader=reader)
    part = ("grant", "job_plan", "consent")[absent]
    assert reading.missing == (part,)
    assert reading.problems == ()
    assert reading.referral == replace(EXPECTED, **{part: None})


def test_an_empty_mail_has_every_gap_named_at_once(reader: PdfReader) -> None:
    reading = read_referral("", [], reader=reader)
    assert reading.referral is None
    assert reading.missing == ("grant", "job_plan", "consent")
    assert wrongs(reading) == {"citizen.cpr": "mangler", "citizen.name": "mangler"}


@pytest.mark.parametrize(
    ("old", "new", "field", "wrong"),
    [
        ("27/2-26", "sidst i februar", "grant.granted_on", "datoen kan ikke læses"),
        ("27/2-26", "30/2-26", "grant.granted_on", "datoen findes ikke"),
        ("31. maj 2026", "31. maj 2025", "grant.ends_on", "slutter før den begynder"),
        ("02.03.2026 – 31. maj 2026", "tre måneder", "grant.period", "perioden kan ikke læses"),
        ("32½ timer", "2.30 timer", "grant.hours_total", "timetallet kan ikke læses"),
        (
            "Afgørende for indsatsen: ja",
            "Afgørende for indsatsen: delvist",
            "grant.decisive",
            "svaret er hverken ja eller nej",
        ),
        ("Lovgrundlag: LAB § 167\n", "", "grant.legal_basis", "mangler"),
        ("Timer i alt: 32½ timer\n", "", "grant.hours_total", "mangler"),
        ("LAB § 167", "§" * 201, "grant.legal_basis", "er for lang eller uden for det tilladte"),
        ("32½ timer", "0 timer", "grant.hours_total", "er for lang eller uden for det tilladte"),
    ],
)
def test_what_cannot_be_used_is_named_and_the_rest_is_kept(
    reader: PdfReader, old: str, new: str, field: str, wrong: str
) -> None:
    reading = with_grant(reader, old, new)
    assert wrongs(reading)[field] == wrong
    assert reading.missing == ()
    assert reading.referral == replace(EXPECTED, grant=None)


def test_a_protected_citizen_stays_protected_until_the_day_named(reader: PdfReader) -> None:
    body = BODY.replace("Målgruppe:", "Adressebeskyttelse: ja\nBeskyttet til: 1/3-2027\nMålgruppe:")
    citizen = read_referral(body, three_papers(), reader=reader).referral
    assert citizen is not None
    assert (citizen.citizen.protected, citizen.citizen.protected_until) == (True, date(2027, 3, 1))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7 torn", "kan ikke læses"),
        (hostile.encrypted("x"), "adgangskode"),
        (hostile.with_script(), "aktivt indhold"),
        (hostile.blank(), "scannet"),
        (b"PK\x03\x04\x00", "hverken PDF eller tekst"),
    ],
    ids=["torn", "locked", "active", "scanned", "another format"],
)
def test_an_attachment_that_cannot_be_read_is_a_problem_by_its_number(
    reader: PdfReader, content: bytes, word: str
) -> None:
    unreadable = Letter("Åse Ærø bevilling.pdf", content, "application/pdf")
    reading = read_referral(BODY, [paper(JOB_PLAN), unreadable, paper(CONSENT)], reader=reader)
    (problem,) = reading.problems
    assert problem.field == "attachment.2"
    assert word in problem.wrong


def test_problems_never_repeat_what_was_written(reader: PdfReader) -> None:
    text = GRANT.replace("27/2-26", "Hemmelig1").replace("32½", "Hemmelig2").replace("JA", "Hemmelig3")
    text = text.replace("LAB § 167", "Hemmelig4" * 40).replace("010150-5678", "Hemmelig5")
    reading = read_referral(BODY, [paper(text, "Hemmelig6.txt")], reader=reader)
    assert len(reading.problems) == 5
    assert "Hemmelig" not in " ".join(map(str, reading.problems))


def test_a_text_in_an_older_character_set_is_read(reader: PdfReader) -> None:
    papers = [Letter("a.txt", text.encode("cp1252")) for text in (GRANT, JOB_PLAN, CONSENT)]
    assert read_referral(BODY, papers, reader=reader).referral == EXPECTED


def test_a_withdrawn_consent_may_come_alone_and_is_then_no_consent(reader: PdfReader) -> None:
    for paper_text in ("Samtykke trukket tilbage: 3. maj 2026", "SAMTYKKE\nTrukket tilbage: 3/5-26"):
        reading = read_referral(BODY, [paper(paper_text)], reader=reader)
        assert reading.consent_withdrawn_on == date(2026, 5, 3)
        assert reading.problems == ()
        assert "consent" in reading.missing
        assert reading.referral is not None
        assert reading.referral.consent is None


def test_a_whole_consent_may_say_that_it_was_withdrawn(reader: PdfReader) -> None:
    text = CONSENT + "Samtykket er trukket tilbage: 3/5-26\n"
    reading = read_referral(BODY, [paper(text)], reader=reader)
    assert reading.referral is not None
    assert reading.referral.consent == replace(EXPECTED.consent, withdrawn_on=date(2026, 5, 3))


@pytest.mark.parametrize(
    ("day", "wrong"), [("i foråret", "datoen kan ikke læses"), ("3/5-25", "slutter før den begynder")]
)
def test_a_withdrawal_on_a_day_that_cannot_be_is_a_problem(reader: PdfReader, day: str, wrong: str) -> None:
    text = f"{CONSENT}Samtykke trukket tilbage: {day}\n"
    reading = read_referral(BODY, [paper(text)], reader=reader)
    assert wrongs(reading) == {"consent.withdrawn_on": wrong}
    assert reading.referral is not None
    assert reading.referral.consent is None


LABELS = st.sampled_from([f"{label}: " for field in FIELDS for label in (*field.labels, *field.local)])
PIECES = st.one_of(
    LABELS, st.sampled_from(["\n", "\n\n", "    ", "\f", "- ", "; ", "1.3.26", "ja"]), st.text(max_size=8)
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=TEXTS, papers=st.lists(TEXTS, max_size=3))
def test_no_text_whatever_makes_the_reading_fail(reader: PdfReader, body: str, papers: list[str]) -> None:
    attachments = [Letter("a.txt", text.encode("utf-8", "replace")) for text in papers]
    reading = read_referral(body, attachments, reader=reader)
    assert len(reading.kinds) == len(papers)
    if reading.referral is not None:
        assert not reading.referral.parts() & set(reading.missing)
