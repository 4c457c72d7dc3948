"""All that is said in the demo, about a citizen who does not exist. `PHRASE` is what the canary looks for."""

from __future__ import annotations

CPR = "0101505678"
NAME = "Solveig Kanariefugl"
ADDRESS = "Opdigtet Allé 17, 9999 Ingensteder"
PHONE = "70 99 99 99"
EMAIL = "solveig@borger.example"
PHRASE = "angst for store forsamlinger"
CANARIES = (CPR, f"{CPR[:6]}-{CPR[6:]}", NAME, "Kanariefugl", ADDRESS, "Opdigtet Allé", PHONE, EMAIL, PHRASE)

COVER_LETTER = "Hermed henvisning til mentorstøtte med bevilling, jobplan og samtykke.\n"
DECIDERS = {"caseworker": "Mette Skovgaard", "job_consultant": "Jens Toft"}
ACKNOWLEDGED = "Vi taler med borgeren på torsdag og vender tilbage."
MATCH = "Amira har erfaring med unge, der er på vej i praktik, og har tid til to møder om ugen i begyndelsen."
FIRST_MEETING = (
    f"Solveig fortalte om sin {PHRASE} og om, hvad hun håber på. Vi aftalte at mødes om tirsdagen."
)
TASKS = ("Komme op om morgenen", "Følges til praktikken de første uger", "Forstå post fra det offentlige")
WORKED_ON = ("morning", "public_transport", "jobcentre", "attendance")
"""The programme's codes of the tasks that the course is taken on for."""
PHASE_OUT = "Møderne bliver kortere og sjældnere fra november, og værkføreren overtager den daglige kontakt."
PLACE = "Mentorhuset, lokale 2"
GOALS = (
    "Jeg vil møde i praktikken fire dage om ugen",
    "Jeg vil selv stå op om morgenen",
    "Jeg vil søge en læreplads",
)
OBSERVATIONS = (
    "Vi øvede turen med bussen. Solveig tog selv telefonen, da praktikstedet ringede.",
    "Solveig havde overblik over ugen og havde selv skrevet aftalerne ned.",
    f"Solveig talte om sin {PHRASE} og fandt på, at hun vil spise frokost sammen med én kollega.",
    "En svær uge. Vi delte opgaven op i mindre skridt, og Solveig valgte selv det første.",
)
FOLLOW_UP = "Solveig var med til at svare og læste det hele igennem."
COMMENT = "Det passer med, hvordan jeg selv ser det."
REPORTS = (
    "Solveig er begyndt i praktik på et værksted og møder oftere til tiden.",
    "Solveig står nu selv op. Praktikken er udvidet til tre dage om ugen.",
    "Solveig møder fire dage om ugen, og værkstedet vil gerne beholde hende.",
    "Solveig har søgt læreplads to steder og har været til en samtale.",
)
NEXT = "Støtten fortsætter som nu, og vi øver, at Solveig selv aftaler med værkstedet."
LOOKED_AT = "Sommeren var svær. Mødet med mentor viser, at Solveig er på vej igen, og indsatsen fortsætter."
NEED = "Støtten virker, men fremmødet er endnu ikke stabilt uden opfølgning hver anden uge."
SPECIAL = (
    "Praktikken udvides netop nu, og et brud i støtten ville med stor sandsynlighed sætte forløbet tilbage."
)
REFUSED = "Målene er nået eller tæt på. Støtten udfases inden for den nuværende bevilling."
PARTLY = "To ansøgninger er sendt, og der er aftalt en prøvetid på værkstedet."
REVIEW = (
    "Forløbet begyndte med ustabilt fremmøde og endte med fire faste dage på værkstedet. Et tilbagefald i "
    "sommeren blev vendt til en ny aftale om morgenerne. Samarbejdet med værkføreren har været afgørende."
)
MANAGES = "Står selv op, tager bussen, ringer ved sygdom og læser selv sin post."
COPING = "Solveig har klaret de sidste tre uger med et enkelt opkald om ugen."
HANDOVER = "Værkføreren er daglig kontakt. Sagsbehandleren følger op efter tre måneder."
UNRESOLVED = "Boligsituationen er fortsat usikker."
EVALUATION = "Det hjalp, at det var den samme person hele vejen, og at jeg selv fik lov at vælge."
