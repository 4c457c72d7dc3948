"""What the commands of the work itself are called: from the referral to the log book."""

from __future__ import annotations

from collections.abc import Mapping

from portal.forms.words.saying import Saying

SUPPORT: Mapping[str, Saying] = {
    "CompleteReferral": Saying(
        "Ret eller udfyld henvisningen",
        "Gem henvisningen",
        "Henvisningen er gemt.",
        "Skriv det, der mangler, og ret det, der er forkert. En del uden indhold regnes som ikke modtaget.",
    ),
    "AcceptReferral": Saying(
        "Tag forløbet ind",
        "Tag forløbet ind",
        "Forløbet er taget ind.",
        "Bevillingens dage, timer og betingelser holdes op mod programmet.",
    ),
    "RecordSection85": Saying(
        "Notér grænsen til støtte efter servicelovens § 85",
        "Gem",
        "Grænsen til § 85 er noteret.",
    ),
    "MatchMentor": Saying(
        "Vælg mentor",
        "Vælg mentor",
        "Mentor er valgt, og borgeren og jobcenteret får besked.",
        "Borgeren får én fast kontaktperson.",
    ),
    "PutOnWaitingList": Saying(
        "Sæt på venteliste",
        "Sæt på venteliste",
        "Forløbet står på venteliste, og jobcenteret får besked.",
    ),
    "ReassignMentor": Saying(
        "Skift mentor",
        "Skift mentor",
        "Forløbet har fået en ny mentor.",
        "Skriv det, den nye mentor skal vide, så intet går tabt.",
    ),
    "RecordContactAttempt": Saying(
        "Notér et forsøg på kontakt",
        "Gem forsøget",
        "Forsøget er noteret.",
        "Skriv både de forsøg, der lykkes, og dem, der ikke gør.",
    ),
    "RecordFirstMeeting": Saying("Notér det første møde", "Gem mødet", "Det første møde er noteret."),
    "SignAgreement": Saying(
        "Arkivér aftalen om mentorstøtte",
        "Gem aftalen",
        "Aftalen er gemt.",
        "Aftalen er mellem borgeren og jobcenteret. Her gemmes, hvad den siger, og hvem der skrev under.",
    ),
    "AgreeGoals": Saying(
        "Aftal mål",
        "Gem målene",
        "Målene er gemt.",
        "Mål aftales sammen med borgeren. De skal være til at nå.",
    ),
    "ReviseGoal": Saying(
        "Ret et mål",
        "Gem rettelsen",
        "Målet er rettet.",
        "Udfyld kun det, der er nyt. Resten bliver, som det er.",
    ),
    "DropGoal": Saying("Opgiv et mål", "Opgiv målet", "Der arbejdes ikke længere på målet."),
    "AgreeChangePlan": Saying(
        "Lav forandringsplan",
        "Gem planen",
        "Forandringsplanen er gemt.",
        "Planen laves sammen med borgeren, et skridt ad gangen.",
    ),
    "SetRoles": Saying(
        "Vægt mentors roller",
        "Gem vægtningen",
        "Rollerne er vægtet.",
        "Hvor stor en del af arbejdet er hver rolle? Tilsammen 100 procent.",
    ),
    "SetFocusAreas": Saying(
        "Sæt fokusområder",
        "Gem fokusområderne",
        "Fokusområderne er gemt.",
        "Det, indsatsen skal handle om i den kommende periode.",
    ),
    "PlanAppointment": Saying(
        "Aftal et møde",
        "Gem aftalen",
        "Mødet er aftalt.",
        "Borgeren får en neutral påmindelse hverdagen før.",
    ),
    "CancelAppointment": Saying("Aflys en aftale", "Aflys aftalen", "Aftalen er aflyst."),
    "RecordMeeting": Saying(
        "Skriv i logbogen",
        "Gem notatet",
        "Notatet er gemt i logbogen.",
        "Skriv, hvad der skete. Vurderinger skrives for sig.",
    ),
    "QuickNote": Saying(
        "Notér en telefonsamtale",
        "Gem samtalen",
        "Samtalen er noteret.",
        "Kort: hvor længe, og hvad I talte om.",
    ),
    "ShowLogEntry": Saying(
        "Notér, at logbogen er vist",
        "Gem",
        "Det er noteret, hvad borgeren har set.",
    ),
    "ConfirmHours": Saying(
        "Notér, at borgeren har bekræftet timer",
        "Gem bekræftelsen",
        "Bekræftelsen er noteret.",
        "Det er frivilligt for borgeren, og intet afhænger af det.",
    ),
    "RecordMinutes": Saying(
        "Skriv referat af trepartsmøde",
        "Gem og send referatet",
        "Referatet er gemt, og jobcenteret og borgeren får det.",
        "Timerne skrives i logbogen for sig.",
    ),
    "RecordFollowUp": Saying(
        "Følg op på målene",
        "Gem opfølgningen",
        "Opfølgningen er gemt.",
        "Svar på spørgsmålene for hvert mål, der arbejdes på.",
    ),
    "SendProgressReport": Saying(
        "Send progressionsrapport",
        "Send rapporten",
        "Rapporten er skrevet.",
        "Timer og fremmøde hentes fra logbogen og skal ikke skrives.",
    ),
}
