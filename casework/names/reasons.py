"""Why something was done, ended or left out, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping

WAITING_REASONS: Mapping[str, str] = {
    "no_free_hours": "ingen mentor har ledige timer lige nu",
    "no_match": "ingen ledig mentor har de kompetencer, opgaven kræver",
    "language": "ingen ledig mentor taler sproget, og en tolk er ikke på plads",
    "place": "ingen ledig mentor arbejder i området",
    "absence": "den mentor, der passer bedst, er fraværende",
}
COMPLAINTS: Mapping[str, str] = {
    "mentor": "din mentor",
    "course": "dit forløb",
    "treatment": "den måde, du er blevet behandlet på",
    "decision": "en afgørelse fra jobcenteret",
}
"""What a complaint is about, as the citizen reads it."""
PLAN_CHANGES: Mapping[str, str] = {
    "goals": "målene",
    "hours": "timerne, eller hvor tit de mødes",
    "mentor": "hvem der er mentor",
    "pause": "en pause i støtten",
    "focus": "fokusområderne",
    "other": "noget andet",
}
"""What of the plan a mentor asks to have changed."""
PAUSE_CAUSES: Mapping[str, str] = {
    "illness": "sygdom",
    "hospital": "indlæggelse",
    "holiday": "ferie",
    "other": "anden årsag",
    "": "anden årsag",
}
CANCEL_CAUSES: Mapping[str, str] = {
    "not_eligible": "betingelserne er ikke opfyldt",
    "withdrawn": "henvisningen er trukket tilbage",
    "moved": "borgeren er flyttet",
    "no_contact": "det er ikke lykkedes at få kontakt",
    "consent_withdrawn": "borgerens samtykke gælder ikke mere",
    "caseworker": "jobcenteret har bedt om det",
    "other": "anden årsag",
}
CLOSING_REASONS: Mapping[str, str] = {
    "goals_reached": "målene er nået",
    "grant_ended": "bevillingen er udløbet",
    "job": "borgeren er kommet i job",
    "education": "borgeren er begyndt på en uddannelse",
    "moved": "borgeren er flyttet",
    "withdrew": "borgeren ønskede ikke at fortsætte",
    "no_contact": "det er ikke lykkedes at få kontakt med borgeren",
    "consent_withdrawn": "borgerens samtykke gælder ikke mere",
    "other": "anden årsag",
}
OUTCOMES: Mapping[str, str] = {
    "job": "job",
    "education": "uddannelse",
    "placement": "virksomhedspraktik",
    "activity": "et andet tilbud",
    "other_support": "anden støtte",
    "none": "ingen ny aktivitet",
}
OUTCOME_SENTENCES: Mapping[str, str] = {
    "job": "Borgeren er kommet i job.",
    "education": "Borgeren er begyndt på en uddannelse.",
    "placement": "Borgeren er i virksomhedspraktik.",
    "activity": "Borgeren er i et andet tilbud.",
    "other_support": "Borgeren får anden støtte.",
    "none": "Borgeren er ikke begyndt på noget nyt.",
}
HOLD_REASONS: Mapping[str, str] = {
    "complaint": "en klage er ikke afgjort",
    "court": "en retssag er ikke slut",
    "audit": "revisionen har brug for den",
    "authority": "kommunen har bedt om det",
}
RETURNED_BY: Mapping[str, str] = {
    "secure_mail": "med sikker mail",
    "handover": "som samlet overdragelse",
    "in_person": "afleveret personligt",
}
WHY_LEFT_OUT: Mapping[str, str] = {
    "third_party": "oplysninger om andre",
    "safety": "hensynet til nogens sikkerhed",
    "authority": "myndighedens egne fortrolige forhold",
}
