"""Whatever strikes the intake, and however often a mail comes: exactly one course each, and nothing lost."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from casework.assurance import assure
from casework.office import Office
from deployments.local_mail import maildir_of
from deployments.sample_home import CONTROLLER, SUPPLIER
from models.mails import Fate
from tests.chaos.intakes import intake, killed_intake, one_intake, two_intakes
from tests.chaos.post import Post, arrive, written
from tests.chaos.storm import Storm
from tests.house import MORNING, House, later

SEED, FEW, MANY = 20260302, 50, 1000
BATCH, TRIES = 10, 6
STRIKE = 0.01
KINDS = (one_intake, two_intakes, killed_intake, two_intakes)
CALM_INTAKES = 2
"""What two intakes at once have left to each other, the next one ends; and one more must find nothing."""


def survived(house: House, count: int, seed: int) -> int:
    """Let so many mails come through the storm, and check what came of them; gives the strikes."""
    chance = Random(seed)
    post = written(house, count, chance)
    storm = Storm(chance, STRIKE)
    with pytest.MonkeyPatch.context() as patch:
        storm.break_out(patch)
        for number, first in enumerate(range(0, count, BATCH)):
            arrive(house, post.mails[first : first + BATCH])
            through(storm, KINDS[number % len(KINDS)], chance)
    left = [intake() for _ in range(CALM_INTAKES)][-1]
    assert left == [], seed
    with house.office(later(MORNING, hours=2)) as office:
        check(house, office, post, f"seed {seed}")
    return storm.struck


def through(storm: Storm, intake_of_a_kind: Callable[[Random], None], chance: Random) -> None:
    """Intakes until one is not struck; but not for ever, so that some mails meet the next batch."""
    for _ in range(TRIES):
        before = storm.struck
        intake_of_a_kind(chance)
        if storm.struck == before:
            return


def check(house: House, office: Office, post: Post, seed: str) -> None:
    """One course for each citizen, every mail kept with its fate, the inbox empty, the books in order."""
    ledger = office.ledger.mails()
    courses = {ref: cpr for cpr in post.cprs for ref in office.casebook.find(CONTROLLER, cpr)}
    assert Counter(courses.values()) == Counter(post.cprs), seed
    assert len(office.casebook.courses()) == len(post.cprs), seed
    assert Counter(mail.fate for mail in ledger) == {
        Fate.COURSE: len(post.cprs),
        Fate.DUPLICATE: len(post.mails) - len(post.cprs),
    }, seed
    assert {mail.course_ref for mail in ledger if mail.fate == Fate.COURSE} == set(courses), seed
    assert Counter(office.ledger.open_raw(mail.id) for mail in ledger) == Counter(post.mails), seed
    assert (inbox(house), Counter(filed(house))) == ([], Counter(post.mails)), seed
    assert assure(office).findings == (), seed


def inbox(house: House) -> list[bytes]:
    box = maildir_of(house.place.maildirs, SUPPLIER)
    return [file.read_bytes() for folder in ("new", "cur") for file in (box / folder).iterdir()]


def filed(house: House) -> list[bytes]:
    folder = maildir_of(house.place.maildirs, SUPPLIER) / ".done" / "cur"
    return [file.read_bytes() for file in folder.iterdir()]


@pytest.mark.slow
def test_mails_that_come_again_through_an_intake_that_is_struck_down_are_one_course_each(
    house: House,
) -> None:
    struck = survived(house, FEW, SEED)
    assert struck >= 5, "the storm does not reach the intake"


@pytest.mark.soak
def test_a_thousand_mails_through_the_storm_are_one_course_each(house: House) -> None:
    seed = Random().getrandbits(32)
    print(f"seed {seed}")
    began = time.monotonic()
    struck = survived(house, MANY, seed)
    print(f"{MANY} mails, {struck} strikes, {time.monotonic() - began:.0f} s")
