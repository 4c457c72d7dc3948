"""The sources' catalogues of tasks as they word them, and what S3's matrix forbids."""

from __future__ import annotations

CATALOGUES: dict[str, str] = {
    "fastholdelsesmentor": "op om morgenen; egen læge; jobcenter; offentlig transport; sociale udfordringer; "
    "fysiske udfordringer; psykiske udfordringer; jobsøgning; besøg på virksomheden før ansættelse; "
    "ansøgning om enkeltydelse; ansøgning om hjælpemidler; ansøgninger til andre forvaltninger; "
    "fastholdelse i praktik; fastholdelse i uddannelse; fastholdelse i behandling; lægemøder; "
    "misbrugsbehandling; genoptræning; udredning; skånebehov; udenforstående at vende ting med; "
    "opfølgning på jobplan; praktiske gøremål; overgang til job eller løntilskud",
    "viborg": "introducere og oplære; hygiejne og fremtræden; jobsøgning; transport; hot-line i en overgang; "
    "op og møde; struktur; kontakt til jobcenter; kontakt til læge; kontakt til andre; egen økonomi; "
    "post fra det offentlige",
    "hoeje-taastrup": "motivation; struktur; jobsøgning; ansøgninger; viden om uddannelse og job; "
    "egne kompetencer; aftaler; møde til tiden; hjælp i andet regi; praktiske forhold; "
    "sociale forhold; sundhed",
    "ressourceforloeb": "vækning; skema; træning i transport; særlige behov ved start; forstå aktiviteter; "
    "dialog med læge; logbog sammen; samtaler om planens mål; "
    "motivation i perioder uden aktivitet; fritidsaktivitet, der indgår i forløbet; "
    "kontakt til familie og bekendte; forstå et brev; træne sprog i aktiviteter; møder i banken; "
    "boligselskaber",
    "naestved": "økonomi; bolig; hjem og familie; struktur; transport; ejerskab; små mål; egne ressourcer; "
    "forløb; rettigheder og pligter; afgørelser; økonomisk støtte; start i praktik; behov og skånehensyn; "
    "god overgang",
}
"""DOMAIN.md's catalogues, as the sources word them."""
FORBIDDEN = {
    "generel transport til aktiviteter": "transport",
    "permanent støtte ved varig funktionsnedsættelse": "other-law",
    "søge bevillinger for borgeren": "applications",
    "dokumentere eller vurdere arbejdsevne": "working-capacity",
    "samtaler om generel livsforbedring": "not-directed",
    "være borgerens sociale netværk": "not-directed",
    "generel støtte til fritidstilbud": "other-law",
    "aktiviteter uden for forløbet": "not-directed",
    "udfordringer, der ikke hindrer deltagelse": "not-directed",
    "personlig pleje": "other-law",
}
"""S3's matrix: what a mentor's task cannot be, and the rule that says so."""
