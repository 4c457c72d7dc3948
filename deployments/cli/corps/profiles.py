"""`mentor corps enter` and `list`: the mentors' profiles."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from adapters.as_json import as_json
from adapters.documents.danish import decimal_comma
from casework.corps.profiles import enter_profiles
from casework.names import OUTSIDE_CHANNELS, OUTSIDE_CONTACT
from casework.office import open_office
from deployments.cli.corps.options import By
from deployments.cli.danish_help import new_app
from deployments.cli.reading import actor_of, from_file, input_of
from deployments.printing import Json, show_rows, tell
from domain.corps.profile import MentorProfile
from domain.explain import danish_date

app = new_app()
NO_PROFILES = "Ingen profiler endnu. Indfør dem med: mentor corps enter --from FIL"
COLUMNS = {"mentor": "Mentor", "hours_per_week": "Timer/uge", "courses": "Højst", "profile": "Profil"}
SAID = {
    "competences": "kan",
    "target_groups": "målgrupper",
    "languages": "sprog",
    "places": "steder",
    "wishes": "ønsker",
}


@app.command
def enter(
    *,
    source: Annotated[str, from_file("JSON-liste med mentorprofiler; - for standard ind.")],
    actor: By,
    json: Json = False,
) -> None:
    """Indfør mentorprofiler, eller ret dem, der er. Er noget galt i filen, indføres intet."""
    with open_office() as office:
        entered = enter_profiles(office, input_of(source), actor_of(actor))
    if json:
        print(as_json({"mentors": [profile.mentor for profile in entered]}))
    else:
        tell(f"Indført: {', '.join(profile.mentor for profile in entered)}.")


@app.command(name="list")
def list_(*, json: Json = False) -> None:
    """Vis mentorernes profiler."""
    with open_office() as office:
        profiles = office.corps.profiles.all()
    rows = [asdict(profile) if json else _shown(profile) for profile in profiles]
    show_rows("Mentorkorpset", rows, COLUMNS, json=json, empty=NO_PROFILES)


def _shown(profile: MentorProfile) -> dict[str, object]:
    """A row that can be read on a narrow screen."""
    values = asdict(profile)
    said = [f"{words}: {', '.join(values[name])}" for name, words in SAID.items() if values[name]]
    said.append(f"uden for aftalt tid: {_outside(profile)}")
    said += [f"stopper {danish_date(profile.leaves_on)}"] if profile.leaves_on else []
    return {
        "mentor": profile.mentor,
        "hours_per_week": decimal_comma(profile.hours_per_week),
        "courses": f"{profile.max_courses} forløb" if profile.max_courses else "",
        "profile": "; ".join(said),
    }


def _outside(profile: MentorProfile) -> str:
    """Whether and how citizens may reach her outside agreed hours: `kun når det haster (opkald, sms)`."""
    channels = ", ".join(OUTSIDE_CHANNELS[channel] for channel in profile.outside_channels)
    return OUTSIDE_CONTACT[profile.outside_contact] + (f" ({channels})" if channels else "")
