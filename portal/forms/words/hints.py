"""What is said below a label, where the label alone leaves something open."""

from __future__ import annotations

from collections.abc import Mapping

HINTS: Mapping[str, str] = {
    "assessment": "Det, du selv vurderer. Jobcenteret ser det ikke uden videre.",
    "attempts": "Kun de forsøg, der var forgæves.",
    "began_at": "Lad feltet stå tomt, hvis samtalen lige er slut.",
    "covers_to": "Rapporten begynder, hvor den forrige sluttede.",
    "decision_code": "Koden virker kun én gang.",
    "document_sha256": "64 tegn, 0-9 og a-f.",
    "fact": "Skriv det nøgternt. Skriv ikke om sygdom eller skyld.",
    "observation": "Skriv det, du så og hørte. Borgeren har ret til at læse det.",
    "place": "Tomt felt: det sædvanlige sted.",
    "special_reasons": "Skal udfyldes, når perioden kun kan gives i helt særlige tilfælde.",
    "target_on": "En dag, der ikke er passeret.",
    "task_reason": "Nogle opgaver må en mentor kun løse med en begrundelse.",
    "tasks": "Opgaver, der ikke står på listen, skrives én på hver linje.",
    "AcceptReferral.tasks": "Opgaver, som ordrens egne ord lader stå åbne.",
    "RecordMeeting.tasks": "",
    "Referral.tasks": "",
    "Citizen.cpr": "Ti cifre.",
    "Citizen.protected": "Så vises navn og adresse ingen steder.",
    "Ending.reason": "Borgeren får begrundelsen i jobcenterets egen afgørelse.",
    "MatchMentor.cover": "Den, der træder til, når mentor er fraværende.",
    "QuickNote.category": "Tomt felt: programmets første kategori.",
    "Pause.from_on": "Tomt felt: fra i dag.",
    "Pause.until": "Tomt felt: indtil videre.",
    "Pause.reason": "Kan handle om helbred og gemmes forseglet.",
    "PlanAppointment.interpreter": "Uden svar gælder det, henvisningen siger.",
    "RecordAccessRequest.wish": "Med borgerens egne ord.",
    "RecordClosing.review": "Hvad er der sket, og hvad er der kommet ud af det?",
    "RecordMeeting.comment": "Det, borgeren selv siger til notatet.",
    "RecordMeeting.corrects": "Det gamle notat bliver stående; dette gælder i stedet.",
    "RecordEvaluation.score": "Fra 1 (dårlig) til 5 (god).",
    "ReportDeviation.plan_item": "Det punkt i jobplanen, det handler om.",
    "ReassignMentor.handover": "Hvor langt I er, hvad der er aftalt, og hvad der virker.",
    "SignAgreement.document_sha256": "Står på aftalen, hvis den er gemt elektronisk. 64 tegn, 0-9 og a-f.",
    "ShowLogEntry.reason": "Skal kun udfyldes, når notaterne ikke er vist.",
}
