"""What each notice must say, and what it must not, row by row of the requirements."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.citizen_letters import letter
from casework.notices import READERS, render_notice
from domain import commands as c
from domain.events import ExtensionDecided
from domain.notices import NoticeKind as K
from tests.factories import (
    active_course,
    at,
    beginning,
    day,
    deviation,
    events_of,
    full_course,
    granted,
    incomplete_course,
    play,
    referral,
    register,
)
from tests.factory.office import context, occasion
from tests.factory.playing import REF

LINK = f"https://portal.example/forloeb/{REF}"
MUST = {
    (K.REFERRAL_RECEIVED, "jobcentre"): (
        "torsdag den 26. februar 2026 kl. 09.14",
        "bevillingen",
        "jobplanen",
        "samtykkeerklæring",
        "senest mandag den 2. marts 2026",
    ),
    (K.PARTS_MISSING, "jobcentre"): (
        "- jobplanen (Min Plan)",
        "- borgerens underskrevne samtykkeerklæring",
        "senest torsdag den 5. marts 2026",
        "sikker mail som svar på denne besked",
        f"Skriv {REF} i emnet",
    ),
    (K.PARTS_MISSING, "coordinator"): ("torsdag den 5. marts 2026", "mangler: 2"),
    (K.COURSE_ASSIGNED, "mentor"): ("tirsdag den 3. marts 2026",),
    (K.MENTOR_ASSIGNED, "jobcentre"): (
        "Amira Sand, telefon 70 00 00 02, amira@mentorhuset.example",
        "Bo Lindegaard",
        "mandag den 2. marts 2026",
    ),
    (K.WAITING_LIST, "jobcentre"): (
        "siden mandag den 2. marts 2026",
        "ingen mentor har ledige timer",
        "mandag den 16. marts 2026",
        "Ansvarlig hos os: Kirsten Holm, telefon 70 00 00 01",
        "Svar med sikker mail",
    ),
    (K.FIRST_CONTACT_DUE, "mentor"): ("tirsdag den 3. marts 2026", "Forsøg indtil nu: 1", "Amira Sand"),
    (K.FIRST_CONTACT_DUE, "coordinator"): ("tirsdag den 3. marts 2026", "Forsøg indtil nu: 1", "Amira Sand"),
    (K.FIRST_CONTACT_OVERDUE, "jobcentre"): (
        "tirsdag den 3. marts 2026",
        "mandag den 2. marts 2026 kl. 09.00: telefon, ikke besvaret",
        "Ansvarlig hos os: Amira Sand, mentor, telefon 70 00 00 02",
    ),
    (K.FIRST_CONTACT_OVERDUE, "mentor"): ("overskredet", "Forsøg indtil nu: 2", "Amira Sand"),
    (K.CONTACT_FAILED, "jobcentre"): ("3 gange", "onsdag den 4. marts 2026", "Amira Sand", "Svar med sikker"),
    (K.CONTACT_FAILED, "coordinator"): ("3 forsøg", "Amira Sand"),
    (K.APPOINTMENT_REMINDER, "citizen"): ("Du har en aftale i morgen, torsdag den 5. marts 2026 kl. 10.00",),
    (K.REMINDER, "mentor"): ("der skal følges op", "torsdag den 26. marts 2026"),
    (K.REMINDER, "coordinator"): ("der skal følges op", "torsdag den 26. marts 2026"),
    (K.DEVIATION, "jobcentre"): (
        "Maja kom ikke i praktik om morgenen.",
        "onsdag den 15. april 2026 kl. 08.00",
        "Virksomhedspraktik tre dage om ugen",
        "Maja oplyser, at bussen var aflyst.",
        "Forsøg på at få kontakt: 2",
        "Vi beder om jeres svar",
        "skriver vi igen torsdag den 16. april 2026 kl. 10.20",
    ),
    (K.DEVIATION_NEXT_RUNG, "jobcentre"): (
        "onsdag den 15. april 2026 kl. 10.20",
        "rykker nr. 1",
        "Sådan kvitterer I",
        "70 00 00 01",
    ),
    (K.DEVIATION_NEXT_RUNG, "coordinator"): (
        "onsdag den 15. april 2026 kl. 10.20",
        "Rykker nr. 1",
        "Sådan kvitteres der",
    ),
    (K.DEVIATION_EXPLAINED, "jobcentre"): (
        "onsdag den 15. april 2026 kl. 10.20",
        "Maja siger, at bussen var aflyst.",
        "Det er jer, der vurderer",
    ),
    (K.DEVIATION_WITHDRAWN, "jobcentre"): (
        "onsdag den 15. april 2026 kl. 10.20",
        "ikke en fravigelse fra jobplanen",
        "Praktikstedet havde lukket den dag.",
    ),
    (K.MEETING_MINUTES, "jobcentre"): (
        "torsdag den 23. april 2026",
        "borgeren, mentor og sagsbehandleren",
        "onsdag den 20. maj 2026",
    ),
    (K.NO_PROGRESS, "jobcentre"): (
        "8 uger",
        "torsdag den 17. september 2026",
        "Kun sagsbehandleren kan beslutte, at indsatsen slutter",
        "Svar med sikker mail",
    ),
    (K.PROGRESS_REPORT, "jobcentre"): (
        "2. marts 2026 til 6. maj 2026",
        "14 af de 32 timer",
        "Maja er oppe og klar klokken 8 på hverdage.",
        "Er målet nået? Nej",
        "Er indsatsen tilstrækkelig? Ja",
        "Er der brug for andre eller flere indsatser? Ja",
        "Praktikken er aftalt til at begynde 8. juni.",
        "Jeg er glad for hjælpen.",
    ),
    (K.EXTENSION_REVIEW_OPENED, "jobcentre"): (
        "søndag den 31. maj 2026",
        "af 32 timer",
        "nr. 2 af højst 4",
        "fredag den 15. maj 2026",
    ),
    (K.EXTENSION_REVIEW_OPENED, "coordinator"): (
        "søndag den 31. maj 2026",
        "af 32 timer",
        "nr. 2 af højst 4",
        "fredag den 15. maj 2026",
    ),
    (K.EXTENSION_REMINDER, "jobcentre"): ("mandag den 16. november 2026", "påmindelse nr. 1"),
    (K.EXTENSION_REMINDER, "coordinator"): ("mandag den 16. november 2026", "Påmindelse nr. 1"),
    (K.EXTENSION_DECIDED, "mentor"): (
        "sagsbehandler D-0001",
        "tirsdag den 12. maj 2026",
        "1. juni 2026 til 31. august 2026, 30 timer",
        "Jobcenterets egen afgørelse sendes særskilt",
        "ikke afgørelsen",
    ),
    (K.PHASE_OUT_STARTED, "jobcentre"): (
        "mandag den 30. november 2026",
        "Møde hver anden uge, derefter telefon.",
        "overdragelse",
    ),
    (K.CLOSING_REPORT, "jobcentre"): (
        "Forløbet gik fra en usikker start til et deltidsjob i et gartneri.",
        "Maja gennemfører en praktik på 13 uger. (nået)",
        "af 86 timer",
        "Det har betydet meget, at der var én, der ringede.",
    ),
    (K.COURSE_CANCELLED, "jobcentre"): (
        "fredag den 20. marts 2026",
        "det er ikke lykkedes at få kontakt",
        "Borgeren er ikke til at træffe på de kendte numre.",
    ),
    (K.COURSE_CANCELLED, "mentor"): ("fredag den 20. marts 2026",),
    (K.CHECK_IN_MISSED, "coordinator"): (
        "Ring med det samme: Amira Sand, telefon 70 00 00 02",
        "mandag den 16. marts 2026 kl. 14.00",
        "kriseplanen",
    ),
    (K.ACCESS_REQUESTED, "jobcentre"): (
        "mandag den 23. marts 2026",
        "Anmodning om aktindsigt: svar senest onsdag den 1. april 2026",
        "Anmodning om indsigt efter artikel 15: svar senest torsdag den 23. april 2026",
        "afgørelsen er jeres",
        "et udkast",
    ),
    (K.ACCESS_REQUESTED, "coordinator"): (
        "onsdag den 1. april 2026",
        "torsdag den 23. april 2026",
        "udkastet",
    ),
    (K.COURSE_REOPENED, "jobcentre"): (
        "tirsdag den 24. marts 2026",
        "søndag den 31. maj 2026; den er ikke ændret",
        "Flytningen blev ikke til noget.",
    ),
    (K.COURSE_REOPENED, "mentor"): ("tirsdag den 24. marts 2026", "nye frister"),
    (K.CONSENT_ENDED, "jobcentre"): (
        "Samtykket er udløbet; sidste dag var fredag den 10. april 2026",
        "progressionsrapport til jobcenteret",
        "ikke en fravigelse",
    ),
    (K.CONSENT_ENDED, "coordinator"): ("fredag den 10. april 2026", "skrives til borgeren selv"),
    (K.CONSENT_ENDED, "mentor"): ("fredag den 10. april 2026", "ikke længere mindet"),
    (K.DELIVERY_HELD, "coordinator"): ("certifikat", "Intet er sendt ukrypteret"),
}
MUST_NOT = {
    K.REFERRAL_RECEIVED: ("start", "begynder", "pauser"),
    K.PARTS_MISSING: ("mener", "fejl"),
    K.WAITING_LIST: ("skyld", "lover", "diagnose", "helbred"),
    K.FIRST_CONTACT_OVERDUE: ("skyld", "forsømt", "Lyngvejen"),
    K.CONTACT_FAILED: ("skyld", "forsømt", "Lyngvejen"),
    K.DEVIATION: ("skyld", "sanktion", "straf", "diagnose", "overtråd"),
    K.DEVIATION_EXPLAINED: ("skyld", "sanktion", "straf", "diagnose", "undskyld"),
    K.DEVIATION_WITHDRAWN: ("skyld", "sanktion", "straf", "diagnose", "bussen"),
    K.DEVIATION_NEXT_RUNG: ("bussen", "praktik", "Maja", "fravig"),
    K.COURSE_REOPENED: ("skyld", "forlæng", "ny bevilling"),
    K.CONSENT_ENDED: ("skyld", "mødet", "sanktion", "begrund"),
    K.MEETING_MINUTES: ("svær morgen", "gartneriet", "arbejdsevne"),
    K.NO_PROGRESS: ("skyld", "sanktion", "tilbagefald", "klokken", "mangler", "motivation"),
    K.PROGRESS_REPORT: ("arbejdsevne", "mod på en praktik"),
    K.EXTENSION_REVIEW_OPENED: ("bliver bevilget", "bevilges", "forlænges"),
    K.EXTENSION_REMINDER: ("bliver bevilget", "bevilges", "forlænges"),
    K.ACCESS_REQUESTED: ("Hele sagen", "naboen"),
    K.PHASE_OUT_STARTED: ("støtten fortsætter", "forlæng"),
    K.CLOSING_REPORT: ("arbejdsevne", "barn", "underretning"),
}
EVERY = [(kind, to) for kind, readers in READERS.items() for to in sorted(readers)]


@pytest.mark.parametrize(("kind", "to"), list(MUST))
def test_it_says_what_it_must(kind: K, to: str) -> None:
    text = render_notice(kind, to, occasion(kind)).text
    assert not [words for words in MUST[kind, to] if words not in text]


@pytest.mark.parametrize("kind", list(MUST_NOT))
def test_it_does_not_say_what_it_must_not(kind: K) -> None:
    for to in READERS[kind]:
        text = render_notice(kind, to, occasion(kind)).text.lower()
        assert not [words for words in MUST_NOT[kind] if words.lower() in text]


@pytest.mark.parametrize(("kind", "to"), EVERY)
def test_it_begins_with_the_reference(kind: K, to: str) -> None:
    assert render_notice(kind, to, occasion(kind)).text.startswith(f"Sag {REF}\n")


@pytest.mark.parametrize(("kind", "to"), EVERY)
def test_staff_get_a_link_to_sign_in_and_nobody_else_does(kind: K, to: str) -> None:
    assert (LINK in render_notice(kind, to, occasion(kind)).text) == (to in {"mentor", "coordinator"})


@pytest.mark.parametrize(("kind", "to"), EVERY)
def test_nothing_is_ever_called_the_report_about_a_child(kind: K, to: str) -> None:
    assert "underretning" not in render_notice(kind, to, occasion(kind)).text.lower()


def test_a_reminder_of_an_appointment_names_no_programme_place_or_person() -> None:
    text = render_notice(K.APPOINTMENT_REMINDER, "citizen", occasion(K.APPOINTMENT_REMINDER)).text
    words = ("Maja", "Amira", "Kirsten", "Biblioteket", "Viborg", "Mentorhuset", "mentor", "jobcenter")
    assert not [word for word in words if word.lower() in text.lower()]


def test_an_appointment_some_days_away_is_given_by_its_date_alone() -> None:
    played = active_course()
    fired = events_of(played[1], "TimerFired")[-1]
    text = render_notice(
        K.APPOINTMENT_REMINDER, "citizen", context(played, fired, now=at("2026-03-03 12:00"))
    )
    assert "Du har en aftale torsdag den 5. marts 2026 kl. 10.00." in text.text


def test_what_is_unknown_about_a_deviation_is_said_to_be_unknown() -> None:
    unsure = replace(deviation(), plan_item="", attempts=0)
    played = play(*beginning(), at("2026-04-15 10:20"), unsure)
    text = render_notice(K.DEVIATION, "jobcentre", context(played, played[1][-1])).text
    assert "Punkt i jobplanen: ikke angivet" in text
    assert "Forsøg på at få kontakt: endnu ingen" in text


def test_a_late_request_for_parts_says_that_the_day_has_passed() -> None:
    played = play(register(referral(consent=None)), at("2026-03-12 12:00"))
    text = render_notice(
        K.PARTS_MISSING, "jobcentre", context(played, events_of(played[1], "TimerFired")[-1])
    )
    assert "skulle have været hos os senest torsdag den 5. marts 2026" in text.text


def test_a_notice_tells_what_was_known_when_it_was_caused() -> None:
    played = incomplete_course()
    text = render_notice(K.PARTS_MISSING, "jobcentre", context(played, played[1][0])).text
    assert "- jobplanen (Min Plan)" in text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (K.MENTOR_ASSIGNED, ("Amira Sand", "70 00 00 02", "Bo Lindegaard", "2. marts 2026")),
        (
            K.EXTENSION_DECIDED,
            ("12. maj 2026", "31. august 2026", "ikke afgørelsen", "klage"),
        ),
        (K.PHASE_OUT_STARTED, ("30. november 2026", "Møde hver anden uge", "ring")),
        (K.PROGRESS_REPORT, ("2. marts 2026 til 6. maj 2026", "kopi")),
        (K.CLOSING_REPORT, ("kopi", "rapport")),
        (
            K.COMPLAINT_RECEIVED,
            ("16. marts 2026", "Kirsten Holm", "30. marts 2026", "jobcenteret", "fire uger", "Ankestyrelsen"),
        ),
        (K.MEETING_MINUTES, ("23. april 2026", "jobcenteret har fået det samme", "20. maj 2026")),
    ],
)
def test_a_letter_says_what_it_must(kind: K, words: tuple[str, ...]) -> None:
    text = "\n".join(letter(kind, occasion(kind)).paragraphs)
    assert not [word for word in words if word not in text]


def test_a_new_mentor_is_introduced_as_new() -> None:
    played = full_course()
    changed = context(played, events_of(played[1], "MentorReassigned")[0])
    assert letter(K.MENTOR_ASSIGNED, changed).heading == "Du får en ny mentor"
    assert "en ny mentor" in render_notice(K.MENTOR_ASSIGNED, "jobcentre", changed).text
    assert "overdragelsen" in render_notice(K.COURSE_ASSIGNED, "mentor", changed).text


def test_a_deviation_of_one_s_own_words_is_told_as_it_was_written() -> None:
    assert deviation().fact in render_notice(K.DEVIATION, "jobcentre", occasion(K.DEVIATION)).text


@pytest.mark.requirement("local.undecided")
@pytest.mark.parametrize("late", [False, True])
def test_a_refusal_that_comes_after_the_end_says_that_the_support_has_ended(late: bool) -> None:
    """local: a late refusal promises no plan for a time that is over."""
    when = "2026-06-05 10:00" if late else "2026-05-20 10:00"
    refusal = granted(day("2026-06-06"), day("2026-08-31"), at(when), granted=False)
    course, history = play(*beginning(), at(when), refusal)
    trigger = next(one for one in history if isinstance(one.event, ExtensionDecided))
    told = " ".join(letter(K.EXTENSION_DECIDED, context((course, history), trigger)).paragraphs)
    assert ("Din støtte sluttede" in told) is late
    assert ("laver sammen en plan" in told) is not late


def test_the_citizen_is_told_of_a_proposal_only_where_the_report_makes_one() -> None:
    plain = c.SendProgressReport(covers_to=day("2026-03-13"), summary="Lige begyndt.")
    proposing = replace(plain, recommendation="Fortsat støtte.")
    told = [
        " ".join(
            letter(K.PROGRESS_REPORT, context(play(*beginning(), at("2026-03-13 12:00"), one))).paragraphs
        )
        for one in (plain, proposing)
    ]
    assert ["foreslår" in text for text in told] == [False, True]
