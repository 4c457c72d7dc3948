"""The commands of `mentor`: the words, the place in the code, and what is said of each; nothing is imported.

Whoever types one command waits for that one's modules alone, and `mentor --help` for none. A group has its
sentence from here; a command of its own is told the same in its docstring, which a test compares.
"""

from __future__ import annotations

from typing import NamedTuple


class Listed(NamedTuple):
    """One command or group of commands; `place` is module and name below `deployments.cli`."""

    word: str
    place: str
    help: str


COMMANDS = (
    Listed("init", "install:init", "Lav en virkende lokal installation i MENTOR_HOME. Intet overskrives."),
    Listed("doctor", "examine:doctor", "Undersøg installationen, og sig hvad der skal gøres."),
    Listed(
        "up",
        "running:up",
        "Start det hele, og bliv: portal, Prefect, post, runder, udsendelse og til prøve mailserveren.",
    ),
    Listed(
        "portal",
        "running:portal",
        "Start portalen alene, og bliv; mentor up starter den sammen med alt andet.",
    ),
    Listed(
        "demo",
        "running:demo",
        "Spil et helt mentorforløb i de rigtige dele: mail, database, Prefect og PDF.",
    ),
    Listed("course", "course:course", "Forløb: liste, indhold, historik, frister og handlinger."),
    Listed(
        "access",
        "access:access",
        "Indsigt: hvem har læst hvad, og borgerens ret til at se sin sag.",
    ),
    Listed("deadlines", "deadlines:deadlines", "Frister på tværs af forløb."),
    Listed(
        "forecast",
        "forecast:forecast",
        "Se frem: hvad der forfalder, rykkes og udløber uge for uge, hvis ingen gør noget. Ændrer intet.",
    ),
    Listed("log", "log_book:log", "Logbøger på tværs af forløb."),
    Listed("hours", "hours:hours", "Timer på tværs af forløb."),
    Listed("extension", "extension:extension", "Forlængelse af et forløb."),
    Listed("figures", "figures:figures", "Nøgletal for ledelse og råd: kun antal og summer."),
    Listed(
        "corps",
        "corps:group",
        "Mentorkorpset: profiler, forslag, fravær, vagtplan, belastning og sikkerhed.",
    ),
    Listed(
        "programme",
        "programme:programme",
        "Programmer: kontrollér, vis og sammenlign dem, og flyt forløb.",
    ),
    Listed(
        "mail",
        "mail:mail",
        "Indgående mail: hent, efterprøv, se hvad der blev af den, afgør karantæne.",
    ),
    Listed("referral", "referral:referral", "Til jobcentret: formular og JSON-skema til en henvisning."),
    Listed(
        "retention",
        "retention:retention",
        "Opbevaring og sletning: listen, kommunens godkendelse, stop for sletning og bevis.",
    ),
    Listed(
        "round",
        "round:round_",
        "Gå runden: lad tiden gå for hvert forløb, der har en frist, som er forfalden.",
    ),
    Listed(
        "deliver",
        "deliver:deliver",
        "Send det, der venter: skriv beskederne, underskriv og kryptér dem, og aflevér dem til mailserveren."
        "\n\nBagefter gøres det, der er bedt om på portalen, og som tager længere tid end en side.",
    ),
    Listed("letters", "letters:letters", "Breve til borgere, som skal sendes med Digital Post."),
    Listed("report", "report:report", "Rapporter som PDF."),
    Listed(
        "undelivered",
        "undelivered:group",
        "Breve, der ikke nåede frem: se dem, send dem igen, eller afslut dem.",
    ),
    Listed("keys", "keys:keys", "Masternøglerne: skift til en ny."),
    Listed("decider", "keys:decider", "Beslutningstagere i jobcenteret: registrér og vis."),
    Listed(
        "decision-code",
        "keys:decision_code",
        "Lav en kode, som én beslutningstager kan bruge én gang til én afgørelse. Den vises kun nu.",
    ),
    Listed(
        "login",
        "sign_in:login",
        "Login i portalen: nulstil det andet trin for en, der har mistet sin telefon.",
    ),
    Listed(
        "crl",
        "crl:crl",
        "Spærrelister: hent dem igen, så ingen mail bedømmes efter en for gammel.",
    ),
    Listed("audit", "audit:audit", "Efterprøvning af kæden."),
)
