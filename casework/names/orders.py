"""Danish names for what an order, its tasks and its acceptance are described by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain import words

MAY: Mapping[str, str] = {"yes": "ja", "with_reason": "kun begrundet", "no": "nej"}
LAWS: Mapping[str, str] = words.LAWS
ENTITLEMENTS: Mapping[str, str] = {"none": "", "right": "ret", "right_and_duty": "ret og pligt"}
CASEWORKER_ROLES: Mapping[str, str] = {
    "authority": "myndighedsrolle",
    "company": "virksomhedsrettet rolle",
    "support": "støttende rolle",
    "effort": "samtale- og indsatsrolle",
}
REMARKS: Mapping[str, str] = {
    "other_group": "borgeren er uden for den målgruppe, programmet især er til",
    "match_group": "matchgruppen er en anden end ventet eller ikke oplyst",
    "unemployed": "ledigheden er kortere end ventet",
    "unemployed_not_stated": "ledighedens længde er ikke oplyst",
    "inactive": "der er ikke oplyst en aktivitet: motivation er mentors opgave",
    "age": "borgeren er ældre end ventet",
    "towards_education": "sigtet er overgang til uddannelse",
    "section_85_not_stated": "det er ikke oplyst, om borgeren får støtte efter servicelovens § 85",
    "tasks_not_placed": "bestillingen har opgaver, som ikke står i kataloget",
}
"""What was not as the programme expects, or is worth a thought; none of it refuses a course."""

SECTION_85: Mapping[str, str] = {
    "no": "borgeren får ikke støtte efter servicelovens § 85",
    "another_person": "borgeren får også støtte efter servicelovens § 85, af en anden end mentor",
    "same_person": "mentor giver også støtte efter servicelovens § 85",
    "converted": "støtte efter servicelovens § 85 er blevet til mentorstøtte med et nyt mål",
    "handed_over": "det, borgeren har varigt brug for, gives nu efter servicelovens § 85",
}


def remarks(codes: Sequence[str]) -> list[str]:
    """What was remarked of an order when its course was taken on."""
    return [REMARKS[code] for code in codes]
