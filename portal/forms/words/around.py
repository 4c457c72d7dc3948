"""What the commands around the work are called: matters, decisions, disclosures, pauses, the end."""

from __future__ import annotations

from collections.abc import Mapping

from portal.forms.words.saying import Saying

MATTERS: Mapping[str, Saying] = {
    "ReportDeviation": Saying(
        "Meld en fravigelse",
        "Meld til jobcenteret nu",
        "Fravigelsen er meldt, og jobcenteret får besked med det samme.",
        "Noget i planen er ikke sket, som det skulle. Skriv, hvad der skete: ikke hvis skyld det er.",
    ),
    "AcknowledgeDeviation": Saying(
        "Kvittér for en fravigelse",
        "Kvittér",
        "Der er kvitteret for fravigelsen.",
        "Rykkerne standser, når en navngiven person har taget hånd om den.",
    ),
    "AddExplanation": Saying(
        "Tilføj borgerens forklaring",
        "Gem og send forklaringen",
        "Forklaringen er gemt og sendes til jobcenteret.",
    ),
    "RecordDeviationOutcome": Saying("Notér, hvad fravigelsen førte til", "Gem", "Udfaldet er noteret."),
    "WithdrawDeviation": Saying(
        "Træk en fravigelse tilbage",
        "Træk den tilbage",
        "Fravigelsen er trukket tilbage, og jobcenteret får besked med det samme.",
        "Kun når den blev meldt ved en fejl.",
    ),
    "OpenExtensionReview": Saying(
        "Åbn vurdering af forlængelse",
        "Åbn vurderingen",
        "Vurderingen af forlængelse er åbnet.",
    ),
    "ProposeExtension": Saying(
        "Foreslå en forlængelse",
        "Send forslaget",
        "Forslaget er noteret. Jobcenteret afgør det.",
        "Kun jobcenteret kan afgøre, om der gives en ny periode.",
    ),
    "DecideExtension": Saying(
        "Afgør en forlængelse",
        "Gem",
        "Det er noteret.",
        "Med beslutningstagerens egen kode er det en afgørelse; uden kode er det et forslag.",
    ),
    "MarkUpdateSeen": Saying("Notér, at nyt fra jobcenteret er set", "Det er set", "Det er noteret som set."),
    "RequestOtherMentor": Saying(
        "Notér ønske om en anden mentor",
        "Gem ønsket",
        "Ønsket er noteret.",
        "Skriv det med borgerens egne ord.",
    ),
    "AskForPlanChange": Saying(
        "Bed om en ændring af planen",
        "Send til koordinatoren",
        "Koordinatoren har fået dit ønske og svarer dig her på siden.",
        "Til det, du ikke selv kan ændre. Det haster ikke mere end nogle dage; er der sket noget, så meld en "
        "fravigelse.",
    ),
    "FileComplaint": Saying(
        "Notér en klage",
        "Gem klagen",
        "Klagen er noteret.",
        "Skriv det med borgerens egne ord.",
    ),
    "EndEffort": Saying(
        "Stop indsatsen",
        "Stop indsatsen",
        "Indsatsen er stoppet.",
        "Det er sagsbehandlerens afgørelse og kræver hendes egen kode.",
    ),
    "SettleMatter": Saying("Afslut et punkt", "Afslut punktet", "Punktet er afsluttet."),
    "ChangeCaseworker": Saying("Ny sagsbehandler", "Gem", "Den nye sagsbehandler er noteret."),
    "WithdrawConsent": Saying(
        "Notér, at samtykket er trukket tilbage",
        "Gem",
        "Det er noteret, at samtykket er trukket tilbage.",
        "Det virker fra nu af og er aldrig i sig selv en fravigelse.",
    ),
    "AgreeDisclosure": Saying(
        "Aftal, hvad andre må vide",
        "Gem aftalen",
        "Aftalen er gemt.",
        "Aftales med borgeren, og det er hendes samtykke, det hviler på.",
    ),
    "EndDisclosure": Saying("Stop en aftale om, hvad andre må vide", "Stop aftalen", "Aftalen er stoppet."),
    "RecordDisclosure": Saying("Notér, hvad andre har fået at vide", "Gem", "Det er noteret."),
    "ReviseConsiderations": Saying("Ret skånehensyn", "Gem skånehensyn", "Skånehensyn er gemt."),
    "AnnounceStart": Saying(
        "Notér, at noget begynder",
        "Gem",
        "Det er noteret. Husk at give skånehensyn videre.",
        "Praktik, job eller uddannelse: skånehensyn skal gives videre.",
    ),
}
ENDING: Mapping[str, Saying] = {
    "StartPhaseOut": Saying(
        "Begynd udfasning",
        "Begynd udfasningen",
        "Udfasningen er begyndt.",
        "Støtten bliver mindre, så borgeren kan klare sig uden.",
    ),
    "WriteClosingParts": Saying(
        "Skriv på den afsluttende rapport",
        "Gem det skrevne",
        "Det skrevne er gemt.",
        "Du kan skrive en del ad gangen. Det, du skriver sidst, gælder.",
    ),
    "RecordClosing": Saying(
        "Afslut forløbet",
        "Afslut forløbet",
        "Forløbet er afsluttet, og rapporten sendes.",
        "Den afsluttende rapport ser tilbage på hele forløbet.",
    ),
    "RecordEvaluation": Saying(
        "Notér borgerens egen vurdering",
        "Gem vurderingen",
        "Vurderingen er gemt.",
        "Frivilligt for borgeren.",
    ),
    "Pause": Saying(
        "Sæt støtten på pause",
        "Sæt på pause",
        "Pausen er noteret.",
        "Egne frister flytter sig. Bevillingens sidste dag flytter sig ikke.",
    ),
    "ChangePause": Saying(
        "Ret pausen", "Gem", "Pausen er rettet.", "Bevillingens sidste dag flytter sig ikke."
    ),
    "DropPlannedPause": Saying(
        "Opgiv den planlagte pause", "Opgiv pausen", "Den planlagte pause er opgivet."
    ),
    "Resume": Saying("Genoptag forløbet", "Genoptag", "Forløbet er genoptaget."),
    "Cancel": Saying("Stop forløbet før tid", "Stop forløbet", "Forløbet er stoppet."),
    "Reopen": Saying("Åbn forløbet igen", "Åbn igen", "Forløbet er åbnet igen."),
    "HoldErasure": Saying("Hold sagen tilbage fra sletning", "Hold tilbage", "Sagen slettes ikke foreløbig."),
    "LiftHold": Saying("Ophæv tilbageholdelsen", "Ophæv", "Sagen holdes ikke længere tilbage fra sletning."),
    "RecordFileReturn": Saying(
        "Notér, at sagen er afleveret",
        "Gem",
        "Det er noteret, at kommunen har fået sagen.",
        "Kommunen skal selv have bekræftet det.",
    ),
    "RecordAccessRequest": Saying(
        "Notér en anmodning om indsigt",
        "Gem anmodningen",
        "Anmodningen er noteret, og myndigheden får besked.",
    ),
    "RecordAccessDraft": Saying(
        "Notér, at udkastet er afleveret",
        "Gem",
        "Det er noteret, at udkastet er afleveret.",
    ),
}
