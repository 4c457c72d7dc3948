"""Who is who, which papers there are, and how something was passed on."""

from __future__ import annotations

from collections.abc import Mapping

from domain import disclosure, words
from domain.values import Role

ROLES: Mapping[str, str] = {
    Role.COORDINATOR: "mentorkoordinator",
    Role.MENTOR: "mentor",
    Role.CASEWORKER: "sagsbehandler",
    Role.JOB_CONSULTANT: "jobkonsulent",
    Role.MANAGER: "leder",
    Role.HEAD: "leder i kommunen",
    Role.OPERATOR: "driften",
    Role.AUDITOR: "revisor",
    Role.MAILROOM: "postmodtagelsen",
    Role.CLOCK: "automatisk",
}
SIGNERS: Mapping[str, str] = words.SIGNERS
PARTS: Mapping[str, str] = {
    "grant": "bevillingen",
    "job_plan": "jobplanen (Min Plan)",
    "consent": "borgerens underskrevne samtykkeerklæring",
}
DECISION_CHANNELS: Mapping[str, str] = {
    "deployment_form": "formularen",
    "cli": "kommandolinjen",
    "portal": "portalen",
    "letter": "brev",
    "signed_mail": "sikker mail",
}
OUTSIDERS: Mapping[str, str] = disclosure.OUTSIDERS
REPORTS: Mapping[str, str] = {
    "child": "underretning om et barn",
    "crime": "oplysning betroet en leder",
    "waiting": "på vej",
    "sent": "afleveret",
    "returned": "ikke kommet frem: ring",
    "phoned": "der er ringet",
    "decided": "lederen har taget stilling",
}
"""Reportable matters, for the one who holds the receipt alone."""
PASSED_TO: Mapping[str, str] = {
    "nobody": "gives ikke videre",
    "police": "gives til politiet",
    "jobcentre": "gives til jobcenteret",
    "municipality": "gives til kommunen",
}
OUTSIDE_CONTACT: Mapping[str, str] = {
    "never": "nej",
    "urgent": "kun når det haster",
    "by_agreement": "efter aftale",
}
OUTSIDE_CHANNELS: Mapping[str, str] = {
    "call": "ringe",
    "text": "sende en sms",
    "mail": "skrive en mail",
}
"""How a mentor is reached outside agreed hours, always by her work telephone and work mail."""
