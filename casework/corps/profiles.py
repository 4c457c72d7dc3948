"""Entering mentors' profiles from JSON: every problem of the whole file at once, and all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from adapters.staff import Staff
from casework.corps.authorised import must_be_coordinator
from casework.corps.json_lists import read_list
from casework.office import Office
from domain.corps.profile import MentorProfile
from domain.errors import InvalidInput, Problem
from domain.values import Actor

WHAT = "Mentorprofiler"


def enter_profiles(office: Office, data: bytes, by: Actor) -> list[MentorProfile]:
    """Enter the profiles of a JSON list, replacing those that are there. Raises InvalidInput, Refused."""
    must_be_coordinator(office, by)
    read, problems = read_list(WHAT, MentorProfile, data)
    problems += _problems(read, office.staff)
    if problems:
        raise InvalidInput(WHAT, tuple(problems))
    profiles = [profile for _, profile in read]
    office.corps.profiles.put(profiles, str(by), office.now)
    return profiles


def profile_of(office: Office, mentor: str) -> MentorProfile | None:
    """The mentor's profile, or None where nobody has entered one."""
    return next((one for one in office.corps.profiles.all() if one.mentor == mentor), None)


def _problems(read: Sequence[tuple[int, MentorProfile]], staff: Staff) -> Iterator[Problem]:
    known = {member.id for member in staff.mentors}
    times = Counter(profile.mentor for _, profile in read)
    for number, profile in read:
        at = f"{number}.mentor"
        if profile.mentor not in known:
            yield Problem(at, "står ikke i staff.toml", "tilføj en [[mentor]] med dette id først")
        if times[profile.mentor] > 1:
            yield Problem(at, "står flere gange i filen", "skriv hver mentor én gang")
        for problem in profile.problems():
            yield Problem(f"{number}.{problem.field}", problem.wrong, problem.cure)
